// Stories: the shelf, opening one, following the turn that runs in it, and its settings.
import * as api from "../api.js";
import { arrived, editOf, forget } from "../drafts.js";
import { closeDrawers } from "../drawers.js";
import { TERMINAL } from "../events.js";
import { h } from "../html.js";
import { isTelling } from "../store.js";
import { addText, clearDraft, focusComposer } from "../views/composer.js";
import { show, showBegin, showOwn } from "../views/dialogs.js";
import { closeEditor } from "../views/editor.js";
import { showSettings } from "../views/settings.js";
import { announce } from "../views/story.js";

const TOUCH = matchMedia("(hover: none)"); // there a focus opens the keyboard over the story
const PAGE = 30; // older turns that come at once
const FAR = 200; // when a certain one is looked for
const PATIENCE = 2000; // ms before a stream that was refused is asked for again

export const chatInAddress = () => location.hash.slice(1) || null;

export function chatActions(page) {
  const { store, dialog, story, tabs, asked, failed, chatId, inOrder, change } = page;
  let following = null; // the turn whose events come, or came to their end
  let stopFollowing = () => {};
  let loadingOlder = null;

  async function loadShelf() {
    const chats = await asked(api.chats());
    if (chats) store.dispatch({ type: "shelf.loaded", data: { chats: chats.items } });
  }

  function showChat(chat) {
    const edited = chatId() === chat.id ? store.state.editing : null;
    store.dispatch({ type: "chat.opened", data: { chat } });
    if (edited && store.state.editing === null) saveTyped(chat.id, edited);
    const text = arrived(chat);
    if (text) clearDraft(chat.id, text);
    const told = chat.turns.items.findLast((turn) => turn.status === "told"); // it settles still
    const running = chat.live ?? told?.id ?? null;
    if (running && following !== running) watch(running);
  }

  /** The turn that was edited is not there any more: what was typed goes where the player writes. */
  function saveTyped(chat, turnId) {
    const typed = Object.values(editOf(turnId) ?? {}).join("\n\n");
    closeEditor(turnId);
    if (!typed) return;
    addText(chat, typed);
    page.notice({ message: "The turn you were editing is not part of the story any more.", hint: "What you typed is kept: it stands where you write." });
  }

  function toTheEnd() {
    page.draw();
    story.scrollTop = story.scrollHeight;
  }

  async function open(wanted) {
    leave();
    closeDrawers();
    if (dialog.open) dialog.close();
    if (chatInAddress() !== wanted) history.pushState(null, "", `#${wanted}`);
    try {
      const chat = await api.chat(wanted);
      if (chatInAddress() !== wanted) return;
      showChat(chat);
      const edited = chat.turns.items.find((turn) => editOf(turn.id)); // before a reload
      if (edited && !isTelling(store.state)) store.dispatch({ type: "edit.begun", data: { turn: edited.id } });
      toTheEnd();
      await loadPeople();
      if (!TOUCH.matches && !edited) focusComposer();
    } catch (error) {
      const isAway = error.status === 0 || error.status >= 500;
      if (error.status !== 401) store.dispatch({ type: "chat.missing", data: { chat: wanted, isAway } });
      if (error.status !== 404) failed(error);
    }
  }

  function close() {
    leave();
    closeDrawers();
    if (dialog.open) dialog.close();
    if (chatInAddress()) history.pushState(null, "", location.pathname);
    store.dispatch({ type: "chat.closed" });
    loadShelf();
  }

  /** The state at the head, and what came with the last turn. */
  async function loadPeople() {
    const wanted = chatId();
    const people = await asked(api.state(wanted));
    if (people && chatId() === wanted) store.dispatch({ type: "people.loaded", data: { people } });
    const last = page.turns().at(-1);
    if (chatId() !== wanted || last?.status !== "committed") return;
    const turn = await asked(api.turn(last.id));
    if (turn && chatId() === wanted) store.dispatch({ type: "record.loaded", data: { turn } });
  }

  /** The chat as it is now. @param isOwn  whether this page has just changed it; @returns whether the server answered */
  async function load(isOwn = false) {
    const wanted = chatId();
    if (!wanted) return true;
    try {
      const chat = await api.chat(wanted);
      if (chatId() === wanted) {
        if (!isOwn && store.state.chat.version !== chat.version) page.changedElsewhere();
        showChat(chat);
      }
    } catch (error) {
      if (error.status === 404 && chatId() === wanted) store.dispatch({ type: "chat.missing", data: { chat: wanted } });
      else failed(error);
      return error.status === 404;
    }
    await Promise.all([loadPeople(), loadShelf()]);
    return true;
  }
  page.load = load;

  /** The same, but not while something is changed: its answer is newer. */
  const reload = () => inOrder(() => load());

  /**
   * The chat as the server answered it after a change of the tree or of its settings.
   * @param onShown  called when it is drawn, and before anything else is asked for
   */
  async function arrive(chat, onShown = () => {}) {
    if (!chat || chatId() !== chat.id) return;
    leave();
    tabs.changed(chat.id);
    showChat(chat);
    page.draw();
    onShown();
    await loadPeople();
  }

  async function createChat(wanted) {
    const chat = await api.createChat(wanted);
    dialog.close();
    await loadShelf();
    await open(chat.id);
  }

  async function createOwn({ name, persona, description, scenario, greeting }) {
    const character = await api.createCharacter({ name, description, scenario, greeting });
    store.dispatch({ type: "characters.loaded", data: { characters: [...store.state.characters, character] } });
    await createChat({ character_ids: [character.id], title: name, persona: { name: persona, description: "" }, greeting: greeting.trim() ? 0 : null });
  }

  page.onChanged = (chat) => {
    if (chat === chatId() && !isTelling(store.state)) reload();
    else loadShelf();
  };

  // ---------------------------------------------------------------- the turn that runs

  function leave() {
    stopFollowing();
    following = null;
  }

  function watch(turnId) {
    leave();
    following = turnId;
    stopFollowing = tabs.follow(turnId, (event) => {
      const stranger = event.type === "turn.accepted" && event.data.parent && !page.turns().some((turn) => turn.id === event.data.parent);
      store.dispatch(event);
      if (event.type === "narrative.block") announce(page.spoken, event.data.html);
      if (TERMINAL.has(event.type)) tabs.changed(chatId());
      if (TERMINAL.has(event.type) || stranger) reload();
      if (event.type === "stream.over") setTimeout(followAgain, PATIENCE, turnId);
    });
  }

  /** After a sleep: what came meanwhile; without a chat, the shelf. A page that was left half loaded begins anew. */
  function refresh() {
    if (chatId()) reload();
    else if (chatInAddress() && (store.state.missing?.isAway ?? true)) open(chatInAddress());
    else loadShelf();
  }

  /** After an answer that was no stream: the chat as it is now, and its running turn again from the start. */
  async function followAgain(turnId) {
    if (following !== turnId) return;
    following = null;
    const isAnswered = await reload();
    if (isAnswered || following !== null) return;
    following = turnId;
    setTimeout(followAgain, PATIENCE, turnId);
  }

  /** One page of older turns; who asks while it comes waits for the same one. */
  function older(limit = PAGE) {
    const { chat } = store.state;
    if (!chat?.turns.next) return Promise.resolve();
    loadingOlder ??= asked(api.chat(chat.id, chat.turns.next, limit)).then((found) => {
      const isNext = chatId() === chat.id && store.state.chat.turns.next === chat.turns.next;
      if (found && isNext) store.dispatch({ type: "chat.older", data: { chat: found } });
      page.draw();
      loadingOlder = null;
    });
    return loadingOlder;
  }

  /** Loads older turns until this one is on the page, if it is on the path at all. */
  async function reach(turnId) {
    while (!page.turns().some((turn) => turn.id === turnId)) {
      const { next } = store.state.chat?.turns ?? {};
      if (!next) break;
      await older(FAR);
      if (store.state.chat?.turns.next === next) break; // it could not be loaded, and that is shown
    }
    page.draw();
  }

  function settings() {
    const { chat, profiles } = store.state;
    const save = async (body) => {
      const saved = await change((version) => api.patchChat(chat.id, { ...body, version }));
      dialog.close();
      await arrive(saved);
      await loadShelf();
    };
    showSettings(dialog, chat, profiles, { save, remove: deleteChat });
  }

  function deleteChat() {
    const { chat } = store.state;
    const gone = async () => {
      dialog.close();
      try {
        await change((version) => api.deleteChat(chat.id, version));
      } catch (error) {
        return failed(error);
      }
      forget(chat.id);
      tabs.changed(chat.id);
      if (chatId() === chat.id) close();
    };
    show(dialog, "Delete this story?", h("p", {}, `“${chat.title}” goes for good, with all its turns and memories.`),
      h("p.row", {}, h("button.primary", { type: "button", onclick: gone }, "Delete"), h("button", { type: "button", onclick: () => dialog.close() }, "Keep it")));
  }

  return {
    open, close, reload, refresh, loadShelf, loadPeople, arrive, watch, leave, older, reach, toTheEnd, settings,
    begin: (beginning) => showBegin(dialog, beginning, createChat),
    beginOwn: () => showOwn(dialog, createOwn),
  };
}
