// Wires the parts: state on one side, views on the other, and the actions between them.
import * as api from "./api.js";
import { createStore } from "./store.js";
import { follow, TERMINAL } from "./stream.js";
import { MANY, renderBar, renderNotices } from "./views/bar.js";
import { clearDraft, focusComposer, renderComposer } from "./views/composer.js";
import { show, showBegin, showHistory, showOwn, showPassword, showRecord } from "./views/dialogs.js";
import { renderPanel } from "./views/panel.js";
import { renderShelf } from "./views/shelf.js";
import { jump, renderStory } from "./views/story.js";
import { h } from "./html.js";

const at = (id) => document.getElementById(id);
const store = createStore();
const dialog = at("dialog");
const TOY = "fabula.toy-hidden";
let leave = () => {}; // stops following the turn on the page
let drawing = false;

// ---------------------------------------------------------------- drawing, at most once a frame

function draw() {
  drawing = false;
  const { state } = store;
  renderShelf(at("shelf"), state, actions);
  renderBar(at("bar"), state, actions);
  renderNotices(at("notices"), state, actions, localStorage.getItem(TOY) === "1");
  renderStory(at("story"), state, actions);
  renderPanel(at("panel"), state, actions);
  renderComposer(at("composer"), state, actions);
  document.body.classList.toggle("no-panel", !state.chat || localStorage.getItem("fabula.panel") === "0");
  document.title = state.chat ? `${state.chat.title} · Fabula` : "Fabula";
}

store.subscribe((state, before) => {
  if (drawing) return;
  drawing = true;
  const grows = state.live?.phase === "telling" && before.live?.phase === "telling" && state.chat === before.chat;
  requestAnimationFrame(() => {
    const onlyGrown = grows && store.state.chat === state.chat && store.state.live?.phase === "telling" && store.state.lost === state.lost;
    if (!onlyGrown) return draw();
    drawing = false;
    renderStory(at("story"), store.state, actions);
  });
});

// ---------------------------------------------------------------- failures

async function guarded(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof api.ApiError)) throw error;
    if (error.status === 401) showPassword(dialog, async (password) => {
      await api.login(password);
      location.reload();
    });
    else store.dispatch({ type: "notice", data: { message: error.message, hint: error.hint } });
    return null;
  }
}

// ---------------------------------------------------------------- chats

const chatInAddress = () => location.hash.slice(1) || null;

async function loadShelf() {
  const chats = await guarded(api.chats);
  if (chats) store.dispatch({ type: "shelf.loaded", data: { chats: chats.items } });
}

async function open(chatId) {
  leave();
  closeDrawers();
  if (location.hash.slice(1) !== chatId) history.pushState(null, "", `#${chatId}`);
  try {
    const chat = await api.chat(chatId);
    if (chatInAddress() !== chatId) return;
    store.dispatch({ type: "chat.opened", data: { chat } });
    if (chat.live) watch(chat.live);
    at("story").scrollTop = at("story").scrollHeight;
    await loadPeople(chatId);
    focusComposer();
  } catch (error) {
    if (!(error instanceof api.ApiError)) throw error;
    if (error.status === 401) await guarded(() => Promise.reject(error));
    else {
      store.dispatch({ type: "chat.missing" });
      if (error.status !== 404) store.dispatch({ type: "notice", data: error });
    }
  }
}

async function loadPeople(chatId) {
  const people = await guarded(() => api.state(chatId));
  if (people && store.state.chat?.id === chatId) store.dispatch({ type: "people.loaded", data: { people } });
  const last = store.state.chat?.turns.items.at(-1);
  if (last && last.status === "committed" && !store.state.changes[last.id]) {
    const turn = await guarded(() => api.turn(last.id));
    if (turn && store.state.chat?.id === chatId) store.dispatch({ type: "record.loaded", data: { turn } });
  }
}

