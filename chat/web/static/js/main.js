// Wires the parts: state on one side, views on the other, and the actions between them.
import { createActions, keptUntil, panelHidden, toyHidden } from "./actions.js";
import { chatInAddress } from "./actions/chats.js";
import * as api from "./api.js";
import { drawn, watchErrors } from "./failures.js";
import { keepFromPage } from "./ime.js";
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
  [(element, state) => renderNotices(element, state, actions, { isToyHidden: toyHidden(), keptUntil: keptUntil() }), at("notices"),
    ({ profiles, chat, health, lost, notice }) => [profiles, chat?.profile, JSON.stringify(health), lost, notice, toyHidden(), keptUntil()]],
  [renderStory, at("story"), (state) => [state]],
  [renderPanel, at("panel"), ({ people, changes, chat }) => [people, changes, chat?.id, chat?.turns.items.at(-1)?.id]],
  [renderComposer, at("composer"), ({ chat, live }) => [chat?.id, live?.turn, live?.phase]],
];
const SOON = 3000; // ms
const shown = new Map(); // what each view showed last
let drawing = false; // a frame is asked for

function draw() {
  drawing = false;
  const { state } = store;
  for (const [render, element, shows] of views) {
    const now = shows(state);
    const before = shown.get(render);
    if (before && now.every((value, index) => value === before[index])) continue;
    if (drawn(element, () => render(element, state, actions))) shown.set(render, now);
    else shown.delete(render);
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
  await loadSetup();
  if (chatInAddress()) await actions.open(chatInAddress());
}

let isSetUp = false;

async function loadSetup() {
  const lists = [api.profiles(), api.stories(), api.characters(), api.chats()]; // one that fails leaves the others
  const found = await Promise.all(lists.map((list) => actions.asked(list)));
  const [profiles, stories, characters, chats] = found.map((list) => list?.items ?? []);
  store.dispatch({ type: "setup.loaded", data: { profiles, stories, characters } });
  store.dispatch({ type: "shelf.loaded", data: { chats } });
  isSetUp = !found.includes(null);
}

let isAway = false; // the server did not answer when it was last asked
let nextLook;

/** How the app fares: asked at the start, and again while something is not done or not well. */
async function watchHealth() {
  clearTimeout(nextLook);
  const answer = await api.ready();
  if (answer) store.dispatch({ type: "health.loaded", data: answer });
  if (answer && isAway) await comeBack();
  isAway = answer === null;
  const busy = answer?.status !== "ready" || (answer.components.worker?.queue ?? 0) > MANY;
  clearTimeout(nextLook);
  nextLook = setTimeout(watchHealth, busy ? SOON : 60000);
}

/** The server answers again: what could not be loaded is, and what was said of it is over. */
async function comeBack() {
  if (store.state.notice?.code === "offline") store.dispatch({ type: "notice", data: { notice: null } });
  if (!isSetUp) await loadSetup();
  refresh();
}

store.subscribe(() => {
  if (isAway || store.state.notice?.code !== "offline") return;
  isAway = true;
  clearTimeout(nextLook);
  nextLook = setTimeout(watchHealth, SOON);
});

window.addEventListener("popstate", () => (chatInAddress() ? actions.open(chatInAddress()) : actions.close()));
/** The page was not looked at, or the machine slept, or the network was away: what came meanwhile is shown. */
function refresh() {
  if (document.visibilityState === "visible") actions.refresh();
}
document.addEventListener("visibilitychange", refresh);
addEventListener("online", refresh);
addEventListener("pageshow", (event) => event.persisted && refresh());
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address names the chat
  at("story").focus();
});
keepFromPage(window);
watchErrors((notice) => store.dispatch({ type: "notice", data: { notice } }));
listen(store, actions, at("story"));
start();
watchHealth();
