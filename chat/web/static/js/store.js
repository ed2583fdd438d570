// The page's state, and the pure function that makes the next one. No DOM and no network in here.

/**
 * @typedef {{type: string, turn?: string, time?: number, data?: any}} PageEvent  `time` in ms, from the stream
 * @typedef {{turn: string, phase: "sent"|"understood"|"telling"|"settling", blocks: string[], text: string, tail: string,
 *   waiting: null|{reason: string, until: number}, plain: boolean}} Live
 *   the turn being told or settled: `text` is all deltas, `tail` what no finished block shows yet; `plain` after a
 *   `sync`, when it is not known how many blocks there were
 * @typedef {{chats: any[], stories: any[], profiles: any[], characters: any[], chat: any, people: any, live: Live|null,
 *   changes: Record<string, any[]>, notice: null|{message: string, hint: string, code?: string}, lost: boolean, missing: null|{chat: string, isAway: boolean},
 *   health: any, editing: string|null, toast: null|{message: string, undo?: boolean}}} State
 *   `missing` cannot be shown, `isAway` because the server does not answer;
 *   `changes` by turn id: the changes that came with it; `editing` the turn that is edited in place
 */

/** @type {Readonly<State>} */
export const initial = Object.freeze({
  chats: [], stories: [], profiles: [], characters: [], chat: null, people: null, live: null, changes: {}, notice: null, lost: false, missing: null, health: null, editing: null, toast: null,
});

/** The id of a turn that the server has not named yet. */
export const SENDING = "sending";

/** Whether the narrator is at work: then nothing else may be begun in this chat. */
export const isTelling = (state) => state.live !== null && state.live.phase !== "settling";

const blankTurn = (data) => ({
  id: data.turn_id, chat: data.chat, parent: data.parent, siblings: [data.turn_id], status: "accepted", text: data.text ?? "", narrative: "", html: "", error: null, roll: null,
});

/** A path with a turn put where it belongs: behind its parent, or in place of itself. */
export function placed(items, turn) {
  const at = items.findIndex((item) => item.id === turn.id);
  if (at >= 0) return items.map((item, index) => (index === at ? { ...item, ...turn } : item));
  if (turn.parent === null) return [turn];
  const parent = items.findIndex((item) => item.id === turn.parent);
  return [...(parent >= 0 ? items.slice(0, parent + 1) : items), turn];
}

const withItems = (state, items) => ({ ...state, chat: { ...state.chat, turns: { ...state.chat.turns, items } } });
const withTurn = (state, turn) => withItems(state, placed(state.chat.turns.items, turn));
const withoutTurn = (state, turnId) => withItems(state, state.chat.turns.items.filter((item) => item.id !== turnId));
/** Another version where a turn stood. What followed goes, unless it is kept: then it hangs under the new one. */
function replaced(items, old, turn, keep) {
  const at = items.findIndex((item) => item.id === old);
  if (at < 0) return placed(items, turn);
  const after = keep ? items.slice(at + 1).map((item) => (item.parent === old ? { ...item, parent: turn.id } : item)) : [];
  return [...items.slice(0, at), turn, ...after];
}
const withLive = (state, change) => ({ ...state, live: { ...state.live, ...change } });
const newLive = (turn) => ({ turn, phase: "sent", blocks: [], text: "", tail: "", waiting: null, plain: false });

/** A freshly loaded end of the path, with the older turns that were loaded before it, if it still hangs on them. */
export function joined(old, fresh) {
  const first = fresh.turns.items[0];
  const known = old && old.id === fresh.id && first ? old.turns.items.findIndex((item) => item.id === first.id) : -1;
  if (known <= 0) return fresh;
  return { ...fresh, turns: { items: [...old.turns.items.slice(0, known), ...fresh.turns.items], next: old.turns.next } };
}

