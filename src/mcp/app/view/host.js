/**
 * The view's side of the MCP Apps protocol (2026-01-26): JSON-RPC over postMessage with the page that holds this one.
 */

const PROTOCOL = "2026-01-26";
const INITIALIZE_ID = 1;
const METHOD_NOT_FOUND = -32601;

/** @typedef {Record<string, any>} Params as any host sends them */
/** @typedef {{ onInput: (params: Params) => void, onResult: (params: Params) => void, onCancelled: (params: Params) => void }} Listener */

/**
 * Greets the host, then tells a listener what it passes in, follows its theme, and reports the size of the page.
 * @param {string} version
 * @param {Listener} listener
 */
export function meetHost(version, { onInput, onResult, onCancelled }) {
  /** @type {Record<string, (params: Params) => void>} */
  const notices = {
    "ui/notifications/tool-input": onInput,
    "ui/notifications/tool-result": onResult,
    "ui/notifications/tool-cancelled": onCancelled,
    "ui/notifications/host-context-changed": followTheme,
  };
  window.addEventListener("message", ({ data, source }) => {
    if (source !== window.parent || data?.jsonrpc !== "2.0") return;
    const { id, method, params = {} } = data;
    if (id === undefined) notices[method]?.(params);
    else if (method !== undefined) answer(id, method);
    else if (id === INITIALIZE_ID && data.result !== undefined) begin(data.result);
  });
  send({
    id: INITIALIZE_ID,
    method: "ui/initialize",
    params: {
      protocolVersion: PROTOCOL,
      appInfo: { name: "value-portrait", version },
      appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
    },
  });
}

/** @param {Params} result */
function begin({ hostContext = {} }) {
  followTheme(hostContext);
  send({ method: "ui/notifications/initialized", params: {} });
  const observer = new ResizeObserver(reportSize);
  observer.observe(document.body);
}

/**
 * @param {unknown} id
 * @param {string} method
 */
function answer(id, method) {
  const known = method === "ping" || method === "ui/resource-teardown";
  send(
    known ? { id, result: {} } : { id, error: { code: METHOD_NOT_FOUND, message: `no method ${method}` } },
  );
}

/** @param {Params} context */
function followTheme({ theme }) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
}

/** The height of the body and not of the page, which is never less than what the host gave. */
function reportSize() {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  send({ method: "ui/notifications/size-changed", params: { width: window.innerWidth, height } });
}

/** @param {Params} message */
function send(message) {
  // Nothing secret is sent, and a sandboxed page cannot know the origin of its host.
  window.parent.postMessage({ jsonrpc: "2.0", ...message }, "*");
}
