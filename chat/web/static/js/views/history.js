// The ledger of a pair on one axis: the curve, when it turned, the words behind each step, and what the player sets and pins.
import { h } from "../html.js";
import { called, crossed, curve } from "./curve.js";
import { checkbox, field, form, show, takeBack } from "./dialogs.js";
import { AXES } from "./panel.js";

const MOST = 100; // steps that are shown at once

/** @param doing  {jump(turn, quote), correct(body), lift(changeId)}: the latter two redraw this sheet when they are done */
export function showHistory(dialog, ledger, pair, axis, doing) {
  const isOwn = (change) => !change.source || (change.source_id === ledger.source_id && change.target_id === ledger.target_id);
  const changes = ledger.changes.filter((change) => change.stale || change.before[axis] !== change.after[axis] || change.acts?.length || change.arguments?.axis === axis);
  const own = changes.filter(isOwn);
  show(dialog, `${ledger.source} → ${ledger.target}: ${axis}`,
    own.length ? curve(own, axis, ledger.bands) : h("p.quiet", {}, "Nothing has moved this yet."),
    turns(crossed(own, axis, ledger.bands), axis, ledger.bands, dialog, doing),
    correction(pair, axis, doing),
    steps(changes.toReversed(), axis, dialog, doing));
}

/** The last changes, and with a click as many before them. */
function steps(changes, axis, dialog, doing) {
  const list = h("ol.ledger");
  const fill = (from) => {
    list.append(...changes.slice(from, from + MOST).map((change) => step(change, axis, dialog, doing)));
    const left = changes.length - from - MOST;
    if (left <= 0) return;
    const more = h("li", {}, h("button.plain", { type: "button", onclick: () => { more.remove(); fill(from + MOST); } }, `${left} before`));
    list.append(more);
  };
  fill(0);
  return list;
}

/** When the value came to be called something else, the last time first. */
function turns(changes, axis, bands, dialog, doing) {
  if (!changes.length) return null;
  return h("ol.crossings", { "aria-label": "When it turned" }, ...changes.toReversed().map((change) => h("li", {},
    toTurn(`Turn ${change.depth}`, change, change.acts?.[0]?.quote ?? "", dialog, doing),
    h(`span.${change.after[axis] < change.before[axis] ? "down" : "up"}`, {}, `${called(bands, change.before[axis])} → ${called(bands, change.after[axis])}`),
    h("span.quiet", {}, `${change.after[axis]}`))));
}

const toTurn = (words, change, quote, dialog, doing) => h("button", { type: "button", onclick: () => { dialog.close(); doing.jump(change.turn, quote); } }, words);

/** Set the value, hold it where it is, or let it go. */
function correction(pair, axis, doing) {
  const value = pair.axes[axis];
  const isPinned = pair.pinned.includes(axis);
  const pin = checkbox("pin", "Pinned: the story no longer moves it", isPinned);
  const element = form([
    field("value", "What it should be", { type: "number", step: 1, min: axis === "fear" ? 0 : -100, max: 100, value, required: true }), pin,
  ], "Set", (fields) => {
    const wanted = Number(fields.value);
    const wantsPin = fields.pin !== undefined;
    const pinned = wantsPin === isPinned ? {} : { pin: wantsPin };
    if (wanted !== value) return doing.correct({ kind: "correction", value: wanted, ...pinned });
    return wantsPin === isPinned ? undefined : doing.correct({ kind: "pin", ...pinned });
  });
  element.classList.add("set");
  return element;
}

const SAID = { set: "set by you", unpin: "unpinned by you" };

function step(change, axis, dialog, doing) {
  if (!change.source) return h("li", {}, h("p.step", {}, h("strong", {}, `${change.before[axis]} → ${change.after[axis]}`), ` ${change.arguments.name} turned out to be ${change.arguments.into_name}`, takeBack(change, doing.lift)));
  const others = AXES.map(([name]) => name).filter((name) => name !== axis && change.before[name] !== change.after[name]);
  const isMine = change.by === "user";
  const who = isMine ? SAID[change.operation] ?? "said by you" : change.by === "rule" ? "judged by rule" : "";
  const pinned = isMine && change.arguments?.pin ? ", pinned" : "";
  const moved = change.before[axis] === change.after[axis] ? `${change.after[axis]}` : `${change.before[axis]} → ${change.after[axis]}`;
  return h("li", {},
    h("p.step", {}, h("strong", {}, moved), ` ${who}${pinned}`, change.stale ? " update failed" : "", isMine ? takeBack(change, doing.lift) : null),
    ...change.acts.map((act) => h("p", {}, h("span.act", {}, `${act.act.replaceAll("_", " ")} `),
      toTurn(`“${act.quote}”`, change, act.quote, dialog, doing))),
    others.length ? h("p.quiet", {}, others.map((name) => `${name} ${change.before[name]} → ${change.after[name]}`).join(", ")) : null);
}
