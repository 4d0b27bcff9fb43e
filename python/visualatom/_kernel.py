"""The WebAssembly kernel: compiled once, with an instance for each thread of each dataset."""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import wasmtime
from numpy.typing import NDArray

from ._resources import read_bytes

RESAMPLING = {"area": 0, "lanczos": 1}


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


class Kernel:
    """One instance, which holds one configuration; not to be used by two threads at once.

    :param formulation: the formulation's number in the kernel
    :param numbers: the configuration's numbers, in the kernel's order
    :param size: side of a picture, px
    :param seed: key of all random draws, 0 … 2**53 − 1
    :param background: grey of what nothing is drawn on
    """

    def __init__(
        self, formulation: int, numbers: Sequence[float], size: int, seed: int, background: int
    ) -> None:
        engine, module = _compiled.get()
        self._process = os.getpid()
        self._store = wasmtime.Store(engine)
        instance = wasmtime.Instance(self._store, module, [])
        self._exports = instance.exports(self._store)
        self._size = size
        self._call("setFormulation", formulation)
        self._memory = 0
        self._view(ctypes.c_double, self._call("configuration"), len(numbers))[:] = numbers
        # Nothing is encoded here, so that there need be no room for a PNG.
        self._call("configureDrawing", size, 0, 0)
        self._call("setKey", _signed(seed), _signed(seed >> 32))
        self._call("setBackground", background)
        self._memory = 0
        self._reduction: tuple[int, str] | None = None
        self._paint_image = self._exports["paintImage"]

    def is_of_another_process(self) -> bool:
        return self._process != os.getpid()

    def draw_class(self, class_index: int) -> list[float]:
        """Draws a class's parameters, in the order of the class table's columns."""
        count = self._call("drawClass", _signed(class_index))
        return list(self._view(ctypes.c_double, self._call("classNumbers"), count))

    def paint(self, class_index: int, instance: int, attempt: int) -> int:
        """Draws an image; returns where its size × size greys lie.

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
        """Whether nothing is drawn on a picture of side × side greys."""
        self._call("measure", picture, side * side)
        return self._call("ink") == 0

    def copy(self, picture: int, side: int) -> NDArray[np.uint8]:
        """The side × side greys of a picture, in an array of their own."""
        pixels = np.empty((side, side), np.uint8)
        ctypes.memmove(pixels.ctypes.data, self._base() + picture, side * side)
        return pixels

    def _call(self, name: str, *arguments: int) -> Any:
        return self._exports[name](self._store, *arguments)

    def _view(self, kind: Any, at: int, count: int) -> Any:
        return (kind * count).from_address(self._base() + at)

    def _base(self) -> int:
        # Where the kernel's memory lies; it stays there once the buffers have their places.
        if self._memory == 0:
            memory = self._exports["memory"]
            self._memory = ctypes.addressof(memory.data_ptr(self._store).contents)
        return self._memory


def _signed(word: int) -> int:
    """The lower 32 bits as WebAssembly takes them."""
    word &= 0xFFFFFFFF
    return word - (1 << 32) if word >= 1 << 31 else word
