// Building DOM without strings. Text goes in as text; server-rendered narrative goes in through `told` and nowhere else.

/**
 * @param {string} tag  "div", "button.primary"
 * @param {Record<string, any>} [props]  `on…` are listeners, `data` a dataset, the rest attributes; false and null are left out
 * @param {...(Node|string|null|false|undefined)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "data") Object.assign(element.dataset, value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false && child !== undefined));
  return element;
}

/** The one place where HTML enters the page: a narrative that the server has rendered and sanitised. */
export function told(element, html) {
  element.innerHTML = html;
  return element;
}

/** Puts these children into a parent in this order, and touches none that is in its place: selection and focus stay. */
export function arrange(parent, wanted) {
  const stay = new Set(wanted);
  for (const child of [...parent.children]) if (!stay.has(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}

/** Draws the children anew; what had the focus has it again, and what was unfolded stays so, known by its `data-key`. */
export function redraw(parent, ...children) {
  const find = (key) => parent.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const unfolded = [...parent.querySelectorAll("details[open] > summary[data-key]")].map((summary) => summary.dataset.key);
  parent.replaceChildren(...children.filter((child) => child !== null));
  for (const each of unfolded) find(each)?.parentElement.setAttribute("open", "");
  if (key) find(key)?.focus({ preventScroll: true });
}

const PATHS = {
  menu: ["M4 7h16M4 12h16M4 17h16"],
  people: ["M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.8c2 .8 3.2 2.6 3.5 5.2"],
  theme: ["M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z"],
  onward: ["M5 6l7 6-7 6M13 6l7 6-7 6"],
  left: ["M15 5l-7 7 7 7"],
  right: ["M9 5l7 7-7 7"],
  again: ["M20 12a8 8 0 1 1-2.5-5.8M20 4v4.5h-4.5"],
  info: ["M12 11v6M12 7.5v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z"],
  close: ["M6 6l12 12M18 6L6 18"],
  undo: ["M4 9h10a6 6 0 0 1 0 12H9M8 5L4 9l4 4"],
  redo: ["M20 9H10a6 6 0 0 0 0 12h5M16 5l4 4-4 4"],
  pen: ["M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3"],
  wish: ["M4 5h16v11H9l-5 4zM8 9h8M8 12.5h5"],
  branch: ["M7 8.5v7M7 8.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM7 19.9a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM17 10.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM17 10.5c0 3-4 3.5-9.5 5"],
  map: ["M5 5h5v4H5zM14 10h5v4h-5zM14 17h5v4h-5zM7.5 9v10H14M7.5 12H14"],
  settings: ["M4 7h9M19 7h1M4 17h1M11 17h9M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"],
  dice: ["M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM8.5 8.5v.01M15.5 8.5v.01M12 12v.01M8.5 15.5v.01M15.5 15.5v.01"],
  pin: ["M9 4h6l-1 6 3 3H7l3-3zM12 13v7"],
  bin: ["M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13"],
};

/** An SVG of lines: [class or null, path]. Looks come from the style sheets. */
export function drawing(viewBox, lines) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", viewBox);
  for (const [name, d] of lines) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    if (name) path.setAttribute("class", name);
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** A drawn icon; the button around it carries the words. */
export function icon(name) {
  const svg = drawing("0 0 24 24", PATHS[name].map((d) => [null, d]));
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

const SPINES = 6; // colours in base.css

/** The colour of a story's spine: always the same for the same title. */
export const spine = (title) => `spine-${[...title].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % SPINES}`;

/** A button with an icon and its words for screen readers and as a tooltip. */
export function iconButton(name, words, onclick, props = {}) {
  return h("button.icon", { type: "button", title: words, "aria-label": words, onclick, ...props }, icon(name));
}
