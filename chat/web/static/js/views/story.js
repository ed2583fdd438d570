// The story: one element per turn, kept as long as its turn does not change; the live one grows in place.
import { h, iconButton, told } from "../html.js";

const shown = new Map(); // turn id -> {element, turn, key}

export function renderStory(element, state, actions) {
  if (!state.chat) {
    shown.clear();
    element.replaceChildren(state.missing ? missing(actions) : welcome(state, actions));
    return;
  }
  const { items, next } = state.chat.turns;
  const follows = element.scrollHeight - element.scrollTop - element.clientHeight < 120;
  const height = element.scrollHeight;
  const older = next ? [h("div.older", {}, h("button.plain", { type: "button", onclick: actions.older }, "Earlier"))] : [];
  const wanted = [...older, ...items.map((turn, index) => turnElement(turn, index, state, actions))];
  const first = [...element.children].find((child) => child.dataset.turn)?.dataset.turn;
  if (wanted.length !== element.children.length || wanted.some((child, index) => element.children[index] !== child)) element.replaceChildren(...wanted);
  for (const id of shown.keys()) if (!items.some((turn) => turn.id === id)) shown.delete(id);
  const grewAbove = first && items[0]?.id !== first && items.some((turn) => turn.id === first);
  if (grewAbove) element.scrollTop += element.scrollHeight - height;
  else if (follows) element.scrollTop = element.scrollHeight;
}

function turnElement(turn, index, state, actions) {
  const live = state.live?.turn === turn.id ? state.live : null;
  const last = index === state.chat.turns.items.length - 1;
  const key = JSON.stringify([turn, last, live?.phase, live?.waiting, state.live !== null, state.chat.persona.name]);
  let known = shown.get(turn.id);
  if (!known || known.key !== key) {
    const element = known?.element ?? h("article.turn", { data: { turn: turn.id } });
    known = { element, key, blocks: 0 };
    shown.set(turn.id, known);
    element.classList.toggle("first", turn.parent === null);
    element.replaceChildren(...parts(turn, live, last, state, actions));
  }
  if (live && live.phase === "telling") grow(known, live);
  return known.element;
}

function parts(turn, live, last, state, actions) {
  const telling = live && live.phase !== "settling";
  const narrative = telling
    ? h("div.told", { "aria-live": "polite", "aria-busy": "true" }, h("p.growing", {}))
    : told(h("div.told", { data: { told: turn.id } }), turn.html || escaped(turn.narrative));
  if (telling && live.phase !== "telling") narrative.hidden = true;
  return [
    turn.text ? h("div.said", {}, h("span.who", {}, state.chat.persona.name), turn.text) : null,
    narrative,
    live && live.phase !== "telling" && live.phase !== "settling" ? waiting(live) : null,
    telling ? null : mark(turn, state, actions),
    telling ? null : tools(turn, last, state, actions),
  ].filter(Boolean);
}

/** While a turn is told: finished blocks as rendered, the rest as plain text. */
function grow(known, live) {
  const narrative = known.element.querySelector(".told");
  const growing = narrative.querySelector(".growing");
  for (; known.blocks < live.blocks.length; known.blocks++) {
    const block = told(h("div.block", {}), live.blocks[known.blocks] ?? "");
    growing.before(...block.childNodes);
  }
  growing.textContent = live.tail.replace(/^\s+/, "");
}

const escaped = (text) => h("p", {}, text ?? "").innerHTML;

function waiting(live) {
  const words = live.waiting ? `${live.waiting.reason} Next try in ${Math.ceil(live.waiting.seconds)} s.` : live.phase === "understood" ? "The narrator begins…" : "Listening…";
  return h("div.waiting", { role: "status" }, h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i")), words);
}

function mark(turn, state, actions) {
  const busy = state.live !== null && state.live.phase !== "settling";
  const retry = h("button", { type: "button", disabled: busy, onclick: () => actions.regenerate(turn) }, "Retry");
  if (turn.status === "failed" || turn.status === "interrupted") {
    const error = turn.error ?? { message: "This turn was interrupted.", hint: "" };
    const kept = turn.narrative ? " What was told until then is kept." : turn.text ? " Your words are kept." : "";
    return h("div.mark", { role: "alert" }, h("div", {}, h("strong", {}, error.message), ` ${error.hint ?? ""}${kept}`), retry);
  }
  if (turn.status === "cancelled") return h("div.mark.soft", {}, h("div", {}, "Stopped here. Write on, or tell it again."), retry);
  if (turn.truncated) return h("div.mark.soft", {}, h("div", {}, "The narrator ran out of room. Continue, or tell it again."));
  return null;
}

function tools(turn, last, state, actions) {
  const busy = state.live !== null && state.live.phase !== "settling";
  const at = turn.siblings.indexOf(turn.id);
  const swipe = turn.siblings.length > 1
    ? [
      iconButton("left", "The version before", () => actions.swipe(turn, -1), { disabled: busy || at <= 0 }),
      h("span.count", {}, `${at + 1}/${turn.siblings.length}`),
      iconButton("right", "The next version", () => actions.swipe(turn, 1), { disabled: busy || at >= turn.siblings.length - 1 }),
    ] : [];
  return h("div.tools", {},
    ...swipe,
    turn.text || turn.parent ? iconButton("again", "Tell it again", () => actions.regenerate(turn), { disabled: busy }) : null,
    iconButton("info", "Everything about this turn (i)", () => actions.record(turn)));
}

function welcome(state, actions) {
  const cards = state.stories.map((story) =>
    h("li", {}, h("button", { type: "button", onclick: () => actions.begin(story) },
      h("strong", {}, story.title),
      h("span.who", {}, `with ${story.characters.join(" and ")}`),
      h("p", {}, story.blurb))));
  return h("div.welcome", {},
    h("h2", {}, "Begin a story"),
    h("p.quiet", {}, "Choose an opening, or bring a character of your own."),
    h("ul.openings", {}, ...cards,
      h("li", {}, h("button", { type: "button", onclick: actions.beginOwn }, h("strong", {}, "Your own"), h("p", {}, "A character you write, and how the story opens.")))));
}

function missing(actions) {
  return h("div.welcome", {}, h("h2", {}, "This story cannot be shown"),
    h("p", {}, "It may have been deleted, or the server could not read it. Nothing was changed."),
    h("p", {}, h("button", { type: "button", onclick: actions.close }, "All stories")));
}

/** Scroll to a turn and mark the words of a quote in it. */
export function jump(element, turnId, quote) {
  const turn = element.querySelector(`[data-turn="${CSS.escape(turnId)}"]`);
  if (!turn) return false;
  turn.scrollIntoView({ block: "center" });
  for (const old of element.querySelectorAll(".found")) old.replaceWith(...old.childNodes);
  for (const paragraph of turn.querySelectorAll(".told p, .told li, .said")) if (highlight(paragraph, quote)) break;
  return true;
}

const folded = (text) => text.toLowerCase().replace(/[“”„«»]/g, '"').replace(/[‘’]/g, "'").replace(/\s/g, " ");

function highlight(paragraph, quote) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push([walker.currentNode, text.length]);
    text += walker.currentNode.data;
  }
  const from = folded(text).indexOf(folded(quote));
  if (from < 0) return false;
  const to = from + quote.length;
  for (const [node, start] of nodes) {
    const begin = Math.max(from, start) - start;
    const end = Math.min(to, start + node.length) - start;
    if (begin >= end) continue;
    const range = document.createRange();
    range.setStart(node, begin);
    range.setEnd(node, end);
    range.surroundContents(h("mark.found"));
  }
  return true;
}
