// Starts the page: language and theme, then the list or a run, and again whenever the address changes.
import { followLinks, place } from './router.js';
import { startTheme } from './page/theme.js';
import { speak } from './text/text.js';

/** @type {{ close: () => void }|null} */
let shown = null;
let turn = 0;

async function show() {
  const mine = ++turn;
  const { run } = place();
  shown?.close();
  shown = null;
  const main = /** @type {HTMLElement} */ (document.getElementById('main'));
  const page = run === null ? await import('./list/page.js') : await import('./run/page.js');
  if (mine !== turn) return;
  shown = page.open(main, run);
}

startTheme();
followLinks();
await speak();
window.addEventListener('gradwatch:place', show);
window.addEventListener('gradwatch:language', show);
await show();
