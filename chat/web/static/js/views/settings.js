// The settings of a story: its title, who you are, the narrator and what it is told; the way out to a file, and the end.
import { h } from "../html.js";
import { area, checkbox, field, form, show } from "./dialogs.js";

const NUMBERS = [
  ["temperature", "Temperature", { min: 0, max: 5, step: 0.05 }],
  ["top_p", "Top p", { min: 0.01, max: 1, step: 0.01 }],
  ["min_p", "Min p", { min: 0, max: 1, step: 0.01 }],
  ["max_tokens", "Longest answer, in tokens", { min: 1, max: 32000, step: 1 }],
];

/** @param fields  of the form @returns the body of the PATCH */
const asBody = (fields) => ({
  title: fields.title, profile: fields.profile, persona: { name: fields.name, description: fields.description },
  settings: {
    author_note: fields.author_note.trim() || null, system_prompt: fields.system_prompt.trim() || null,
    ...Object.fromEntries(NUMBERS.map(([name]) => [name, fields[name] === "" ? null : Number(fields[name])])),
    dice: fields.dice !== undefined,
  },
});

/** What differs, so that nothing is put back which another tab has set meanwhile. */
const changed = (before, now) => Object.fromEntries(Object.entries(now)
  .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]))
  .map(([name, value]) => [name, name === "settings" ? changed(before.settings, value) : value]));

/** @param doing  {save(body of the PATCH), remove()} */
export function showSettings(dialog, chat, profiles, doing) {
  const { settings, persona } = chat;
  const profile = h("select", { name: "profile" }, ...profiles.map((item) => h("option", { value: item.id, selected: item.id === chat.profile, disabled: !item.available }, item.title)));
  const sheet = form([
    field("title", "Title", { value: chat.title, required: true, maxlength: 300 }),
    h("div.two", {}, field("name", "Who you are", { value: persona.name, required: true, maxlength: 100 }), h("p", {}, h("label", {}, "Who narrates", profile))),
    area("description", "What others can see and know of you", persona.description),
    area("author_note", "A note to the narrator, sent close to the end of each prompt", settings.author_note ?? ""),
    area("system_prompt", "Instructions for the narrator instead of Fabula's own", settings.system_prompt ?? ""),
    checkbox("dice", "Dice: what may fail is rolled for, and the narrator keeps to the roll", settings.dice),
    h("details", {}, h("summary", {}, "Sampling; empty is the model's own"), h("div.two", {}, ...NUMBERS.map(([name, label, bounds]) =>
      field(name, label, { type: "number", value: settings[name] ?? "", ...bounds })))),
  ], "Save", (fields) => doing.save(changed(asBody(before), asBody(fields))));
  const before = Object.fromEntries(new FormData(sheet));
  show(dialog, "Settings of this story", sheet,
    h("p.row", {}, h("a", { href: `/api/chats/${encodeURIComponent(chat.id)}/export`, download: "" }, "Export this story"),
      h("button", { type: "button", onclick: doing.remove }, "Delete this story…")));
}
