// Keys and touch: arrows and swipes for the versions of the last turn, undo and redo, i for its record, Escape for drawers.
import { closeDrawers } from "./drawers.js";
import { isTelling } from "./store.js";

const FAR = 80; // pixels that make a swipe
const STRAIGHT = 50; // pixels it may leave its line

export function listen(store, actions, story) {
  const last = () => store.state.chat?.turns.items.at(-1);
  const isIdle = () => last() && !isTelling(store.state) && store.state.editing === null;
  const swipe = (by) => isIdle() && actions.swipe(last(), by);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeDrawers();
    const field = event.target.closest("input, textarea, select, dialog");
    const isEmptyComposer = field !== null && field.value === "" && field.closest("#composer") !== null;
    if ((field !== null && !isEmptyComposer) || event.altKey || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== "z" || !isIdle() || isEmptyComposer) return;
      event.preventDefault();
      if (event.shiftKey) actions.redo();
      else actions.undo();
      return;
    }
    if (event.key === "ArrowLeft") swipe(-1);
    if (event.key === "ArrowRight") swipe(1);
    if (event.key === "i" && field === null && last()) actions.record(last());
  });

  let from = null;
  story.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 && event.target.closest(".turn:last-child") && !event.target.closest("textarea, .tools") ? event.touches[0] : null;
  }, { passive: true });
  story.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    if (!from || !getSelection().isCollapsed) return;
    const across = to.clientX - from.clientX;
    if (Math.abs(across) >= FAR && Math.abs(to.clientY - from.clientY) <= STRAIGHT) swipe(across < 0 ? 1 : -1);
  }, { passive: true });
}
