"""What the page keeps in the browser: drafts and settings of the eye, also where the browser refuses to keep them."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.driving import opened, play, serving
from tests.provider import Provider, streaming
from tests.replies import HANG, Reply

pytestmark = pytest.mark.browser

REFUSE = """
for (const name of NAMES) {
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
}
"""
NOTHING = "for (const name of NAMES) Object.defineProperty(window, name, { value: undefined });"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
NULL = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { value: null });"
CONSTRUCTORS = """
for (const name of ["SharedWorker", "BroadcastChannel"]) {
  window[name] = class { constructor() { throw new DOMException("denied", "SecurityError"); } };
}
"""
COOKIES = """
const refuse = () => { throw new DOMException("denied", "SecurityError"); };
Object.defineProperty(document, "cookie", { get: refuse, set: refuse });
"""


def named(script: str, *names: str) -> str:
    return f"{{ const NAMES = {list(names)}; {script} }}"


STORES = ("localStorage", "sessionStorage")
OTHERS = ("indexedDB", "caches", "cookieStore", "SharedWorker", "BroadcastChannel")
BLOCKED = {
    "all refused": named(REFUSE, *STORES, *OTHERS) + COOKIES,
    "all missing": named(NOTHING, *STORES, *OTHERS),
    "no room": FULL,
    "null": NULL + CONSTRUCTORS,
}


@pytest.mark.parametrize("script", BLOCKED.values(), ids=BLOCKED.keys())
async def test_page_works_with_site_data_blocked_and_says_what_is_lost(
    chromium: str, tmp_path: Path, script: str
) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."), Reply(steps=["Two, ", HANG]))
        async with serving(tmp_path, provider) as address, opened(chromium, address, script=script) as page:
            notice = page.locator(".notice", has_text="Your browser keeps no data of this page")
            await expect(notice).to_contain_text("did not send")
            await expect(notice).to_contain_text("when this page is reloaded")
            await play(page, "I wait.")
            await page.get_by_role("button", name="Light or dark").click()
            await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
            await page.get_by_role("button", name="Who feels what, and where").click()
            await expect(page.locator("#panel")).to_be_hidden()

            await page.locator("#composer textarea").fill("I wait on.")
            await page.get_by_role("button", name="Send").click()
            await expect(page.locator(".growing")).to_contain_text("Two")
            await page.locator("#composer textarea").fill("half a sen")
            await page.get_by_role("button", name="Stop").click()
            await expect(page.locator(".mark")).to_contain_text("Stopped here")
            await expect(page.locator("#composer textarea")).to_have_value("half a sen")
            await notice.get_by_role("button", name="Hide this").click()
            await expect(notice).to_have_count(0)
            await page.reload()
            await expect(page.locator(".turn")).to_have_count(3)


async def test_without_what_outlasts_the_tab_a_draft_outlasts_a_reload(chromium: str, tmp_path: Path) -> None:
    script = named(REFUSE, "localStorage")
    async with (
        Provider() as provider,
        serving(tmp_path, provider) as address,
        opened(chromium, address, script=script) as page,
    ):
        await expect(page.locator(".notice", has_text="keeps no data")).to_contain_text("when this tab is closed")
        await page.locator("#composer textarea").fill("half a sen")
        await page.reload()
        await expect(page.locator("#composer textarea")).to_have_value("half a sen")


async def test_nothing_is_said_where_all_is_kept(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider, serving(tmp_path, provider) as address, opened(chromium, address) as page:
        await expect(page.locator("#shelf li")).to_have_count(1)
        await expect(page.locator(".notice", has_text="keeps no data")).to_have_count(0)


async def test_each_tab_has_its_own_draft(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            other = await page.context.new_page()
            await other.goto(page.url)
            await expect(other.locator(".turn")).to_have_count(1)
            await page.locator("#composer textarea").fill("written here")
            await other.locator("#composer textarea").fill("written there")
            for tab, text in ((page, "written here"), (other, "written there")):
                await tab.reload()
                await expect(tab.locator("#composer textarea")).to_have_value(text)
            await play(page, "Sent.")
            await other.reload()
            await expect(other.locator("#composer textarea")).to_have_value("written there")
            third = await page.context.new_page()
            await third.goto(page.url)
            await expect(third.locator("#composer textarea")).to_have_value("written there")


async def begin_edit(page: Page, text: str) -> None:
    turn = page.locator(".turn").nth(1)
    await turn.get_by_role("button", name="Edit").click()
    await turn.get_by_label("What was told").fill(text)


async def test_an_edit_goes_on_after_a_reload(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await play(page, "I wait.")
            await begin_edit(page, "One, and a half.")
            await page.reload()
            field = page.locator(".turn").nth(1).get_by_label("What was told")
            await expect(field).to_have_value("One, and a half.")
            await field.press("Control+Enter")
            await expect(page.locator(".turn").nth(1).locator(".told")).to_have_text("One, and a half.")
            await page.reload()
            await expect(page.locator(".turn").nth(1).locator(".told")).to_have_text("One, and a half.")


async def test_what_was_typed_into_a_turn_that_is_deleted_elsewhere_is_kept(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await play(page, "I wait.")
            other = await page.context.new_page()
            await other.goto(page.url)
            await page.locator("#composer textarea").fill("half a sen")
            await begin_edit(page, "One, and a half.")
            await other.get_by_role("button", name="Delete this turn").last.click()
            await expect(page.locator(".turn")).to_have_count(1)
            await expect(page.locator("#composer textarea")).to_have_value("half a sen\n\nOne, and a half.")
            await expect(page.locator("#notices")).to_contain_text("What you typed is kept")


async def test_what_was_written_in_a_story_that_is_deleted_elsewhere_can_be_read(chromium: str, tmp_path: Path) -> None:
    async with (
        Provider() as provider,
        serving(tmp_path, provider) as address,
        opened(chromium, address, said="404") as page,
    ):
        await page.locator("#composer textarea").fill("half a sen")
        chat = page.url.partition("#")[2]
        version = (await (await page.request.get(f"{address}/api/chats/{chat}")).json())["version"]
        assert (await page.request.delete(f"{address}/api/chats/{chat}?version={version}")).ok
        await page.evaluate("dispatchEvent(new Event('online'))")
        await expect(page.locator("#story")).to_contain_text("This story cannot be shown")
        await expect(page.locator("#story .draft")).to_contain_text("half a sen")


async def test_a_login_that_the_browser_does_not_keep_is_said(chromium: str, tmp_path: Path) -> None:
    locked = {"error": {"code": "unauthorized", "message": "The password is needed.", "hint": "Log in."}}

    keeps = asyncio.Event()  # set when the browser keeps cookies

    async def answer(route: Route) -> None:
        if route.request.url.endswith("/login"):
            await route.fulfill(status=204)
        elif keeps.is_set():
            await route.continue_()
        else:
            await route.fulfill(status=401, json=locked)

    async with (
        Provider() as provider,
        serving(tmp_path, provider) as address,
        opened(chromium, address, said="401") as page,
    ):
        await page.locator("#composer textarea").fill("half a sen")
        await page.route("**/api/**", answer)
        await page.evaluate("dispatchEvent(new Event('online'))")
        await page.get_by_label("The password of this Fabula").fill("right")
        await page.get_by_role("button", name="Log in").click()
        await expect(page.locator("dialog").get_by_role("alert")).to_contain_text("Allow cookies for this page")
        keeps.set()
        await page.get_by_role("button", name="Log in").click()
        await expect(page.locator("dialog")).to_be_hidden()
        await expect(page.locator("#composer textarea")).to_have_value("half a sen")
