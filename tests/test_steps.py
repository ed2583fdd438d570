"""The detector of slow callbacks: it finds ours, names the line, and blames nobody else."""

import asyncio
import gc
import re
import threading
from collections.abc import Callable
from pathlib import Path
from time import sleep, thread_time

import pytest
import uvloop

from tests import steps
from tests.steps import Steps

LEAST = 0.05
LONG = 0.15  # seconds of CPU: the sampler must see it more than once
APP = Path(steps.OURS) / "made_up.py"


def burn(seconds: float) -> None:
    until = thread_time() + seconds
    while thread_time() < until:
        pass


def of_app(source: str, **known: object) -> Callable[..., object]:
    """The function `work` of this source, as if it stood in a file of the app."""
    names: dict[str, object] = {"asyncio": asyncio, "thread_time": thread_time, **known}
    exec(compile(source, str(APP), "exec"), names)
    work = names["work"]
    assert callable(work)
    return work


OURS = of_app(
    """
def work(seconds):
    until = thread_time() + seconds
    while thread_time() < until:
        pass

async def later(seconds):
    await asyncio.sleep(0)
    work(seconds)
    await asyncio.sleep(0)
"""
)
LATER = OURS.__globals__["later"]


@pytest.fixture
def quick_steps() -> None:
    """Here callbacks are slow on purpose."""


def watched(*callbacks: Callable[[], object]) -> Steps:
    """The detector after a loop has run these."""

    async def main() -> None:
        for callback in callbacks:
            asyncio.get_running_loop().call_soon(callback)
        await asyncio.sleep(0)

    found = Steps(LEAST)
    with found.watched():
        asyncio.run(main())
    return found


def test_a_slow_callback_of_the_app_is_found_and_its_line_named() -> None:
    found = watched(lambda: OURS(LONG))
    (step,) = found.slow
    assert step.ours and LONG <= step.seconds < 2 * LONG and found.longest == step.seconds
    assert re.fullmatch(r"\d+ ms of CPU in .*, at made_up\.py:[45] work(, made_up\.py:[45] work)?", str(step))


def test_a_slow_step_of_a_task_is_found_under_its_name() -> None:
    async def main() -> None:
        await asyncio.create_task(LATER(LONG), name="the slow one")

    found = Steps(LEAST)
    with found.watched():
        asyncio.run(main())
    (step,) = found.slow
    assert step.ours and step.name == "later (the slow one)"


def test_what_is_quick_or_waits_is_not_found() -> None:
    found = watched(lambda: OURS(LEAST / 5), lambda: sleep(2 * LEAST))
    assert found.slow == [] and LEAST / 5 <= found.longest < LEAST


def test_a_slow_callback_of_a_test_is_not_ours() -> None:
    (step,) = watched(lambda: burn(LONG)).slow
    assert not step.ours


def test_what_the_garbage_collector_takes_is_not_counted() -> None:
    def collect(phase: str, _: object) -> None:
        if phase == "start":
            burn(LONG)

    def work() -> None:
        gc.collect()
        OURS(LEAST / 5)

    gc.disable()
    found = Steps(LEAST)
    try:
        with found.watched():
            gc.callbacks.append(collect)
            asyncio.run(call(work))
    finally:
        gc.callbacks.remove(collect)
        gc.enable()
    assert found.slow == [] and found.longest < LEAST


def test_a_callback_inside_another_is_counted_by_itself_too() -> None:
    """The inner step is found, and the outer one that waited for it."""
    found = watched(lambda: nested(lambda: OURS(LONG)))
    inner, outer = found.slow
    assert inner.seconds <= outer.seconds and inner.ours


def test_loops_of_other_threads_are_watched() -> None:
    found = Steps(LEAST)
    with found.watched():
        thread = threading.Thread(target=lambda: asyncio.run(LATER(LONG)))
        thread.start()
        thread.join()
    assert [step.ours for step in found.slow] == [True]


def test_a_loop_without_handles_is_watched_at_its_tasks() -> None:
    async def main() -> str:
        loop = asyncio.get_running_loop()
        loop.set_task_factory(found.task_factory)
        work = loop.create_task(LATER(LONG), name="named all the same")
        await work
        with pytest.raises(ZeroDivisionError):
            await loop.create_task(failing())
        hanging = loop.create_task(asyncio.sleep(60))
        await asyncio.sleep(0)
        hanging.cancel()
        with pytest.raises(asyncio.CancelledError):
            await hanging
        return work.get_name()

    async def failing() -> None:
        await asyncio.sleep(0)
        raise ZeroDivisionError

    found = Steps(LEAST)
    with found.watched():
        assert uvloop.run(main()) == "named all the same"
    (step,) = found.slow
    assert step.ours and step.name == "later"


def test_nothing_is_watched_afterwards() -> None:
    before = asyncio.Handle._run
    watched()
    assert asyncio.Handle._run is before and not any(
        thread.name == "sampler of steps" for thread in threading.enumerate()
    )


async def call(work: Callable[[], object]) -> None:
    asyncio.get_running_loop().call_soon(work)
    await asyncio.sleep(0)


def nested(work: Callable[[], object]) -> None:
    """A callback that is run inside another, as a loop inside a loop does."""
    asyncio.Handle(work, (), asyncio.get_running_loop())._run()
