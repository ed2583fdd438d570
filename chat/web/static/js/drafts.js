// What a player has written and the server may not have: drafts, and messages on the way. Both outlast a reload, and
// each tab has its own, so that nothing typed is lost, and what is sent again after a lost answer is the same turn and not a second one.
import { onceKey } from "./api.js";
import { kept, keptInTab } from "./kept.js";

/**
 * @typedef {{text?: string, continue?: boolean}} Message
 * @typedef {{key: string, body: Message & {version: number}, parent: string|null}} Sent  a message with no answer yet
 */
/** @param {string} chat */
const draftKey = (chat) => `fabula.draft.${chat}`;
/** @param {string} chat */
const sentKey = (chat) => `fabula.sent.${chat}`;

/** What this tab wrote; where it wrote nothing, what another one did. @param {string} key */
const read = (key) => keptInTab.get(key) ?? kept.get(key);

/** @param {string} key @param {string} value */
function write(key, value) {
  keptInTab.set(key, value);
  kept.set(key, value); // for the tab that comes after this one
}

/** What another tab has written since stays. @param {string} key */
function drop(key) {
  const mine = keptInTab.get(key);
  keptInTab.remove(key);
  if (mine === null || mine === kept.get(key)) kept.remove(key);
}

/** @param {string} chat */
export const draftOf = (chat) => read(draftKey(chat)) ?? "";

/** @param {string} chat @param {string} text */
export const keepDraft = (chat, text) => (text ? write(draftKey(chat), text) : drop(draftKey(chat)));

/** @param {string} turn */
const editKey = (turn) => `fabula.edit.${turn}`;

/**
 * What was typed into a turn that is edited, and is not saved.
 * @param {string} turn @returns {{text?: string, narrative?: string}|null}
 */
export function editOf(turn) {
  try {
    return JSON.parse(keptInTab.get(editKey(turn)) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} turn @param {{text?: string, narrative?: string}} edited  empty: nothing is left of it */
export function keepEdit(turn, edited) {
  if (Object.keys(edited).length) keptInTab.set(editKey(turn), JSON.stringify(edited));
  else keptInTab.remove(editKey(turn));
}

/** All of a chat that is gone. @param {string} chat */
export function forget(chat) {
  for (const key of [draftKey(chat), sentKey(chat)]) {
    keptInTab.remove(key);
    kept.remove(key);
  }
}

/** @param {string} chat @returns {Sent|null} */
function sentOf(chat) {
  try {
    const sent = JSON.parse(read(sentKey(chat)) ?? "null");
    return sent?.key && sent.body ? sent : null;
  } catch {
    return null;
  }
}

/**
 * A message as it is to be sent: if the same one is on the way already, that one.
 * @param {string} chat @param {Message} message @param {number} version @param {string|null} parent
 * @returns {Sent & {isAgain: boolean}}
 */
export function sending(chat, message, version, parent) {
  const before = sentOf(chat);
  if (before && before.body.text === message.text && before.body.continue === message.continue) {
    return { ...before, isAgain: true };
  }
  const sent = { key: onceKey(), body: { ...message, version }, parent };
  write(sentKey(chat), JSON.stringify(sent));
  return { ...sent, isAgain: false };
}

/** The answer is there. @param {string} chat */
export const answered = (chat) => drop(sentKey(chat));

/**
 * The text of a message whose answer was lost and whose turn stands in the chat: it has arrived.
 * @param {{id: string, turns: {items: {parent: string|null, text: string}[]}}} chat @returns {string|null}
 */
export function arrived(chat) {
  const sent = sentOf(chat.id);
  const text = sent?.body.text ?? "";
  const isThere = sent !== null
    && chat.turns.items.some((turn) => turn.parent === sent.parent && turn.text.trim() === text.trim());
  if (isThere) answered(chat.id);
  return isThere ? text : null;
}
