"""The classes of fractals, found among random candidates, kept, and handed to other processes."""

from __future__ import annotations

import os
import threading
from typing import Any

from ._configuration import ConfigError
from ._generated import rules
from ._kernel import SearchKernel, Setup

#: Candidates that the kernel tries in one call: a fiftieth of a second at most.
AT_ONCE = 64

#: Held while a search is made ready in a forked process, which several threads may ask for.
_starting = threading.Lock()


def _forked() -> None:
    # A process forked while another thread holds the lock would wait for ever.
    global _starting
    _starting = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)


class FoundClasses:
    """What a search has found so far.

    The script's classes come one after the other from one generator, so that all before a class
    are found on the way to it; with search ``"random"`` each has candidates of its own.
    """

    _lock: threading.Lock
    _kernel: SearchKernel | None
    _process: int

    def __init__(self, config: dict[str, Any], setup: Setup, search: dict[str, Any]) -> None:
        self._setup = setup
        self._search = search
        self._is_sequence = config["parameters"]["search"] == "script"
        self._value = config
        for key in search["field"].split("."):
            self._value = self._value[key]
        self._most = -(-search["mostPoints"] // config["parameters"]["searchPoints"])
        self._rows: dict[int, list[float]] = {}
        #: How many classes of the sequence are found, and its generator's state after them: set at
        #: once, so that whoever is interrupted or forked in between finds the same classes again.
        self._next: tuple[int, bytes | None] = (0, None)
        self._start()

    def row(self, class_index: int) -> list[float]:
        """What was measured of a class, then its maps.

        :raises ConfigError: where too many candidates in a row become none
        """
        row = self._rows.get(class_index)
        if row is not None:
            return row
        self._start_if_forked()
        with self._lock:
            try:
                if class_index not in self._rows:
                    if self._is_sequence:
                        self._find_up_to(class_index)
                    else:
                        self._find_alone(class_index)
            except BaseException:
                # The kernel's generator may have moved on; the next search begins anew.
                self._kernel = None
                raise
            return self._rows[class_index]

    def _find_up_to(self, class_index: int) -> None:
        kernel = self._searching()
        misses = 0
        while self._next[0] <= class_index:
            found = kernel.search_next(AT_ONCE)
            count = self._next[0]
            for place, row in enumerate(found):
                self._rows[count + place] = row
            self._next = count + len(found), kernel.state()
            misses = 0 if found else misses + AT_ONCE
            self._require_hope(misses)

    def _find_alone(self, class_index: int) -> None:
        kernel = self._searching()
        for first in range(0, self._most, AT_ONCE):
            row = kernel.search_alone(class_index, first, AT_ONCE)
            if row is not None:
                self._rows[class_index] = row
                return
        self._require_hope(self._most)

    def _require_hope(self, misses: int) -> None:
        if misses < self._most:
            return
        message = (
            f"none of {rules.formatNumber(misses)} candidates in a row became a class;"
            f" {self._search['wayOut']}"
        )
        raise ConfigError(
            [{"field": self._search["field"], "value": self._value, "message": message}]
        )

    def _searching(self) -> SearchKernel:
        if self._kernel is None:
            self._kernel = SearchKernel(self._setup, AT_ONCE)
            state = self._next[1]
            if state is not None:
                self._kernel.restore(state)
        return self._kernel

    def _start(self) -> None:
        self._lock = threading.Lock()
        self._kernel = None
        # Last: whoever sees it takes the lock.
        self._process = os.getpid()

    def _start_if_forked(self) -> None:
        """A lock that another thread held when this process was forked is never released."""
        if self._process == os.getpid():
            return
        with _starting:
            if self._process != os.getpid():
                self._start()

    def __getstate__(self) -> dict[str, Any]:
        self._start_if_forked()
        with self._lock:
            state = self.__dict__.copy()
            state["_rows"] = dict(self._rows)
        for name in ("_lock", "_kernel", "_process"):
            del state[name]
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._start()
