// Keys and touch: arrows and swipes for the versions of a turn, undo and redo, i for its record, Escape for drawers.
import { closeDrawers } from "./drawers.js";
import { isTelling } from "./store.js";

const FAR = 80; // pixels that make a swipe
const STRAIGHT = 50; // pixels it may leave its line

export function listen(store, actions, story) {
  const last = () => store.state.chat?.turns.items.at(-1);
  /** The turn that an element is part of; outside of all of them the last one. */
  const turnOf = (element) => {
    const id = element.closest("[data-turn]")?.dataset.turn;
    return id ? store.state.chat?.turns.items.find((turn) => turn.id === id) : last();
  };
  const isIdle = () => last() && !isTelling(store.state) && store.state.editing === null;
  const swipe = (turn, by) => turn && isIdle() && actions.swipe(turn, by);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.target.closest("dialog")) closeDrawers();
    const field = event.target.closest("input, textarea, select, dialog");
    const isEmptyComposer = field !== null && field.value === "" && field.closest("#composer") !== null;
    if ((field !== null && !isEmptyComposer) || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== "z" || !isIdle() || isEmptyComposer) return;
      event.preventDefault();
      if (event.shiftKey) actions.redo();
      else actions.undo();
      return;
    }
    if (event.key === "ArrowLeft") swipe(turnOf(event.target), -1);
    if (event.key === "ArrowRight") swipe(turnOf(event.target), 1);
    if (event.key === "i" && field === null && last()) actions.record(turnOf(event.target));
  });

  let from = null; // where a finger came down, and on which turn
  story.addEventListener("touchstart", (event) => {
    const isSwipe = event.touches.length === 1 && event.target.closest("[data-turn]") && !event.target.closest("textarea, pre, .tools");
    from = isSwipe ? { clientX: event.touches[0].clientX, clientY: event.touches[0].clientY, turn: turnOf(event.target) } : null;
  }, { passive: true });
  story.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    if (!from || !getSelection().isCollapsed) return;
    const across = to.clientX - from.clientX;
    if (Math.abs(across) >= FAR && Math.abs(to.clientY - from.clientY) <= STRAIGHT) swipe(from.turn, across < 0 ? 1 : -1);
  }, { passive: true });
}
