"""A story goes out of the page as a file and comes in again."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.driving import opened, serving
from tests.long_sessions import write_session
from tests.provider import Provider

pytestmark = pytest.mark.browser


async def test_story_comes_in_from_a_file(chromium: str, tmp_path: Path) -> None:
    write_session(tmp_path / "long.jsonl", 300)
    raw = (tmp_path / "long.jsonl").read_bytes()
    (tmp_path / "cut.jsonl").write_bytes(raw[:-100])
    async with (
        Provider() as provider,
        serving(tmp_path / "data", provider) as address,
        opened(chromium, address) as page,
    ):
        await page.get_by_role("button", name="Import a story…").click()
        choose = page.get_by_label("Session file")
        await choose.set_input_files(tmp_path / "cut.jsonl")
        await expect(page.get_by_role("alert")).to_contain_text("line 3005: ", timeout=30_000)
        await expect(choose).to_be_enabled()
        await choose.set_input_files(tmp_path / "long.jsonl")
        await expect(page.locator("#bar h1")).to_have_text("long", timeout=30_000)
        await expect(page.locator("#dialog")).not_to_be_visible()
        await expect(page.locator("#shelf li")).to_have_count(2)

        async with page.expect_download() as coming:
            await page.get_by_role("link", name="Export this story").click()
        download = await coming.value
        assert download.suggested_filename == "h_long.jsonl"
        exported = await download.path()
        assert b'"t_long_300"' in await asyncio.to_thread(exported.read_bytes)
