// Finds the words of a quote in what is shown, as the server found them: case, spaces and the kind of quotation marks do not count.
import { h } from "../html.js";

/** The text folded, and for each character of it where in the original it stands. */
export function folded(text) {
  let out = "";
  const places = [];
  [...text].reduce((at, letter) => {
    const plain = letter.replace(/[“”„«»]/, '"').replace(/[‘’‚]/, "'").replace(/[‐‑‒–—]/, "-").toLowerCase();
    const space = /\s/.test(letter);
    if (!space || !out.endsWith(" ")) {
      for (const unit of space ? " " : plain) {
        for (let i = 0; i < unit.length; i++) places.push(at);
        out += unit;
      }
    }
    return at + letter.length;
  }, 0);
  places.push(text.length);
  return { text: out, places };
}

/** Where the quote stands in the text: [from, to), or null. */
export function find(text, quote) {
  const whole = folded(text);
  const wanted = folded(quote).text.trim();
  const from = wanted ? whole.text.indexOf(wanted) : -1;
  return from < 0 ? null : [whole.places[from], whole.places[from + wanted.length]];
}

/** Marks the quote in an element, over emphasis and speech too; false if it is not there. */
export function highlight(element, quote) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push([walker.currentNode, text.length]);
    text += walker.currentNode.data;
  }
  const found = find(text, quote);
  if (!found) return false;
  for (const [node, start] of nodes) {
    const begin = Math.max(found[0], start) - start;
    const end = Math.min(found[1] - start, node.length);
    if (begin >= end) continue;
    const range = document.createRange();
    range.setStart(node, begin);
    range.setEnd(node, end);
    range.surroundContents(h("mark.found"));
  }
  return true;
}
