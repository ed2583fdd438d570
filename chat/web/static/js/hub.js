// The one connection to the server for the events of all turns that the tabs of a browser follow, and the way from tab
// to tab. It lives in a shared worker, or in the page where there is none; pages speak to it through a port.
import { NAMES, TERMINAL } from "./events.js";

const PATIENCE = 2000; // ms before a lost connection is tried again
const LOOK = 10000; // ms between two looks whether it is silent
const SILENT = 40000; // ms without a word; the server breaks a silence every 15 seconds
const PAUSE = 250; // ms in which a connection that is lent is given back

/**
 * What pages ask: to follow a turn after an event (0: from its first), to leave it, to tell the other pages that a chat
 * has changed, to look whether the connection still lives, whether the hub itself does; and that they go.
 * @typedef {{ask: "follow", turn: string, after: number} | {ask: "leave", turn: string} | {ask: "changed", chat: string}
 *   | {ask: "look"} | {ask: "ping"} | {ask: "bye"}} Asked
 * What they are told: an event of a turn, that its connection is lost, back or over, that a chat has changed, a pong.
 * @typedef {import("./events.js").TurnEvent | {turn: string, type: "stream.lost"|"stream.back"|"stream.over"}
 *   | {type: "changed", chat: string} | {type: "pong"}} Told
 * @typedef {{postMessage: (message: Told) => void, onmessage: ((message: MessageEvent<Asked>) => void) | null}} Port
 * @typedef {{from: number, last: number, events: import("./events.js").TurnEvent[], ports: Set<Port>}} Followed
 *   a turn: `events` are all after `from`, kept for the page that comes later; `last` is the number of the last one
 */

/**
 * @param {number} [turnTaking]  ms after which the connection makes room for others: where no worker is shared, each tab
 *   has its own, and more tabs are open than a browser opens connections to a host; 0 holds it
 * @param {(url: string) => EventSource} [open]
 */
export function createHub(turnTaking = 0, open = (url) => new EventSource(url)) {
  /** @type {Map<string, Followed>} */
  const followed = new Map();
  /** @type {Set<Port>} */
  const ports = new Set();
  /** @type {EventSource|null} */
  let source = null;
  let lost = false;
  let heard = 0; // when the server last said something
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let retry;
  /** @type {ReturnType<typeof setInterval>|undefined} */
  let watch;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let lent;

  /** @param {Port} port */
  function join(port) {
    ports.add(port);
    port.onmessage = ({ data }) => receive(port, data);
  }

  /** @param {Port} port @param {Asked} asked */
  function receive(port, asked) {
    if (asked.ask === "follow") follow(port, asked.turn, asked.after);
    if (asked.ask === "leave") leave(port, asked.turn);
    if (asked.ask === "look") look();
    if (asked.ask === "ping") port.postMessage({ type: "pong" });
    if (asked.ask === "changed") {
      for (const other of ports) if (other !== port) other.postMessage({ type: "changed", chat: asked.chat });
    }
    if (asked.ask === "bye") {
      ports.delete(port);
      for (const turn of [...followed.keys()]) leave(port, turn);
    }
  }

  /** @param {Port} port @param {string} turn @param {number} after */
  function follow(port, turn, after) {
    const known = followed.get(turn);
    if (known && known.from <= after) {
      known.ports.add(port);
      for (const event of known.events) if (event.id > after) port.postMessage(event);
      if (lost) port.postMessage({ turn, type: "stream.lost" });
      return;
    }
    // begun anew from here; pages that are further skip what they have seen
    followed.set(turn, { from: after, last: after, events: [], ports: new Set([...(known?.ports ?? []), port]) });
    connect();
  }

  /** @param {Port} port @param {string} turn */
  function leave(port, turn) {
    const known = followed.get(turn);
    if (known?.ports.delete(port) && known.ports.size === 0) drop(turn);
  }

  /** @param {string} turn */
  function drop(turn) {
    followed.delete(turn);
    if (followed.size === 0) disconnect();
  }

  function disconnect() {
    source?.close();
    source = null;
    clearTimeout(retry);
    clearTimeout(lent);
    clearInterval(watch);
  }

  /** Opens the connection for what is followed now, each turn after its last event. */
  function connect() {
    disconnect();
    if (followed.size === 0) return;
    const cursors = [...followed].map(([turn, { last }]) => encodeURIComponent(turn) + (last ? `:${last}` : ""));
    const opened = open(`/api/events?turns=${cursors.join(",")}`);
    source = opened;
    heard = Date.now();
    watch = setInterval(look, LOOK);
    opened.onopen = () => {
      heard = Date.now();
      if (lost) tellAll("stream.back");
      lost = false;
      if (turnTaking) lent = setTimeout(giveWay, turnTaking);
    };
    opened.onerror = () => fail(opened.readyState === 2); // closed: the answer was no stream
    opened.addEventListener("beat", () => (heard = Date.now()));
    for (const name of [...NAMES, "turn.over"]) {
      opened.addEventListener(name, (message) => {
        heard = Date.now();
        pass(name, message);
      });
    }
  }

  function giveWay() {
    disconnect();
    retry = setTimeout(connect, PAUSE);
  }

  /** After a sleep of the machine, or behind a wall that forgets connections, nothing says that one is dead. */
  function look() {
    if (source && Date.now() - heard > SILENT) connect();
  }

  /** @param {boolean} refused */
  function fail(refused) {
    disconnect();
    if (refused) {
      tellAll("stream.over");
      followed.clear();
      return;
    }
    if (!lost) tellAll("stream.lost");
    lost = true;
    retry = setTimeout(connect, PATIENCE);
  }

  /** @param {"stream.lost"|"stream.back"|"stream.over"} type */
  function tellAll(type) {
    for (const [turn, { ports: all }] of followed) for (const port of all) port.postMessage({ turn, type });
  }

  /** An event goes to all who follow its turn. @param {string} name @param {MessageEvent<string>} message */
  function pass(name, message) {
    const [, turn, number] = message.lastEventId.match(/^(.*):(\d+)$/) ?? [];
    const known = followed.get(turn);
    if (!known) return;
    if (name === "turn.over") {
      for (const port of known.ports) port.postMessage({ turn, type: "stream.over" });
      return drop(turn);
    }
    const event = { turn, id: Number(number), type: name, data: JSON.parse(message.data) };
    if (name === "sync") Object.assign(known, { from: 0, events: [] }); // it stands for all that came before
    known.events.push(event);
    known.last = event.id;
    for (const port of known.ports) port.postMessage(event);
    if (TERMINAL.has(name)) drop(turn);
  }

  return { join };
}
