// Elements without a framework: every text goes in as text, never as markup.

const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {Node|string|number|null|undefined|false|Child[]} Child */

/**
 * @param {Element} element
 * @param {Record<string, any>} attributes
 * @param {Child[]} children
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith('aria-')) {
      element.setAttribute(name, String(value));
      continue;
    }
    if (value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

/** @param {Element} element @param {Child[]} children */
function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child instanceof Node) element.append(child);
    else if (child !== null && child !== undefined && child !== false) element.append(String(child));
  }
}

/**
 * An element: h('p', { class: 'dim' }, 'text'). Attributes that begin with "on" are listeners.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {any}
 */
export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/**
 * An SVG element.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {any}
 */
export const s = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/**
 * Puts children in the place of those that are there.
 * @param {Element} element
 * @param {...Child} children
 */
export function put(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * Says something to a screen reader.
 * @param {string} text
 */
export function announce(text) {
  const place = document.getElementById('said');
  if (place) place.textContent = text;
}

/**
 * Runs once, some time after the last call.
 * @template {any[]} A
 * @param {number} wait in ms
 * @param {(...values: A) => void} run
 */
export function later(wait, run) {
  let timer = 0;
  const call = (/** @type {A} */ ...values) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => run(...values), wait);
  };
  call.cancel = () => clearTimeout(timer);
  return call;
}

/**
 * Runs at most once in a while, and once more at the end where calls came in between.
 * @param {number} every in ms
 * @param {() => void} run
 */
export function seldom(every, run) {
  let timer = 0,
    last = -Infinity;
  const call = () => {
    if (timer) return;
    timer = window.setTimeout(
      () => {
        timer = 0;
        last = performance.now();
        run();
      },
      Math.max(0, last + every - performance.now()),
    );
  };
  call.cancel = () => {
    clearTimeout(timer);
    timer = 0;
  };
  return call;
}
