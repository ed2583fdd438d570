// The tree of turns as the lines that the map shows. No DOM in here.

/**
 * The tree as lines. A run of turns without a fork is one line; the line of the head goes straight on, the others stand
 * indented behind the turn they leave. Versions that nobody played on are only counted, unless `all`.
 * @param {{head: string|null, turns: any[]}} tree  the turns parents first
 * @returns {{first: any, last: any, turns: number, spare: number, level: number, onPath: boolean, head: boolean}[]}
 *   `turns` in the line, `spare` versions in it that are not shown
 */
export function outline({ head, turns }, all = false) {
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  const children = new Map();
  for (const turn of turns) {
    if (children.has(turn.parent)) children.get(turn.parent).push(turn);
    else children.set(turn.parent, [turn]);
  }
  const path = new Set();
  for (let turn = byId.get(head); turn && !path.has(turn.id); turn = byId.get(turn.parent)) path.add(turn.id);

  const isSpare = (turn) => !all && !turn.named && !path.has(turn.id) && !children.has(turn.id);
  /** Who goes straight on, who leaves, and how many are only counted. */
  function split(siblings) {
    const main = siblings.find((turn) => path.has(turn.id)) ?? siblings.findLast((turn) => !isSpare(turn)) ?? siblings.at(-1);
    const others = siblings.filter((turn) => turn !== main);
    return { main, leaving: others.filter((turn) => !isSpare(turn)), spare: others.filter(isSpare).length };
  }

  const lines = [];
  const open = []; // what is still to be written, the next one last
  function push(siblings, level) {
    if (!siblings?.length) return;
    const { main, leaving, spare } = split(siblings);
    open.push({ turn: main, spare, level });
    for (const turn of leaving.toReversed()) open.push({ turn, spare: 0, level: level + 1 });
  }
  push(children.get(null), 0);
  while (open.length) {
    const { turn, level, ...begun } = open.pop();
    const line = { first: turn, last: turn, turns: 1, spare: begun.spare, level, onPath: path.has(turn.id), head: false };
    lines.push(line);
    for (;;) {
      line.head = line.last.id === head;
      const next = children.get(line.last.id);
      if (!next) break;
      const { main, leaving, spare } = split(next);
      if (leaving.length || line.head || main.named) {
        push(next, level);
        break;
      }
      line.last = main;
      line.turns += 1;
      line.spare += spare;
    }
  }
  return lines;
}