/** What of the live turn outlasts a fresh load of the chat: the same turn, or one that the server still settles. */
function stillLive(live, chat) {
  if (live === null || live.turn === chat.live || live.turn === SENDING) return live;
  const settles = live.phase === "settling" && chat.turns.items.some((item) => item.id === live.turn && item.status === "told");
  return settles ? live : null;
}

/** What is sent just now stays at the end, whatever was loaded meanwhile. */
const withSent = (chat, sent) => ({ ...chat, turns: { ...chat.turns, items: [...chat.turns.items, ...sent] } });

function opened(state, { chat: fresh }) {
  const same = state.chat?.id === fresh.id;
  const onTheWay = same ? state.chat.turns.items.filter((item) => item.id === SENDING) : [];
  const chat = onTheWay.length ? withSent(joined(state.chat, fresh), onTheWay) : joined(state.chat, fresh);
  const isEdited = chat.turns.items.some((item) => item.id === state.editing);
  return {
    ...state, chat, live: same ? stillLive(state.live, chat) : null, missing: null,
    people: same ? state.people : null, changes: same ? state.changes : {}, lost: false,
    editing: isEdited ? state.editing : null, toast: same ? state.toast : null,
  };
}

/** Only for the chat on the page: an answer may come after the player has gone to another. */
const here = (step) => (state, data) => (state.chat?.id === data.chat ? step(state, data) : state);
const nowhere = { chat: null, people: null, live: null, changes: {}, lost: false, editing: null, toast: null };
/** A new version is a step that can be undone, and nothing can be done again after it. */
const stepped = (state, keep) => ({ ...state, chat: { ...state.chat, undo: keep ? "keep" : "turn", redo: null }, toast: null });

const local = {
  "shelf.loaded": (state, { chats }) => ({ ...state, chats }),
  "setup.loaded": (state, { profiles, stories, characters }) => ({ ...state, profiles, stories, characters }),
  "characters.loaded": (state, { characters }) => ({ ...state, characters }),
  "chat.opened": opened,
  "chat.versioned": here((state, { version }) => ({ ...state, chat: { ...state.chat, version } })),
  "chat.closed": (state) => ({ ...state, ...nowhere, missing: null }),
  "chat.missing": (state, { chat, isAway = false }) => ({ ...state, ...nowhere, missing: { chat, isAway } }),
  "chat.older": (state, { chat }) => ({ ...state, chat: { ...state.chat, turns: { items: [...chat.turns.items, ...state.chat.turns.items], next: chat.turns.next } } }),
  "people.loaded": (state, { people }) => ({ ...state, people }),
  "record.loaded": (state, { turn }) => ({ ...state, changes: { ...state.changes, [turn.id]: turn.changes } }),
  "turn.sent": (state, { turn }) => ({ ...withTurn(state, turn), live: newLive(turn.id), notice: null, toast: null }),
  "turn.placed": here((state, { turn, instead, keep = false }) => stepped({ ...withItems(state, replaced(state.chat.turns.items, instead, turn, keep)), live: newLive(turn.id), notice: null }, keep)),
  "turn.named": (state, { turn, label }) => (state.chat && isHere(state, turn) ? withTurn(state, { id: turn, label }) : state),
  "edit.begun": (state, { turn }) => ({ ...state, editing: turn }),
  "edit.ended": (state, { turn }) => (state.editing === turn ? { ...state, editing: null } : state),
  "turn.unsent": here((state, { turn }) => ({ ...withoutTurn(state, turn), live: state.live?.turn === turn ? null : state.live })),
  "health.loaded": (state, { components }) => ({ ...state, health: components }),
  "notice": (state, { notice }) => ({ ...state, notice }),
  "toast": (state, { toast }) => ({ ...state, toast }),
  "stream.lost": (state) => ({ ...state, lost: true }),
  "stream.back": (state) => ({ ...state, lost: false }),
  "stream.over": (state) => ({ ...state, lost: true }),
};

