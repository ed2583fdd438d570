// The record of a turn: how it was understood, what changed and what was refused, what was remembered, every call.
import { h } from "../html.js";
import { show, takeBack } from "./dialogs.js";
import { AXES } from "./panel.js";
import { rollWords } from "./roll.js";

/**
 * @param names  of the members, by id
 * @param doing  {prompt(): asked when somebody wants to read what was sent, lift(changeId): redraws this sheet}
 */
export function showRecord(dialog, turn, names, doing) {
  const refused = turn.changes.flatMap((change) => Array.isArray(change.refused)
    ? change.refused.map((item) => [`${change.source} → ${change.target}: ${item.act}`, item.reason])
    : change.refused ? [[change.operation ?? change.kind, change.refused]] : []);
  show(dialog, "Everything about this turn",
    turn.intent ? h("p", {}, `Understood as ${turn.intent.kind}${turn.intent.addressed.length ? ` to ${turn.intent.addressed.join(", ")}` : ""}${turn.intent.tone ? `, ${turn.intent.tone}` : ""} (${turn.intent.by === "model" ? "by the classifier" : "by rule"}).`) : null,
    section("Changes", turn.changes.map((change) => changeLine(change, names, doing))),
    section("Refused", refused.map(([what, why]) => h("li", {}, h("strong", {}, what), ` — ${why}`))),
    section("Remembered", turn.recalled.map((item) => h("li", {}, item.text, h("span.quiet", {}, ` ${item.score} · ${item.why}`)))),
    calls(turn.calls, names),
    turn.calls.length ? prompts(doing.prompt, names) : null);
}

function prompts(load, names) {
  const body = h("div.body");
  const element = h("details", {}, h("summary", {}, "What the models were sent"), body);
  element.addEventListener("toggle", async () => {
    const found = body.childElementCount ? null : await load();
    if (!found) return;
    body.replaceChildren(...found.calls.map((call) => h("section", {}, h("h3", {}, purpose(call, names)), ...call.sections.map((part) =>
      h("details", {}, h("summary", {}, `${part.name} · ${part.tokens} tokens · ${part.why}`), h("pre", {}, part.text))))));
  });
  return element;
}

function section(title, items) {
  return items.length ? h("section", {}, h("h3", {}, title), h("ul.ledger", {}, ...items)) : null;
}

/** The arguments of an operation in words; members are known by their ids. */
function what({ day, minutes, ...others }, names) {
  const clock = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  const time = minutes === undefined ? [] : [day === undefined ? `${minutes} minutes` : `day ${day}, ${clock}`];
  return [...time, ...Object.values(others).filter((value) => typeof value === "string" && value).map((value) => names.get(value) ?? value)].join(", ");
}

function changeLine(change, names, doing) {
  const back = change.by === "user" ? takeBack(change, doing.lift) : null;
  if (change.kind === "roll" && !change.refused) return h("li", {}, h("strong", {}, "dice"), ` ${rollWords(change.arguments)}`);
  if (!change.source) return h("li", {}, h("strong", {}, words(change.operation ?? change.kind)), ` ${what(change.arguments ?? {}, names)}`, back);
  const moved = AXES.map(([axis]) => axis).filter((axis) => change.before[axis] !== change.after[axis]).map((axis) => `${axis} ${change.before[axis]} → ${change.after[axis]}`);
  return h("li", {}, h("strong", {}, `${change.source} → ${change.target} `), change.stale ? "stale: the update failed" : change.operation === "knew" ? "had met before the story" : moved.join(", ") || "no change", back,
    ...change.acts.map((act) => h("p.quiet", {}, `${words(act.act)} (${act.strength}): “${act.quote}”`)));
}

const words = (name) => name.replaceAll("_", " ");

/** What a call was for; a pair's by its names. */
const purpose = (call, names) => call.purpose.replace(/^pair:/, "").split(">").map((id) => names.get(id) ?? id).join(" → ");

function calls(items, names) {
  if (!items.length) return h("p.quiet", {}, "No model was asked for this turn.");
  const number = (value) => (value === null || value === undefined ? "–" : String(Math.round(value)));
  const rows = items.map((call) => h("tr", {},
    h("td", {}, purpose(call, names)), h("td", {}, call.model), h("td", {}, number(call.first_ms)), h("td", {}, number(call.total_ms)),
    h("td", {}, `${number(call.in_tokens)} / ${number(call.cached_tokens)}`), h("td", {}, number(call.out_tokens)),
    h("td", {}, call.error ? call.error.message : call.finish_reason ?? "")));
  const head = ["call", "model", "first ms", "total ms", "in / cached", "out", "end"].map((name) => h("th", { scope: "col" }, name));
  return h("section", {}, h("h3", {}, "Model calls"), h("div.wide", {}, h("table.calls", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows))));
}
