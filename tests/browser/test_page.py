"""The page in a real Chromium, against a real server, with a provider on sockets for the narrator."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from tests.browser.driving import opened, play, say, serving
from tests.provider import Provider, streaming, structured
from tests.replies import HANG, Reply, error

pytestmark = pytest.mark.browser
STORY = 'Mira wipes her hands. "You came back," she says.\n\nBehind Ash the lantern *gutters*.'


async def test_a_turn_is_played(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply(STORY))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await play(page, "I am sorry, Mira.")

            turn = page.locator(".turn").nth(1)
            await expect(turn.locator(".said")).to_contain_text("I am sorry, Mira.")
            await expect(turn.locator(".told p")).to_have_count(2)
            await expect(turn.locator(".told .speech")).to_have_text('"You came back,"')
            await expect(turn.locator(".told em")).to_have_text("gutters")
            await expect(page.locator("#composer textarea")).to_have_value("")
            await expect(page.locator("#panel")).to_contain_text("Mira")

            await page.reload()
            await expect(page.locator(".turn")).to_have_count(2)
            await expect(page.locator(".turn").nth(1).locator(".told")).to_contain_text("You came back")


async def test_a_reload_in_the_middle_goes_on_where_the_story_is(chromium: str, tmp_path: Path) -> None:
    go_on = asyncio.Event()
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=["The first half, ", go_on, "and the second."]))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await say(page, "Go on.")
            await expect(page.locator(".growing")).to_contain_text("The first half")
            await page.reload()
            await expect(page.locator(".growing")).to_contain_text("The first half")
            go_on.set()
            await expect(page.locator(".turn").nth(1).locator(".told")).to_have_text("The first half, and the second.")


async def test_stop_keeps_what_was_told_and_retry_tells_it_again(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=["A beginning ", HANG]), Reply("A whole story."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await say(page, "Tell me.")
            await expect(page.locator(".growing")).to_contain_text("A beginning")
            await page.get_by_role("button", name="Stop").click()
            turn = page.locator(".turn").nth(1)
            await expect(turn.locator(".mark")).to_contain_text("Stopped here")
            await expect(turn.locator(".told")).to_contain_text("A beginning")

            await turn.get_by_role("button", name="Retry").click()
            await expect(turn.locator(".told")).to_have_text("A whole story.")
            await expect(turn.locator(".count")).to_have_text("2/2")
            await turn.get_by_role("button", name="The version before").click()
            await expect(turn.locator(".told")).to_contain_text("A beginning")


async def test_a_failing_provider_is_said_with_what_to_do_and_the_text_is_kept(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, error(401, "bad key <b>sk-secret</b>"), Reply("Now it works."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await say(page, "Hello?")
            turn = page.locator(".turn").nth(1)
            await expect(turn.locator(".mark")).to_contain_text("CHAT_NARRATIVE_API_KEY")
            await expect(turn.locator(".said")).to_contain_text("Hello?")
            await expect(turn.locator(".mark b")).to_have_count(0)

            await turn.get_by_role("button", name="Retry").click()
            await expect(page.locator(".turn").nth(1).locator(".told")).to_have_text("Now it works.")
            await expect(page.locator(".turn")).to_have_count(2)


async def test_on_a_phone_the_panel_is_a_sheet_and_a_value_shows_its_history(chromium: str, tmp_path: Path) -> None:
    acts = {"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}], "mood": "grateful"}
    async with Provider() as provider:
        provider.on(streaming, Reply("Ash and Mira carry the heavy sack inside."))
        provider.on(structured("acts"), Reply(str(acts).replace("'", '"')))
        async with serving(tmp_path, provider) as address, opened(chromium, address, phone=True) as page:
            await play(page, "I help her.")
            await expect(page.locator(".turn").nth(1).locator(".told")).to_contain_text("heavy sack")
            await page.get_by_role("button", name="Who feels what, and where").click()
            pair = page.locator(".pair", has_text="Mira → Ash")
            await expect(pair.locator(".quotes")).to_contain_text("carry the heavy sack")
            await pair.locator(".axis").first.click()
            await expect(page.locator("dialog .ledger li")).to_have_count(1)
            await page.locator("dialog .ledger button").click()
            await expect(page.locator(".turn mark.found")).to_have_text("carry the heavy sack")
            width = await page.evaluate("document.documentElement.scrollWidth")
            assert width <= 390 and re.search("Mill", await page.title())


async def test_on_a_phone_the_toys_notice_is_one_line_and_goes_away(chromium: str, tmp_path: Path) -> None:
    toy = {"id": "embedded", "title": "Embedded", "default": True, "available": True, "hint": None, "toy": True}
    async with (
        Provider() as provider,
        serving(tmp_path, provider) as address,
        opened(chromium, address, phone=True) as page,
    ):
        await page.route("**/api/profiles", lambda route: route.fulfill(json={"items": [toy], "next": None}))
        await page.reload()
        notice = page.locator(".notice.toy")
        await expect(notice).to_be_visible()
        box = await notice.bounding_box()
        assert box is not None and box["height"] < 50
        await notice.get_by_role("button", name="Use a real one").click()
        await expect(page.locator("dialog")).to_contain_text("CHAT_NARRATIVE_BASE_URL")
        await page.keyboard.press("Escape")
        await notice.get_by_role("button", name="Hide this").click()
        await expect(notice).to_have_count(0)
        await page.reload()
        await expect(page.locator(".turn")).to_have_count(1)
        await expect(notice).to_have_count(0)


async def test_notice_stays_the_same_when_another_appears(chromium: str, tmp_path: Path) -> None:
    toy = {"id": "embedded", "title": "Embedded", "default": True, "available": True, "hint": None, "toy": True}
    async with Provider() as provider, serving(tmp_path, provider) as address, opened(chromium, address) as page:
        await page.route("**/api/profiles", lambda route: route.fulfill(json={"items": [toy], "next": None}))
        await page.reload()
        notice = await page.locator(".notice.toy").element_handle()
        wrong = page.locator(".notice.bad", has_text="Something in this page went wrong")
        for _ in range(2):
            await page.evaluate("dispatchEvent(new Event('unhandledrejection'))")
            await expect(wrong).to_be_visible()
            assert await notice.evaluate("element => element.isConnected")
            await wrong.get_by_role("button", name="Hide this").click()
            await expect(wrong).to_have_count(0)
            assert await notice.evaluate("element => element.isConnected")


async def test_the_record_of_the_last_turn_is_one_key_away(chromium: str, tmp_path: Path) -> None:
    acts = {"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}], "mood": "grateful"}
    async with Provider() as provider:
        provider.on(streaming, Reply("Ash and Mira carry the heavy sack inside."))
        provider.on(structured("acts"), Reply(json.dumps(acts)))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await play(page, "I help her.")
            await expect(page.locator(".pair", has_text="Mira → Ash")).to_contain_text("carry the heavy sack")
            await page.locator("#composer textarea").blur()
            await page.keyboard.press("i")
            record = page.locator("dialog")
            await expect(record).to_contain_text("Everything about this turn")
            await expect(record).to_contain_text("helped (2): “carry the heavy sack”")
            await expect(record.locator("h3", has_text="Changes")).to_have_count(1)
            await page.keyboard.press("Escape")
            await expect(record).to_be_hidden()


async def test_how_far_a_long_queue_of_memories_is_until_it_is_done(chromium: str, tmp_path: Path) -> None:
    left = [4_711, 2_000, 0]

    async def ready(route: Route) -> None:
        queue = left.pop(0) if len(left) > 1 else left[0]
        worker = {"state": "ready" if queue else "idle", "detail": "", "queue": queue}
        await route.fulfill(json={"status": "ready", "components": {"worker": worker}})

    async with Provider() as provider, serving(tmp_path, provider) as address, opened(chromium, address) as page:
        await page.route("**/readyz", ready)
        await page.reload()
        notice = page.locator(".notice", has_text="memories are still being prepared")
        await expect(notice).to_contain_text("4711")
        await expect(notice).to_contain_text("2000")
        await expect(notice).to_have_count(0)
