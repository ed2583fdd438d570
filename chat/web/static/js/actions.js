// What a player can do: each action asks the server and tells the store what came of it.
import * as api from "./api.js";
import { closeDrawers, toggleDrawer } from "./drawers.js";
import { h } from "./html.js";
import { isTelling } from "./store.js";
import { follow, TERMINAL } from "./stream.js";
import { toggleTheme } from "./theme.js";
import { clearDraft, focusComposer } from "./views/composer.js";
import { show, showBegin, showHistory, showOwn, showPassword, showRecord } from "./views/dialogs.js";
import { announce, jump } from "./views/story.js";

const TOUCH = matchMedia("(hover: none)"); // there a focus opens the keyboard over the story
const NARROW = matchMedia("(max-width: 1100px)");
const PANEL = "fabula.panel";
const TOY = "fabula.toy-hidden";
const PATIENCE = 2000; // ms before a stream that was refused is asked for again
const SENDING = "sending"; // the id of a turn that the server has not named yet

export const chatInAddress = () => location.hash.slice(1) || null;
export const panelHidden = () => localStorage.getItem(PANEL) === "0";
export const toyHidden = () => localStorage.getItem(TOY) === "1";

/** The newest turn under `turnId`, itself if nothing follows. A tree lists its turns in the order they were made. */
export function newestUnder(turnId, turns) {
  const under = new Set([turnId]);
  for (const turn of turns) if (under.has(turn.parent)) under.add(turn.id);
  return [...under].at(-1);
}

/**
 * @param page  {dialog, story, spoken: the elements; draw: draws at once}
 */
