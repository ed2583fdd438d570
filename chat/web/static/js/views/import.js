// The sheet on which a story comes in from a file.
import { h } from "../html.js";
import { show } from "./dialogs.js";

const SAYS = { checking: "Reading it", storing: "Putting it on the shelf" };

/** @param bring  (file, seen, signal): resolves when the story is there, and has closed the sheet */
export function showImport(dialog, bring) {
  const file = h("input", { type: "file", accept: ".jsonl,application/x-ndjson" });
  const bar = h("progress", { max: 1, hidden: true, "aria-label": "How far it has come" });
  const says = h("p.quiet", { role: "status" });
  const error = h("p.down", { role: "alert" });
  const leaving = new AbortController();
  dialog.addEventListener("close", () => leaving.abort(), { once: true });

  function seen({ stage, turns, bytes, of_bytes: whole }) {
    const half = stage === "storing" ? 0.5 : 0; // the file is gone through twice
    bar.value = half + (whole ? bytes / whole / 2 : 0);
    says.textContent = `${SAYS[stage]}: ${turns} turns`;
  }

  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    error.textContent = "";
    says.textContent = "Sending it";
    bar.removeAttribute("value");
    bar.hidden = false;
    file.disabled = true;
    try {
      await bring(file.files[0], seen, leaving.signal);
    } catch (problem) {
      if (problem.name !== "AbortError") error.textContent = `${problem.message} ${problem.hint ?? ""}`;
      says.textContent = "";
    } finally {
      bar.hidden = true;
      file.disabled = false;
      file.value = "";
    }
  });
  show(dialog, "Import a story", h("p", {}, "A file that Fabula has exported: the whole story, with all its branches."),
    h("p", {}, h("label", {}, "Session file", file)), bar, says, error);
}
