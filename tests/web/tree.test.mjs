// Run by test_static.py with `node --test`: the outline of the tree that the map shows.
import assert from "node:assert/strict";
import test from "node:test";
import { outline } from "../../chat/web/static/js/tree.js";

const turn = (id, parent, named = false) => ({ id, parent, named, label: id });
const chain = (length, first = null, name = "t") => Array.from({ length }, (_, index) => turn(`${name}${index}`, index ? `${name}${index - 1}` : first));
const lines = (head, turns, all) => outline({ head, turns }, all).map((line) => [line.first.id, line.last.id, line.turns, line.level]);

test("a run without forks is one line, and the line of the head goes straight on", () => {
  const turns = [...chain(5), ...chain(3, "t1", "b")];
  assert.deepEqual(lines("t4", turns), [["t0", "t1", 2, 0], ["b0", "b2", 3, 1], ["t2", "t4", 3, 0]]);
  assert.deepEqual(lines("b2", turns), [["t0", "t1", 2, 0], ["t2", "t4", 3, 1], ["b0", "b2", 3, 0]]);
});

test("the head ends a line, also in the middle of a run", () => {
  const found = outline({ head: "t1", turns: chain(4) });
  assert.deepEqual(found.map((line) => [line.last.id, line.head, line.onPath]), [["t1", true, true], ["t3", false, false]]);
});

test("versions that nobody played on are counted, unless they are named or asked for", () => {
  const turns = [...chain(3), turn("x", "t0"), turn("y", "t0", true)];
  assert.deepEqual(lines("t2", turns), [["t0", "t0", 1, 0], ["y", "y", 1, 1], ["t1", "t2", 2, 0]]);
  assert.deepEqual(outline({ head: "t2", turns }).map((line) => line.spare), [0, 0, 1]);
  assert.equal(lines("t2", turns, true).length, 4);
});

test("a chat without turns has no lines", () => assert.deepEqual(outline({ head: null, turns: [] }), []));

test("every turn of 10,000 with forks stands in one line, and deep trees do not overflow", () => {
  const turns = chain(10000);
  for (let at = 0; at < 10000; at += 10) turns.push(...chain(2, `t${at}`, `b${at}_`));
  const found = outline({ head: "t9999", turns }, true);
  assert.equal(found.reduce((sum, line) => sum + line.turns, 0), turns.length);
  assert.equal(outline({ head: "t9999", turns: chain(10000) }).length, 1);
});
