// What the page keeps in the browser: settings of the eye and drafts. Where the browser refuses to keep it (site data
// blocked, no room left), it is kept in memory as long as the page is open, and nothing else changes.

/**
 * @typedef {{get: (key: string) => string|null, set: (key: string, value: string) => void,
 *   remove: (key: string) => void, keeps: () => boolean}} Kept  `keeps`: whether the browser has taken it all so far
 */

const PROBE = "fabula.probe";

/**
 * @param {() => Storage} storage  may throw: with site data blocked a look at it is refused
 * @returns {Kept}
 */
export function keeping(storage) {
  /** @type {Map<string, string|null>} what the browser did not take; null where it could not be removed */
  const refused = new Map();
  let keeps = true;
  /** Without room or leave the first real write would fail; this one asks early. */
  function probe() {
    try {
      storage().setItem(PROBE, "");
      storage().removeItem(PROBE);
    } catch {
      keeps = false;
    }
  }
  probe();
  return {
    keeps: () => keeps && refused.size === 0,
    get(key) {
      const here = refused.get(key);
      if (here !== undefined) return here;
      try {
        return storage().getItem(key);
      } catch {
        keeps = false;
        return null;
      }
    },
    set(key, value) {
      try {
        storage().setItem(key, value);
        refused.delete(key);
      } catch {
        refused.set(key, value);
      }
    },
    remove(key) {
      refused.delete(key);
      try {
        storage().removeItem(key);
      } catch {
        refused.set(key, null);
      }
    },
  };
}

/** Until the player removes it. */
export const kept = keeping(() => localStorage);
/** As long as the tab is open. */
export const keptInTab = keeping(() => sessionStorage);
