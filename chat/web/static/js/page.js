// What all actions share: the store, the elements, the other tabs, how a change is asked for and a failure is shown.
import * as api from "./api.js";
import { createStream } from "./stream.js";
import { showPassword } from "./views/dialogs.js";

const READ = 12000; // ms in which a toast can be read, and its button found
const STALE = {
  code: "stale_version", message: "This story went on in another tab; what came is on the page now.",
  hint: "Nothing you typed is lost: look, then send it again.",
};

const NO_COOKIES = {
  code: "no_cookies", message: "The password is right, and your browser did not keep the login.",
  hint: "Allow cookies for this page, then log in again.",
};

/** @param elements  {dialog, story, spoken: the elements; draw: draws at once} */
export function createPage(store, elements) {
  let last = Promise.resolve(); // the change before the next one
  let unseen = 0; // how often this page has found a chat changed by somebody else

  function failed(error) {
    if (!(error instanceof api.ApiError)) throw error;
    if (error.status !== 401) return page.notice({ message: error.message, hint: error.hint, code: error.code });
    if (elements.dialog.open) elements.dialog.close();
    showPassword(elements.dialog, async (password) => {
      await api.login(password);
      await api.chats().catch((problem) => {
        throw problem.status === 401 ? new api.ApiError(401, NO_COOKIES) : problem;
      });
      location.reload();
    });
  }

  const page = {
    ...elements, store, failed,
    tabs: createStream((chat) => page.onChanged(chat)),
    onChanged: (_chat) => {}, // another tab has changed a chat
    load: async (_isOwn) => true, // the chat on the page, as it is now
    changedElsewhere: () => (unseen += 1),
    chatId: () => store.state.chat?.id,
    turns: () => store.state.chat?.turns.items ?? [],
    notice: (notice) => store.dispatch({ type: "notice", data: { notice } }),
    /** Says what was done, for a while. @param {{message: string, undo?: boolean}|null} toast */
    toast(toast) {
      store.dispatch({ type: "toast", data: { toast } });
      if (toast) setTimeout(() => store.state.toast === toast && page.toast(null), READ);
    },
    /** The answer, or null with the reason shown. */
    async asked(question) {
      try {
        return await question;
      } catch (error) {
        failed(error);
        return null;
      }
    },
    /** One after the other: what two quick presses ask for, and what is loaded meanwhile. */
    inOrder(step) {
      const mine = last.then(step);
      last = mine.then(() => {}, () => {});
      return mine;
    },
    /**
     * A change of the chat on the page, made for the version that is on the page: a turn nobody saw here is never
     * answered. When the story has gone on elsewhere, the page shows it, and the failure says so.
     */
    change(ask) {
      const { chat } = store.state;
      const before = unseen;
      return page.inOrder(async () => {
        const isHere = page.chatId() === chat?.id;
        try {
          if (isHere && unseen !== before) throw new api.ApiError(409, STALE);
          const answer = await ask(isHere ? store.state.chat?.version : chat.version);
          const { version } = answer ?? {};
          if (version) store.dispatch({ type: "chat.versioned", data: { chat: chat?.id, version } });
          return answer;
        } catch (error) {
          if (error.code !== STALE.code) throw error;
          if (isHere) await page.load();
          throw new api.ApiError(409, STALE);
        }
      });
    },
  };
  return page;
}
