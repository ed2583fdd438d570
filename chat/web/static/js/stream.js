// Follows the events of a turn. The browser reconnects and says what it has seen; the server sends what is missing.

export const NAMES = [
  "turn.accepted", "turn.understood", "turn.recalled", "turn.waiting", "narrative.delta", "narrative.block", "narrative.done",
  "pair.changed", "scene.changed", "turn.committed", "turn.failed", "turn.cancelled", "sync",
];
export const TERMINAL = new Set(["turn.committed", "turn.failed", "turn.cancelled"]);

/**
 * @param {string} turnId
 * @param {(event: {type: string, turn: string, data: any}) => void} onEvent  also gets stream.lost, stream.back and stream.over
 * @returns {() => void}  stops following; the turn goes on
 */
export function follow(turnId, onEvent) {
  const source = new EventSource(`/api/turns/${encodeURIComponent(turnId)}/events`);
  let lost = false;
  for (const name of NAMES) {
    source.addEventListener(name, (message) => {
      const data = JSON.parse(message.data);
      if (TERMINAL.has(name)) source.close();
      onEvent({ type: name, turn: turnId, data });
    });
  }
  source.onopen = () => {
    if (lost) onEvent({ type: "stream.back", turn: turnId, data: null });
    lost = false;
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) onEvent({ type: "stream.over", turn: turnId, data: null });
    else if (!lost) {
      lost = true;
      onEvent({ type: "stream.lost", turn: turnId, data: null });
    }
  };
  return () => source.close();
}
