// The list of stories on the left.
import { h, icon, redraw, spine } from "../html.js";

const when = (iso) => {
  const date = new Date(iso);
  const today = new Date().toDateString() === date.toDateString();
  return today ? date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : date.toLocaleDateString([], { day: "numeric", month: "short" });
};

export function renderShelf(element, state, actions) {
  const items = state.chats.map((chat) =>
    h("li", {}, h(`button.${spine(chat.title)}`, { type: "button", data: { key: chat.id }, "aria-current": state.chat?.id === chat.id ? "true" : false, onclick: () => actions.open(chat.id) },
      h("span.title", {}, chat.title),
      h("span.quiet", {}, `${chat.cast.join(", ")} · ${when(chat.updated)}`))));
  redraw(element,
    h("div.brand", {}, h("img", { src: "/static/icon.svg", alt: "" }), "Fabula"),
    h("button.primary", { type: "button", data: { key: "new" }, onclick: actions.close }, "New story"),
    items.length ? h("ul", {}, ...items) : h("p.quiet", {}, "No stories yet."),
    h("div.foot", {},
      h("button.plain", { type: "button", data: { key: "import" }, onclick: actions.importStory }, "Import a story…"),
      state.chat && h("a.plain", { href: `/api/chats/${encodeURIComponent(state.chat.id)}/export`, download: true, data: { key: "export" } }, "Export this story"),
      h("button.plain", { type: "button", data: { key: "theme" }, onclick: actions.theme }, icon("theme"), "Light or dark")));
}
