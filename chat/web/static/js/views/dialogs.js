// The sheets over the page: beginning a story, the history of a pair, the record of a turn, the password.
import { h, iconButton } from "../html.js";
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
    ...change.acts.map((act) => h("p", {}, h("span.act", {}, `${act.act.replaceAll("_", " ")} `),
      h("button", { type: "button", onclick: () => { dialog.close(); actions.jump(change.turn, act.quote); } }, `“${act.quote}”`))),
    others.length ? h("p.quiet", {}, others.map((name) => `${name} ${change.before[name]} → ${change.after[name]}`).join(", ")) : null);
}

function curve(values, oneSided) {
  const points = [0, ...values];
  const low = oneSided ? 0 : -100;
  const across = (index) => (points.length > 1 ? (index / (points.length - 1)) * 300 : 0);
  const up = (value) => 100 - ((value - low) / (100 - low)) * 100;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 -4 300 108");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", "curve");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `From 0 to ${values.at(-1)} over ${values.length} changes`);
  const zero = document.createElementNS(svg.namespaceURI, "line");
  for (const [name, value] of [["x1", 0], ["x2", 300], ["y1", up(0)], ["y2", up(0)]]) zero.setAttribute(name, value);
  const line = document.createElementNS(svg.namespaceURI, "polyline");
  line.setAttribute("points", points.map((value, index) => `${across(index)},${up(value)}`).join(" "));
  svg.append(zero, line);
  return svg;
}

// ---------------------------------------------------------------- the record of a turn

/** `loadPrompt` is asked when somebody wants to read what was sent. */
export function showRecord(dialog, turn, loadPrompt) {
  const refused = turn.changes.flatMap((change) => Array.isArray(change.refused)
    ? change.refused.map((item) => [`${change.source} → ${change.target}: ${item.act}`, item.reason])
    : change.refused ? [[change.operation ?? change.kind, change.refused]] : []);
  show(dialog, "Everything about this turn",
    turn.intent ? h("p", {}, `Understood as ${turn.intent.kind}${turn.intent.addressed.length ? ` to ${turn.intent.addressed.join(", ")}` : ""}${turn.intent.tone ? `, ${turn.intent.tone}` : ""} (${turn.intent.by === "model" ? "by the classifier" : "by rule"}).`) : null,
    section("Changes", turn.changes.map(changeLine)),
    section("Refused", refused.map(([what, why]) => h("li", {}, h("strong", {}, what), ` — ${why}`))),
    section("Remembered", turn.recalled.map((item) => h("li", {}, item.text, h("span.quiet", {}, ` ${item.score} · ${item.why}`)))),
    calls(turn.calls),
    turn.calls.length ? prompts(loadPrompt) : null);
}

function prompts(load) {
  const body = h("div.body");
  const element = h("details", {}, h("summary", {}, "What the models were sent"), body);
  element.addEventListener("toggle", async () => {
    const found = body.childElementCount ? null : await load();
    if (!found) return;
    body.replaceChildren(...found.calls.map((call) => h("section", {}, h("h3", {}, call.purpose), ...call.sections.map((part) =>
      h("details", {}, h("summary", {}, `${part.name} · ${part.tokens} tokens · ${part.why}`), h("pre", {}, part.text))))));
  });
  return element;
}

function section(title, items) {
  return items.length ? h("section", {}, h("h3", {}, title), h("ul.ledger", {}, ...items)) : null;
}

function changeLine(change) {
  if (!change.source) return h("li", {}, h("strong", {}, change.operation ?? change.kind), ` ${Object.values(change.arguments ?? {}).filter((value) => typeof value === "string").join(", ")}`);
  const moved = AXES.map(([axis]) => axis).filter((axis) => change.before[axis] !== change.after[axis]).map((axis) => `${axis} ${change.before[axis]} → ${change.after[axis]}`);
  return h("li", {}, h("strong", {}, `${change.source} → ${change.target} `), change.stale ? "stale: the update failed" : moved.join(", ") || "no change",
    ...change.acts.map((act) => h("p.quiet", {}, `${act.act.replaceAll("_", " ")} (${act.strength}): “${act.quote}”`)));
}

function calls(items) {
  if (!items.length) return h("p.quiet", {}, "No model was asked for this turn.");
  const number = (value) => (value === null || value === undefined ? "–" : String(Math.round(value)));
  const rows = items.map((call) => h("tr", {},
    h("td", {}, call.purpose.split(":")[0]), h("td", {}, call.model), h("td", {}, number(call.first_ms)), h("td", {}, number(call.total_ms)),
    h("td", {}, `${number(call.in_tokens)} / ${number(call.cached_tokens)}`), h("td", {}, number(call.out_tokens)),
    h("td", {}, call.error ? call.error.message : call.finish_reason ?? "")));
  const head = ["call", "model", "first ms", "total ms", "in / cached", "out", "end"].map((name) => h("th", { scope: "col" }, name));
  return h("section", {}, h("h3", {}, "Model calls"), h("div.wide", {}, h("table.calls", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows))));
}
