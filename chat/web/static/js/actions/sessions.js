// Session files: a story comes in from one, with how far it has come.
import { ApiError } from "../api.js";
import { showImport } from "../views/import.js";

const BROKEN = { code: "offline", message: "Fabula does not answer any more.", hint: "Nothing of the file is left; import it again." };

/** Sends a file. @param seen  ({stage, turns, bytes, of_bytes}) as it goes on @param signal  an AbortSignal. Returns the chat. */
async function send(file, seen, signal) {
  const headers = { Accept: "text/event-stream", "Content-Type": "application/x-ndjson" };
  try {
    const answer = await fetch("/api/import", { method: "POST", headers, body: file, signal });
    if (!answer.ok) throw new ApiError(answer.status, (await answer.json()).error);
    for await (const [name, data] of events(answer.body)) {
      if (name === "import.progress") seen(data);
      if (name === "import.failed") throw new ApiError(422, data);
      if (name === "import.done") return data.chat;
    }
  } catch (error) {
    if (error instanceof ApiError || error.name === "AbortError") throw error;
  }
  throw new ApiError(0, BROKEN);
}

/** The events of a stream as [name, data]. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const pieces = (text + value).split("\n\n");
    text = pieces.pop();
    for (const piece of pieces) {
      const fields = Object.fromEntries(piece.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
      if (fields.event) yield [fields.event, JSON.parse(fields.data)];
    }
  }
}

export function sessionActions(page, chats) {
  return {
    importStory: () => showImport(page.dialog, async (file, seen, signal) => {
      const chat = await send(file, seen, signal);
      page.dialog.close();
      await chats.loadShelf();
      await chats.open(chat.id);
    }),
  };
}
