"""A real server and a page of it in a real Chromium, for the tests of the page."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

from tests.provider import Provider

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

expect.set_options(timeout=15_000)  # ms; what is waited for comes at once, but on a machine with much else to do


@asynccontextmanager
async def serving(folder: Path, provider: Provider, port: int = 0) -> AsyncIterator[str]:
    """`python -m chat serve` in a process of its own; its address."""
    environment = {
        **os.environ,
        "CHAT_DATA_DIR": str(folder),
        "CHAT_PORT": str(port),
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
async def opened(
    chromium: str, address: str, *, phone: bool = False, said: str = "\n", script: str = ""
) -> AsyncIterator[Page]:
    """A page with a story begun. Any error in the console, a breach of the CSP too, fails the test, but one with `said`
    in it. `script` runs before the page's own: a browser that lacks or refuses something."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        size = (390, 844) if phone else (1400, 900)
        context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=phone)
        if script:
            await context.add_init_script(script)
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
        assert [problem for problem in problems if said not in problem] == []


async def say(page: Page, text: str) -> None:
    """Sends a message, and waits for nothing: for a turn that fails, hangs or is stopped."""
    await page.locator("#composer textarea").fill(text)
    await page.keyboard.press("Enter")


async def play(page: Page, *texts: str) -> None:
    """Turns at the end of the story, each told, settled and committed before the next is begun."""
    await expect(page.locator("#composer textarea")).to_be_visible()
    for text in texts:
        count = await page.locator(".turn").count()
        await say(page, text)
        await committed(page, count + 1)


async def committed(page: Page, count: int) -> None:
    """So many turns stand on the page, and the last of them is committed.

    That Stop is not shown says nothing by itself: it is not shown either before the message is accepted."""
    turns = page.locator(".turn")
    await expect(turns).to_have_count(count)
    await expect(turns.nth(count - 1).locator(".told:not([aria-busy])")).to_be_visible()
    await expect(page.locator(".settling")).to_have_count(0)
    await expect(page.get_by_role("button", name="Stop")).to_be_hidden()
