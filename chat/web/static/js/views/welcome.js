// Where a story begins: the openings that come with Fabula, characters of one's own, and a new one.
import { draftOf } from "../drafts.js";
import { h, spine } from "../html.js";

const PERSONA = { name: "You", description: "" };

export function renderWelcome(state, actions) {
  if (state.missing) return missing(state.missing, actions);
  const own = state.characters.filter((character) => character.source !== "builtin");
  return h("div.welcome", {},
    h("h2", {}, "Begin a story"),
    h("p.quiet", {}, "Choose an opening, or bring a character of your own."),
    h("ul.openings", {},
      ...state.stories.map((story) => opening(story.title, `with ${story.characters.join(" and ")}`, story.blurb, () => actions.begin(story))),
      opening("Your own", null, "A character you write, and how the story opens.", actions.beginOwn)),
    own.length ? h("section", {},
      h("h3", {}, "Your characters"),
      h("ul.openings", {}, ...own.map((character) => opening(character.name, null, brief(character.description), () => actions.begin(beginning(character)))))) : null);
}

const opening = (title, who, blurb, onclick) => h("li", {}, h(`button.${spine(title)}`, { type: "button", onclick },
  h("strong", {}, title), who ? h("span.who", {}, who) : null, h("p", {}, blurb)));

const brief = (text) => (text.length > 160 ? `${text.slice(0, 160).trimEnd()}…` : text);

/** A character as what a story may begin with. */
const beginning = (character) => ({ title: character.name, blurb: brief(character.description), character_ids: [character.id], persona: PERSONA, greeting: character.greeting.trim() ? 0 : null });

/** @param chat  the id of what cannot be shown */
function missing({ chat, isAway }, actions) {
  const draft = draftOf(chat);
  return h("div.welcome", {},
    h("h2", {}, isAway ? "This story cannot be loaded now" : "This story cannot be shown"),
    h("p", {}, isAway ? "Fabula does not answer. The page asks again by itself; nothing is lost on the server."
      : "It may have been deleted, or the server could not read it. Nothing was changed."),
    draft ? h("section.draft", {}, h("h3", {}, "What you were writing"), h("p", {}, draft)) : null,
    h("p", {}, h("button", { type: "button", onclick: actions.close }, "All stories")));
}
