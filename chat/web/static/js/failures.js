// What goes wrong inside the page: one part that cannot be drawn leaves the others as they are, and it is said.
import { h } from "./html.js";

/** In place of what cannot be drawn. @param {string} what @param {unknown} error */
export function broken(what, error) {
  console.warn(what, error);
  const reload = h("button", { type: "button", onclick: () => location.reload() }, "Reload");
  const words = `${what} cannot be shown. The rest of the page works, and nothing is lost on the server.`;
  return h("div.mark.broken", { role: "alert" }, h("div", {}, words), reload);
}

/**
 * Draws a part of the page; when it fails, says so above what it showed before, until it can be drawn again.
 * @param {HTMLElement} element @param {() => void} draw @returns {boolean} whether it is drawn
 */
export function drawn(element, draw) {
  const before = element.querySelector(":scope > .broken");
  try {
    draw();
    before?.remove();
    return true;
  } catch (error) {
    if (!before) element.prepend(broken("This part of the page", error));
    return false;
  }
}

/** @param {(notice: {message: string, hint: string}) => void} notice */
export function watchErrors(notice) {
  const say = () => notice({
    message: "Something in this page went wrong.",
    hint: "Your text is kept, and the story is safe on the server. If it goes on so, reload the page.",
  });
  addEventListener("error", say);
  addEventListener("unhandledrejection", say);
}
