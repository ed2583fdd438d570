// Keys and touch: i for the record of the last turn, arrows and swipes for its versions, Escape for drawers.
import { closeDrawers } from "./drawers.js";
import { isTelling } from "./store.js";

const FAR = 80; // pixels that make a swipe
const STRAIGHT = 50; // pixels it may leave its line

export function listen(store, actions, story) {
  const swipe = (by) => {
    const last = store.state.chat?.turns.items.at(-1);
    if (last && !isTelling(store.state)) actions.swipe(last, by);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeDrawers();
    if (event.target.closest("input, textarea, dialog, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = store.state.chat?.turns.items.at(-1);
    if (event.key === "i" && last) actions.record(last);
    if (event.key === "ArrowLeft") swipe(-1);
    if (event.key === "ArrowRight") swipe(1);
  });
  let from = null;
  story.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  story.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    if (!from || !getSelection().isCollapsed) return;
    const across = to.clientX - from.clientX;
    if (Math.abs(across) >= FAR && Math.abs(to.clientY - from.clientY) <= STRAIGHT) swipe(across < 0 ? 1 : -1);
  }, { passive: true });
}
