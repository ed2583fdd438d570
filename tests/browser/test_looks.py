"""How the page looks with any script on any screen, and how it keeps up with a long telling."""

from pathlib import Path

import pytest
from playwright.async_api import CDPSession, Locator, expect

from tests.browser.driving import committed, opened, play, say, serving
from tests.provider import Provider, streaming
from tests.replies import Reply

pytestmark = pytest.mark.browser
ARABIC = "عادت السفينة إلى الميناء عند الفجر، وكان الحارس ينتظر على الرصيف وهو يحمل مصباحا قديما. "
JAPANESE = (
    "水車は一度だけうめき、そして止まった。ミラは手の粉をぬぐい、長いあいだあなたを見つめている。「戻ってきたのね」"
)
LONG = "Donaudampfschifffahrtsgesellschaft" * 8
BUSY = {"ScriptDuration", "LayoutDuration", "RecalcStyleDuration"}
MAX_EACH = 0.008  # seconds for each piece of a telling, on average: half a frame
TOLD = f"{ARABIC * 3}\n\n{JAPANESE * 4}\n\n> {LONG}\n\n- {LONG}\n\n`{LONG}`\n\nShe says: שלום עליכם, and goes."


@pytest.mark.parametrize("width", [320, 375])
async def test_any_script_wraps_on_a_phone(chromium: str, tmp_path: Path, width: int) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply(TOLD))
        async with serving(tmp_path, provider) as address, opened(chromium, address, phone=True) as page:
            await page.set_viewport_size({"width": width, "height": 812})
            await page.get_by_role("button", name="Settings of this story").click()
            await page.get_by_label("Title").fill(LONG)
            await page.get_by_role("button", name="Save").click()
            await expect(page.locator("dialog")).to_be_hidden()
            for text in (ARABIC, JAPANESE, LONG):
                await play(page, text)
            await page.locator("#composer textarea").fill(LONG + ARABIC)
            assert await sticking_out(page.locator("body")) == []
            await page.get_by_role("button", name="Map of the story").click()
            await expect(page.locator("dialog")).to_be_visible()
            assert await sticking_out(page.locator("dialog")) == []
            await page.keyboard.press("Escape")
            turn = page.locator(".turn").last
            await turn.get_by_role("button", name="Everything about this turn").click()
            await expect(page.locator("dialog")).to_be_visible()
            assert await sticking_out(page.locator("dialog")) == []
            await page.keyboard.press("Escape")
            await turn.get_by_role("button", name="Edit").click()
            await expect(turn.get_by_label("What was told")).to_be_focused()
            assert await sticking_out(page.locator("body")) == []


async def sticking_out(part: Locator) -> list[str]:
    """What can be scrolled sideways, or is wider than the screen."""
    found: list[str] = await part.evaluate(
        """(part) => [document.documentElement, part, ...part.querySelectorAll("*")].filter((element) => {
            const style = getComputedStyle(element);
            if (style.visibility === "hidden" || element.closest("pre, .wide, #shelf, .visually-hidden, svg")) return false;
            const scrolls = style.overflowX !== "visible" && style.overflowX !== "hidden" && style.overflowX !== "clip";
            return scrolls && element.scrollWidth > element.clientWidth + 1;
        }).map((element) => `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`)"""
    )
    return found


async def test_each_paragraph_has_its_own_direction(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply(TOLD))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await play(page, ARABIC)
            edges: list[list[float]] = (
                await page.locator(".turn")
                .nth(1)
                .evaluate(
                    """(turn) => [turn.querySelector(".said").lastChild, ...turn.querySelectorAll(".told > p")].map((block) => {
                    const range = document.createRange();
                    range.selectNodeContents(block);
                    const box = (block.parentElement.closest(".said") ?? block).getBoundingClientRect();
                    const last = [...range.getClientRects()].at(-1);
                    return [last.left - box.left, box.right - last.right];
                })"""
                )
            )
            said, arabic, japanese, *_ = [left > right for left, right in edges]
            assert (said, arabic, japanese) == (True, True, False)  # the last line of Arabic stands at the right


@pytest.mark.parametrize("end", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
async def test_a_telling_of_128_kilobytes_leaves_the_page_quick(chromium: str, tmp_path: Path, end: str) -> None:
    sentence = "The wheel turns in the dark and the water goes on talking to itself about the rain"
    pieces = [f"{sentence}.{end}" for _ in range(128 * 1024 // len(sentence))]
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=[step for piece in pieces for step in (piece, 0.004)]))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            client = await page.context.new_cdp_session(page)
            await client.send("Performance.enable", {"timeDomain": "threadTicks"})  # what else runs does not count
            before = await busy(client)
            await say(page, "Tell me everything.")
            await expect(page.locator(".growing")).to_be_visible()
            await expect(page.locator(".turn").nth(1).locator(".told:not([aria-busy])")).to_be_visible(timeout=60_000)
            await committed(page, 2)
            each = (await busy(client) - before) / len(pieces)
            assert each < MAX_EACH


async def busy(client: CDPSession) -> float:
    """Seconds that the page has spent so far with its scripts, styles and layout."""
    metrics = (await client.send("Performance.getMetrics"))["metrics"]
    return sum(float(item["value"]) for item in metrics if item["name"] in BUSY)
