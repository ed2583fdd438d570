// The shelf and the panel as drawers over the story, where there is no room for them beside it.

const DRAWERS = { "show-shelf": "shelf", "show-panel": "panel" };
const veil = document.getElementById("veil");
let opener = null; // what had the focus before

/** @param {"show-shelf"|"show-panel"} name */
export function toggleDrawer(name) {
  if (document.body.classList.contains(name)) return closeDrawers();
  closeDrawers();
  opener = document.activeElement;
  document.body.classList.add(name);
  veil.hidden = false;
  document.getElementById(DRAWERS[name]).querySelector("button")?.focus();
}

export function closeDrawers() {
  if (veil.hidden) return;
  document.body.classList.remove(...Object.keys(DRAWERS));
  veil.hidden = true;
  if (opener?.isConnected) opener.focus();
  opener = null;
}

veil.addEventListener("click", closeDrawers);
