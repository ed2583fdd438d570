// Follows turns, through the one connection that all tabs of this browser share: in a shared worker, or in this page
// where there is none; then only while it is seen, and tabs take turns, as a browser has six connections to a host and
// more tabs than that.
import { HUB, TERMINAL } from "./events.js";
import { createHub } from "./hub.js";

const BEAT = 3000; // ms between two pings of the shared worker
const MISSED = 3; // unanswered ones in a row, then it is dead
const TURN = 2000; // ms for which a page without a shared worker holds a connection before others have theirs

/**
 * @typedef {(event: import("./store.js").PageEvent) => void} Listener  also gets stream.lost, stream.back, stream.over
 * @typedef {{after: number, listener: Listener}} Following  `after` is the number of the last event that came
 */

/** @param {(chat: string) => void} onChanged  another tab has changed a chat */
export function createStream(onChanged) {
  /** @type {Map<string, Following>} */
  const following = new Map();
  /** @type {MessagePort|null} */
  let port = null;
  let isShared = false;
  let hasAnswered = false; // the shared worker, once
  let missed = 0;
  /** @type {BroadcastChannel|null} */
  let channel = null;

  /** @param {import("./hub.js").Asked} asked */
  const ask = (asked) => port?.postMessage(asked);

  function connect() {
    try {
      const options = /** @type {const} */ ({ type: "module", name: `fabula.events.${HUB}` });
      const worker = new SharedWorker(new URL("./hub-worker.js", import.meta.url), options);
      worker.onerror = () => worker.port === port && connectHere();
      isShared = true;
      hasAnswered = false;
      use(worker.port);
    } catch {
      connectHere(); // site data is blocked, or this browser has no shared workers
    }
  }

  function connectHere() {
    const { port1, port2 } = new MessageChannel();
    createHub(TURN).join(port2);
    isShared = false;
    use(port1);
  }

  /** From tab to tab, without the worker: also where there is none. */
  function openChannel() {
    try {
      channel = new BroadcastChannel("fabula.changed");
      channel.onmessage = ({ data }) => typeof data === "string" && onChanged(data);
    } catch {
      channel = null; // then the worker passes it on
    }
  }

  /** @param {MessagePort} next */
  function use(next) {
    ask({ ask: "bye" });
    port?.close();
    port = next;
    missed = 0;
    port.onmessage = ({ data }) => receive(data);
    resume();
  }

  const isSeen = () => isShared || document.visibilityState === "visible";

  /** What this page follows, from where it is: after a new connection, or a sleep. */
  function resume() {
    if (!isSeen()) return;
    for (const [turn, { after }] of following) ask({ ask: "follow", turn, after });
    ask({ ask: "look" });
  }

  /** @param {import("./hub.js").Told} told */
  function receive(told) {
    missed = 0;
    hasAnswered = true;
    if (told.type === "pong") return;
    if (told.type === "changed") return onChanged(/** @type {{chat: string}} */ (told).chat);
    const event = /** @type {import("./events.js").TurnEvent} */ (told);
    const mine = following.get(event.turn);
    if (!mine || (event.id !== undefined && !isNext(mine, event))) return;
    if (TERMINAL.has(event.type) || event.type === "stream.over") following.delete(event.turn);
    mine.listener({ type: event.type, turn: event.turn, time: Date.now(), data: event.data ?? null });
  }

  /** No event comes twice; `sync` begins anew. @param {Following} mine @param {import("./events.js").TurnEvent} event */
  function isNext(mine, { id, type }) {
    if (type !== "sync" && id <= mine.after) return false;
    mine.after = id;
    return true;
  }

  setInterval(() => {
    if (!isShared || following.size === 0) return;
    missed += 1;
    if (missed <= MISSED) ask({ ask: "ping" });
    else if (hasAnswered) connect(); // it has died, and a new one is the same for all tabs
    else connectHere();
  }, BEAT);

  document.addEventListener("visibilitychange", () => {
    if (isSeen()) resume();
    else for (const turn of following.keys()) ask({ ask: "leave", turn });
  });
  addEventListener("online", resume);
  addEventListener("pagehide", () => {
    ask({ ask: "bye" });
    channel?.close();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    openChannel();
    connect();
  });
  openChannel();
  connect();

  return {
    /**
     * @param {string} turn @param {Listener} listener
     * @returns {() => void}  stops following; the turn goes on
     */
    follow(turn, listener) {
      const mine = { after: 0, listener };
      following.set(turn, mine);
      if (isSeen()) ask({ ask: "follow", turn, after: 0 });
      return () => {
        if (following.get(turn) !== mine) return;
        following.delete(turn);
        ask({ ask: "leave", turn });
      };
    },
    /** Tells the other tabs. @param {string} chat */
    changed: (chat) => (channel ? channel.postMessage(chat) : ask({ ask: "changed", chat })),
  };
}
