// Persons of the cast whom the player has not met yet, apart from the others and without numbers.
import { h } from "../html.js";

/** @param pairs  of the state; @param persona  the id of the player's character; @param actions  {knew(pair)} */
export function strangers(pairs, persona, actions) {
  const never = pairs.filter((pair) => !pair.met);
  const unknown = never.filter((pair) => pair.source_id === persona);
  const others = never.filter((pair, index) => pair.source_id !== persona && pair.target_id !== persona
    && index < never.findIndex((back) => back.source_id === pair.target_id && back.target_id === pair.source_id));
  if (!never.length) return null;
  return h("section.strangers", {}, h("h2", {}, "Not met yet"),
    ...unknown.map((pair) => person(pair, pair.target, "You know them", actions)),
    others.length ? h("details", {}, h("summary", { data: { key: "strangers" } }, `${others.length} other ${others.length === 1 ? "pair" : "pairs"}`),
      ...others.map((pair) => person(pair, `${pair.source} and ${pair.target}`, "They know each other", actions))) : null);
}

const person = (pair, who, words, actions) => h("p.stranger", {}, h("span", {}, who),
  h("button", { type: "button", title: "From before the story began", data: { key: `knew:${pair.source_id}>${pair.target_id}` }, onclick: () => actions.knew(pair) }, words));
