// One function per call of the server; JSON in and out. A failure is an ApiError with what to do about it.

export class ApiError extends Error {
  /** @param {number} status @param {{code: string, message: string, hint: string}} body */
  constructor(status, body) {
    super(body.message);
    this.status = status;
    this.code = body.code;
    this.hint = body.hint;
    this.body = body;
  }
}

const PATIENCE = 60000; // ms; after a sleep of the machine a call can be on a connection that nobody holds any more

async function call(method, path, body, headers = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body === undefined ? headers : { "Content-Type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout?.(PATIENCE),
    });
  } catch {
    throw new ApiError(0, { code: "offline", message: "Fabula does not answer.", hint: "Is it still running? Your text is kept." });
  }
  if (answer.status === 204) return null;
  const parsed = await answer.json().catch(() => null);
  const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  if (answer.ok && isObject) return parsed;
  if (!answer.ok && typeof parsed?.error?.message === "string") throw new ApiError(answer.status, parsed.error);
  throw new ApiError(answer.ok ? 0 : answer.status, {
    code: "bad_answer", message: `What answered (${answer.status}) was not Fabula.`,
    hint: "Is a proxy or a login page in between? Your text is kept; try again.",
  });
}

/** A list; never something else that only looks like an answer. */
async function list(path) {
  const found = await call("GET", path);
  return { ...found, items: Array.isArray(found?.items) ? found.items : [] };
}

/** Asks again once when the answer was lost on the way. Only for what may come twice. */
export const twice = (ask) => ask().catch((error) => {
  if (error.status !== 0) throw error;
  return ask();
});

const id = encodeURIComponent;
export const login = (password) => call("POST", "/api/login", { password });
export const profiles = () => list("/api/profiles");
export const stories = () => list("/api/stories");
export const characters = () => list("/api/characters");
export const createCharacter = (card) => call("POST", "/api/characters", card);
export const chats = () => list("/api/chats");
export const createChat = (wanted) => call("POST", "/api/chats", wanted);
export const chat = (chatId, before, limit) => call("GET", `/api/chats/${id(chatId)}${before ? `?before=${id(before)}&limit=${limit}` : ""}`);
export const deleteChat = (chatId, version) => call("DELETE", `/api/chats/${id(chatId)}?version=${version}`);
export const state = (chatId) => call("GET", `/api/chats/${id(chatId)}/state`);
export const pair = (chatId, source, target, axis) => call("GET", `/api/chats/${id(chatId)}/pairs/${id(source)}/${id(target)}?axis=${id(axis)}`);
export const cast = (chatId) => call("GET", `/api/chats/${id(chatId)}/members`);
/** The tree folded to lines. @param query  {spare?, from?, limit?} */
export const lines = (chatId, { spare = false, ...page }) => call("GET", `/api/chats/${id(chatId)}/tree?${new URLSearchParams({ fold: 1, spare: Number(spare), ...page })}`);
/** The last `limit` turns of the path to a turn, or to where it is `depth` deep. */
export const path = (chatId, turnId, depth, limit) => call("GET", `/api/chats/${id(chatId)}/tree?${new URLSearchParams({ path: turnId, depth, limit })}`);
export const head = (chatId, turnId, newest, version) =>
  call("POST", `/api/chats/${id(chatId)}/head`, { turn_id: turnId, newest, version });
export const turn = (turnId) => call("GET", `/api/turns/${id(turnId)}`);
export const prompt = (turnId) => call("GET", `/api/turns/${id(turnId)}/prompt`);
export const stop = (turnId) => twice(() => call("POST", `/api/turns/${id(turnId)}/stop`));
export const post = (chatId, body, key) => call("POST", `/api/chats/${id(chatId)}/turns`, body, { "Idempotency-Key": key });
export const edit = (turnId, body, key) => call("POST", `/api/turns/${id(turnId)}/edit`, body, { "Idempotency-Key": key });
export const deleteTurn = (turnId, version) => call("DELETE", `/api/turns/${id(turnId)}?version=${version}`);
export const label = (turnId, text) => call("PATCH", `/api/turns/${id(turnId)}`, { label: text });
export const undo = (chatId, version) => call("POST", `/api/chats/${id(chatId)}/undo`, { version });
export const redo = (chatId, version) => call("POST", `/api/chats/${id(chatId)}/redo`, { version });
export const patchChat = (chatId, body) => call("PATCH", `/api/chats/${id(chatId)}`, body);
export const correct = (chatId, body) => call("POST", `/api/chats/${id(chatId)}/changes`, body);
export const lift = (chatId, changeId) => call("DELETE", `/api/chats/${id(chatId)}/changes/${id(changeId)}`);
export const join = (chatId, body) => call("POST", `/api/chats/${id(chatId)}/members`, body);
export const merge = (chatId, body) => call("POST", `/api/chats/${id(chatId)}/merge`, body);
export const dismiss = (chatId, name) => call("DELETE", `/api/chats/${id(chatId)}/offers/${id(name)}`);
export const regenerate = (turnId, body, key) => call("POST", `/api/turns/${id(turnId)}/regenerate`, body, { "Idempotency-Key": key });

/** The components and their states; also when the answer is 503. Null when nobody answers, or somebody else does. */
export const ready = () => fetch("/readyz").then((answer) => answer.json())
  .then((found) => (typeof found?.components === "object" ? found : null)).catch(() => null);

/** A key for a call that must not happen twice. */
export function onceKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
