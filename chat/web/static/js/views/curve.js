// A value over the changes of a pair: the curve from 0 on, the lines between what its values are called, and where it crossed them.
import { drawing, h } from "../html.js";

const BOUNDS = [20, 50, 100]; // the smallest that holds all values is the height of the curve

/** What a value is called. @param bands  [[lowest value, words]] from low to high */
export const called = (bands, value) => bands.findLast(([lowest]) => lowest <= value)?.[1] || "neutral";

/** The changes at which the value came to be called something else. */
export const crossed = (changes, axis, bands) => changes.filter(({ before, after }) => called(bands, before[axis]) !== called(bands, after[axis]));

/** Drawn in a stretched box, so dots are lines without length. */
export function curve(changes, axis, bands) {
  const values = changes.map((change) => change.after[axis]);
  const points = [0, ...values];
  const turning = new Set(crossed(changes, axis, bands));
  const kinds = ["dots", ...changes.map((change) => (!turning.has(change) ? "dots" : change.after[axis] < change.before[axis] ? "dots fell" : "dots rose"))];
  const high = BOUNDS.find((bound) => points.every((value) => Math.abs(value) <= bound));
  const low = bands[0][0] < 0 ? -high : 0;
  const height = (value) => ((high - value) / (high - low)) * 100;
  const place = (value, index) => `${(index / (points.length - 1)) * 100} ${height(value)}`;
  const dots = (kind) => [kind, points.map((value, index) => (kinds[index] === kind ? `M${place(value, index)}h0` : "")).join("")];
  const svg = drawing("0 0 100 100", [
    ["levels", bands.map(([lowest]) => lowest).filter((lowest) => lowest > low && lowest < high).map((lowest) => `M0 ${height(lowest)}H100`).join("")],
    ["zero", `M0 ${height(0)}H100`],
    ["way", `M${points.map(place).join("L")}`],
    ...["dots", "dots fell", "dots rose"].map(dots),
  ]);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `From 0 to ${values.at(-1)} in ${values.length} ${values.length === 1 ? "change" : "changes"}`);
  return h("div.curve", {}, h("span", {}, `${high}`), svg, h("span", {}, `${low}`.replace("-", "−")));
}
