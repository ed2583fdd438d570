"""Swipes, edits, deletes, branches and the map of the tree, as a player does them in the page."""

from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.driving import committed, opened, play, serving
from tests.provider import Provider, streaming
from tests.replies import Reply

pytestmark = pytest.mark.browser
OFF = {"code": "busy", "message": "Not now.", "hint": "Try again."}


async def test_arrows_go_through_the_versions_and_past_the_last_tell_another(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."), Reply("Two."), Reply("Three."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await play(page, "Tell me.")
            turn = page.locator(".turn").nth(1)
            await page.keyboard.press("ArrowRight")
            await expect(turn.locator(".told")).to_have_text("Two.")
            await expect(turn.locator(".count")).to_have_text("2/2")
            await page.keyboard.press("ArrowLeft")
            await expect(turn.locator(".told")).to_have_text("One.")
            await expect(turn.locator(".count")).to_have_text("1/2")

            await page.locator("#composer textarea").fill("half a sentence")
            await page.keyboard.press("ArrowRight")
            await expect(turn.locator(".count")).to_have_text("1/2")

            await turn.get_by_role("button", name="Tell it again, differently").click()
            await page.get_by_label("What should be different?").fill("Longer, and in the rain.")
            await page.locator("dialog").get_by_role("button", name="Tell it again").click()
            await expect(turn.locator(".told")).to_have_text("Three.")
            told = [request for request in provider.requests if streaming(request)]
            assert "Longer, and in the rain." in str(told[-1].body)


async def test_a_swipe_of_the_finger_goes_through_the_versions(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."), Reply("Two."))
        async with serving(tmp_path, provider) as address, opened(chromium, address, phone=True) as page:
            await play(page, "Tell me.")
            turn = page.locator(".turn").nth(1)
            await drag(page, turn, -150)
            await expect(turn.locator(".told")).to_have_text("Two.")
            await expect(turn.locator(".count")).to_have_text("2/2")
            await committed(page, 2)
            await drag(page, turn, 150)
            await expect(turn.locator(".told")).to_have_text("One.")


async def test_an_older_turn_is_swiped_too_and_stays_where_it_was(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."), *[Reply("And on. " * 60) for _ in range(4)], Reply("Other."))
        async with serving(tmp_path, provider) as address, opened(chromium, address, phone=True) as page:
            await play(page, "First.", "Second.", "Third.")
            turn = page.locator(".turn").nth(1)
            await turn.get_by_role("button", name="Edit").click()
            await turn.get_by_label("What was told").fill("Two.")
            await turn.get_by_role("button", name="Go on from here").click()
            await committed(page, 2)
            await drag(page, turn, 150)
            await expect(turn.locator(".told")).to_have_text("One.")
            await expect(page.locator(".turn")).to_have_count(4)
            await expect(turn).to_be_in_viewport()
            place = await turn.bounding_box()

            before = turn.get_by_role("button", name="The version before")
            await turn.get_by_role("button", name="The next version").focus()
            await page.keyboard.press("ArrowRight")
            await expect(turn.locator(".told")).to_have_text("Two.")
            await expect(turn.get_by_role("button", name="Another version")).to_be_focused()
            await before.focus()
            await page.keyboard.press("Enter")
            await expect(turn.locator(".told")).to_have_text("One.")
            assert await turn.bounding_box() == place


async def test_escape_closes_the_sheet_and_then_the_drawer_under_it(chromium: str, tmp_path: Path) -> None:
    async with (
        Provider() as provider,
        serving(tmp_path, provider) as address,
        opened(chromium, address, phone=True) as page,
    ):
        await page.get_by_role("button", name="Who feels what, and where").click()
        await page.get_by_role("button", name="The cast").click()
        await expect(page.locator("dialog")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.locator("dialog")).to_be_hidden()
        await expect(page.locator("#panel")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.locator("#panel")).to_be_hidden()


async def drag(page: Page, element: Locator, across: int) -> None:
    """A finger goes over an element close to its top, `across` pixels to the right."""
    box = await element.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 20
    finger = await page.context.new_cdp_session(page)
    for kind, at in (("touchStart", x), ("touchMove", x + across / 2), ("touchMove", x + across), ("touchEnd", None)):
        points = [] if at is None else [{"x": at, "y": y}]
        await finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


async def test_a_greeting_has_its_alternates_as_versions(chromium: str, tmp_path: Path) -> None:
    card = {"name": "Vera", "description": "A smith.", "greeting": "Hello.", "alternate_greetings": ["Good evening."]}
    async with Provider() as provider, serving(tmp_path, provider) as address, opened(chromium, address) as page:
        character = await (await page.request.post(f"{address}/api/characters", data=card)).json()
        chat = await (await page.request.post(f"{address}/api/chats", data={"character_ids": [character["id"]]})).json()
        await page.goto(f"{address}/#{chat['id']}")
        await page.reload()
        turn = page.locator(".turn").first
        await expect(turn.locator(".told")).to_have_text("Hello.")
        await turn.get_by_role("button", name="The next version").click()
        await expect(turn.locator(".told")).to_have_text("Good evening.")


async def test_a_typo_is_mended_and_what_follows_stays(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("The catt sleeps."), Reply("It wakes."))
        async with serving(tmp_path, provider) as address, opened(chromium, address, said="503") as page:
            await play(page, "I look.", "I wait.")
            turn = page.locator(".turn").nth(1)
            await turn.hover()
            await turn.get_by_role("button", name="Edit").click()
            field = turn.get_by_label("What was told")
            await expect(field).to_be_focused()
            await field.press("Escape")
            await expect(turn.locator(".told")).to_have_text("The catt sleeps.")
            await expect(turn.get_by_role("button", name="Edit")).to_be_focused()

            await turn.get_by_role("button", name="Edit").click()
            await field.fill("The cat sleeps.")
            await page.route("**/edit", lambda route: route.fulfill(status=503, json={"error": OFF}))
            await field.press("Control+Enter")
            await expect(page.locator("#notices")).to_contain_text("Not now")
            await expect(field).to_have_value("The cat sleeps.")
            await page.unroute("**/edit")
            await turn.get_by_role("button", name="Keep what follows").click()
            await expect(turn.locator(".told")).to_have_text("The cat sleeps.")
            await expect(page.locator(".turn").nth(2).locator(".told")).to_have_text("It wakes.")

            await page.reload()
            await expect(turn.locator(".told")).to_have_text("The cat sleeps.")
            await expect(page.locator(".turn").nth(2).locator(".told")).to_have_text("It wakes.")


async def test_other_words_of_the_player_are_told_anew(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("You go left."), Reply("You go right."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await play(page, "Left.")
            turn = page.locator(".turn").nth(1)
            await turn.get_by_role("button", name="Edit").click()
            await turn.get_by_label("What you wrote").fill("Right.")
            await turn.get_by_role("button", name="Retell").click()
            await expect(turn.locator(".told")).to_have_text("You go right.")
            await expect(turn.locator(".said")).to_contain_text("Right.")
            await expect(turn.locator(".count")).to_have_text("2/2")


async def test_a_delete_is_undone_by_its_toast_and_by_keys(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."), Reply("Two."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await play(page, "First.", "Second.")
            turns = page.locator(".turn")
            await turns.nth(1).hover()
            await turns.nth(1).get_by_role("button", name="Delete this turn and what follows").click()
            await expect(turns).to_have_count(1)
            await expect(page.locator("#toast")).to_contain_text("2 turns are deleted.")
            await page.locator("#toast").get_by_role("button", name="Undo").click()
            await expect(turns).to_have_count(3)

            await page.locator("#story").focus()
            await page.keyboard.press("Control+z")
            await expect(turns).to_have_count(2)
            await page.keyboard.press("Control+Shift+Z")
            await expect(turns).to_have_count(3)


async def test_a_branch_is_begun_named_and_found_on_the_map(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("One."), Reply("Two."), Reply("Three."), Reply("Otherwise."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await play(page, "First.", "Second.", "Third.")
            turns = page.locator(".turn")
            await turns.nth(1).hover()
            await turns.nth(1).get_by_role("button", name="Branch from here").click()
            await expect(turns).to_have_count(2)
            await play(page, "Something else.")

            await page.get_by_role("button", name="Map of the story").click()
            lines = page.locator("dialog .map > li")
            await expect(lines).to_have_count(3)
            old = lines.filter(has_text="Third.")
            await expect(old).to_contain_text("Second.")
            await expect(lines.filter(has_text="You are here")).to_contain_text("Something else.")
            await old.get_by_role("button", name="Give it a name").click()
            await old.get_by_role("textbox").fill("The long way")
            await page.keyboard.press("Enter")
            await expect(old.locator("strong")).to_have_text("The long way")
            await old.get_by_role("button", name="Show these 2 turns").click()
            await expect(old.locator(".run .place")).to_have_count(2)
            await old.locator(".run .place").first.focus()
            await page.keyboard.press("ArrowLeft")
            await expect(old.locator(".run")).to_have_count(0)
            await page.keyboard.press("ArrowRight")
            await expect(old.locator(".run .place")).to_have_count(2)
            await page.keyboard.press("ArrowDown")
            await expect(old.locator(".run .place").first).to_be_focused()
            await page.get_by_label("Back to turn").fill("2")
            await page.get_by_role("button", name="Go there").click()
            await expect(turns).to_have_count(2)

            await page.get_by_role("button", name="Map of the story").click()
            await page.locator("dialog[open] .map > li > .line strong", has_text="The long way").click()
            await expect(page.locator("#toast")).to_contain_text("nothing is lost")
            await expect(turns).to_have_count(4)
            await expect(turns.nth(3).locator(".told")).to_have_text("Three.")
            await expect(turns.nth(2).locator(".label")).to_have_text("The long way")
