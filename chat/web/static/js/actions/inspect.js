// What can be inspected: the record of a turn, the ledger of a pair with what the player says about it, the persons offered.
import * as api from "../api.js";
import { closeDrawers } from "../drawers.js";
import { showCast } from "../views/cast.js";
import { showHistory } from "../views/history.js";
import { showOffer } from "../views/offer.js";
import { showRecord } from "../views/record.js";
import { jump } from "../views/story.js";

export function inspectActions(page, chats) {
  const { store, dialog, story, asked, chatId } = page;

  async function record(turn) {
    const whole = await asked(api.turn(turn.id));
    const { persona, cast } = store.state.chat ?? {};
    if (!whole || !persona) return;
    const names = new Map([[persona.id, persona.name], ...cast.map((card) => [card.member, card.name])]);
    const lift = async (changeId) => {
      await said(() => api.lift(turn.chat, changeId));
      await record(turn);
    };
    showRecord(dialog, whole, names, { lift, prompt: () => asked(api.prompt(turn.id)) });
  }

  /** What `ask(version)` changes at the server is on the page before it ends; a failure is the asker's to show. */
  const said = (ask) => page.change(async (version) => {
    await ask(version);
    page.tabs.changed(chatId());
    await page.load(true);
  });

  async function showPair(pair, axis) {
    const ledger = await asked(api.pair(chatId(), pair.source_id, pair.target_id, axis));
    if (!ledger) return;
    const found = store.state.people?.pairs.find((item) => item.source_id === pair.source_id && item.target_id === pair.target_id) ?? pair;
    const again = async (ask) => {
      await said(ask);
      await showPair(pair, axis);
    };
    showHistory(dialog, ledger, found, axis, {
      jump: jumpTo,
      correct: (body) => again((version) => api.correct(chatId(), {
        source: pair.source_id, target: pair.target_id, axis, ...body, version,
      })),
      lift: (changeId) => again(() => api.lift(chatId(), changeId)),
    });
  }

  /** Two had met before the story began. */
  const knew = (pair) => asked(said((version) => api.correct(chatId(), {
    kind: "correction", source: pair.source_id, target: pair.target_id, met: true, version,
  })));

  async function jumpTo(turnId, quote) {
    closeDrawers();
    await chats.reach(turnId);
    jump(story, turnId, quote);
  }

  function offer(name) {
    const { cast } = store.state.chat;
    const done = async (ask) => {
      await said(ask);
      dialog.close();
    };
    showOffer(dialog, name, cast.map((card) => card.name), {
      join: (description) => done((version) => api.join(chatId(), { name, description, version })),
      merge: (into) => done((version) => api.merge(chatId(), { from: name, into, version })),
      dismiss: () => done(() => api.dismiss(chatId(), name)),
    });
  }

  async function cast() {
    const found = await asked(api.cast(chatId()));
    if (!found) return;
    const again = async (ask) => {
      await said(ask);
      await cast();
    };
    showCast(dialog, found, {
      merge: (from, into) => again((version) => api.merge(chatId(), { from, into, version })),
      lift: (changeId) => again(() => api.lift(chatId(), changeId)),
    });
  }

  return { record, cast, knew, history: showPair, jump: jumpTo, offer };
}
