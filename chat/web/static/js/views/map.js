// The map of the tree: a line for each run of turns without a fork, as the server folds it. A click goes there, a name
// makes a branch easy to find, and a long run opens to its turns.
import { h, icon, iconButton } from "../html.js";
import { field, form, show } from "./dialogs.js";

const MORE = 150; // lines that come with one click
const RUN = 40; // turns of an opened run that come with one click
const DEEPEST = 8; // levels that are indented further
const ENDS = { cancelled: "stopped", interrupted: "interrupted", failed: "failed" };

/**
 * @param tree  {head, depth, from, count, lines}: the lines around the head, of `count`
 * @param doing  {go(turnId): goes there, name(turnId, label): answers the node with its name,
 *   lines({spare, from?, limit?}): others of the tree, path(turnId, depth, limit): the turns up to there; null if they failed}
 */
export function showMap(dialog, tree, doing) {
  const list = h("ol.map", { onkeydown: walk });
  const spare = h("input", { type: "checkbox", onchange: async () => {
    const found = await doing.lines({ spare: spare.checked });
    if (found) draw(found);
  } });
  const act = { ...doing, go: (turnId) => { dialog.close(); return doing.go(turnId); } };

  function draw({ from, count, lines }) {
    const to = from + lines.length;
    list.replaceChildren(...[
      from > 0 ? more(from, Math.max(0, from - MORE), Math.min(MORE, from), "before") : null,
      ...lines.map((line) => row(line, act)),
      to < count ? more(count - to, to, MORE, "after") : null,
    ].filter(Boolean));
  }
  function more(left, from, limit, where) {
    const element = h("li.more", {}, h("button.plain", { type: "button", onclick: async () => {
      const found = await doing.lines({ spare: spare.checked, from, limit });
      if (!found) return;
      const rows = found.lines.map((line) => row(line, act));
      const rest = where === "before" ? from : found.count - from - rows.length;
      const next = rest <= 0 ? null : where === "before" ? more(rest, Math.max(0, from - MORE), Math.min(MORE, from), where) : more(rest, from + rows.length, MORE, where);
      const both = where === "before" ? [next, ...rows] : [...rows, next];
      element.replaceWith(...both.filter(Boolean));
      place(where === "before" ? rows.at(-1) : rows[0])?.focus();
    } }, `${left} ${left === 1 ? "line" : "lines"} ${where}`));
    return element;
  }

  draw(tree);
  show(dialog, "The map of this story",
    ...(tree.count ? [tree.head ? goBack(tree, act) : null, h("label.check", {}, spare, "Also versions that nobody played on")] : [h("p.quiet", {}, "Nothing has been told yet.")]).filter(Boolean),
    list);
  const here = list.querySelector("[aria-current]");
  here?.scrollIntoView({ block: "center" });
  here?.focus({ preventScroll: true });
}

/** To a turn in the middle of a run. */
function goBack(tree, act) {
  const element = form([
    field("depth", "Back to turn", { type: "number", min: 1, max: tree.depth, required: true, inputmode: "numeric" }),
  ], "Go there", async ({ depth }) => {
    const found = await act.path(tree.head, Number(depth), 1);
    return found ? act.go(found.turns[0].id) : undefined;
  }, "button");
  element.classList.add("set", "jump");
  return element;
}

const place = (item) => item?.querySelector(".place, button");

/** The arrows go from line to line; right opens a run, left closes it. */
function walk(event) {
  if (event.target.closest("form") || event.ctrlKey || event.altKey || event.metaKey) return;
  const all = [...event.currentTarget.querySelectorAll(".place, .more button")];
  const item = event.target.closest("li");
  const at = all.indexOf(place(item));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  const opener = item.querySelector(":scope > .line > .opener") ?? item.parentElement.closest("li")?.querySelector(":scope > .line > .opener");
  if (to !== undefined) all[to]?.focus();
  else if (opener && event.key === (opener.getAttribute("aria-expanded") === "true" ? "ArrowLeft" : "ArrowRight")) {
    place(opener.closest("li")).focus();
    opener.click();
  } else return;
  event.preventDefault();
}

