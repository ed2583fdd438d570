// The line above the story, and the notices under it.
import { h, iconButton } from "../html.js";

export const MANY = 20; // memories in the queue that are worth a word

const names = (list) => (list.length > 1 ? `${list.slice(0, -1).join(", ")} and ${list.at(-1)}` : list.join(""));

export function renderBar(element, state, actions) {
  element.replaceChildren(
    h("span.only-phone", {}, iconButton("menu", "Stories", actions.toggleShelf)),
    h("h1", {}, state.chat?.title ?? "Fabula"),
    state.chat ? h("p.quiet", {}, `You are ${state.chat.persona.name}, with ${names(state.chat.cast.map((member) => member.name))}`) : "",
    ...(state.chat ? [
      iconButton("bin", "Delete this story", actions.deleteChat),
      iconButton("people", "Who feels what, and where", actions.togglePanel),
    ] : []));
}

function toyNotice(actions) {
  const words = h("div", {},
    h("strong", {}, "The narrator is a toy. "),
    "This embedded model has 135 million parameters and only shows how Fabula works. For real stories, write ",
    h("code", {}, "CHAT_NARRATIVE_BASE_URL"), ", ", h("code", {}, "CHAT_NARRATIVE_API_KEY"), " and ", h("code", {}, "CHAT_NARRATIVE_MODEL"),
    " to ", h("code", {}, ".env"), " in the data folder and start again: any server that speaks the OpenAI protocol will do.");
  return h("div.notice", {}, words, iconButton("close", "Hide this", actions.hideToy));
}

/** What of the app does not work, or is not done yet, and matters to who plays. */
function healthNotices(health) {
  if (!health) return [];
  const down = ["database", "narrator", "classifier", "embedder", "worker"].filter((name) => health[name]?.state === "down");
  const words = down.map((name) => h("div.notice.bad", {}, h("div", {}, h("strong", {}, `The ${name} is down. `), health[name].detail ?? "")));
  const queue = health.worker?.queue ?? 0;
  if (queue > MANY && !down.includes("worker")) words.push(h("div.notice", {}, h("div", {}, `${queue} memories are still being prepared. You can play on; until then they are found by their words only.`)));
  return words;
}

export function renderNotices(element, state, actions, toyHidden) {
  const profile = state.profiles.find((item) => item.id === state.chat?.profile) ?? state.profiles.find((item) => item.default);
  element.replaceChildren(
    ...(profile?.toy && !toyHidden ? [toyNotice(actions)] : []),
    ...(profile && !profile.available ? [h("div.notice.bad", {}, h("div", {}, `The profile “${profile.title}” cannot be used. ${profile.hint ?? ""}`))] : []),
    ...healthNotices(state.health),
    ...(state.lost ? [h("div.notice.bad", {}, h("div", {}, "The connection is lost. The story goes on at the server; this page reconnects by itself."))] : []),
    ...(state.notice ? [h("div.notice.bad", {}, h("div", {}, h("strong", {}, state.notice.message), " ", state.notice.hint ?? ""), iconButton("close", "Hide this", actions.hideNotice))] : []));
}
