"""The page in a real Chromium, against a real server, with a provider on sockets for the narrator."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.provider import Provider, streaming, structured
from tests.replies import HANG, Reply, error

pytestmark = pytest.mark.browser
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
STORY = 'Mira wipes her hands. "You came back," she says.\n\nBehind Ash the lantern *gutters*.'


@asynccontextmanager
async def serving(folder: Path, provider: Provider) -> AsyncIterator[str]:
    """`python -m chat serve` in a process of its own; its address."""
    environment = {
        **os.environ,
        "CHAT_DATA_DIR": str(folder),
        "CHAT_PORT": "0",
        "CHAT_NARRATIVE_MODEL": "test-narrator",
    }
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "chat", "serve",
        env=environment | {"CHAT_NARRATIVE_BASE_URL": provider.base_url},
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert server.stdout is not None
    try:
        line = (await asyncio.wait_for(server.stdout.readline(), 30)).decode()
        yield line.split()[-1]
    finally:
        server.terminate()
        await server.wait()


@asynccontextmanager
async def opened(chromium: str, address: str, *, phone: bool = False) -> AsyncIterator[Page]:
    """A page with a story begun. Any error in the console, a breach of the CSP too, fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        size = (390, 844) if phone else (1400, 900)
        context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=phone)
        page = await context.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda problem: problems.append(str(problem)))
        await page.goto(address)
        await page.locator(".openings button", has_text="The Mill at Low Water").click()
        await page.get_by_role("button", name="Begin").click()
        await expect(page.locator(".turn")).to_have_count(1)
        yield page
        await browser.close()
        assert problems == []


async def say(page: Page, text: str) -> None:
    await page.locator("#composer textarea").fill(text)
    await page.keyboard.press("Enter")


async def test_a_turn_is_played(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply(STORY))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await say(page, "I am sorry, Mira.")

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
            await say(page, "I help her.")
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
