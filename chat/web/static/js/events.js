// The names of a turn's events, as the server sends them.

export const NAMES = [
  "turn.accepted", "turn.understood", "turn.recalled", "turn.waiting", "narrative.delta", "narrative.block",
  "narrative.done", "pair.changed", "scene.changed", "turn.committed", "turn.failed", "turn.cancelled", "sync",
];
/**
 * The number of what a shared worker runs (hub.js, hub-worker.js and this file). A browser keeps the worker of before an
 * update as long as a tab is open, so that another one needs another name.
 */
export const HUB = 2;

export const TERMINAL = new Set(["turn.committed", "turn.failed", "turn.cancelled"]);

/**
 * @typedef {{turn: string, id: number, type: string, data: any}} TurnEvent  one event, numbered within its turn
 */
