// Light, dark or what the system says; and the colours of the tokens for a canvas, which knows no variables.

/** @typedef {'auto'|'light'|'dark'} Theme */

const KEY = 'gradwatch.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
/** @type {Map<string, string>} */
const known = new Map();

/** @returns {Theme} */
export function theme() {
  const value = kept(KEY);
  return value === 'light' || value === 'dark' ? value : 'auto';
}

/** @param {Theme} chosen */
export function chooseTheme(chosen) {
  keep(KEY, chosen);
  apply();
}

export function startTheme() {
  apply();
  dark.addEventListener('change', apply);
}

function apply() {
  const chosen = theme();
  if (chosen === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  known.clear();
  window.dispatchEvent(new Event('gradwatch:theme'));
}

/**
 * The colour of a token, as a canvas takes it.
 * @param {string} token such as --line
 */
export function colour(token) {
  let found = known.get(token);
  if (found === undefined) {
    const probe = document.createElement('span');
    probe.style.color = `var(${token})`;
    document.body.append(probe);
    found = getComputedStyle(probe).color;
    probe.remove();
    known.set(token, found);
  }
  return found;
}

/** A value kept in this browser; null where it keeps none. @param {string} key */
export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} value */
export function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    /* a browser that keeps nothing still shows everything */
  }
}
