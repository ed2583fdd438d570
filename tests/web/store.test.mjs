// Run by test_static.py with `node --test`: the page's pure state.
import assert from "node:assert/strict";
import test from "node:test";
import { initial, joined, placed, reduce } from "../../chat/web/static/js/store.js";

const turn = (id, parent, more = {}) => ({ id, chat: "h_1", parent, siblings: [id], status: "committed", text: "", narrative: "", html: "", error: null, ...more });
const chat = (...items) => ({ id: "h_1", title: "t", live: null, turns: { items, next: null } });
const run = (state, ...events) => events.reduce(reduce, state);
const event = (type, data, turnId = "t_2") => ({ type, turn: turnId, data });

test("a told turn goes through its phases and ends without a live part", () => {
  let state = run({ ...initial, chat: chat(turn("t_1", null)) },
    event("turn.accepted", { turn_id: "t_2", chat: "h_1", parent: "t_1" }),
    event("turn.understood", { intent: {} }),
    event("narrative.delta", { text: "One.\n" }), event("narrative.delta", { text: "\nTw" }));
  assert.equal(state.live.phase, "telling");
  assert.equal(state.live.text, "One.\n\nTw");
  state = run(state, event("narrative.block", { index: 0, html: "<p>One.</p>" }));
  assert.deepEqual([state.live.blocks, state.live.tail.trim()], [["<p>One.</p>"], "Tw"]);
  state = run(state, event("narrative.delta", { text: "o." }), event("narrative.block", { index: 1, html: "<p>Two.</p>" }),
    event("narrative.done", { html: "<p>One.</p><p>Two.</p>", finish_reason: "stop", truncated: false }));
  assert.equal(state.live.phase, "settling");
  state = run(state, event("pair.changed", { id: "e_1", turn: "t_2" }), event("turn.committed", { turn_id: "t_2" }));
  assert.equal(state.live, null);
  assert.equal(state.chat.turns.items[1].html, "<p>One.</p><p>Two.</p>");
  assert.equal(state.changes.t_2.length, 1);
});

test("a failure keeps the text that was told", () => {
  const state = run({ ...initial, chat: chat(turn("t_1", null)) },
    event("turn.accepted", { turn_id: "t_2", chat: "h_1", parent: "t_1" }), event("narrative.delta", { text: "Half" }),
    event("turn.failed", { code: "provider_cut", message: "m", hint: "h" }));
  const last = state.chat.turns.items.at(-1);
  assert.deepEqual([last.status, last.narrative, last.error.code], ["interrupted", "Half", "provider_cut"]);
});

test("events of a turn that is not live change nothing", () => {
  const state = { ...initial, chat: chat(turn("t_1", null)) };
  assert.equal(run(state, event("narrative.delta", { text: "x" }, "t_9")), state);
});

test("a sibling takes the place behind its parent, and what followed goes", () => {
  const items = [turn("t_1", null), turn("t_2", "t_1"), turn("t_3", "t_2")];
  assert.deepEqual(placed(items, turn("t_2b", "t_1")).map((item) => item.id), ["t_1", "t_2b"]);
});

test("a fresh page keeps the older turns that were loaded before it", () => {
  const old = { ...chat(turn("t_1", null), turn("t_2", "t_1"), turn("t_3", "t_2")) };
  const fresh = { ...chat(turn("t_2", "t_1"), turn("t_3", "t_2"), turn("t_4", "t_3")), version: 2 };
  assert.deepEqual(joined(old, fresh).turns.items.map((item) => item.id), ["t_1", "t_2", "t_3", "t_4"]);
});

test("sync replaces the turn and goes on from its text", () => {
  const state = run({ ...initial, chat: chat(turn("t_1", null)) },
    event("sync", { turn: turn("t_2", "t_1", { status: "telling", narrative: "Half a" }) }), event("narrative.delta", { text: " story" }));
  assert.equal(state.live.text, "Half a story");
});

test("a mended turn stands in its place and what follows hangs under it", () => {
  const state = run({ ...initial, chat: chat(turn("t_1", null), turn("t_2", "t_1"), turn("t_3", "t_2")) },
    { type: "turn.placed", data: { chat: "h_1", turn: turn("t_2b", "t_1"), instead: "t_2", keep: true } });
  assert.deepEqual(state.chat.turns.items.map((item) => [item.id, item.parent]), [["t_1", null], ["t_2b", "t_1"], ["t_3", "t_2b"]]);
  assert.deepEqual([state.chat.undo, state.chat.redo], ["keep", null]);
});

test("another version of the oldest turn on the page takes its place, though its parent is not there", () => {
  const state = run({ ...initial, chat: chat(turn("t_2", "t_1"), turn("t_3", "t_2")) },
    { type: "turn.placed", data: { chat: "h_1", turn: turn("t_2b", "t_1"), instead: "t_2" } });
  assert.deepEqual(state.chat.turns.items.map((item) => item.id), ["t_2b"]);
});

test("an edit goes on over a reload, and ends when its turn is no longer on the path", () => {
  const items = [turn("t_1", null), turn("t_2", "t_1")];
  const state = { ...initial, chat: chat(...items), editing: "t_2" };
  assert.equal(run(state, { type: "chat.opened", data: { chat: chat(...items) } }).editing, "t_2");
  assert.equal(run(state, { type: "chat.opened", data: { chat: chat(items[0], turn("t_2b", "t_1")) } }).editing, null);
});
