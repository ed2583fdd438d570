// What a player has written and the server may not have: drafts, and messages on the way. Both outlast a reload, so that
// nothing typed is lost, and what is sent again after a lost answer is the same turn and not a second one.
import { onceKey } from "./api.js";
import { kept } from "./kept.js";

/**
 * @typedef {{text?: string, continue?: boolean}} Message
 * @typedef {{key: string, body: Message & {version: number}, parent: string|null}} Sent  a message with no answer yet
 */
/** @param {string} chat */
const draftKey = (chat) => `fabula.draft.${chat}`;
/** @param {string} chat */
const sentKey = (chat) => `fabula.sent.${chat}`;

/** @param {string} chat */
export const draftOf = (chat) => kept.get(draftKey(chat)) ?? "";

/** @param {string} chat @param {string} text */
export const keepDraft = (chat, text) => (text ? kept.set(draftKey(chat), text) : kept.remove(draftKey(chat)));

/** All of a chat that is gone. @param {string} chat */
export function forget(chat) {
  kept.remove(draftKey(chat));
  kept.remove(sentKey(chat));
}

/** @param {string} chat @returns {Sent|null} */
function sentOf(chat) {
  try {
    const sent = JSON.parse(kept.get(sentKey(chat)) ?? "null");
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
  kept.set(sentKey(chat), JSON.stringify(sent));
  return { ...sent, isAgain: false };
}

/** The answer is there. @param {string} chat */
export const answered = (chat) => kept.remove(sentKey(chat));

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
