// The story: one element per turn, kept as long as its turn does not change; the live one grows in place.
import { arrange, h, iconButton, told } from "../html.js";
import { isTelling } from "../store.js";
import { broken } from "../failures.js";
import { editor } from "./editor.js";
import { highlight } from "./quote.js";
import { rollLine } from "./roll.js";
import { renderWelcome } from "./welcome.js";

const NEAR = 120; // pixels from the end within which the page follows the telling
const AHEAD = "800px"; // how far above the view older turns are asked for
const RETRIED = new Set(["failed", "interrupted", "cancelled"]); // their mark has a button for it
const shown = new Map(); // turn id -> {element, key, blocks}
let older = null; // {next, element}

export function renderStory(element, state, actions) {
  if (!state.chat) {
    shown.clear();
    element.replaceChildren(renderWelcome(state, actions));
    return;
  }
  const { items, next } = state.chat.turns;
  const follows = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
  const height = element.scrollHeight;
  const first = [...element.children].find((child) => child.dataset.turn)?.dataset.turn;
  const turns = items.map((turn, index) => safeElement(turn, index === items.length - 1, state, actions));
  arrange(element, next ? [olderElement(element, next, actions), ...turns] : turns);
  const ids = new Set(items.map((turn) => turn.id));
  for (const id of shown.keys()) if (!ids.has(id)) shown.delete(id);
  const grewAbove = first && items[0]?.id !== first && ids.has(first);
  if (grewAbove) element.scrollTop += element.scrollHeight - height;
  else if (follows) element.scrollTop = element.scrollHeight;
}

/** Asks for the turns before by itself when it comes near, and by hand. */
function olderElement(story, next, actions) {
  if (older?.next === next) return older.element;
  const element = h("div.older", {}, h("button.plain", { type: "button", onclick: () => actions.older() }, "Earlier"));
  const observer = new IntersectionObserver((entries) => {
    if (!element.isConnected) observer.disconnect();
    else if (entries.some((entry) => entry.isIntersecting)) actions.older();
  }, { root: story, rootMargin: `${AHEAD} 0px 0px 0px` });
  observer.observe(element);
  older = { next, element };
  return element;
}

/** One turn that cannot be drawn leaves the others. */
function safeElement(turn, last, state, actions) {
  try {
    return turnElement(turn, last, state, actions);
  } catch (error) {
    shown.delete(turn.id);
    return h("article.turn", { data: { turn: turn.id } }, broken("This turn", error));
  }
}

function turnElement(turn, last, state, actions) {
  const live = state.live?.turn === turn.id ? state.live : null;
  const key = [turn, last, live?.phase, live?.waiting, isTelling(state), state.chat.persona.name, state.editing === turn.id];
  let known = shown.get(turn.id);
  if (!known || !sameKey(known.key, key)) {
    const element = known?.element ?? h("article.turn", { data: { turn: turn.id } });
    known = { element, key, blocks: 0 };
    shown.set(turn.id, known);
    element.classList.toggle("first", turn.parent === null);
    element.replaceChildren(...parts(turn, live, last, state, actions));
  }
  known.key = key;
  if (live?.phase === "telling") grow(known, live);
  return known.element;
}

/** A turn that was loaded again is another object and mostly the same turn. */
const sameKey = (old, now) => old.every((value, index) => value === now[index] || (index === 0 && JSON.stringify(value) === JSON.stringify(now[0])));

function parts(turn, live, last, state, actions) {
  if (state.editing === turn.id) return [editor(turn, last, state, actions)];
  const said = turn.text ? h("div.said", {}, h("span.who", {}, state.chat.persona.name), turn.text) : null;
  const roll = turn.roll ? rollLine(turn.roll) : null;
  if (live?.phase === "telling") return [said, roll, h("div.told", { "aria-busy": "true" }, h("p.growing"))].filter(Boolean);
  if (live && live.phase !== "settling") return [said, roll, waiting(live)].filter(Boolean);
  const narrative = turn.html || turn.narrative ? told(h("div.told", { data: { told: turn.id } }), turn.html || escaped(turn.narrative)) : null;
  return [said, roll, narrative, mark(turn, state, actions), tools(turn, live, last, state, actions)].filter(Boolean);
}

/** While a turn is told: finished blocks as rendered, the rest as plain text. */
function grow(known, live) {
  const growing = known.element.querySelector(".growing");
  for (; known.blocks < live.blocks.length; known.blocks++) {
    const block = told(h("div"), live.blocks[known.blocks] ?? "");
    growing.before(...block.childNodes);
  }
  const tail = live.tail.replace(/^\s+/, "");
  const shown = growing.firstChild;
  const grew = shown !== null && tail.startsWith(shown.data);
  if (grew) shown.appendData(tail.slice(shown.length)); // what stands there is not laid out again
  else growing.textContent = tail;
}

const escaped = (text) => h("p", {}, text).innerHTML;

/** Tells a finished paragraph to who listens instead of looking. */
export function announce(element, html) {
  element.textContent = told(h("div"), html).textContent;
}

