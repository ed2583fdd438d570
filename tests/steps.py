"""What each callback on an event loop costs in CPU: the tests fail over a slow one of ours, and the bench has a row of it.

A loop of asyncio's own is watched at its handles, a callback each; any other loop, as uvloop, at the steps of its tasks.
CPU of the thread is counted, as a busy machine spoils the wall clock, and what the garbage collector took is not: it comes
when it likes.
"""

import asyncio
import gc
import sys
import threading
from collections.abc import Callable, Coroutine, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import thread_time
from types import FrameType
from typing import Any

OURS = str(Path(__file__).parents[1] / "chat")
TESTS = str(Path(__file__).parent)
SAMPLED = 0.02  # seconds between two looks at what runs


@dataclass(slots=True)
class Step:
    """A callback that runs, or ran: `seconds` of CPU, and where it was seen, innermost lines of this project."""

    name: str
    seconds: float = 0.0
    collecting: float = 0.0
    seen: list[tuple[str, str]] = field(default_factory=list)  # (file, "file:line function")

    @property
    def ours(self) -> bool:
        """Whether most looks found it in the app's code, and not in a test's."""
        return 2 * sum(file.startswith(OURS) for file, _ in self.seen) > len(self.seen)

    def __str__(self) -> str:
        places = ", ".join(dict.fromkeys(place for file, place in self.seen if file.startswith(OURS)))
        return f"{self.seconds * 1000:.0f} ms of CPU in {self.name}, at {places or 'a place nobody saw'}"


class Steps:
    """`slow` holds every callback that took more than `least` seconds; `longest` is that of all."""

    def __init__(self, least: float) -> None:
        self.least = least
        self.slow: list[Step] = []
        self.longest = 0.0
        self._running: dict[int, Step] = {}  # by thread
        self._collector: dict[int, float] = {}
        self._over = threading.Event()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Callbacks of asyncio's loops in every thread of this process."""
        run = asyncio.Handle._run

        def timed(handle: asyncio.Handle) -> None:
            with self.timed(lambda: _name(handle)):
                run(handle)

        asyncio.Handle._run = timed  # type: ignore[method-assign, assignment]
        sampler = threading.Thread(target=self._sample, name="sampler of steps", daemon=True)
        sampler.start()
        gc.callbacks.append(self._collecting)
        try:
            yield
        finally:
            gc.callbacks.remove(self._collecting)
            asyncio.Handle._run = run  # type: ignore[method-assign]
            self._over.set()
            sampler.join()

    def task_factory(self, loop: asyncio.AbstractEventLoop, coro: Any, **options: Any) -> asyncio.Task[Any]:
        """For a loop that has no handles to watch."""
        return asyncio.Task(_Timed(coro, self), loop=loop, **options)

    @contextmanager
    def timed(self, name: Callable[[], str]) -> Iterator[None]:
        thread = threading.get_ident()
        step = Step("")
        outer, self._running[thread] = self._running.get(thread), step
        began = thread_time()
        try:
            yield
        finally:
            step.seconds = thread_time() - began - step.collecting
            if outer is None:
                del self._running[thread]
            else:
                self._running[thread] = outer
            self.longest = max(self.longest, step.seconds)
            if step.seconds > self.least:
                step.name = name()
                self.slow.append(step)

    def _sample(self) -> None:
        """Looks at every callback that runs for a while, and notes where it is."""
        before: dict[int, Step] = {}
        while not self._over.wait(SAMPLED):
            now = dict(self._running)
            frames = sys._current_frames() if any(before.get(thread) is step for thread, step in now.items()) else {}
            for thread, step in now.items():
                if before.get(thread) is step and (place := _place(frames.get(thread))):
                    step.seen.append(place)
            before = now

    def _collecting(self, phase: str, _: dict[str, int]) -> None:
        thread = threading.get_ident()
        if phase == "start":
            self._collector[thread] = thread_time()
        elif (began := self._collector.pop(thread, None)) is not None and (step := self._running.get(thread)):
            step.collecting += thread_time() - began


class _Timed(Coroutine[Any, Any, Any]):
    """A coroutine whose every step is timed."""

    def __init__(self, coro: Coroutine[Any, Any, Any], steps: Steps) -> None:
        self._coro, self._steps = coro, steps

    def _name(self) -> str:
        return getattr(self._coro, "__qualname__", repr(self._coro))

    def send(self, value: Any) -> Any:
        with self._steps.timed(self._name):
            return self._coro.send(value)

    def throw(self, *error: Any) -> Any:
        with self._steps.timed(self._name):
            return self._coro.throw(*error)

    def close(self) -> None:
        self._coro.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self._coro.__await__()


def _name(handle: asyncio.Handle) -> str:
    callback = handle._callback  # type: ignore[attr-defined]
    task = getattr(callback, "__self__", None)
    if isinstance(task, asyncio.Task):
        return f"{getattr(task.get_coro(), '__qualname__', '')} ({task.get_name()})"
    return str(getattr(callback, "__qualname__", callback))


def _place(frame: FrameType | None) -> tuple[str, str] | None:
    """The innermost line of the app or of a test."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith((OURS, TESTS)) and file != __file__:
            return file, f"{Path(file).name}:{frame.f_lineno} {frame.f_code.co_name}"
        frame = frame.f_back
    return None