export function createActions(store, page) {
  const { dialog, story, spoken, draw } = page;
  const tabs = new BroadcastChannel("fabula"); // tells other tabs which chat has changed
  let following = null; // the turn whose events come, or came to their end
  let stopFollowing = () => {};
  let loadingOlder = null;

  const openChat = () => store.state.chat?.id;
  const notice = (found) => store.dispatch({ type: "notice", data: { notice: found } });

  function failed(error) {
    if (!(error instanceof api.ApiError)) throw error;
    if (error.status !== 401) return notice({ message: error.message, hint: error.hint });
    showPassword(dialog, async (password) => {
      await api.login(password);
      location.reload();
    });
  }

  /** The answer, or null with the reason shown. */
  async function asked(question) {
    try {
      return await question;
    } catch (error) {
      failed(error);
      return null;
    }
  }

  // ---------------------------------------------------------------- chats

  async function loadShelf() {
    const chats = await asked(api.chats());
    if (chats) store.dispatch({ type: "shelf.loaded", data: { chats: chats.items } });
  }

  function showChat(chat) {
    store.dispatch({ type: "chat.opened", data: { chat } });
    const last = chat.turns.items.at(-1);
    const running = chat.live ?? (last?.status === "told" ? last.id : null);
    if (running && following !== running) watch(running);
  }

  function toTheEnd() {
    draw();
    story.scrollTop = story.scrollHeight;
  }

  async function open(chatId) {
    leave();
    closeDrawers();
    if (chatInAddress() !== chatId) history.pushState(null, "", `#${chatId}`);
    try {
      const chat = await api.chat(chatId);
      if (chatInAddress() !== chatId) return;
      showChat(chat);
      toTheEnd();
      await loadPeople(chatId);
      if (!TOUCH.matches) focusComposer();
    } catch (error) {
      if (error.status !== 401) store.dispatch({ type: "chat.missing" });
      if (error.status !== 404) failed(error);
    }
  }

  function close() {
    leave();
    closeDrawers();
    if (chatInAddress()) history.pushState(null, "", location.pathname);
    store.dispatch({ type: "chat.closed" });
    loadShelf();
  }

  async function loadPeople(chatId) {
    const people = await asked(api.state(chatId));
    if (people && openChat() === chatId) store.dispatch({ type: "people.loaded", data: { people } });
    const last = store.state.chat?.turns.items.at(-1);
    if (last?.status !== "committed" || store.state.changes[last.id]) return;
    const turn = await asked(api.turn(last.id));
    if (turn && openChat() === chatId) store.dispatch({ type: "record.loaded", data: { turn } });
  }

  async function reload() {
    const chatId = openChat();
    if (!chatId) return;
    const chat = await asked(api.chat(chatId));
    if (!chat || openChat() !== chatId) return;
    showChat(chat);
    await Promise.all([loadPeople(chatId), loadShelf()]);
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

  tabs.onmessage = (message) => {
    if (message.data === openChat() && !isTelling(store.state)) reload();
    else loadShelf();
  };

  // ---------------------------------------------------------------- turns

  function leave() {
    stopFollowing();
    following = null;
  }

  function watch(turnId) {
    leave();
    following = turnId;
    stopFollowing = follow(turnId, (event) => {
      const stranger = event.type === "turn.accepted" && event.data.parent && !store.state.chat?.turns.items.some((turn) => turn.id === event.data.parent);
      store.dispatch(event);
      if (event.type === "narrative.block") announce(spoken, event.data.html);
      if (TERMINAL.has(event.type)) tabs.postMessage(openChat());
      if (TERMINAL.has(event.type) || stranger) reload();
      if (event.type === "stream.over") setTimeout(followAgain, PATIENCE, turnId);
    });
  }

  /** After an answer that was no stream: the chat as it is now, and its running turn again from the start. */
  function followAgain(turnId) {
    if (following !== turnId) return;
    following = null;
    reload();
  }

  /** Posts once; the same key again answers with the same turn, so a lost answer cannot make two. */
  async function begin(chatId, ask, onAccepted) {
    const key = api.onceKey();
    try {
      const { turn_id: turnId } = await ask(key).catch((error) => {
        if (error.status !== 0) throw error;
        return ask(key);
      });
      tabs.postMessage(chatId);
      onAccepted(turnId);
      if (openChat() === chatId) watch(turnId);
      return true;
    } catch (error) {
      if (openChat() === chatId) {
        if (error.code === "turn_live") watch(error.body.turn_id);
        if (error.code === "stale_version") await reload();
      }
      failed(error);
      return false;
    }
  }

  async function send(body, text) {
    const { chat } = store.state;
    leave();
    const parent = chat.turns.items.at(-1)?.id ?? null;
    const turn = { id: SENDING, chat: chat.id, parent, siblings: [SENDING], status: "accepted", text: text.trim(), narrative: "", html: "", error: null };
    store.dispatch({ type: "turn.sent", data: { turn } });
    toTheEnd();
    const isAccepted = await begin(chat.id, (key) => api.post(chat.id, body, key), (turnId) => {
      if (text) clearDraft(chat.id, text);
      store.dispatch({ type: "turn.placed", data: { chat: chat.id, turn: { ...turn, id: turnId, siblings: [turnId] }, instead: SENDING } });
    });
    if (!isAccepted) store.dispatch({ type: "turn.unsent", data: { chat: chat.id, turn: SENDING } });
  }

  function regenerate(turn) {
    return begin(turn.chat, (key) => api.regenerate(turn.id, {}, key), (turnId) => {
      const blank = { ...turn, id: turnId, status: "accepted", narrative: "", html: "", error: null, truncated: false, siblings: [...turn.siblings, turnId] };
      store.dispatch({ type: "turn.placed", data: { chat: turn.chat, turn: blank, instead: turn.id } });
    });
  }

  /** To another version of a turn, and to the end of what was played from it. */
  async function swipe(turn, by) {
    const wanted = turn.siblings[turn.siblings.indexOf(turn.id) + by];
    if (!wanted) return;
    const tree = await asked(api.tree(turn.chat));
    const chat = tree && await asked(api.head(turn.chat, newestUnder(wanted, tree.turns)));
    if (!chat || openChat() !== chat.id) return;
    leave();
    tabs.postMessage(chat.id);
    showChat(chat);
    await loadPeople(chat.id);
  }

  /** One page of older turns; who asks while it comes waits for the same one. */
  function older() {
    const { chat } = store.state;
    if (!chat?.turns.next) return Promise.resolve();
    loadingOlder ??= asked(api.chat(chat.id, chat.turns.next)).then((page) => {
      const isNext = store.state.chat?.id === chat.id && store.state.chat.turns.next === chat.turns.next;
      if (page && isNext) store.dispatch({ type: "chat.older", data: { chat: page } });
      draw();
      loadingOlder = null;
    });
    return loadingOlder;
  }

  // ---------------------------------------------------------------- looking closer

  async function showTurn(turn) {
    const whole = await asked(api.turn(turn.id));
    const { persona, cast } = store.state.chat ?? {};
    if (!whole || !persona) return;
    const names = new Map([[persona.id, persona.name], ...cast.map((card) => [card.member, card.name])]);
    showRecord(dialog, whole, names, () => asked(api.prompt(turn.id)));
  }

  async function showPair(pair, axis) {
    const ledger = await asked(api.pair(openChat(), pair.source_id, pair.target_id));
    if (ledger) showHistory(dialog, ledger, axis, actions);
  }

  async function jumpTo(turnId, quote) {
    closeDrawers();
    while (!jump(story, turnId, quote)) {
      const { next } = store.state.chat?.turns ?? {};
      if (!next) return;
      await older();
      if (store.state.chat?.turns.next === next) return; // it could not be loaded, and that is shown
    }
  }

  function deleteChat() {
    const { chat } = store.state;
    const gone = async () => {
      dialog.close();
      try {
        await api.deleteChat(chat.id);
      } catch (error) {
        return failed(error);
      }
      tabs.postMessage(chat.id);
      close();
    };
    show(dialog, "Delete this story?", h("p", {}, `“${chat.title}” goes for good, with all its turns and memories.`),
      h("p.row", {}, h("button.primary", { type: "button", onclick: gone }, "Delete"), h("button", { type: "button", onclick: () => dialog.close() }, "Keep it")));
  }

  const actions = {
    open, close, reload, loadShelf, send, regenerate, swipe, older, asked, deleteChat,
    begin: (beginning) => showBegin(dialog, beginning, createChat),
    beginOwn: () => showOwn(dialog, createOwn),
    stop: (turnId) => turnId && turnId !== SENDING && asked(api.stop(turnId)),
    record: showTurn,
    history: showPair,
    jump: jumpTo,
    theme: toggleTheme,
    closeDrawers,
    toggleShelf: () => toggleDrawer("show-shelf"),
    togglePanel() {
      if (NARROW.matches) return toggleDrawer("show-panel");
      localStorage.setItem(PANEL, panelHidden() ? "1" : "0");
      draw();
    },
    hideToy() {
      localStorage.setItem(TOY, "1");
      draw();
    },
    hideNotice: () => notice(null),
  };
  return actions;
}
