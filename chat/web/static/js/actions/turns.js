// Telling: sending, telling again, editing and stopping. Each makes a turn, and the page follows it.
import * as api from "../api.js";
import { answered, sending } from "../drafts.js";
import { isTelling, SENDING } from "../store.js";
import { clearDraft } from "../views/composer.js";
import { closeEditor } from "../views/editor.js";
import { showWish } from "../views/dialogs.js";

const BUSY = { code: "turn_live", message: "The narrator is still at work.", hint: "Tell it again when the turn is told." };

export function turnActions(page, chats) {
  const { store, dialog, tabs, failed, chatId, change, asked } = page;
  let isBeginning = false; // a second quick press begins nothing
  let isStopWanted = false; // Stop was pressed before the server had named the turn

  const isBusy = () => isBeginning || isTelling(store.state);

  /**
   * @param ask  (version, key): posts; the same key again answers with the same turn, so a lost answer cannot make two
   * @param onAccepted  (id of the turn): shows it
   * @param onFailed  (error): says why there is none; may throw it on
   */
  async function begin(wanted, ask, onAccepted, onFailed = failed) {
    isBeginning = true;
    const key = api.onceKey();
    try {
      const { turn_id: turnId } = await change(async (version) => {
        const answer = await api.twice(() => ask(version, key));
        await onAccepted(answer.turn_id);
        return answer;
      });
      tabs.changed(wanted);
      if (chatId() === wanted) chats.watch(turnId);
      return turnId;
    } catch (error) {
      if (error.code === "turn_live" && chatId() === wanted) chats.watch(error.body.turn_id);
      onFailed(error);
      return null;
    } finally {
      isBeginning = false;
    }
  }

  async function send(message, text) {
    if (isBusy()) return;
    const { chat } = store.state;
    isStopWanted = false;
    chats.leave();
    const turn = {
      id: SENDING, chat: chat.id, parent: chat.turns.items.at(-1)?.id ?? null, siblings: [SENDING], status: "accepted",
      text: text.trim(), narrative: "", html: "", error: null, roll: null,
    };
    store.dispatch({ type: "turn.sent", data: { turn } });
    chats.toTheEnd();
    const turnId = await begin(chat.id, (version) => post(chat, message, version), async (id) => {
      if (text) clearDraft(chat.id, text);
      const placed = { ...turn, id, siblings: [id] };
      store.dispatch({ type: "turn.placed", data: { chat: chat.id, turn: placed, instead: SENDING } });
    });
    if (turnId && isStopWanted) asked(api.stop(turnId));
    if (!turnId) store.dispatch({ type: "turn.unsent", data: { chat: chat.id, turn: SENDING } });
  }

  /** Posts a message. The same one again, after an answer that was lost, is the turn it made then, wherever that is. */
  async function post(chat, message, version) {
    const sent = sending(chat.id, message, version, chat.turns.items.at(-1)?.id ?? null);
    try {
      const answer = await api.post(chat.id, sent.body, sent.key);
      answered(chat.id);
      if (sent.isAgain) await page.load(true);
      return answer;
    } catch (error) {
      if (error.status >= 400 && error.status < 500) answered(chat.id);
      throw error;
    }
  }

  /** Another version stands where the turn stood; `more` is what is known of it. With `keep` what follows stays. */
  function place(turn, turnId, more = {}) {
    const { keep = false, ...known } = more;
    const blank = { ...turn, status: "accepted", narrative: "", html: "", error: null, truncated: false, ...known, id: turnId, siblings: [...turn.siblings, turnId] };
    store.dispatch({ type: "turn.placed", data: { chat: turn.chat, turn: blank, instead: turn.id, keep } });
  }

  async function regenerate(turn, body = {}, onFailed = failed) {
    if (isBusy()) return onFailed === failed ? undefined : onFailed(new api.ApiError(409, BUSY));
    await begin(turn.chat, (version, key) => api.regenerate(turn.id, { ...body, version }, key),
      (turnId) => place(turn, turnId, body.reroll ? { roll: null } : {}), onFailed);
  }

  /** Tells a turn again as the player wishes; a failure is thrown, and the sheet with the wish stays open. */
  const regenerateAs = (turn, instruction) => regenerate(turn, instruction.trim() ? { instruction } : {}, (error) => {
    throw error;
  });

  /** @param body  {text?, narrative?, keep?}; the editor stays open, with what was typed, when it fails. */
  async function edit(turn, body) {
    if (isBusy()) return;
    const isAccepted = await begin(turn.chat, (version, key) => api.edit(turn.id, { ...body, version }, key), (turnId) => {
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
    wish: (turn) => showWish(dialog, turn, (instruction) => regenerateAs(turn, instruction)),
    stop(turnId) {
      if (turnId === SENDING) isStopWanted = true;
      else if (turnId) asked(api.stop(turnId));
    },
  };
}
