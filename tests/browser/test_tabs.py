"""Many tabs of one browser: they share one connection, Stop gets through from each, and none answers what it never saw."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.async_api import Page, Request, expect

from tests.browser.driving import committed, opened, play, say, serving
from tests.provider import Provider, streaming
from tests.replies import HANG, Reply

pytestmark = pytest.mark.browser
TABS = 8  # a browser opens six connections to a host
NO_WORKERS = "delete window.SharedWorker;"


async def tabs_of(page: Page, addresses: Sequence[str]) -> list[Page]:
    """This tab and one for each of these addresses."""
    found = [page]
    for address in addresses:
        tab = await page.context.new_page()
        await tab.goto(address)
        found.append(tab)
    return found


async def new_chat(page: Page) -> str:
    """The address of another story with the same cast."""
    base, _, _ = page.url.partition("#")
    chats = (await (await page.request.get(f"{base}api/chats")).json())["items"]
    chat = await (await page.request.get(f"{base}api/chats/{chats[0]['id']}")).json()
    cast = [member["member"] for member in chat["cast"]]
    made = await (await page.request.post(f"{base}api/chats", data={"character_ids": cast})).json()
    return f"{base}#{made['id']}"


async def test_stop_gets_through_from_any_tab_of_one_turn(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=["A beginning ", HANG]))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await say(page, "Tell me.")
            await expect(page.locator(".growing")).to_contain_text("A beginning")
            tabs = await tabs_of(page, [page.url] * (TABS - 1))
            for tab in tabs:
                await expect(tab.locator(".growing")).to_contain_text("A beginning")
            await page.get_by_role("button", name="Stop").click()
            for tab in tabs:
                await expect(tab.locator(".turn").nth(1).locator(".mark")).to_contain_text("Stopped here")
                await expect(tab.locator(".turn").nth(1).locator(".told")).to_contain_text("A beginning")


async def test_turns_of_many_chats_run_at_once_and_each_is_stopped(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=["A beginning ", HANG]))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            tabs = await tabs_of(page, [await new_chat(page) for _ in range(TABS - 1)])
            for tab in tabs:
                await say(tab, "Tell me.")
                await expect(tab.locator(".growing")).to_contain_text("A beginning")
            for tab in reversed(tabs):
                await tab.get_by_role("button", name="Stop").click()
                await expect(tab.locator(".turn").nth(1).locator(".mark")).to_contain_text("Stopped here")


async def test_without_a_shared_worker_a_tab_that_is_not_seen_holds_no_connection(
    chromium: str, tmp_path: Path
) -> None:
    go_on = asyncio.Event()
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=["A beginning ", go_on, "and an end."]))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await page.context.add_init_script(NO_WORKERS)
            await page.reload()
            await say(page, "Tell me.")
            await expect(page.locator(".growing")).to_contain_text("A beginning")
            async with page.expect_event("requestfailed") as closed:
                await look(page, "hidden")
            assert "/api/events?turns=" in (await closed.value).url
            go_on.set()
            await look(page, "visible")
            await expect(page.locator(".turn").nth(1).locator(".told")).to_have_text("A beginning and an end.")


async def test_without_a_shared_worker_all_tabs_that_are_seen_go_on(chromium: str, tmp_path: Path) -> None:
    """More of them than a browser opens connections to a host: they take turns, and Stop gets through from each."""
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=["A beginning ", HANG]))
        async with serving(tmp_path, provider) as address, opened(chromium, address, script=NO_WORKERS) as page:
            tabs = await tabs_of(page, [await new_chat(page) for _ in range(TABS - 1)])
            for tab in tabs:
                await say(tab, "Tell me.")
            for tab in tabs:
                await expect(tab.locator(".growing")).to_contain_text("A beginning", timeout=15_000)
            for tab in reversed(tabs):
                await tab.get_by_role("button", name="Stop").click()
            for tab in tabs:
                await expect(tab.locator(".turn").nth(1).locator(".mark")).to_contain_text(
                    "Stopped here", timeout=15_000
                )


async def test_without_a_shared_worker_tabs_hear_of_each_other(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("The wheel turns."))
        async with serving(tmp_path, provider) as address, opened(chromium, address, script=NO_WORKERS) as page:
            _, other = await tabs_of(page, [page.url])
            await expect(other.locator(".turn")).to_have_count(1)
            await play(page, "I push it.")
            await committed(other, 2)


async def look(page: Page, state: str) -> None:
    """As if the tab was put behind another, or before it."""
    await page.evaluate(
        """(state) => {
            Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )


