"""What the player says about the state: values set, pinned and taken back, and the persons of the narrative."""

import json
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.driving import committed, opened, play, serving
from tests.provider import Provider, streaming, structured
from tests.replies import Reply

pytestmark = pytest.mark.browser


async def test_a_value_is_set_pinned_and_taken_back(chromium: str, tmp_path: Path) -> None:
    acts = {"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}], "mood": "grateful"}
    async with Provider() as provider:
        provider.on(streaming, Reply("Ash and Mira carry the heavy sack inside."))
        provider.on(structured("acts"), Reply(json.dumps(acts)))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await play(page, "I help her.")
            trust = page.locator(".pair", has_text="Mira → Ash").locator(".axis", has_text="trust")
            await expect(trust).to_contain_text("6")
            await trust.click()
            await page.get_by_label("What it should be").fill("40")
            await page.get_by_label("Pinned").check()
            await page.get_by_role("button", name="Set", exact=True).click()
            steps = page.locator("dialog .ledger li")
            await expect(steps.first).to_contain_text("6 → 40")
            await expect(steps.first).to_contain_text("set by you, pinned")
            await expect(trust).to_contain_text("40")
            await expect(trust).to_contain_text("pinned")

            await page.get_by_label("What it should be").fill("30")
            await page.get_by_role("button", name="Set", exact=True).click()
            await expect(steps.first).to_contain_text("40 → 30")
            await expect(steps.first).to_contain_text("set by you")
            await expect(page.get_by_label("Pinned")).to_be_checked()
            await steps.first.get_by_role("button", name="Take it back").click()
            await expect(steps.first).to_contain_text("6 → 40")

            await page.get_by_label("What it should be").fill("400")
            assert not await page.get_by_label("What it should be").evaluate("field => field.checkValidity()")
            await page.keyboard.press("Escape")
            await expect(trust).to_be_focused()
            await trust.click()
            await page.get_by_role("button", name="Take it back").click()
            await expect(steps).to_have_count(1)
            await expect(trust).to_contain_text("6")
            await expect(page.get_by_label("Pinned")).not_to_be_checked()
            await page.locator("dialog .ledger button", has_text="carry").click()
            await expect(page.locator(".turn mark.found")).to_have_text("carry the heavy sack")


async def test_somebody_met_on_the_way_joins_when_the_player_says_so(chromium: str, tmp_path: Path) -> None:
    comes = {"op": "enter", "who": "the old ferryman"}
    async with Provider() as provider:
        provider.on(streaming, Reply("The old ferryman ducks in under the lintel."))
        provider.on(structured("operations"), Reply(json.dumps({"operations": [comes]})))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await play(page, "I wait.")
            offer = page.locator("#panel .offers", has_text="the old ferryman")
            await offer.get_by_role("button", name="Who is this?").click()
            await page.get_by_role("button", name="Only a passer-by").click()
            await expect(offer).to_have_count(0)
            await page.locator(".turn").last.get_by_role("button", name="Everything about this turn").click()
            await page.get_by_role("button", name="Take it back").click()
            await expect(page.get_by_role("button", name="Take it back")).to_have_count(0)
            await page.keyboard.press("Escape")

            await offer.get_by_role("button", name="Who is this?").click()
            await page.get_by_role("button", name="Take into the cast").click()
            await expect(offer).to_have_count(0)
            await expect(page.locator("#panel .scene")).to_contain_text("Ash, Mira, the old ferryman")
            await expect(page.locator("#bar")).to_contain_text("ferryman")


async def test_the_settings_of_a_story_are_kept(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider, serving(tmp_path, provider) as address, opened(chromium, address) as page:
        await page.get_by_role("button", name="Settings of this story").click()
        await page.get_by_label("Title").fill("Nine Days")
        await page.get_by_label("A note to the narrator").fill("Keep it short.")
        await page.get_by_role("button", name="Save").click()
        await expect(page.locator("#bar h1")).to_have_text("Nine Days")
        await page.reload()
        await page.get_by_role("button", name="Settings of this story").click()
        await expect(page.get_by_label("A note to the narrator")).to_have_value("Keep it short.")


async def test_a_roll_is_shown_under_what_was_tried_and_rolled_again(chromium: str, tmp_path: Path) -> None:
    risky = {"kind": "act", "uncertain": True, "trait": "agility", "difficulty": "hard"}
    async with Provider() as provider:
        provider.on(streaming, Reply("You leap."), Reply("You leap again."))
        provider.on(structured("uncertain"), Reply(json.dumps(risky)))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            await page.get_by_role("button", name="Settings of this story").click()
            await page.get_by_label("Dice").check()
            await page.get_by_role("button", name="Save").click()
            await expect(page.locator("dialog")).to_be_hidden()
            await play(page, "I leap across the gap.")
            turn = page.locator(".turn").nth(1)
            await expect(turn.locator(".roll")).to_contain_text("agility, hard:")
            await turn.get_by_role("button", name="Roll again").click()
            await expect(turn.locator(".told")).to_have_text("You leap again.")
            await expect(turn.locator(".count")).to_have_text("2/2")
            await committed(page, 2)
            await expect(turn.locator(".roll")).to_contain_text("agility, hard:")
            rolled = await turn.locator(".roll").inner_text()

            await play(page, "I look back.")
            await page.reload()
            await expect(page.locator(".turn .roll")).to_have_count(2)
            await expect(turn.locator(".roll")).to_have_text(rolled)


async def test_a_stranger_turns_out_to_be_somebody_known_and_is_parted_again(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider, serving(tmp_path, provider) as address, opened(chromium, address) as page:
        chat = page.url.split("#")[1]
        joined = await page.request.post(f"{address}/api/chats/{chat}/members", data={"name": "the stranger"})
        assert joined.ok
        await page.reload()
        await page.get_by_role("button", name="The cast").click()
        dialog = page.locator("dialog")
        await dialog.get_by_label("Somebody of the cast").select_option("the stranger")
        await dialog.get_by_label("turned out to be").select_option("Mira")
        await dialog.get_by_role("button", name="They are the same").click()
        await expect(dialog.locator(".cast li")).to_have_count(2)
        await expect(dialog.locator(".cast")).to_contain_text("Mira · also the miller, the stranger")
        said = dialog.locator(".ledger li", has_text="the stranger turned out to be Mira")
        await said.get_by_role("button", name="Take it back").click()
        await expect(dialog.locator(".cast li")).to_have_count(3)
        await expect(said).to_have_count(0)


async def test_when_somebody_stopped_trusting_is_one_look(chromium: str, tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("The rain goes on."))
        async with serving(tmp_path, provider) as address, opened(chromium, address) as page:
            trust = page.locator(".pair", has_text="Mira → Ash").locator(".axis", has_text="trust")
            chat = page.url.split("#")[1]
            for value in (30, -30):
                await play(page, f"I make it {value}.")
                said = {"kind": "correction", "source": "Mira", "target": "Ash", "axis": "trust", "value": value}
                assert (await page.request.post(f"{address}/api/chats/{chat}/changes", data=said)).ok
                await page.reload()  # the page has not seen it, and would not answer a story that went on
                await expect(trust).to_contain_text(str(value))
            await trust.click()
            turned = page.locator("dialog .crossings li")
            await expect(turned.first).to_contain_text("Turn 3")
            await expect(turned.first).to_contain_text("trusts → distrusts")
            await expect(turned.nth(1)).to_contain_text("neutral → trusts")
            await turned.nth(1).get_by_role("button", name="Turn 2").click()
            await expect(page.locator("dialog")).to_be_hidden()
            await expect(page.locator(".turn").nth(1)).to_be_in_viewport()
