// Keys that belong to an input method: the Enter that takes a word, the arrows through its list, the Escape that drops it.
// No part of the page hears of them, so that none can take them for its own.

const INPUT_METHOD = 229; // Safari ends the composition before its key comes, and says so by this number only

/** @param {KeyboardEvent} event */
export const isComposing = (event) => event.isComposing || event.keyCode === INPUT_METHOD;

/** @param {EventTarget} target  the window: it hears of a key before everything in it */
export function keepFromPage(target) {
  for (const type of ["keydown", "keypress", "keyup"]) {
    target.addEventListener(type, (event) => {
      const key = /** @type {KeyboardEvent} */ (event);
      if (!isComposing(key)) return;
      key.stopImmediatePropagation();
      if (key.key === "Enter" || key.key === "Escape") key.preventDefault(); // sends no form, closes no sheet
    }, { capture: true });
  }
}
