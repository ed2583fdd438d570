// Light or dark: what the system says, unless the player chose. Loaded before the first paint, so that nothing flashes.

const KEY = "fabula.theme";
const root = document.documentElement;
const chosen = localStorage.getItem(KEY);
if (chosen) root.dataset.theme = chosen;

export function toggleTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem(KEY, root.dataset.theme);
}
