"""Concurrency: never more than the limit, the narrator first, none lost."""

import asyncio

from chat.llm.client import Role
from chat.llm.concurrency import Concurrency


async def hold(permits: Concurrency, role: Role, name: str, order: list[str], release: asyncio.Event) -> None:
    async with permits.hold(role):
        order.append(name)
        await release.wait()


async def settle() -> None:
    """Until every task waits for something from outside."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_the_narrator_goes_first_and_others_in_order() -> None:
    permits, order, release = Concurrency(1), list[str](), asyncio.Event()
    asked: list[tuple[Role, str]] = [
        ("classifier", "a"), ("classifier", "b"), ("classifier", "c"), ("narrator", "n"), ("embedder", "e"),
    ]  # fmt: skip
    tasks = []
    for role, name in asked:
        tasks.append(asyncio.create_task(hold(permits, role, name, order, release)))
        await settle()
    assert order == ["a"]
    release.set()
    await asyncio.gather(*tasks)
    assert order == ["a", "n", "e", "b", "c"]


async def test_never_more_than_the_limit() -> None:
    permits, running, most = Concurrency(3), 0, 0

    async def work() -> None:
        nonlocal running, most
        async with permits.hold("classifier"):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1

    await asyncio.gather(*(work() for _ in range(20)))
    assert most == 3


async def test_who_is_cancelled_takes_no_permit_along() -> None:
    permits, order, release = Concurrency(1), list[str](), asyncio.Event()
    first = asyncio.create_task(hold(permits, "classifier", "first", order, release))
    await settle()
    waiting = asyncio.create_task(hold(permits, "classifier", "waiting", order, release))
    late = asyncio.create_task(hold(permits, "classifier", "late", order, release))
    await settle()
    waiting.cancel()
    await settle()
    first.cancel()
    await settle()
    assert order == ["first", "late"]
    late.cancel()
    await asyncio.gather(first, waiting, late, return_exceptions=True)
    async with asyncio.timeout(20), permits.hold("narrator"):
        pass


async def test_cancelled_just_when_the_permit_came() -> None:
    permits, order, release = Concurrency(1), list[str](), asyncio.Event()

    async def leave() -> None:
        async with permits.hold("narrator"):
            await release.wait()
        second.cancel()  # it was given the permit just now and has not run since

    first = asyncio.create_task(leave())
    await settle()
    second = asyncio.create_task(hold(permits, "classifier", "second", order, release))
    await settle()
    release.set()
    await asyncio.gather(first, second, return_exceptions=True)
    assert second.cancelled()
    assert order == []
    async with asyncio.timeout(20), permits.hold("narrator"):
        pass


async def test_without_a_limit_nobody_waits() -> None:
    permits = Concurrency(None)
    async with asyncio.timeout(20), permits.hold("classifier"), permits.hold("narrator"):
        pass