function row(line, act) {
  const element = h(line.path ? "li.path" : "li");
  element.style.setProperty("--level", String(Math.min(line.level, DEEPEST)));
  fill(element, line, act);
  return element;
}

/** A line, or a turn of an opened one, in its place. */
function fill(element, line, act) {
  const { first, last } = line;
  const depth = first.id === last.id ? `Turn ${last.depth}` : `Turns ${first.depth} to ${last.depth}`;
  const spare = line.spare ? ` · ${line.spare} other ${line.spare === 1 ? "version" : "versions"}` : "";
  const end = ENDS[last.status] ? ` · ${ENDS[last.status]}` : "";
  const run = element.querySelector(":scope > .run");
  const opener = line.turns > 1 ? iconButton("right", run ? "Close these turns" : `Show these ${line.turns} turns`, () => toggle(element, line, act, opener), { "aria-expanded": String(run !== null) }) : null;
  opener?.classList.add("opener");
  const made = h("div.line", {},
    h("button.place", { type: "button", title: line.head ? "You are here" : `Go to turn ${last.depth}`, "aria-current": line.head ? "location" : false, onclick: () => act.go(last.id) },
      h(first.named ? "strong" : "span", {}, first.label || "…"),
      first.id === last.id ? null : h("span.end", {}, `… ${last.label || ""}`),
      h("span.quiet", {}, line.head ? h("span.here", {}, icon("pin"), "You are here · ") : null, depth, spare, end)),
    opener,
    iconButton("pen", first.named ? "Another name" : "Give it a name", () => naming(element, line, act)));
  const old = element.querySelector(":scope > .line");
  if (old) old.replaceWith(made);
  else element.prepend(made);
}

function naming(element, line, act) {
  const error = h("span.down", { role: "alert" });
  const input = h("input", { maxlength: 100, value: line.first.named ? line.first.label : "", "aria-label": "Name", placeholder: "The night at the mill" });
  const done = () => {
    form.remove();
    fill(element, line, act);
    place(element).focus();
  };
  const form = h("form.row", {
    onsubmit: async (event) => {
      event.preventDefault();
      try {
        Object.assign(line.first, await act.name(line.first.id, input.value));
        done();
      } catch (problem) {
        error.textContent = `${problem.message} ${problem.hint ?? ""}`;
      }
    },
    onkeydown: (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // the map stays
      done();
    },
  }, input, h("button", { type: "submit" }, "Name it"), error);
  element.querySelector(":scope > form")?.remove();
  element.querySelector(":scope > .line").after(form);
  input.focus();
}

/** Shows the turns of a run below its line, from the last one back; or hides them. */
async function toggle(element, line, act, opener) {
  const open = element.querySelector(":scope > .run");
  if (open) open.remove();
  else {
    const run = h("ol.run");
    if (!await earlier(run, line, line.last.depth, act)) return;
    element.append(run);
  }
  opener.setAttribute("aria-expanded", String(!open));
  opener.title = open ? `Show these ${line.turns} turns` : "Close these turns";
  opener.setAttribute("aria-label", opener.title);
}

/** Puts turns up to a depth before those that are shown; false if they could not be loaded. */
async function earlier(run, line, depth, act) {
  const found = await act.path(line.last.id, depth, Math.min(RUN, depth - line.first.depth + 1));
  if (!found) return false;
  const rows = found.turns.map((turn) => {
    const element = h("li");
    fill(element, { first: turn, last: turn, turns: 1, spare: 0, head: line.head && turn.id === line.last.id }, act);
    return element;
  });
  const left = found.turns[0].depth - line.first.depth;
  run.prepend(...(left ? [h("li.more", {}, h("button.plain", { type: "button", onclick: async (event) => {
    const more = event.target.closest("li");
    if (!await earlier(run, line, found.turns[0].depth - 1, act)) return;
    more.remove();
    place(rows[0]).focus();
  } }, `${left} earlier ${left === 1 ? "turn" : "turns"}`))] : []), ...rows);
  return true;
}
