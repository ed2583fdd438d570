// Where the player writes. Built once per chat, so that what is typed is never redrawn away; the draft outlives a reload.
import { draftOf, keepDraft } from "../drafts.js";
import { h, icon } from "../html.js";

const DOUBLE = 400; // ms in which the second press of a double click comes
const COUNTED = 1000; // the same where the browser itself takes it for the second one
const SAME = { mouse: 2, pen: 8, touch: 24 }; // pixels that it may be away from the first one

let built = null; // {chat, keys, area, send, stop, go, hint, fit}
let pressed = null; // {button, time, x, y}: the last press on one of the buttons

/**
 * Whether a press is the second one of a double click that was meant for the button which stood here a moment ago: Stop
 * takes the place of Send, and Send that of Stop. Pressed on and on, Stop is heard.
 */
function isSecond(event) {
  const before = pressed;
  const { timeStamp: time, clientX: x, clientY: y, currentTarget: button } = event;
  if (event.detail === 0) return false; // a key, or a script
  const isOther = before !== null && before.button !== button;
  const after = isOther ? time - before.time : Infinity;
  const away = isOther ? Math.hypot(x - before.x, y - before.y) : Infinity;
  const isNear = after < DOUBLE && away <= (SAME[event.pointerType] ?? SAME.mouse);
  const isSame = isNear || (after < COUNTED && event.detail > 1);
  if (!isSame) pressed = { button, time, x, y };
  return isSame;
}

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
  built.stop.onclick = (event) => !isSecond(event) && actions.stop(state.live?.turn);
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
  const send = h("button.primary", { type: "submit", onclick: (event) => isSecond(event) && event.preventDefault() }, "Send");
  const stop = h("button", { type: "button", hidden: true }, "Stop");
  const go = h("button.go", { type: "button", title: "Let the story go on without you", "aria-label": "Continue", onclick: (event) => !isSecond(event) && actions.send({ continue: true }, "") }, h("span", {}, "Continue"), icon("onward"));
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

/** A tab that goes leaves its draft to the next one, though another has sent or written something since. */
addEventListener("pagehide", () => built?.area.value && keepDraft(built.chat, built.area.value));

/** The text was accepted: it is safe at the server, and no draft any more. */
export function clearDraft(chatId, sent) {
  if (draftOf(chatId) === sent) keepDraft(chatId, "");
  if (built?.chat === chatId && built.area.value === sent) {
    built.area.value = "";
    built.fit();
  }
}

/** Puts text behind what is written already. */
export function addText(chatId, text) {
  const both = [draftOf(chatId), text].filter(Boolean).join("\n\n");
  keepDraft(chatId, both);
  if (built?.chat !== chatId) return;
  built.area.value = both;
  built.fit();
}

export const focusComposer = () => built?.area.focus({ preventScroll: true });
