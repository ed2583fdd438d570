"""Keys of an input method, and the second press of a double click: neither does what was not meant."""

from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.driving import committed, opened, play, say, serving
from tests.provider import Provider, streaming
from tests.replies import HANG, Reply

pytestmark = pytest.mark.browser
# How browsers say that a key is the input method's: Safari ends the composition before its last key comes.
METHODS = {"standard": {"isComposing": True, "keyCode": 13}, "safari": {"isComposing": False, "keyCode": 229}}


async def press(field: Locator, key: str, method: dict[str, object], **more: object) -> None:
    """A key as the input method takes it, with what the browser does by itself unless the page prevents it."""
    await field.evaluate(
        """(field, { key, more }) => {
            const { keyCode, ...rest } = more;
            const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...rest });
            Object.defineProperty(event, "keyCode", { get: () => keyCode });
            const goesOn = field.dispatchEvent(event);
            if (goesOn && key === "Enter" && field.tagName === "INPUT") field.form?.requestSubmit();
            if (goesOn && key === "Escape") field.closest("dialog")?.close();
        }""",
        {"key": key, "more": {**method, **more}},
    )


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS.keys())
async def test_keys_of_an_input_method_are_not_the_pages(
    chromium: str, tmp_path: Path, method: dict[str, object]
) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."), Reply("Two."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            composer = page.locator("#composer textarea")
            await play(page, "I wait.")
            turn = page.locator(".turn").nth(1)
            await composer.focus()
            for key in ("ArrowRight", "ArrowLeft", "i"):
                await press(composer, key, method)
            await composer.fill("にほ")
            await press(composer, "Enter", method)
            await press(composer, "Enter", method, ctrlKey=True)
            await press(composer, "z", method, ctrlKey=True)
            await expect(composer).to_have_value("にほ")

            await turn.get_by_role("button", name="Edit").click()
            field = turn.get_by_label("What was told")
            await field.fill("いち")
            await press(field, "Enter", method, ctrlKey=True)
            await press(field, "Escape", method)
            await expect(field).to_have_value("いち")
            await turn.get_by_role("button", name="Cancel").click()

            await page.get_by_role("button", name="Settings of this story").click()
            title = page.get_by_label("Title")
            await title.fill("水車")
            await press(title, "Enter", method)
            await press(title, "Escape", method)
            await expect(page.locator("dialog")).to_be_visible()
            await page.keyboard.press("Escape")

            await page.get_by_role("button", name="Map of the story").click()
            await page.get_by_role("button", name="Give it a name").first.click()
            name = page.get_by_role("textbox", name="Name")
            await name.fill("水車")
            await press(name, "Enter", method)
            await press(name, "Escape", method)
            await expect(name).to_have_value("水車")
            await page.keyboard.press("Escape")
            await page.keyboard.press("Escape")
            await expect(page.locator("dialog")).to_be_hidden()
            await expect(page.locator(".turn")).to_have_count(2)
            assert sum(map(streaming, provider.requests)) == 1


async def test_a_real_composition_sends_nothing_until_it_is_over(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            client = await page.context.new_cdp_session(page)
            composer = page.locator("#composer textarea")
            await composer.focus()
            for text in ("に", "にほ", "日本"):
                await client.send("Input.imeSetComposition", {"text": text, "selectionStart": 2, "selectionEnd": 2})
            key = {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
            await client.send("Input.dispatchKeyEvent", key)
            await client.send("Input.insertText", {"text": "日本"})
            await expect(composer).to_have_value("日本")
            await expect(page.locator(".turn")).to_have_count(1)
            await page.keyboard.press("Enter")
            await committed(page, 2)
            await expect(page.locator(".said")).to_contain_text("日本")


async def double_click(page: Page, button: Locator) -> None:
    """Two presses on one place, whatever stands there at the second."""
    box = await button.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.click(x, y)
    await page.wait_for_timeout(120)
    await page.mouse.click(x, y, click_count=2)


async def test_a_double_click_on_send_stops_nothing_and_one_on_stop_sends_nothing(
    chromium: str, tmp_path: Path
) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=["A beginning ", HANG]))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            composer, stop = page.locator("#composer textarea"), page.get_by_role("button", name="Stop")
            await composer.fill("I wait.")
            await double_click(page, page.get_by_role("button", name="Send"))
            await expect(page.locator(".growing")).to_contain_text("A beginning")
            await expect(stop).to_be_visible()

            await composer.fill("half a sen")
            await double_click(page, stop)
            await expect(page.locator(".mark")).to_contain_text("Stopped here")
            await expect(stop).to_be_hidden()
            await expect(composer).to_have_value("half a sen")
            await expect(page.locator(".turn")).to_have_count(2)
            await expect(page.locator(".notice.bad")).to_have_count(0)


async def test_stop_is_heard_right_after_enter(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=["A beginning ", HANG]))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await say(page, "I wait.")
            await page.get_by_role("button", name="Stop").click()
            await expect(page.locator(".mark")).to_contain_text("Stopped here")
