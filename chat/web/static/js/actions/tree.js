// Moving about in the tree of turns: swipes, branches, delete, undo and redo, the map.
import * as api from "../api.js";
import { showMap } from "../views/map.js";
import { held } from "../views/story.js";

const STEPS = { turn: "the last turn", head: "a move in the story", delete: "a delete", keep: "an edit" };

export function treeActions(page, chats, turns) {
  const { store, dialog, asked, change, chatId, toast } = page;

  /** To a turn, or to the end of what was played last from it. */
  const moveTo = async (turnId, newest = false, onShown = () => {}) =>
    asked(change(async (version) => chats.arrive(await api.head(chatId(), turnId, newest, version), onShown)));

  /** To another version of a turn, and to the end of what was played from it; past the last one of the last turn, tells another. */
  async function swipe(turn, by) {
    const wanted = turn.siblings[turn.siblings.indexOf(turn.id) + by];
    if (!wanted) {
      const canTell = by > 0 && (turn.text || turn.parent) && page.turns().at(-1)?.id === turn.id;
      return canTell ? turns.regenerate(turn) : undefined;
    }
    const hold = held(page.story, turn.id);
    await moveTo(wanted, true, () => hold(wanted));
    if (store.state.chat?.id !== turn.chat || page.turns().some((shown) => shown.id === wanted)) return;
    await chats.reach(wanted); // it was played on for longer than what comes at once
    hold(wanted);
  }

  /** To a turn, which then is the last one: what is written next begins a branch if something came after. */
  async function stand(turnId) {
    const before = store.state.chat?.head;
    await moveTo(turnId);
    if (before !== turnId && store.state.chat?.head === turnId) toast({ message: "The story stands here now, and nothing is lost. What you write next goes on from here.", undo: true });
  }

  async function deleteTurn(turn) {
    const isThere = () => page.turns().some((other) => other.id === turn.id); // not after a second quick press
    const gone = await asked(change(async (version) => {
      if (!isThere()) return null;
      const answer = await api.deleteTurn(turn.id, version);
      chats.leave();
      await page.load(true);
      return answer;
    }));
    if (!gone || chatId() !== turn.chat) return;
    page.tabs.changed(turn.chat);
    toast({ message: gone.deleted === 1 ? "One turn is deleted." : `${gone.deleted} turns are deleted.`, undo: true });
  }

  /** Undo or redo, of what is the last step when its turn comes. @param which  "undo" or "redo" */
  async function step(which, words) {
    await asked(change(async (version) => {
      const kind = store.state.chat?.[which];
      if (!kind) return;
      await chats.arrive(await api[which](chatId(), version));
      toast({ message: `${words} ${STEPS[kind] ?? kind}.` });
    }));
  }

  /** The name of the branch that begins at a turn; empty takes it away. */
  async function name(turnId, label) {
    const node = await api.label(turnId, label.trim() || null);
    store.dispatch({ type: "turn.named", data: { turn: turnId, label: node.named ? node.label : null } });
    return node;
  }

  async function map() {
    const wanted = chatId();
    const tree = await asked(api.lines(wanted, {}));
    if (!tree || chatId() !== wanted) return;
    showMap(dialog, tree, {
      name, go: stand,
      lines: (query) => asked(api.lines(wanted, query)),
      path: (turnId, depth, limit) => asked(api.path(wanted, turnId, depth, limit)),
    });
  }

  return {
    swipe, deleteTurn, map,
    branch: (turn) => stand(turn.id),
    undo: () => step("undo", "Undone:"),
    redo: () => step("redo", "Done again:"),
    hideToast: () => toast(null),
  };
}
