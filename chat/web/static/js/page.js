// What all actions share: the store, the elements, the other tabs, and how a failure is shown.
import * as api from "./api.js";
import { showPassword } from "./views/dialogs.js";

const READ = 12000; // ms in which a toast can be read, and its button found

/** @param elements  {dialog, story, spoken: the elements; draw: draws at once} */
export function createPage(store, elements) {
  const tabs = new BroadcastChannel("fabula"); // tells other tabs which chat has changed

  function failed(error) {
    if (!(error instanceof api.ApiError)) throw error;
    if (error.status !== 401) return page.notice({ message: error.message, hint: error.hint });
    showPassword(elements.dialog, async (password) => {
      await api.login(password);
      location.reload();
    });
  }

  const page = {
    ...elements, store, tabs, failed,
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
  };
  return page;
}