async function reload() {
  const chatId = store.state.chat?.id;
  if (!chatId) return;
  const chat = await guarded(() => api.chat(chatId));
  if (chat && store.state.chat?.id === chatId) store.dispatch({ type: "chat.opened", data: { chat } });
  if (chat?.live && store.state.live === null) watch(chat.live);
  await Promise.all([loadPeople(chatId), loadShelf()]);
}

// ---------------------------------------------------------------- turns

function watch(turnId) {
  leave();
  leave = follow(turnId, (event) => {
    store.dispatch(event);
    if (TERMINAL.has(event.type) || event.type === "stream.over") reload();
  });
}

/** Posts once; the same key again answers with the same turn, so a lost answer cannot make two. */
async function begin(ask, onAccepted) {
  const key = api.onceKey();
  try {
    let accepted;
    try {
      accepted = await ask(key);
    } catch (error) {
      if (!(error instanceof api.ApiError) || error.status !== 0) throw error;
      accepted = await ask(key);
    }
    onAccepted(accepted.turn_id);
    watch(accepted.turn_id);
  } catch (error) {
    if (!(error instanceof api.ApiError)) throw error;
    if (error.code === "turn_live") watch(error.body.turn_id);
    if (error.code === "stale_version") await reload();
    await guarded(() => Promise.reject(error));
  }
}

const actions = {
  open,
  close() {
    leave();
    closeDrawers();
    history.pushState(null, "", location.pathname);
    store.dispatch({ type: "chat.closed" });
    loadShelf();
  },
  begin: (story) => showBegin(dialog, story, createChat),
  beginOwn: () => showOwn(dialog, async ({ name, persona, description, scenario, greeting }) => {
    const character = await api.createCharacter({ name, description, scenario, greeting });
    await createChat({ character_ids: [character.id], title: name, persona: { name: persona, description: "" }, greeting: greeting.trim() ? 0 : null });
  }),
  async older() {
    const { chat } = store.state;
    const page = await guarded(() => api.chat(chat.id, chat.turns.next));
    if (page && store.state.chat?.id === chat.id) store.dispatch({ type: "chat.older", data: { chat: page } });
  },
  send(body, text) {
    const { chat } = store.state;
    leave();
    const parent = chat.turns.items.at(-1)?.id ?? null;
    const turn = { id: "sending", chat: chat.id, parent, siblings: ["sending"], status: "accepted", text: text.trim(), narrative: "", html: "", error: null };
    store.dispatch({ type: "turn.sent", data: { turn } });
    at("story").scrollTop = at("story").scrollHeight;
    let placed = false;
    begin((key) => api.post(chat.id, body, key), (turnId) => {
      placed = true;
      if (text) clearDraft(chat.id, text);
      store.dispatch({ type: "turn.placed", data: { turn: { ...turn, id: turnId, siblings: [turnId] }, instead: "sending" } });
    }).finally(() => {
      if (!placed) store.dispatch({ type: "turn.unsent", data: { turn: "sending" } });
    });
  },
  stop: (turnId) => turnId && turnId !== "sending" && guarded(() => api.stop(turnId)),
  regenerate(turn) {
    begin((key) => api.regenerate(turn.id, {}, key), (turnId) => {
      store.dispatch({ type: "turn.placed", data: { turn: { ...turn, id: turnId, status: "accepted", narrative: "", html: "", error: null, truncated: false, siblings: [...turn.siblings, turnId] }, instead: turn.id } });
    });
  },
  async swipe(turn, by) {
    const wanted = turn.siblings[turn.siblings.indexOf(turn.id) + by];
    if (!wanted) return;
    leave();
    const chat = await guarded(() => api.head(turn.chat, wanted));
    if (chat) {
      store.dispatch({ type: "chat.opened", data: { chat } });
      await loadPeople(chat.id);
    }
  },
  async record(turn) {
    const whole = await guarded(() => api.turn(turn.id));
    if (whole) showRecord(dialog, whole);
  },
  async history(pair, axis) {
    const ledger = await guarded(() => api.pair(store.state.chat.id, pair.source_id, pair.target_id));
    if (ledger) showHistory(dialog, ledger, axis, actions);
  },
  async jump(turnId, quote) {
    closeDrawers();
    while (!jump(at("story"), turnId, quote)) {
      if (!store.state.chat?.turns.next) return;
      await actions.older();
      draw();
    }
  },
  deleteChat() {
    const { chat } = store.state;
    show(dialog, "Delete this story?", h("p", {}, `“${chat.title}” goes for good, with all its turns and memories.`),
      h("p", {}, h("button.primary", { type: "button", onclick: async () => {
        dialog.close();
        if (await guarded(async () => (await api.deleteChat(chat.id), true))) actions.close();
      } }, "Delete")));
  },
  toggleShelf: () => drawer("show-shelf"),
  togglePanel() {
    if (matchMedia("(max-width: 1100px)").matches) return drawer("show-panel");
    localStorage.setItem("fabula.panel", localStorage.getItem("fabula.panel") === "0" ? "1" : "0");
    draw();
  },
  theme() {
    const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("fabula.theme", document.documentElement.dataset.theme);
  },
  hideToy() {
    localStorage.setItem(TOY, "1");
    draw();
  },
  hideNotice: () => store.dispatch({ type: "notice", data: null }),
};

