// Server-sent events, with the states that the page shows: live, and disconnected since when.

const RETRY = 5000;

/**
 * Listens until closed. A browser reconnects by itself while a server is merely slow; where it gave up, we begin anew.
 * @param {string} url
 * @param {Record<string, (data: any) => void>} handlers by event name
 * @param {(state: 'live'|'lost', again: boolean) => void} tell the state; `again` is true when a lost connection is back
 */
export function listen(url, handlers, tell) {
  /** @type {EventSource|null} */
  let source = null;
  let timer = 0,
    lost = false,
    closed = false;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(url);
    source.onopen = () => {
      const again = lost;
      lost = false;
      tell('live', again);
    };
    source.onerror = () => {
      if (closed) return;
      lost = true;
      tell('lost', false);
      // After an answer that is no stream (a proxy's error page, a server that is starting) no browser tries again.
      source?.close();
      clearTimeout(timer);
      timer = window.setTimeout(open, RETRY);
    };
    for (const [name, handle] of Object.entries(handlers))
      source.addEventListener(name, event => handle(JSON.parse(/** @type {MessageEvent} */ (event).data)));
  }

  function close() {
    closed = true;
    clearTimeout(timer);
    source?.close();
  }

  open();
  // A page that is put aside must not hold a connection; one that comes back begins anew.
  window.addEventListener('pagehide', close, { once: true });
  return { retry: open, close };
}
