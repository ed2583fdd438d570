// Finds the words of a quote in what is shown, as the server found them: case, spaces, quotation marks and emphasis do not count.
import { h } from "../html.js";

const DROPPED = new Set("\"“”„‟«»‹›*_`'’‘‚‛´");
const DASHES = new Set("-‐‑‒–—―−");

/** The text as it is compared, and for each unit of it the place in the original. */
function folded(text) {
  let out = "";
  const places = [];
  for (let at = 0; at < text.length;) {
    const letter = String.fromCodePoint(text.codePointAt(at));
    const made = DROPPED.has(letter) ? "" : /\s/.test(letter) ? (out && !out.endsWith(" ") ? " " : "") : DASHES.has(letter) ? "-" : letter.normalize("NFKC").toLowerCase();
    for (let unit = 0; unit < made.length; unit++) places.push(at);
    out += made;
    at += letter.length;
  }
  return { text: out, places };
}

/** Where the quote stands in the text: [from, to), or null. */
export function find(text, quote) {
  const whole = folded(text);
  const wanted = folded(quote).text.trim();
  const from = wanted ? whole.text.indexOf(wanted) : -1;
  return from < 0 ? null : [whole.places[from], whole.places[from + wanted.length - 1] + 1];
}

/** Marks the quote in an element, over emphasis and paragraphs too; false if it is not there. */
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
    const begin = Math.max(found[0] - start, 0);
    const end = Math.min(found[1] - start, node.length);
    if (begin >= end || !node.data.slice(begin, end).trim()) continue;
    const range = document.createRange();
    range.setStart(node, begin);
    range.setEnd(node, end);
    range.surroundContents(h("mark.found"));
  }
  return true;
}
