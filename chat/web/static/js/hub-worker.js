// The shared worker of all tabs of a browser: it owns their connection.
import { createHub } from "./hub.js";

const hub = createHub();
addEventListener("connect", (event) => hub.join(/** @type {MessageEvent} */ (event).ports[0]));
