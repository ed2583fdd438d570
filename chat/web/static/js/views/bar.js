// The line above the story, and the notices under it.
import { arrange, h, iconButton, redraw } from "../html.js";
import { isTelling } from "../store.js";

export const MANY = 20; // memories in the queue that are worth a word

const names = (list) => (list.length > 1 ? `${list.slice(0, -1).join(", ")} and ${list.at(-1)}` : list.join(""));

export function renderBar(element, state, actions) {
  const busy = isTelling(state);
  redraw(element,
    h("span.only-phone", {}, iconButton("menu", "Stories", actions.toggleShelf, { data: { key: "menu" } })),
    h("h1", {}, state.chat?.title ?? "Fabula"),
    state.chat ? h("p.quiet", {}, `You are ${state.chat.persona.name}, with ${names(state.chat.cast.map((member) => member.name))}`) : "",
    ...(state.chat ? [
      iconButton("undo", "Undo (Ctrl+Z)", actions.undo, { disabled: busy || !state.chat.undo, data: { key: "undo" } }),
      iconButton("redo", "Redo (Ctrl+Shift+Z)", actions.redo, { disabled: busy || !state.chat.redo, data: { key: "redo" } }),
      iconButton("map", "Map of the story", actions.map, { data: { key: "map" } }),
      iconButton("settings", "Settings of this story", actions.settings, { data: { key: "settings" } }),
      iconButton("people", "Who feels what, and where", actions.togglePanel, { data: { key: "people" } }),
    ] : []));
}

/** What has just been done, with the way back. */
export function renderToast(element, state, actions) {
  const { toast } = state;
  element.hidden = toast === null;
  element.replaceChildren(...(toast ? [
    h("span", {}, toast.message),
    toast.undo ? h("button", { type: "button", onclick: actions.undo }, "Undo") : "",
    iconButton("close", "Hide this", actions.hideToast),
  ] : []));
}

const close = (onclick) => iconButton("close", "Hide this", onclick);
const toyNotice = (actions) => h("div.notice.toy", {},
  h("div", {}, h("strong", {}, "Toy narrator"), h("span", {}, ": it only shows how Fabula works.")),
  h("button.plain", { type: "button", onclick: actions.realModel }, "Use a real one"), close(actions.hideToy));
const bad = (...words) => h("div.notice.bad", {}, h("div", {}, ...words));

/** What of the app does not work, or is not done yet, and matters to who plays. */
function healthNotices(health) {
  if (!health) return [];
  const down = ["database", "narrator", "classifier", "embedder", "worker"].filter((name) => health[name]?.state === "down");
  const words = down.map((name) => bad(h("strong", {}, `The ${name} is down. `), health[name].detail ?? ""));
  const queue = health.worker?.queue ?? 0;
  if (queue > MANY && !down.includes("worker")) words.push(h("div.notice", {}, h("div", {}, `${queue} memories are still being prepared. You can play on; until then they are found by their words only.`)));
  return words;
}

/** One that says what it said before stays the same element: a click on it meets it, and nobody is told of it twice. */
export function renderNotices(element, state, actions, { isToyHidden, keptUntil }) {
  const profile = state.profiles.find((item) => item.id === state.chat?.profile) ?? state.profiles.find((item) => item.default);
  const wanted = [
    ...(profile?.toy && !isToyHidden ? [toyNotice(actions)] : []),
    ...(profile && !profile.available ? [bad(`The profile “${profile.title}” cannot be used. ${profile.hint ?? ""}`)] : []),
    ...healthNotices(state.health),
    ...(keptUntil ? [unkept(keptUntil, actions)] : []),
    ...(state.lost ? [bad("The connection is lost. The story goes on at the server; this page reconnects by itself.")] : []),
    ...(state.notice ? [noticeOf(state.notice, actions)] : []),
  ];
  const shown = [...element.children];
  arrange(element, wanted.map((notice) => {
    const at = shown.findIndex((other) => other.isEqualNode(notice));
    return at < 0 ? notice : shown.splice(at, 1)[0];
  }));
}

/** That the browser does not keep what it should. @param until  "tab" or "page": how long it is kept */
function unkept(until, actions) {
  const end = until === "tab" ? "when this tab is closed" : "when this page is reloaded or closed";
  return h("div.notice", {}, h("div", {}, h("strong", {}, "Your browser keeps no data of this page. "),
    `What you typed and did not send, and light or dark, are lost ${end}. Your stories are on the server.`),
  close(actions.hideUnkept));
}

function noticeOf({ message, hint }, actions) {
  const element = bad(h("strong", {}, message), " ", hint ?? "");
  element.append(close(actions.hideNotice));
  return element;
}
