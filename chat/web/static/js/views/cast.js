// The cast: who is in it under which names, who turned out to be whom, and what the player said of them, to be taken back.
import { h } from "../html.js";
import { form, show, takeBack } from "./dialogs.js";

const SAID = {
  join: ({ name }) => `${name} joined the cast`,
  dismiss: ({ name }) => `${name} is only a passer-by`,
  merge: ({ name, into_name: known }) => `${name} turned out to be ${known}`,
  knew: ({ name, other }) => `${name} and ${other} had met before the story`,
};

/**
 * @param found  {items: the members, said: what the player said of persons}
 * @param doing  {merge(from, into), lift(changeId)}: each redraws this sheet, or fails with the reason
 */
export function showCast(dialog, { items, said }, doing) {
  const others = items.filter((member) => !member.persona);
  const choices = (members) => members.map((member) => h("option", { value: member.member }, member.name));
  const into = h("select", { name: "into" });
  const from = h("select", { name: "from", onchange: () => into.replaceChildren(...choices(items.filter((member) => member.member !== from.value))) }, ...choices(others.toReversed()));
  from.dispatchEvent(new Event("change"));
  const merging = form([
    h("div.two", {}, h("p", {}, h("label", {}, "Somebody of the cast", from)), h("p", {}, h("label", {}, "turned out to be", into))),
    h("p.quiet", {}, "From here on they are one: what both felt, lived and were called belongs to the second. You can take it back."),
  ], "They are the same", () => doing.merge(from.value, into.value), "button");
  show(dialog, "The cast",
    h("ul.cast", {}, ...items.map(person)),
    others.length && items.length > 1 ? h("section", {}, h("h3", {}, "Somebody is somebody else"), merging) : null,
    said.length ? h("section", {}, h("h3", {}, "What you said of them"), h("ul.ledger", {}, ...said.toReversed().map((change) =>
      h("li", {}, `${SAID[change.operation]?.(change.arguments) ?? change.operation} `, takeBack(change, doing.lift))))) : null);
}

function person({ name, aliases, persona, present }) {
  return h("li", {}, h("strong", {}, name), persona ? " (you)" : "",
    h("span.quiet", {}, [aliases.length ? `also ${aliases.join(", ")}` : "", present ? "here" : "not here"].filter(Boolean).map((words) => ` · ${words}`).join("")));
}
