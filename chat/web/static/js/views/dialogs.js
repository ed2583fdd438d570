// The sheets over the page: beginning a story, the history of a pair, the record of a turn, the password.
import { drawing, h, iconButton } from "../html.js";
import { AXES } from "./panel.js";

/** Shows a sheet; the promise of `onsubmit`, if it fails, is shown in it. */
export function show(dialog, title, ...body) {
  dialog.replaceChildren(
    h("header", {}, h("h2", { id: "dialog-title" }, title), iconButton("close", "Close", () => dialog.close())),
    h("div.body", {}, ...body));
  if (!dialog.open) dialog.showModal();
}

function form(fields, button, submit) {
  const error = h("p.down", { role: "alert" });
  const go = h("button.primary", { type: "submit" }, button);
  const element = h("form", { onsubmit: async (event) => {
    event.preventDefault();
    error.textContent = "";
    go.disabled = true;
    try {
      await submit(Object.fromEntries(new FormData(element)));
    } catch (problem) {
      error.textContent = `${problem.message} ${problem.hint ?? ""}`;
    } finally {
      go.disabled = false;
    }
  } }, ...fields, error, h("p", {}, go));
  return element;
}

const field = (name, label, props = {}, tag = "input") => h("p", {}, h("label", {}, label, h(tag, { name, ...props })));

function area(name, label, value, props = {}) {
  const element = h("textarea", { name, rows: 3, ...props });
  element.value = value;
  return h("p", {}, h("label", {}, label, element));
}

export function showBegin(dialog, story, begin) {
  show(dialog, story.title,
    h("p", {}, story.blurb),
    form([
      field("name", "Who you are", { value: story.persona.name, required: true, maxlength: 100 }),
      area("description", "What others can see and know of you", story.persona.description),
    ], "Begin", ({ name, description }) => begin({ character_ids: story.character_ids, title: story.title, persona: { name, description }, greeting: story.greeting === undefined ? 0 : story.greeting })));
}

export function showOwn(dialog, begin) {
  show(dialog, "A character of your own", form([
    h("div.two", {}, field("name", "Their name", { required: true, maxlength: 100 }), field("persona", "Your name", { required: true, maxlength: 100 })),
    area("description", "Who they are: looks, past, manner", "", { required: true }),
    area("scenario", "Where and how you meet", ""),
    area("greeting", "How the story opens; {{user}} stands for you", "", { rows: 5 }),
  ], "Begin", begin));
}

export function showPassword(dialog, login) {
  show(dialog, "Password", form([field("password", "The password of this Fabula", { type: "password", required: true, autocomplete: "current-password" })], "Log in", ({ password }) => login(password)));
}

// ---------------------------------------------------------------- the history of a pair

export function showHistory(dialog, ledger, axis, actions) {
  const changes = ledger.changes.filter((change) => change.stale || change.before[axis] !== change.after[axis] || change.acts.length);
  show(dialog, `${ledger.source} → ${ledger.target}: ${axis}`,
    changes.length ? curve(changes.map((change) => change.after[axis]), axis === "fear") : h("p.quiet", {}, "Nothing has moved this yet."),
    h("ol.ledger", {}, ...changes.toReversed().map((change) => step(change, axis, dialog, actions))));
}

function step(change, axis, dialog, actions) {
  const others = AXES.map(([name]) => name).filter((name) => name !== axis && change.before[name] !== change.after[name]);
  const who = change.by === "user" ? "set by you" : change.by === "rule" ? "judged by rule" : "";
  return h("li", {},
    h("p.step", {}, h("strong", {}, `${change.before[axis]} → ${change.after[axis]}`), ` ${who}`, change.stale ? " update failed" : ""),
    ...change.acts.map((act) => h("p", {}, h("span.act", {}, `${words(act.act)} `),
      h("button", { type: "button", onclick: () => { dialog.close(); actions.jump(change.turn, act.quote); } }, `“${act.quote}”`))),
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

// ---------------------------------------------------------------- the record of a turn

/** `names` of the members by id; `loadPrompt` is asked when somebody wants to read what was sent. */
export function showRecord(dialog, turn, names, loadPrompt) {
  const refused = turn.changes.flatMap((change) => Array.isArray(change.refused)
    ? change.refused.map((item) => [`${change.source} → ${change.target}: ${item.act}`, item.reason])
    : change.refused ? [[change.operation ?? change.kind, change.refused]] : []);
  show(dialog, "Everything about this turn",
    turn.intent ? h("p", {}, `Understood as ${turn.intent.kind}${turn.intent.addressed.length ? ` to ${turn.intent.addressed.join(", ")}` : ""}${turn.intent.tone ? `, ${turn.intent.tone}` : ""} (${turn.intent.by === "model" ? "by the classifier" : "by rule"}).`) : null,
    section("Changes", turn.changes.map((change) => changeLine(change, names))),
    section("Refused", refused.map(([what, why]) => h("li", {}, h("strong", {}, what), ` — ${why}`))),
    section("Remembered", turn.recalled.map((item) => h("li", {}, item.text, h("span.quiet", {}, ` ${item.score} · ${item.why}`)))),
    calls(turn.calls, names),
    turn.calls.length ? prompts(loadPrompt, names) : null);
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

function changeLine(change, names) {
  if (!change.source) return h("li", {}, h("strong", {}, words(change.operation ?? change.kind)), ` ${what(change.arguments ?? {}, names)}`);
  const moved = AXES.map(([axis]) => axis).filter((axis) => change.before[axis] !== change.after[axis]).map((axis) => `${axis} ${change.before[axis]} → ${change.after[axis]}`);
  return h("li", {}, h("strong", {}, `${change.source} → ${change.target} `), change.stale ? "stale: the update failed" : moved.join(", ") || "no change",
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
