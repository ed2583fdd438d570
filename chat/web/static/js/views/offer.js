// A person of the narrative who is not in the cast: take them in, say who they are, or leave them a passer-by.
import { h } from "../html.js";
import { area, form, show } from "./dialogs.js";

/** @param doing  {join(description), merge(name), dismiss()}: each fails with the reason */
export function showOffer(dialog, name, cast, doing) {
  const known = h("select", { name: "into", "aria-label": "Who they are" }, ...cast.map((member) => h("option", { value: member }, member)));
  show(dialog, `Who is ${name}?`,
    h("p", {}, "Somebody whom the narrator brought in. Nobody joins the cast without your word."),
    form([area("description", "Who they are: looks, manner, past (may stay empty)", "")], "Take into the cast", ({ description }) => doing.join(description)),
    form([h("p", {}, h("label", {}, "Or somebody you know under another name", known))], "That is who it is", ({ into }) => doing.merge(into), "button"),
    form([], "Only a passer-by", doing.dismiss, "button"));
}
