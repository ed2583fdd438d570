// The names of a turn's events, as the server sends them.

export const NAMES = [
  "turn.accepted", "turn.understood", "turn.recalled", "turn.waiting", "narrative.delta", "narrative.block",
  "narrative.done", "pair.changed", "scene.changed", "turn.committed", "turn.failed", "turn.cancelled", "sync",
];
export const TERMINAL = new Set(["turn.committed", "turn.failed", "turn.cancelled"]);

/**
 * @typedef {{turn: string, id: number, type: string, data: any}} TurnEvent  one event, numbered within its turn
 */