const withChange = (state, data) => ({ ...state, changes: { ...state.changes, [data.turn]: [...(state.changes[data.turn] ?? []).filter((old) => old.id !== data.id), data] } });
/** A roll is shown with its turn, also long after. */
const changed = (state, data) => withChange(data.kind === "roll" && !data.refused && isHere(state, data.turn) ? withTurn(state, { id: data.turn, roll: data.arguments }) : state, data);
const isHere = (state, turnId) => state.chat.turns.items.some((item) => item.id === turnId);

/** A turn is over. `change` gets the live part, null when the page no longer shows it as live. */
const ended = (change) => (state, data, turnId) => {
  const live = state.live?.turn === turnId ? state.live : null;
  const next = { ...state, live: live ? null : state.live, lost: false };
  return isHere(state, turnId) ? withTurn(next, { id: turnId, ...change(live, data) }) : next;
};
const kept = (live) => (live ? { narrative: live.text } : {});

function accepted(state, data) {
  return { ...(isHere(state, data.turn_id) ? state : withTurn(state, blankTurn(data))), live: newLive(data.turn_id) };
}

function block(state, { index, html }) {
  if (state.live.plain) return state;
  const left = state.live.tail.replace(/^\s+/, "");
  const end = left.search(/\n\s*\n/);
  const blocks = [...state.live.blocks];
  blocks[index] = html;
  return withLive(state, { blocks, tail: end < 0 ? "" : left.slice(end) });
}

function synced(state, { turn }) {
  const telling = turn.status === "accepted" || turn.status === "telling";
  const phase = !telling ? "settling" : turn.narrative ? "telling" : "sent";
  return { ...withTurn(state, turn), live: { ...newLive(turn.id), phase, text: turn.narrative, tail: turn.narrative, plain: true } };
}

const fromServer = {
  "turn.accepted": accepted,
  "turn.understood": (state) => (state.live.phase === "sent" ? withLive(state, { phase: "understood" }) : state),
  "turn.recalled": (state, { notice }) => (notice && state.health?.embedder?.state !== "down" ? { ...state, notice: { message: notice } } : state),
  "turn.waiting": (state, data, turnId, time) => withLive(state, { waiting: { reason: data.reason, until: time + data.seconds * 1000 } }),
  "narrative.delta": (state, data) => withLive(state, { phase: "telling", waiting: null, text: state.live.text + data.text, tail: state.live.tail + data.text }),
  "narrative.block": block,
  "narrative.done": (state, data, turnId) => withLive(withTurn(state, { id: turnId, html: data.html, narrative: state.live.text, status: "told", truncated: data.truncated }), { phase: "settling" }),
  "pair.changed": changed,
  "scene.changed": changed,
  "turn.committed": ended(() => ({ status: "committed" })),
  "turn.failed": ended((live, error) => ({ status: live?.text ? "interrupted" : "failed", error, ...kept(live) })),
  "turn.cancelled": ended((live) => ({ status: "cancelled", ...kept(live) })),
  "sync": synced,
};
const NEEDS_LIVE = new Set(["turn.understood", "turn.waiting", "narrative.delta", "narrative.block", "narrative.done"]);

/**
 * The next state; an event of a turn that is not on the page changes nothing.
 * @param {State} state @param {PageEvent} event @returns {State}
 */
export function reduce(state, event) {
  if (event.type in local) return local[event.type](state, event.data ?? {});
  const step = fromServer[event.type];
  if (!step) throw new Error(`unknown event ${event.type}`);
  if (!state.chat) return state;
  if (NEEDS_LIVE.has(event.type) && state.live?.turn !== event.turn) return state;
  return step(state, event.data, event.turn, event.time);
}

/** A store: `dispatch(event)`, `subscribe(listener)`, `state`. */
export function createStore() {
  const listeners = [];
  const store = {
    state: initial,
    dispatch(event) {
      const before = store.state;
      store.state = reduce(before, event);
      if (store.state !== before) for (const listener of listeners) listener();
    },
    subscribe: (listener) => listeners.push(listener),
  };
  return store;
}