function waiting(live) {
  const words = h("span", {}, live.phase === "understood" ? "The narrator begins…" : "Listening…");
  if (live.waiting) countDown(words, live.waiting);
  return h("div.waiting", { role: "status" }, h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i")), words);
}

function countDown(words, { reason, until }) {
  const left = h("span", { "aria-hidden": "true" });
  const tick = () => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    left.textContent = seconds > 0 ? ` Next try in ${seconds} s.` : " Trying again…";
  };
  tick();
  words.replaceChildren(reason, left);
  const clock = setInterval(() => (words.isConnected ? tick() : clearInterval(clock)), 1000);
}

function mark(turn, state, actions) {
  const retry = h("button", { type: "button", disabled: isTelling(state), onclick: () => actions.regenerate(turn) }, "Retry");
  if (turn.status === "failed" || turn.status === "interrupted") {
    const error = turn.error ?? { message: "This turn was interrupted.", hint: "" };
    const message = /[.!?…]$/.test(error.message) ? error.message : `${error.message}.`;
    const kept = turn.narrative ? " What was told until then is kept." : turn.text ? " Your words are kept." : "";
    return h("div.mark", { role: "alert" }, h("div", {}, h("strong", {}, message), ` ${error.hint ?? ""}${kept}`), retry);
  }
  if (turn.status === "cancelled") return h("div.mark.soft", {}, h("div", {}, "Stopped here. Write on, or tell it again."), retry);
  if (turn.truncated) return h("div.mark.soft", {}, h("div", {}, "The narrator ran out of room. Continue, or tell it again."));
  return null;
}

function tools(turn, live, last, state, actions) {
  const busy = { disabled: isTelling(state) };
  const canRetell = Boolean(turn.text || turn.parent);
  const settles = turn.status === "told";
  return h("div.tools", {},
    turn.label ? h("span.label", { title: "The name of the branch that begins here" }, turn.label) : null,
    ...swipes(turn, last, canRetell, state, actions),
    last && canRetell && !RETRIED.has(turn.status) ? iconButton("again", "Tell it again", () => actions.regenerate(turn), busy) : null,
    canRetell ? iconButton("wish", "Tell it again, differently…", () => actions.wish(turn), busy) : null,
    turn.roll ? iconButton("dice", "Roll again, and tell it anew", () => actions.regenerate(turn, { reroll: true }), busy) : null,
    turn.text || turn.narrative ? iconButton("pen", "Edit", () => actions.editTurn(turn), { disabled: isTelling(state) || settles }) : null,
    last ? null : iconButton("branch", "Branch from here", () => actions.branch(turn), busy),
    iconButton("bin", last ? "Delete this turn" : "Delete this turn and what follows", (event) => event.detail <= 1 && actions.deleteTurn(turn), busy),
    iconButton("info", last ? "Everything about this turn (i)" : "Everything about this turn", () => actions.record(turn)),
    live ? h("span.settling", { role: "status" }, "weighing what it changed…") : null);
}

/** The versions of a turn. Right of the last one of the story's last turn stands one that is still to be told. */
function swipes(turn, last, canRetell, state, actions) {
  const busy = isTelling(state);
  const at = turn.siblings.indexOf(turn.id);
  const isNewest = at >= turn.siblings.length - 1;
  if (turn.siblings.length === 1) return [];
  return [
    iconButton("left", "The version before", () => actions.swipe(turn, -1), { data: { key: "before" }, disabled: busy || at <= 0 }),
    h("span.count", {}, `${at + 1}/${turn.siblings.length}`),
    iconButton("right", isNewest && last ? "Another version" : "The next version", () => actions.swipe(turn, 1), { data: { key: "next" }, disabled: busy || (isNewest && !(last && canRetell)) }),
  ];
}

/** Remembers where a turn stands and which of its buttons has the focus. @returns (turnId): the same for another turn */
export function held(story, turnId) {
  const find = (id) => story.querySelector(`[data-turn="${CSS.escape(id)}"]`);
  const before = find(turnId);
  const top = before?.getBoundingClientRect().top;
  const focused = before?.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  return (other) => {
    const now = find(other);
    if (!before || !now) return;
    story.scrollTop += now.getBoundingClientRect().top - top;
    if (focused) now.querySelector(`[data-key="${focused}"]`)?.focus({ preventScroll: true });
  };
}

/** Scrolls to a turn and marks the words of a quote in it; false if the turn is not on the page. */
export function jump(element, turnId, quote) {
  const turn = element.querySelector(`[data-turn="${CSS.escape(turnId)}"]`);
  if (!turn) return false;
  for (const old of element.querySelectorAll(".found")) old.replaceWith(...old.childNodes);
  [...turn.querySelectorAll(".told, .said")].some((block) => highlight(block, quote));
  const found = turn.querySelector(".found");
  (found ?? turn).scrollIntoView({ block: found ? "center" : "start" });
  element.focus({ preventScroll: true });
  return true;
}
