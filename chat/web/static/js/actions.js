// What a player can do: each action asks the server and tells the store what came of it.
import { chatActions } from "./actions/chats.js";
import { inspectActions } from "./actions/inspect.js";
import { sessionActions } from "./actions/sessions.js";
import { treeActions } from "./actions/tree.js";
import { turnActions } from "./actions/turns.js";
import { closeDrawers, toggleDrawer } from "./drawers.js";
import { kept, keptInTab } from "./kept.js";
import { createPage } from "./page.js";
import { toggleTheme } from "./theme.js";
import { showRealModel } from "./views/dialogs.js";

const NARROW = matchMedia("(max-width: 1100px)");
const PANEL = "fabula.panel";
const TOY = "fabula.toy-hidden";

export const panelHidden = () => kept.get(PANEL) === "0";
const UNKEPT = "fabula.unkept-hidden";
export const toyHidden = () => keptInTab.get(TOY) === "1";

/** What the browser keeps of this page, where it is not all: "tab" as long as the tab is open, or "page". */
export function keptUntil() {
  if (kept.keeps() || keptInTab.get(UNKEPT) === "1") return null;
  return keptInTab.keeps() ? "tab" : "page";
}

/** @param elements  {dialog, story, spoken: the elements; draw: draws at once} */
export function createActions(store, elements) {
  const page = createPage(store, elements);
  const chats = chatActions(page);
  const turns = turnActions(page, chats);
  return {
    ...chats, ...turns, ...treeActions(page, chats, turns), ...inspectActions(page, chats),
    ...sessionActions(page, chats),
    asked: page.asked,
    theme: toggleTheme,
    closeDrawers,
    toggleShelf: () => toggleDrawer("show-shelf"),
    togglePanel() {
      if (NARROW.matches) return toggleDrawer("show-panel");
      kept.set(PANEL, panelHidden() ? "1" : "0");
      page.draw();
    },
    realModel: () => showRealModel(page.dialog),
    hideToy() {
      keptInTab.set(TOY, "1");
      page.draw();
    },
    hideUnkept() {
      keptInTab.set(UNKEPT, "1");
      page.draw();
    },
    hideNotice: () => page.notice(null),
  };
}
