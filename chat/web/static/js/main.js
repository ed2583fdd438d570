// Wires the parts: state on one side, views on the other, and the actions between them.
import { createActions, panelHidden, toyHidden } from "./actions.js";
import { chatInAddress } from "./actions/chats.js";
import * as api from "./api.js";
import { listen } from "./keys.js";
import { createStore, isTelling } from "./store.js";
import { MANY, renderBar, renderNotices, renderToast } from "./views/bar.js";
import { renderComposer } from "./views/composer.js";
import { renderPanel } from "./views/panel.js";
import { renderShelf } from "./views/shelf.js";
import { renderStory } from "./views/story.js";

const at = (id) => document.getElementById(id);
const store = createStore();
const actions = createActions(store, { dialog: at("dialog"), story: at("story"), spoken: at("spoken"), draw });

/** A view, and what it shows: it is drawn when one of these is another than before. */
const views = [
  [renderShelf, at("shelf"), ({ chats, chat }) => [chats, chat?.id]],
  [renderBar, at("bar"), (state) => [state.chat?.id, state.chat?.title, state.chat?.persona.name, state.chat?.cast.length, state.chat?.undo, state.chat?.redo, isTelling(state)]],
  [renderToast, at("toast"), ({ toast }) => [toast]],
  [(element, state) => renderNotices(element, state, actions, toyHidden()), at("notices"), ({ profiles, chat, health, lost, notice }) => [profiles, chat?.profile, JSON.stringify(health), lost, notice, toyHidden()]],
  [renderStory, at("story"), (state) => [state]],
  [renderPanel, at("panel"), ({ people, changes, chat }) => [people, changes, chat?.id, chat?.turns.items.at(-1)?.id]],
  [renderComposer, at("composer"), ({ chat, live }) => [chat?.id, live?.turn, live?.phase]],
];
const drawn = new Map();
let drawing = false; // a frame is asked for

function draw() {
  drawing = false;
  const { state } = store;
  for (const [render, element, shows] of views) {
    const now = shows(state);
    const before = drawn.get(render);
    if (before && now.every((value, index) => value === before[index])) continue;
    drawn.set(render, now);
    render(element, state, actions);
  }
  document.body.classList.toggle("no-panel", !state.chat || panelHidden());
  const title = state.chat ? `${state.chat.title} · Fabula` : "Fabula";
  if (document.title !== title) document.title = title;
}

store.subscribe(() => {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(draw);
});

async function start() {
  draw();
  const found = await actions.asked(Promise.all([api.profiles(), api.stories(), api.characters(), api.chats()]));
  if (!found) return;
  const [profiles, stories, characters, chats] = found.map((list) => list.items);
  store.dispatch({ type: "setup.loaded", data: { profiles, stories, characters } });
  store.dispatch({ type: "shelf.loaded", data: { chats } });
  if (chatInAddress()) await actions.open(chatInAddress());
}

/** How the app fares: asked at the start, and again while something is not done or not well. */
async function watchHealth() {
  const answer = await api.ready();
  if (answer?.components) store.dispatch({ type: "health.loaded", data: answer });
  const busy = answer?.status !== "ready" || (answer.components.worker?.queue ?? 0) > MANY;
  setTimeout(watchHealth, busy ? 3000 : 60000);
}

window.addEventListener("popstate", () => (chatInAddress() ? actions.open(chatInAddress()) : actions.close()));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && store.state.live === null) actions.reload();
});
listen(store, actions, at("story"));
start();
watchHealth();
