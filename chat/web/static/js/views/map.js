// The map of the tree: a line for each run of turns without a fork. A click goes there, a name makes a branch easy to find.
import { h, icon, iconButton } from "../html.js";
import { outline } from "../tree.js";
import { field, form, show } from "./dialogs.js";

const MOST = 150; // lines shown at once, on both sides of the head
const DEEPEST = 8; // levels that are indented further

/** @param doing  {go(turnId): goes there, name(turnId, label): answers the node with its name} */
export function showMap(dialog, tree, doing) {
  const list = h("ol.map");
  const all = h("input", { type: "checkbox", onchange: () => draw() });
  let shown = null; // {from, to} of the lines
  function draw() {
    const lines = outline(tree, all.checked);
    const head = Math.max(0, lines.findIndex((line) => line.head));
    shown = { from: Math.max(0, head - MOST), to: Math.min(lines.length, head + MOST) };
    fill(lines);
  }
  function fill(lines) {
    const more = (words, change) => h("li.more", {}, h("button.plain", { type: "button", onclick: () => { change(); fill(lines); } }, words));
    list.replaceChildren(...[
      shown.from > 0 ? more(`${shown.from} lines before`, () => { shown.from = Math.max(0, shown.from - MOST); }) : null,
      ...lines.slice(shown.from, shown.to).map((line) => row(line, dialog, tree, doing)),
      shown.to < lines.length ? more(`${lines.length - shown.to} lines after`, () => { shown.to += MOST; }) : null,
    ].filter(Boolean));
  }
  draw();
  show(dialog, "The map of this story",
    ...(tree.turns.length ? [goBack(dialog, tree, doing), h("label.check", {}, all, "Also versions that nobody played on")] : [h("p.quiet", {}, "Nothing has been told yet.")]),
    list);
  list.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
}

/** To a turn in the middle of a run. */
function goBack(dialog, tree, doing) {
  const byId = new Map(tree.turns.map((turn) => [turn.id, turn]));
  const head = byId.get(tree.head);
  const element = form([
    field("depth", "Back to turn", { type: "number", min: 1, max: head?.depth ?? 1, required: true }),
  ], "Go there", ({ depth }) => {
    let turn = head;
    while (turn && turn.depth > Number(depth)) turn = byId.get(turn.parent);
    dialog.close();
    return doing.go(turn.id);
  }, "button");
  element.classList.add("set");
  return head ? element : null;
}

function row(line, dialog, tree, doing) {
  const { first, last } = line;
  const go = () => {
    dialog.close();
    doing.go(last.id);
  };
  const depth = first === last ? `Turn ${last.depth}` : `Turns ${first.depth} to ${last.depth}`;
  const spare = line.spare ? ` · ${line.spare} other ${line.spare === 1 ? "version" : "versions"}` : "";
  const element = h(line.onPath ? "li.path" : "li", {},
    h("button.place", { type: "button", title: line.head ? "You are here" : `Go to turn ${last.depth}`, "aria-current": line.head ? "location" : false, onclick: go },
      h(first.named ? "strong" : "span", {}, first.label || "…"),
      first === last ? null : h("span.end", {}, `… ${last.label || ""}`),
      h("span.quiet", {}, line.head ? h("span.here", {}, icon("pin"), "You are here · ") : null, depth, spare)),
    iconButton("pen", first.named ? "Another name" : "Give it a name", () => element.append(naming())));
  element.style.setProperty("--level", String(Math.min(line.level, DEEPEST)));

  function naming() {
    element.querySelector("form")?.remove();
    const error = h("span.down", { role: "alert" });
    const input = h("input", { maxlength: 100, value: first.named ? first.label : "", "aria-label": "Name", placeholder: "The night at the mill" });
    const form = h("form.row", { onsubmit: async (event) => {
      event.preventDefault();
      try {
        Object.assign(first, await doing.name(first.id, input.value));
        element.replaceWith(row(line, dialog, tree, doing));
      } catch (problem) {
        error.textContent = `${problem.message} ${problem.hint ?? ""}`;
      }
    } }, input, h("button", { type: "submit" }, "Name it"), error);
    requestAnimationFrame(() => input.focus());
    return form;
  }
  return element;
}
