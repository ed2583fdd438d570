// Telling: sending, telling again, editing and stopping. Each makes a turn, and the page follows it.
import * as api from "../api.js";
import { clearDraft } from "../views/composer.js";
import { closeEditor } from "../views/editor.js";
import { showWish } from "../views/dialogs.js";

const SENDING = "sending"; // the id of a turn that the server has not named yet

export function turnActions(page, chats) {
  const { store, dialog, tabs, failed, chatId, asked } = page;

  /** Posts once; the same key again answers with the same turn, so a lost answer cannot make two. */
  async function begin(wanted, ask, onAccepted) {
    const key = api.onceKey();
    try {
      const { turn_id: turnId } = await ask(key).catch((error) => {
        if (error.status !== 0) throw error;
        return ask(key);
      });
      tabs.postMessage(wanted);
      onAccepted(turnId);
      if (chatId() === wanted) chats.watch(turnId);
      return true;
    } catch (error) {
      if (chatId() === wanted) {
        if (error.code === "turn_live") chats.watch(error.body.turn_id);
        if (error.code === "stale_version") await chats.reload();
      }
      failed(error);
      return false;
    }
  }

  async function send(body, text) {
    const { chat } = store.state;
    chats.leave();
    const parent = chat.turns.items.at(-1)?.id ?? null;
    const turn = { id: SENDING, chat: chat.id, parent, siblings: [SENDING], status: "accepted", text: text.trim(), narrative: "", html: "", error: null, roll: null };
    store.dispatch({ type: "turn.sent", data: { turn } });
    chats.toTheEnd();
    const isAccepted = await begin(chat.id, (key) => api.post(chat.id, body, key), (turnId) => {
      if (text) clearDraft(chat.id, text);
      store.dispatch({ type: "turn.placed", data: { chat: chat.id, turn: { ...turn, id: turnId, siblings: [turnId] }, instead: SENDING } });
    });
    if (!isAccepted) store.dispatch({ type: "turn.unsent", data: { chat: chat.id, turn: SENDING } });
  }

  /** Another version stands where the turn stood; `more` is what is known of it. With `keep` what follows stays. */
  function place(turn, turnId, more = {}) {
    const { keep = false, ...known } = more;
    const blank = { ...turn, status: "accepted", narrative: "", html: "", error: null, truncated: false, ...known, id: turnId, siblings: [...turn.siblings, turnId] };
    store.dispatch({ type: "turn.placed", data: { chat: turn.chat, turn: blank, instead: turn.id, keep } });
  }

  const regenerate = (turn, body = {}) => begin(turn.chat, (key) => api.regenerate(turn.id, body, key), (turnId) => place(turn, turnId, body.reroll ? { roll: null } : {}));

  /** @param body  {text?, narrative?, keep?}; the editor stays open, with what was typed, when it fails. */
  async function edit(turn, body) {
    const isAccepted = await begin(turn.chat, (key) => api.edit(turn.id, body, key), (turnId) => {
      const narrative = body.narrative ?? (body.keep ? turn.narrative : "");
      const roll = body.text === undefined || body.keep ? turn.roll : null; // other words are rolled for anew
      place(turn, turnId, { text: body.text ?? turn.text, narrative, roll, keep: body.keep });
    });
    if (isAccepted) stopEditing(turn.id);
  }

  function stopEditing(turnId) {
    closeEditor(turnId);
    store.dispatch({ type: "edit.ended", data: { turn: turnId } });
  }

  /** Nothing was changed: the focus goes back to where the edit began. */
  function cancelEditing(turnId) {
    stopEditing(turnId);
    page.draw();
    page.story.querySelector(`[data-turn="${CSS.escape(turnId)}"] [aria-label="Edit"]`)?.focus({ preventScroll: true });
  }

  return {
    send, regenerate, edit, cancelEditing,
    editTurn: (turn) => store.dispatch({ type: "edit.begun", data: { turn: turn.id } }),
    wish: (turn) => showWish(dialog, turn, (instruction) => regenerate(turn, instruction.trim() ? { instruction } : {})),
    stop: (turnId) => turnId && turnId !== SENDING && asked(api.stop(turnId)),
  };
}
