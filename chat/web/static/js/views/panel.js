// The panel: where the story stands, and every directed pair with its values, this turn's movement and the words behind it.
import { h, icon, iconButton, redraw } from "../html.js";
import { strangers } from "./strangers.js";

export const AXES = [["trust", false], ["affection", false], ["respect", false], ["attraction", false], ["fear", true]];

export function renderPanel(element, state, actions) {
  if (!state.people) {
    element.replaceChildren(h("p.quiet", {}, state.chat ? "Loading…" : "Feelings and scene appear here once a story runs."));
    return;
  }
  const moved = lastChanges(state);
  const pairs = state.people.pairs.filter((pair) => pair.met).map((pair) => [pair, moved.get(`${pair.source_id}>${pair.target_id}`)]);
  const touched = pairs.filter(([pair, changes]) => changes || pair.stale || pair.pinned.length || Object.values(pair.axes).some(Boolean));
  const rest = pairs.filter((item) => !touched.includes(item)).map(([pair]) => pair);
  redraw(element,
    h("div.only-drawer", {}, iconButton("close", "Close", actions.closeDrawers, { data: { key: "close" } })),
    scene(state.people.scene),
    offers(state.people.scene.offered ?? [], actions),
    h("section", {}, h("div.head", {}, h("h2", {}, "Who feels what"), h("button.plain", { type: "button", data: { key: "cast" }, onclick: actions.cast }, "The cast…")),
      ...touched.map(([pair, changes]) => pairCard(pair, changes ?? [], actions)),
      rest.length ? untouched(rest, actions) : null),
    strangers(state.people.pairs, state.chat.persona.id, actions));
}

/** Pairs that nothing has moved; one opens to be set by hand. */
function untouched(pairs, actions) {
  return h("details.untouched", {}, h("summary", { data: { key: "untouched" } }, `Nothing yet between ${pairs.length} ${pairs.length === 1 ? "pair" : "pairs"}`),
    ...pairs.map((pair) => pairCard(pair, [], actions)));
}

function lastChanges(state) {
  const last = state.chat?.turns.items.at(-1);
  const moved = new Map();
  for (const change of state.changes[last?.id] ?? []) {
    if (!change.source_id) continue;
    const key = `${change.source_id}>${change.target_id}`;
    moved.set(key, [...(moved.get(key) ?? []), change]);
  }
  return moved;
}

function scene({ place, time, present, items, conditions, threads, aliases }) {
  const rows = [
    ["Place", place || "not named yet"],
    ["Time", time.text],
    ["Present", present.join(", ")],
    ["Things", Object.entries(items).map(([item, where]) => `${item} (${where})`).join(", ")],
    ["State", Object.entries(conditions).map(([who, what]) => `${who}: ${what.join(", ")}`).join("; ")],
    ["Open", threads.join("; ")],
    ["Known as", Object.entries(aliases ?? {}).map(([who, names]) => `${who}: ${names.join(", ")}`).join("; ")],
  ].filter(([, value]) => value);
  return h("section.scene", {}, h("h2", {}, "Scene"), h("dl", {}, ...rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])));
}

/** Persons of the narrative who are not in the cast. */
function offers(names, actions) {
  if (!names.length) return null;
  return h("section.offers", {}, h("h2", {}, "Met on the way"), ...names.map((name) =>
    h("p", {}, name, h("button", { type: "button", data: { key: `offer:${name}` }, onclick: () => actions.offer(name) }, "Who is this?"))));
}

function pairCard(pair, changes, actions) {
  const quotes = changes.flatMap((change) => change.acts.map((act) => [change, act]));
  return h("div.pair", {},
    h("h3", {}, `${pair.source} → ${pair.target}`,
      pair.stale ? h("span.stale", { title: "The last update failed; it is caught up with the next turn." }, "stale") : null,
      h("span.mood", {}, pair.mood === "neutral" ? "" : pair.mood)),
    pair.view ? h("p.view", {}, pair.view) : null,
    ...AXES.map(([axis, oneSided]) => axisRow(pair, axis, oneSided, changes, actions)),
    quotes.length ? h("ul.quotes", {}, ...quotes.map(([change, act]) => h("li", {},
      h("span.act", {}, `${act.act.replaceAll("_", " ")} `),
      h("button", { type: "button", onclick: () => actions.jump(change.turn, act.quote) }, `“${act.quote}”`)))) : null);
}

function axisRow(pair, axis, oneSided, changes, actions) {
  const value = pair.axes[axis];
  const move = changes.reduce((sum, change) => sum + change.after[axis] - change.before[axis], 0);
  const pinned = pair.pinned.includes(axis);
  return h(value || move ? "button.axis" : "button.axis.still", { type: "button", data: { key: `${pair.source_id}>${pair.target_id}:${axis}` }, title: `How ${axis} came to be ${value}`, onclick: () => actions.history(pair, axis) },
    h("span", {}, axis),
    bar(value, oneSided),
    h("span.value", {}, pinned ? icon("pin") : null, String(value), pinned ? h("span.visually-hidden", {}, ", pinned") : null),
    h(`span.moved.${move < 0 ? "down" : "up"}`, {}, move ? `${move > 0 ? "+" : "−"}${Math.abs(move)}` : ""));
}

function bar(value, oneSided) {
  const fill = h(oneSided ? "i.fear" : value < 0 ? "i.low" : "i");
  fill.style.width = `${oneSided ? value : Math.abs(value) / 2}%`;
  fill.style.left = oneSided ? "0" : value < 0 ? `${50 - Math.abs(value) / 2}%` : "50%";
  const here = h("b");
  here.style.left = `${oneSided ? value : 50 + value / 2}%`;
  return h(oneSided ? "span.bar" : "span.bar.centred", { "aria-hidden": "true" }, fill, value ? here : null);
}
