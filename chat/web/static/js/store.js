// The page's state, and the pure function that makes the next one. No DOM and no network in here.

/**
 * live: the turn being told or settled: {turn, phase, blocks, text, tail, waiting}
 *   phase: sent, understood, telling, settling; `text` is all deltas, `tail` what no finished block shows yet
 * changes: by turn id, the changes that came with it
 */
export const initial = Object.freeze({
  chats: [], stories: [], profiles: [], characters: [], chat: null, people: null, live: null, changes: {}, notice: null, lost: false, missing: false, health: null,
});

const blankTurn = (data) => ({
  id: data.turn_id, chat: data.chat, parent: data.parent, siblings: [data.turn_id], status: "accepted", text: data.text ?? "", narrative: "", html: "", error: null,
});

/** A path with a turn put where it belongs: behind its parent, or in place of itself. */
export function placed(items, turn) {
  const at = items.findIndex((item) => item.id === turn.id);
  if (at >= 0) return items.map((item, index) => (index === at ? { ...item, ...turn } : item));
  if (turn.parent === null) return [turn];
  const parent = items.findIndex((item) => item.id === turn.parent);
  return [...(parent >= 0 ? items.slice(0, parent + 1) : items), turn];
}

const withTurn = (state, turn) => ({ ...state, chat: { ...state.chat, turns: { ...state.chat.turns, items: placed(state.chat.turns.items, turn) } } });
const withLive = (state, change) => ({ ...state, live: { ...state.live, ...change } });
const newLive = (turn) => ({ turn, phase: "sent", blocks: [], text: "", tail: "", waiting: null });

/** A freshly loaded end of the path, with the older turns that were loaded before it, if it still hangs on them. */
export function joined(old, fresh) {
  const first = fresh.turns.items[0];
  const known = old && old.id === fresh.id && first ? old.turns.items.findIndex((item) => item.id === first.id) : -1;
  if (known <= 0) return fresh;
  return { ...fresh, turns: { items: [...old.turns.items.slice(0, known), ...fresh.turns.items], next: old.turns.next } };
}

const local = {
  "shelf.loaded": (state, { chats }) => ({ ...state, chats }),
  "setup.loaded": (state, { profiles, stories, characters }) => ({ ...state, profiles, stories, characters }),
  "chat.opened": (state, { chat }) => ({ ...state, chat: joined(state.chat, chat), live: state.live?.turn === chat.live ? state.live : null, people: state.chat?.id === chat.id ? state.people : null, changes: state.chat?.id === chat.id ? state.changes : {}, missing: false }),
  "chat.closed": (state) => ({ ...state, chat: null, people: null, live: null, changes: {}, missing: false }),
  "chat.missing": (state) => ({ ...state, chat: null, people: null, live: null, missing: true }),
  "chat.older": (state, { chat }) => ({ ...state, chat: { ...state.chat, turns: { items: [...chat.turns.items, ...state.chat.turns.items], next: chat.turns.next } } }),
  "people.loaded": (state, { people }) => ({ ...state, people }),
  "record.loaded": (state, { turn }) => ({ ...state, changes: { ...state.changes, [turn.id]: turn.changes } }),
  "turn.sent": (state, { turn }) => ({ ...withTurn(state, turn), live: newLive(turn.id), notice: null }),
  "turn.placed": (state, { turn, instead }) => {
    const items = state.chat.turns.items.filter((item) => item.id !== instead);
    return { ...withTurn({ ...state, chat: { ...state.chat, turns: { ...state.chat.turns, items } } }, turn), live: newLive(turn.id) };
  },
  "turn.unsent": (state, { turn }) => ({ ...state, live: null, chat: { ...state.chat, turns: { ...state.chat.turns, items: state.chat.turns.items.filter((item) => item.id !== turn) } } }),
  "health.loaded": (state, { components }) => ({ ...state, health: components }),
  "notice": (state, notice) => ({ ...state, notice }),
  "stream.lost": (state) => ({ ...state, lost: true }),
  "stream.back": (state) => ({ ...state, lost: false }),
  "stream.over": (state) => ({ ...state, lost: false, live: null }),
};

const changed = (state, data) => ({ ...state, changes: { ...state.changes, [data.turn]: [...(state.changes[data.turn] ?? []).filter((old) => old.id !== data.id), data] } });
const ended = (state, turnId, change) => ({ ...withTurn(state, { id: turnId, ...change }), live: state.live?.turn === turnId ? null : state.live, lost: false });

const fromServer = {
  "turn.accepted": (state, data) => {
    const known = state.chat.turns.items.some((item) => item.id === data.turn_id);
    const next = known ? state : withTurn(state, blankTurn(data));
    return { ...next, live: newLive(data.turn_id) };
  },
  "turn.understood": (state) => withLive(state, { phase: "understood" }),
  "turn.recalled": (state) => state,
  "turn.waiting": (state, data) => withLive(state, { waiting: data }),
  "narrative.delta": (state, data) => withLive(state, { phase: "telling", waiting: null, text: state.live.text + data.text, tail: state.live.tail + data.text }),
  "narrative.block": (state, data) => {
    const cut = state.live.tail.replace(/^\s+/, "").search(/\n\s*\n/);
    const tail = cut < 0 ? "" : state.live.tail.replace(/^\s+/, "").slice(cut);
    const blocks = [...state.live.blocks];
    blocks[data.index] = data.html;
    return withLive(state, { blocks, tail });
  },
  "narrative.done": (state, data, turnId) => ({ ...withTurn(state, { id: turnId, html: data.html, narrative: state.live.text, status: "told", truncated: data.truncated }), live: { ...state.live, phase: "settling" } }),
  "pair.changed": changed,
  "scene.changed": changed,
  "turn.committed": (state, data, turnId) => ended(state, turnId, { status: "committed" }),
  "turn.failed": (state, data, turnId) => ended(state, turnId, { status: state.live?.text ? "interrupted" : "failed", narrative: state.live?.text ?? "", error: data }),
  "turn.cancelled": (state, data, turnId) => ended(state, turnId, { status: "cancelled", narrative: state.live?.text ?? "" }),
  "sync": (state, data) => ({ ...withTurn(state, data.turn), live: { ...newLive(data.turn.id), phase: data.turn.status === "told" ? "settling" : "telling", text: data.turn.narrative, tail: data.turn.narrative } }),
};

export const SERVER_EVENTS = Object.keys(fromServer);

/** @returns the next state; an event of a turn that is not on the page changes nothing */
export function reduce(state, event) {
  if (event.type in local) return local[event.type](state, event.data ?? {});
  const step = fromServer[event.type];
  if (!step) throw new Error(`unknown event ${event.type}`);
  if (!state.chat) return state;
  const about = event.turn;
  const needsLive = event.type.startsWith("narrative.") || event.type === "turn.understood" || event.type === "turn.waiting";
  if (needsLive && state.live?.turn !== about) return state;
  return step(state, event.data, about);
}

/** A store: `dispatch(event)`, `subscribe(listener)`, `state`. */
export function createStore() {
  const listeners = [];
  const store = {
    state: initial,
    dispatch(event) {
      const before = store.state;
      store.state = reduce(before, event);
      if (store.state !== before) for (const listener of listeners) listener(store.state, before);
    },
    subscribe: (listener) => listeners.push(listener),
  };
  return store;
}