async def test_a_new_tab_takes_over_when_the_worker_dies(chromium: str, tmp_path: Path) -> None:
    """No event is missed and none comes twice, though the connection was in another place."""
    steps = [asyncio.Event() for _ in range(2)]
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=["One ", steps[0], "two ", steps[1], "three."]))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await page.context.add_init_script("const wait = setInterval; window.setInterval = (f) => wait(f, 100);")
            await page.reload()
            await say(page, "Count.")
            await expect(page.locator(".growing")).to_have_text("One ")
            client = await page.context.new_cdp_session(page)
            targets = (await client.send("Target.getTargets"))["targetInfos"]
            worker = next(target for target in targets if target["type"] == "shared_worker")
            assert (await client.send("Target.closeTarget", {"targetId": worker["targetId"]}))["success"]
            steps[0].set()
            await expect(page.locator(".growing")).to_have_text("One two ")
            steps[1].set()
            await expect(page.locator(".turn").nth(1).locator(".told")).to_have_text("One two three.")


async def test_what_one_tab_plays_is_seen_in_the_other(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("The wheel turns."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            _, other = await tabs_of(page, [page.url])
            await expect(other.locator(".turn")).to_have_count(1)
            await play(page, "I push it.")
            await committed(other, 2)
            await expect(other.locator(".turn").nth(1).locator(".told")).to_have_text("The wheel turns.")
            await play(other, "I stop it.")
            await committed(page, 3)


async def test_a_stale_tab_shows_what_came_and_keeps_the_text(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("The wheel turns."), Reply("It stops."))
        async with serving(tmp_path, provider) as address, opened(chromium, address, said="409") as page:
            chat = page.url.partition("#")[2]
            played = await page.request.post(f"{address}/api/chats/{chat}/turns", data={"text": "From my phone."})
            turn = (await played.json())["turn_id"]
            await page.request.get(f"{address}/api/turns/{turn}/events")  # until it is told
            await say(page, "I stop it.")
            await expect(page.locator("#notices")).to_contain_text("went on in another tab")
            await expect(page.locator(".turn")).to_have_count(2)
            await expect(page.locator(".turn").nth(1)).to_contain_text("From my phone.")
            await expect(page.locator("#composer textarea")).to_have_value("I stop it.")

            await page.get_by_role("button", name="Send").click()
            await expect(page.locator(".turn").nth(2).locator(".told")).to_have_text("It stops.")
            await expect(page.locator("#composer textarea")).to_have_value("")


async def test_a_wish_for_a_turn_that_is_gone_stays_on_its_sheet(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("The wheel turns."))
        async with serving(tmp_path, provider) as address, opened(chromium, address, said="409") as page:
            await play(page, "I push it.")
            await page.get_by_role("button", name="Tell it again, differently").last.click()
            await page.get_by_label("What should be different?").fill("In the rain.")
            chat = page.url.partition("#")[2]
            version = (await (await page.request.get(f"{address}/api/chats/{chat}")).json())["version"]
            assert (await page.request.post(f"{address}/api/chats/{chat}/undo", data={"version": version})).ok
            await page.locator("dialog").get_by_role("button", name="Tell it again").click()
            await expect(page.locator("dialog").get_by_role("alert")).to_contain_text("went on in another tab")
            await expect(page.get_by_label("What should be different?")).to_have_value("In the rain.")
            await expect(page.locator(".turn")).to_have_count(1)


async def test_settings_of_a_stale_tab_put_nothing_back(chromium: str, tmp_path: Path) -> None:
    async with (
        Provider() as provider,
        serving(tmp_path, provider) as address,
        opened(chromium, address, said="409") as page,
    ):
        chat = page.url.partition("#")[2]
        await page.get_by_role("button", name="Settings of this story").click()
        await page.get_by_label("A note to the narrator").fill("Keep it short.")
        assert (await page.request.patch(f"{address}/api/chats/{chat}", data={"title": "Nine Days"})).ok
        save = page.get_by_role("button", name="Save")
        await save.click()
        await expect(page.locator("dialog").get_by_role("alert")).to_contain_text("went on in another tab")
        await save.click()
        await expect(page.locator("dialog")).to_be_hidden()
        await expect(page.locator("#bar h1")).to_have_text("Nine Days")
        kept = await (await page.request.get(f"{address}/api/chats/{chat}")).json()
        assert (kept["title"], kept["settings"]["author_note"]) == ("Nine Days", "Keep it short.")


async def test_two_quick_presses_send_once_and_undo_twice(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."), Reply("Two."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            sent: list[str] = []
            page.on("request", lambda request: note(request, sent))
            for number in range(2):
                await page.locator("#composer textarea").fill("I wait.")
                await page.evaluate("for (const _ of [1, 2]) document.getElementById('composer').requestSubmit()")
                await committed(page, number + 2)
            assert len(sent) == 2
            await page.evaluate("for (const _ of [1, 2]) document.querySelector('[aria-label^=Undo]').click()")
            await expect(page.locator(".turn")).to_have_count(1)
            await expect(page.locator(".notice.bad")).to_have_count(0)


def note(request: Request, sent: list[str]) -> None:
    if request.method == "POST" and re.search(r"/turns$", request.url):
        sent.append(request.url)
