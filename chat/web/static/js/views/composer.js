// Where the player writes. Built once per chat, so that what is typed is never redrawn away; the draft outlives a reload.
import { draftOf, keepDraft } from "../drafts.js";
import { h, icon } from "../html.js";

let built = null; // {chat, keys, area, send, stop, go, hint, fit}

export function renderComposer(form, state, actions) {
  if (!state.chat) {
    form.replaceChildren();
    built = null;
    return;
  }
  if (built?.chat !== state.chat.id) build(form, state.chat, actions);
  const telling = state.live !== null && state.live.phase !== "settling";
  built.send.hidden = telling;
  built.go.hidden = telling;
  built.stop.hidden = !telling;
  built.stop.onclick = () => actions.stop(state.live?.turn);
  built.hint.textContent = state.live?.phase === "settling" ? "You can write on; feelings are still being weighed." : built.keys;
}

function build(form, chat, actions) {
  const area = h("textarea", { rows: 1, placeholder: `What does ${chat.persona.name} say or do?`, "aria-label": `What ${chat.persona.name} says or does` });
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  area.value = draftOf(chat.id);
  area.addEventListener("input", () => {
    keepDraft(chat.id, area.value);
    fit();
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  const send = h("button.primary", { type: "submit" }, "Send");
  const stop = h("button", { type: "button", hidden: true }, "Stop");
  const go = h("button.go", { type: "button", title: "Let the story go on without you", "aria-label": "Continue", onclick: () => actions.send({ continue: true }, "") }, h("span", {}, "Continue"), icon("onward"));
  const hint = h("p.hint.quiet");
  form.onsubmit = (event) => {
    event.preventDefault();
    const text = area.value;
    if (text.trim() && !send.hidden) actions.send({ text }, text);
  };
  form.replaceChildren(h("div.row", {}, area, go, send, stop), hint);
  const other = chat.cast.length > 1 ? `, /w ${chat.cast[0].name} whispers to them alone` : "";
  built = { keys: `Enter sends, Shift+Enter makes a new line${other}.`, chat: chat.id, area, send, stop, go, hint, fit };
  requestAnimationFrame(fit);
}

/** The text was accepted: it is safe at the server, and no draft any more. */
export function clearDraft(chatId, sent) {
  if (draftOf(chatId) === sent) keepDraft(chatId, "");
  if (built?.chat === chatId && built.area.value === sent) {
    built.area.value = "";
    built.fit();
  }
}

export const focusComposer = () => built?.area.focus({ preventScroll: true });
