// A roll of the dice in words, and the line that shows it under what the player tried.
import { h, icon } from "../html.js";

const OUTCOMES = { failure: "fails", partial: "succeeds at a price", success: "succeeds" };

/** @param roll  of a turn, or the arguments of a change of kind roll */
export function rollWords({ trait, difficulty, dice, modifier, total, outcome }) {
  const extra = modifier ? ` ${modifier < 0 ? "−" : "+"} ${Math.abs(modifier)}` : "";
  return `${[trait, difficulty].filter(Boolean).join(", ")}: ${dice.join(" + ")}${extra} = ${total}, ${OUTCOMES[outcome] ?? outcome}`;
}

export const rollLine = (roll) => h(`p.roll.${roll.outcome}`, {}, icon("dice"), rollWords(roll));
