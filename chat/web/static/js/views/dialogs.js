// The sheets over the page: how one is shown, and the plain forms: beginning a story, a wish, the password.
import { h, iconButton } from "../html.js";

/** Shows a sheet, or draws the one that is open anew. When it closes, what opened it has the focus, though it was redrawn. */
export function show(dialog, title, ...body) {
  const heading = h("h2", { id: "dialog-title", tabindex: -1 }, title);
  dialog.replaceChildren(
    h("header", {}, heading, iconButton("close", "Close", () => dialog.close())),
    h("div.body", {}, ...body));
  if (dialog.open) return heading.focus();
  const { key } = document.activeElement.dataset;
  dialog.addEventListener("close", () => {
    const isFree = document.activeElement === document.body || dialog.contains(document.activeElement);
    if (key && isFree) document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  }, { once: true });
  dialog.showModal();
}

/** A form whose `submit` gets the fields by name; its failure is shown under them. */
export function form(fields, button, submit, kind = "button.primary") {
  const error = h("p.down", { role: "alert" });
  const go = h(kind, { type: "submit" }, button);
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

export const field = (name, label, props = {}, tag = "input") => h("p", {}, h("label", {}, label, h(tag, { name, ...props })));

export function area(name, label, value, props = {}) {
  const element = h("textarea", { name, rows: 3, ...props });
  element.value = value;
  return h("p", {}, h("label", {}, label, element));
}

export const checkbox = (name, label, checked) => h("p", {}, h("label.check", {}, h("input", { type: "checkbox", name, checked: Boolean(checked) }), label));

/** For what the player said: as if it had not been said. @param lift  (id of the change) */
export const takeBack = (change, lift) => h("span.takeback", {}, form([], "Take it back", () => lift(change.id), "button"));

export function showBegin(dialog, story, begin) {
  const [first, ...others] = story.character_ids;
  show(dialog, story.title,
    h("p", {}, story.blurb),
    form([
      field("name", "Who you are", { value: story.persona.name, required: true, maxlength: 100 }),
      area("description", "What others can see and know of you", story.persona.description),
      ...others.map((character, index) => checkbox(character, `${story.characters[index + 1]} is there when it begins`, true)),
    ], "Begin", ({ name, description, ...there }) => begin({
      character_ids: story.character_ids, title: story.title, persona: { name, description }, greeting: story.greeting === undefined ? 0 : story.greeting,
      present: [first, ...others.filter((character) => character in there)],
    })));
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

export function showWish(dialog, turn, tell) {
  show(dialog, "Tell it again, differently", form([
    area("instruction", "What should be different? Only the narrator reads this, and only now.", "", { rows: 4, maxlength: 4000, autofocus: true }),
    h("p.quiet", {}, "A new version of this turn. The one that stands here now, and what followed it, is kept."),
  ], "Tell it again", async ({ instruction }) => {
    await tell(instruction);
    dialog.close();
  }));
}

export function showRealModel(dialog) {
  show(dialog, "A narrator that can write",
    h("p", {}, "The embedded model has 135 million parameters and only shows how Fabula works. Any server that speaks the OpenAI protocol will do for real stories."),
    h("p", {}, "Write ", h("code", {}, "CHAT_NARRATIVE_BASE_URL"), ", ", h("code", {}, "CHAT_NARRATIVE_API_KEY"), " and ", h("code", {}, "CHAT_NARRATIVE_MODEL"),
      " to the file ", h("code", {}, ".env"), " in the data folder, then start Fabula again."));
}
