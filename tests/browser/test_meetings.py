"""Who is there when a story begins, and those of the cast whom the player has not met yet."""

import json
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.driving import opened, play, serving
from tests.provider import Provider, streaming, structured
from tests.replies import Reply

pytestmark = pytest.mark.browser


async def test_who_is_not_there_stands_apart_until_they_are_met(chromium: str, tmp_path: Path) -> None:
    operations = {"operations": [{"op": "enter", "who": "Pell"}]}
    async with Provider() as provider:
        provider.on(streaming, Reply("The sergeant nods. Pell comes in from the rain."))
        provider.on(structured("operations"), Reply('{"operations": []}'), Reply(json.dumps(operations)))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await page.goto(f"{address}/#")
            await page.reload()
            await page.locator(".openings button", has_text="with Sergeant Holt and Pell").click()
            await page.get_by_label("Pell is there when it begins").uncheck()
            await page.get_by_role("button", name="Begin").click()
            stranger = page.locator("#panel .stranger", has_text="Pell").first
            await expect(page.locator("#panel .strangers h2")).to_have_text("Not met yet")
            await expect(stranger).to_be_visible()
            pairs = page.locator("#panel .pair h3")
            await page.locator("#panel .untouched summary").click()
            await expect(pairs).to_have_count(2)
            await expect(pairs.filter(has_text="Pell")).to_have_count(0)

            await stranger.get_by_role("button", name="You know them").click()
            await expect(pairs.filter(has_text="Pell")).to_have_count(2)
            await page.locator(".turn").last.get_by_role("button", name="Everything about this turn").click()
            await expect(page.locator("dialog .ledger li", has_text="Pell")).to_contain_text("had met before the story")
            await page.get_by_role("button", name="Take it back").click()
            await expect(page.get_by_role("button", name="Take it back")).to_have_count(0)
            await page.keyboard.press("Escape")
            await expect(stranger).to_be_visible()

            await play(page, "I wait.")
            await expect(page.locator(".turn").last).to_contain_text("Pell comes in from the rain.")
            await expect(stranger).to_be_visible()
            await play(page, "I open the door.")
            await expect(page.locator("#panel .strangers")).to_have_count(0)
            await expect(pairs.filter(has_text="Pell")).to_have_count(4)
