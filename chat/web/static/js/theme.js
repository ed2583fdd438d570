// Light or dark: what the system says, unless the player chose. Loaded before the first paint, so that nothing flashes.

import { kept } from "./kept.js";

const KEY = "fabula.theme";
const root = document.documentElement;
const chosen = kept.get(KEY);
if (chosen) root.dataset.theme = chosen;

export function toggleTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  kept.set(KEY, root.dataset.theme);
}
