"""The WebAssembly kernel: compiled once, with an instance for each thread of each dataset."""

from __future__ import annotations

import ctypes
import os
import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
import wasmtime
from numpy.typing import NDArray

from ._resources import read_bytes

RESAMPLING = {"area": 0, "lanczos": 1}
STATE_BYTES = 624 * 4


class _Compiled:
    """The kernel's machine code; a forked process starts from its bytes, without a compiler."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = -1
        self._machine_code: bytes | None = None
        self._ready: tuple[wasmtime.Engine, wasmtime.Module] | None = None
        # A process forked while another thread holds the lock would wait for ever.
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forked)

    def _forked(self) -> None:
        self._lock = threading.Lock()

    def get(self) -> tuple[wasmtime.Engine, wasmtime.Module]:
        with self._lock:
            if self._ready is None or self._process != os.getpid():
                # A forked process has none of the threads of a compiler that works in several.
                config = wasmtime.Config()
                config.parallel_compilation = False
                engine = wasmtime.Engine(config)
                if self._machine_code is None:
                    module = wasmtime.Module(engine, read_bytes("kernel.wasm"))
                    self._machine_code = bytes(module.serialize())
                else:
                    module = wasmtime.Module.deserialize(engine, self._machine_code)
                self._ready = engine, module
                self._process = os.getpid()
            return self._ready


_compiled = _Compiled()


@dataclass(frozen=True)
class Setup:
    """What the kernel has to know of a configuration."""

    #: The formulation's number in the kernel.
    formulation: int
    #: The configuration's numbers, in the kernel's order.
    numbers: tuple[float, ...]
    #: Side of a picture as it is drawn, px.
    size: int
    #: Key of all random draws, 0 … 2**53 − 1.
    seed: int
    #: Grey of what nothing is drawn on.
    background: int


class _Instance:
    """One instance, which holds one configuration; not to be used by two threads at once."""

    def __init__(self, setup: Setup) -> None:
        engine, module = _compiled.get()
        self._process = os.getpid()
        self._store = wasmtime.Store(engine)
        instance = wasmtime.Instance(self._store, module, [])
        self._exports: Any = instance.exports(self._store)
        self._memory = 0
        self._call("setFormulation", setup.formulation)
        self._numbers(self._call("configuration"), len(setup.numbers))[:] = setup.numbers
        self._call("setKey", _signed(setup.seed), _signed(setup.seed >> 32))
        self._call("setBackground", setup.background)

    def is_of_another_process(self) -> bool:
        return self._process != os.getpid()

    def _call(self, name: str, *arguments: int) -> Any:
        return self._exports[name](self._store, *arguments)

    def _placed(self) -> None:
        # The memory stays where it is once the buffers have their places.
        self._memory = 0

    def _base(self) -> int:
        if self._memory == 0:
            memory = self._exports["memory"]
            self._memory = ctypes.addressof(memory.data_ptr(self._store).contents)
        return self._memory

    def _numbers(self, at: int, count: int) -> Any:
        return (ctypes.c_double * count).from_address(self._base() + at)

    def _class_numbers(self, count: int) -> Any:
        return self._numbers(self._call("classNumbers"), count)


class Kernel(_Instance):
    """Draws the images of a configuration."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.is_colour = self._call("isColour") != 0
        # Nothing is encoded here, so that there need be no room for a PNG.
        self._call("configureDrawing", setup.size, setup.size**2 if self.is_colour else 0, 0)
        self._placed()
        self._class_at_hand = -1
        self._reduction: tuple[int, str] | None = None
        self._paint_image = self._exports["paintImage"]

    def draw_class(self, class_index: int) -> list[float]:
        """Draws a class's parameters, in the order of the class table's columns."""
        return list(self._class_numbers(self._call("drawClass", _signed(class_index))))

    def take_class(self, class_index: int, row: list[float]) -> None:
        """Takes a class that was searched, of which images can then be drawn."""
        if self._class_at_hand != class_index:
            # Until it is taken, none is at hand: the call may be interrupted.
            self._class_at_hand = -1
            self._class_numbers(len(row))[:] = row
            self._call("takeClass", _signed(class_index), len(row))
            self._class_at_hand = class_index

    def paint(self, class_index: int, instance: int, attempt: int) -> int:
        """Draws an image; returns where its size × size samples lie.

        :param attempt: how often it was drawn before
        """
        return self._paint_image(self._store, _signed(class_index), _signed(instance), attempt)

    def reduce(self, picture: int, target: int, resample: str) -> int:
        """Makes a picture of the kernel's size smaller; returns where the target² greys lie."""
        if self._reduction != (target, resample):
            self._call("prepareReduction", target, RESAMPLING[resample])
            self._reduction = target, resample
        return self._call("reduce", picture, target)

    def is_blank(self, picture: int, side: int) -> bool:
        """Whether nothing is drawn on a picture of side × side samples."""
        self._call("measure", picture, side * side)
        return self._call("ink") == 0

    def copy(self, picture: int, side: int) -> NDArray[np.uint8]:
        """The side × side samples of a picture, in an array of their own."""
        pixels = np.empty((side, side), np.uint8)
        ctypes.memmove(pixels.ctypes.data, self._base() + picture, side * side)
        return pixels

    def put(self, picture: NDArray[np.uint8]) -> int:
        """Takes a picture that was made elsewhere; returns where it lies."""
        at = self._call("samples")
        ctypes.memmove(self._base() + at, picture.ctypes.data, picture.size)
        return at


class SearchKernel(_Instance):
    """Searches the classes of a configuration."""

    def __init__(self, setup: Setup, candidates: int) -> None:
        super().__init__(setup)
        self._call("configureSearch", setup.size, candidates)
        self._placed()

    def search_next(self, candidates: int) -> list[list[float]]:
        """Tries the sequence's next candidates; the classes that were found, in order."""
        return [self._found(number) for number in range(self._call("searchNext", candidates))]

    def search_alone(self, class_index: int, first: int, candidates: int) -> list[float] | None:
        """Tries candidates of a class of its own."""
        found = self._call("searchAlone", _signed(class_index), first, candidates)
        return self._found(0) if found else None

    def state(self) -> bytes:
        """Of the sequence's generator."""
        self._call("saveTwister")
        return ctypes.string_at(self._base() + self._call("words"), STATE_BYTES)

    def restore(self, state: bytes) -> None:
        ctypes.memmove(self._base() + self._call("words"), state, STATE_BYTES)
        self._call("resumeTwister", 0)

    def _found(self, number: int) -> list[float]:
        return list(self._class_numbers(self._call("foundClass", number)))


def _signed(word: int) -> int:
    """The lower 32 bits as WebAssembly takes them."""
    word &= 0xFFFFFFFF
    return word - (1 << 32) if word >= 1 << 31 else word
