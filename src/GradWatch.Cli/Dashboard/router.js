// The address says what is shown: / the list, /runs/ID a run. What follows "?" is the state worth sharing.

/** @typedef {{ run: string|null, query: URLSearchParams }} Place */

/** @returns {Place} */
export function place() {
  const match = /^\/runs\/([^/]+)/.exec(location.pathname);
  return { run: match ? decodeURIComponent(match[1]) : null, query: new URLSearchParams(location.search) };
}

/** @param {string} id */
export const runAddress = id => `/runs/${encodeURIComponent(id)}`;

/**
 * Goes to a page without loading everything again.
 * @param {string} address
 */
export function go(address) {
  history.pushState(null, '', address);
  window.dispatchEvent(new Event('gradwatch:place'));
  scrollTo(0, 0);
}

/** Makes links within the dashboard go without loading; a click with a key held opens a tab as everywhere. */
export function followLinks() {
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || link.target)
      return;
    if (link.origin !== location.origin || !(link.pathname === '/' || link.pathname.startsWith('/runs/'))) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
  window.addEventListener('popstate', () => window.dispatchEvent(new Event('gradwatch:place')));
}

/**
 * Changes what follows "?" without a new entry in the history.
 * @param {Record<string, string>} values empty ones are removed
 */
export function remember(values) {
  const { query } = place();
  for (const [name, value] of Object.entries(values)) value ? query.set(name, value) : query.delete(name);
  const text = query.toString();
  history.replaceState(null, '', text ? `${location.pathname}?${text}` : location.pathname);
}