async function createChat(wanted) {
  const chat = await api.createChat(wanted);
  dialog.close();
  await loadShelf();
  await open(chat.id);
}

// ---------------------------------------------------------------- drawers, keys, addresses

function drawer(name) {
  const isOpen = document.body.classList.toggle(name);
  at("veil").hidden = !isOpen;
  if (isOpen) at(name === "show-shelf" ? "shelf" : "panel").querySelector("button")?.focus();
}

function closeDrawers() {
  document.body.classList.remove("show-shelf", "show-panel");
  at("veil").hidden = true;
}

function swipeByTouch() {
  let from = null;
  const story = at("story");
  story.addEventListener("touchstart", (event) => { from = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
  story.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    if (!from || Math.abs(to.clientX - from.clientX) < 80 || Math.abs(to.clientY - from.clientY) > 50) return;
    const last = store.state.chat?.turns.items.at(-1);
    if (last && store.state.live === null) actions.swipe(last, to.clientX < from.clientX ? 1 : -1);
  }, { passive: true });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeDrawers();
  if (event.target.closest("input, textarea, dialog, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const last = store.state.chat?.turns.items.at(-1);
  if (!last) return;
  if (event.key === "i") actions.record(last);
  if (event.key === "ArrowLeft" && store.state.live === null) actions.swipe(last, -1);
  if (event.key === "ArrowRight" && store.state.live === null) actions.swipe(last, 1);
});
at("veil").addEventListener("click", closeDrawers);
window.addEventListener("popstate", () => (chatInAddress() ? open(chatInAddress()) : actions.close()));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && store.state.chat && store.state.live === null) reload();
});

async function start() {
  const theme = localStorage.getItem("fabula.theme");
  if (theme) document.documentElement.dataset.theme = theme;
  swipeByTouch();
  draw();
  await guarded(async () => {
    const [profiles, stories, characters, chats] = await Promise.all([api.profiles(), api.stories(), api.characters(), api.chats()]);
    store.dispatch({ type: "setup.loaded", data: { profiles: profiles.items, stories: stories.items, characters: characters.items } });
    store.dispatch({ type: "shelf.loaded", data: { chats: chats.items } });
    if (chatInAddress()) await open(chatInAddress());
  });
}

/** How the app fares: asked at the start, and again while something is not done or not well. */
async function watchHealth() {
  const answer = await api.ready();
  if (answer?.components) store.dispatch({ type: "health.loaded", data: answer });
  const busy = answer?.status !== "ready" || (answer?.components.worker?.queue ?? 0) > MANY;
  setTimeout(watchHealth, busy ? 3000 : 60000);
}

start();
watchHealth();
