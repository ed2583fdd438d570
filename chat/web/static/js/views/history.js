// The ledger of a pair on one axis: the curve, the words behind each step, and what the player sets, pins and takes back.
import { drawing, h } from "../html.js";
import { checkbox, field, form, show, takeBack } from "./dialogs.js";
import { AXES } from "./panel.js";

/** @param doing  {jump(turn, quote), correct(body), lift(changeId)}: the latter two redraw this sheet when they are done */
export function showHistory(dialog, ledger, pair, axis, doing) {
  const changes = ledger.changes.filter((change) => change.stale || change.before[axis] !== change.after[axis] || change.acts.length || change.arguments?.axis === axis);
  show(dialog, `${ledger.source} → ${ledger.target}: ${axis}`,
    changes.length ? curve(changes.map((change) => change.after[axis]), axis === "fear") : h("p.quiet", {}, "Nothing has moved this yet."),
    correction(pair, axis, doing),
    h("ol.ledger", {}, ...changes.toReversed().map((change) => step(change, axis, dialog, doing))));
}

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
    if (wanted !== value) return doing.correct({ kind: "correction", value: wanted, pin: wantsPin });
    return wantsPin === isPinned ? undefined : doing.correct({ kind: "pin", pin: wantsPin });
  });
  element.classList.add("set");
  return element;
}

const SAID = { set: "set by you", unpin: "unpinned by you" };

function step(change, axis, dialog, doing) {
  const others = AXES.map(([name]) => name).filter((name) => name !== axis && change.before[name] !== change.after[name]);
  const isMine = change.by === "user";
  const who = isMine ? SAID[change.operation] ?? "said by you" : change.by === "rule" ? "judged by rule" : "";
  const pinned = isMine && change.arguments?.pin ? ", pinned" : "";
  const moved = change.before[axis] === change.after[axis] ? `${change.after[axis]}` : `${change.before[axis]} → ${change.after[axis]}`;
  return h("li", {},
    h("p.step", {}, h("strong", {}, moved), ` ${who}${pinned}`, change.stale ? " update failed" : "", isMine ? takeBack(change, doing.lift) : null),
    ...change.acts.map((act) => h("p", {}, h("span.act", {}, `${act.act.replaceAll("_", " ")} `),
      h("button", { type: "button", onclick: () => { dialog.close(); doing.jump(change.turn, act.quote); } }, `“${act.quote}”`))),
    others.length ? h("p.quiet", {}, others.map((name) => `${name} ${change.before[name]} → ${change.after[name]}`).join(", ")) : null);
}

const BOUNDS = [20, 50, 100]; // the smallest that holds all values is the height of the curve

/** The values over the changes, from 0 on. Drawn in a stretched box, so dots are lines without length. */
function curve(values, oneSided) {
  const points = [0, ...values];
  const high = BOUNDS.find((bound) => points.every((value) => Math.abs(value) <= bound));
  const low = oneSided ? 0 : -high;
  const place = (value, index) => `${(index / (points.length - 1)) * 100} ${((high - value) / (high - low)) * 100}`;
  const lines = [
    ["zero", `M0 ${place(0, 0).split(" ")[1]}H100`],
    ["way", `M${points.map(place).join("L")}`],
    ["dots", points.map((value, index) => `M${place(value, index)}h0`).join("")],
  ];
  const svg = drawing("0 0 100 100", lines);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `From 0 to ${values.at(-1)} in ${values.length} ${values.length === 1 ? "change" : "changes"}`);
  return h("div.curve", {}, h("span", {}, `${high}`), svg, h("span", {}, `${low}`.replace("-", "−")));
}
