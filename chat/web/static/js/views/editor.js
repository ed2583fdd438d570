// A turn edited where it stands. Built once per turn, so that what is typed is never redrawn away; open until it is saved,
// and open again after a reload.
import { editOf, keepEdit } from "../drafts.js";
import { h } from "../html.js";
import { isTelling } from "../store.js";

const built = new Map(); // turn id -> {element, update}

/** @param actions  {edit(turn, {text?, narrative?, keep?}), cancelEditing(turnId)} */
export function editor(turn, last, state, actions) {
  if (!built.has(turn.id)) built.set(turn.id, build(turn, last, state, actions));
  const { element, update } = built.get(turn.id);
  update(isTelling(state));
  return element;
}

export function closeEditor(turnId) {
  built.delete(turnId);
  keepEdit(turnId, {});
}

function build(turn, last, state, actions) {
  const said = turn.text ? area("What you wrote", turn.text) : null;
  const told = turn.narrative ? area("What was told", turn.narrative) : null;
  const fields = [said, told].filter(Boolean);
  const differs = (field) => field !== null && field.value.trim() !== "" && field.value !== field.defaultValue;
  const edited = () => ({ ...(differs(said) ? { text: said.value } : {}), ...(differs(told) ? { narrative: told.value } : {}) });
  const left = editOf(turn.id) ?? {};
  if (said && left.text !== undefined) said.value = left.text;
  if (told && left.narrative !== undefined) told.value = left.narrative;
  const button = (words, title, onclick, kind = "button") => h(kind, { type: "button", title, onclick }, words);

  const save = () => (Object.keys(edited()).length ? actions.edit(turn, { ...edited(), keep: true }) : actions.cancelEditing(turn.id));
  const retell = () => actions.edit(turn, { text: said.value });
  const keep = told && button(last ? "Save" : "Keep what follows", last ? "Only these words change (Ctrl+Enter)" : "Only these words change; the turns after them stay (Ctrl+Enter)", save, "button.primary");
  const again = said && button("Retell", "The narrator answers anew to what you wrote; the old telling and what followed are kept as another version", retell, told ? "button" : "button.primary");
  const anew = told && !last ? button("Go on from here", "The edited turn begins a branch; what followed stays on the old one", () => actions.edit(turn, edited())) : null;
  const cancel = button("Cancel", "Nothing changes (Esc)", () => actions.cancelEditing(turn.id));

  let busy = false;
  const fit = () => {
    for (const field of fields) {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + 2}px`;
    }
  };
  const enable = () => {
    if (keep) keep.disabled = busy;
    if (again) again.disabled = busy || said.value.trim() === "" || differs(told);
    if (anew) anew.disabled = busy || !differs(told);
  };
  const element = h("div.editor", {
    oninput: () => { keepEdit(turn.id, edited()); fit(); enable(); },
    onkeydown: (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        actions.cancelEditing(turn.id);
      }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        if (!busy) (keep ? save : retell)();
      }
    },
  }, ...fields.map((field) => field.closest("label")), h("div.row", {}, ...[keep, again, anew, cancel].filter(Boolean)),
    said && told ? h("p.quiet", {}, "Retell asks the narrator anew; the old version, and what followed it, is kept.") : null);
  requestAnimationFrame(() => {
    fit();
    fields.at(-1)?.focus();
    element.scrollIntoView({ block: "nearest" });
  });
  return { element, update: (telling) => { busy = telling; enable(); } };
}

function area(words, value) {
  const field = h("textarea", { rows: 2 });
  field.defaultValue = value;
  h("label", {}, words, field);
  return field;
}
