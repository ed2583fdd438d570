"""The server goes and comes back, the network too, and the page sleeps: it shows what came meanwhile by itself."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from tests.browser.driving import committed, opened, play, say, serving
from tests.provider import Provider, streaming
from tests.replies import HANG, Reply

pytestmark = pytest.mark.browser
COMES_BACK = 15_000  # ms: the server starts, and the page asks for it again


async def test_a_restart_in_the_middle_of_a_turn_is_shown_and_told_again(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider, AsyncExitStack() as server:
        provider.on(streaming, Reply(steps=["A beginning ", HANG]), Reply("A whole story."))
        address = await server.enter_async_context(serving(tmp_path, provider))
        async with opened(chromium, address, said="net::ERR") as page:
            await say(page, "Tell me.")
            await expect(page.locator(".growing")).to_contain_text("A beginning")
            await page.locator("#composer textarea").fill("half a sen")
            await server.aclose()
            async with serving(tmp_path, provider, urlsplit(address).port or 0):
                turn = page.locator(".turn").nth(1)
                await expect(turn.locator(".mark")).to_be_visible(timeout=COMES_BACK)
                await expect(turn.locator(".told")).to_contain_text("A beginning")
                await expect(page.locator("#composer textarea")).to_have_value("half a sen")
                await turn.get_by_role("button", name="Retry").click()
                await expect(turn.locator(".told")).to_have_text("A whole story.")
                await committed(page, 2)
                await expect(page.locator(".notice.bad")).to_have_count(0, timeout=COMES_BACK)


async def test_what_was_asked_for_while_the_server_was_away_is_loaded_by_itself(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider, AsyncExitStack() as server:
        provider.on(streaming, Reply("One."))
        address = await server.enter_async_context(serving(tmp_path, provider))
        async with opened(chromium, address, said="net::ERR") as page:
            await play(page, "I wait.")
            await page.get_by_role("button", name="New story").click()
            await expect(page.locator(".openings")).to_be_visible()
            await server.aclose()
            await page.locator("#shelf li button").first.click()
            await expect(page.locator("#story")).to_contain_text("cannot be loaded now")
            await expect(page.locator("#notices")).to_contain_text("Fabula does not answer")
            async with serving(tmp_path, provider, urlsplit(address).port or 0):
                await expect(page.locator(".turn")).to_have_count(2, timeout=COMES_BACK)
                await expect(page.locator(".notice.bad")).to_have_count(0)


async def test_a_message_sent_offline_is_kept_and_sent_once(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."))
        async with serving(tmp_path, provider) as address, opened(chromium, address, said="net::ERR") as page:
            await page.context.set_offline(True)
            await say(page, "I wait.")
            await expect(page.locator("#notices")).to_contain_text("Fabula does not answer")
            await expect(page.locator("#composer textarea")).to_have_value("I wait.")
            await page.context.set_offline(False)
            await expect(page.locator("#notices")).not_to_contain_text("Fabula does not answer", timeout=COMES_BACK)
            await expect(page.locator("#composer textarea")).to_have_value("I wait.")
            await page.get_by_role("button", name="Send").click()
            await committed(page, 2)
            await expect(page.locator("#composer textarea")).to_have_value("")


async def test_a_page_that_comes_out_of_the_cache_goes_on(chromium: str, tmp_path: Path) -> None:
    go_on = asyncio.Event()
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=["The first half, ", go_on, "and the second."]))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await say(page, "Go on.")
            await expect(page.locator(".growing")).to_contain_text("The first half")
            await page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
            go_on.set()
            await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
            await expect(page.locator(".turn").nth(1).locator(".told")).to_have_text("The first half, and the second.")
            await committed(page, 2)
