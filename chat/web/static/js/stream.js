// Follows the events of a turn. The browser reconnects and says what it has seen; the server sends what is missing.

export const NAMES = [
  "turn.accepted", "turn.understood", "turn.recalled", "turn.waiting", "narrative.delta", "narrative.block", "narrative.done",
  "pair.changed", "scene.changed", "turn.committed", "turn.failed", "turn.cancelled", "sync",
];
export const TERMINAL = new Set(["turn.committed", "turn.failed", "turn.cancelled"]);

/**
 * @param {string} turnId
 * @param {(event: import("./store.js").PageEvent) => void} onEvent  also gets stream.lost, stream.back and stream.over
 * @returns {() => void}  stops following; the turn goes on
 */
export function follow(turnId, onEvent) {
  const source = new EventSource(`/api/turns/${encodeURIComponent(turnId)}/events`);
  const tell = (type, data = null) => onEvent({ type, turn: turnId, time: Date.now(), data });
  let lost = false;
  for (const name of NAMES) {
    source.addEventListener(name, (message) => {
      if (TERMINAL.has(name)) source.close();
      tell(name, JSON.parse(message.data));
    });
  }
  source.onopen = () => {
    if (lost) tell("stream.back");
    lost = false;
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) tell("stream.over");
    else if (!lost) {
      lost = true;
      tell("stream.lost");
    }
  };
  return () => source.close();
}
