// Why: causes by weight with what speaks for and against each, what would have to be logged, and where a NaN was traced to.
import { h } from '../../page/dom.js';
import { t } from '../../text/text.js';
import { said } from './names.js';

const OPEN_AT_FIRST = 2;

/** @param {any} view */
export function why(view) {
  if (!view.where) return null;
  return [
    h('h2', {}, t('section.why'), view.causes.length > 0 && h('small', {}, t('why.weight'))),
    view.causes.length === 0 && h('p', {}, view.none.causes),
    view.causes.map(cause),
    view.missing.map((/** @type {string} */ one) => h('p', { class: 'missing' }, h('b', {}, t('why.missing')), ' ', said(one))),
  ];
}

/** @param {any} one @param {number} i */
function cause(one, i) {
  const bar = h('i');
  bar.style.width = `${Math.min(100, Number(one.weight) * 100)}%`;
  const sign = (/** @type {string} */ mark, /** @type {string} */ key) => (/** @type {string} */ text) =>
    h('li', {}, h('span', {}, `${mark} ${t(key)}`), h('span', {}, said(text)));
  return h(
    'details',
    { class: 'cause', 'data-key': one.id, open: i < OPEN_AT_FIRST },
    h(
      'summary',
      {},
      h('span', { class: 'nm' }, one.name),
      h('span', { class: 'wt' }, one.weight),
      h('span', { class: 'wbar' }, bar),
    ),
    h('p', { class: 'dim' }, h('code', {}, one.id)),
    h('ul', { class: 'ev' }, one.evidence.map(sign('+', 'why.for')), one.against.map(sign('\u2212', 'why.against'))),
  );
}

/** @param {any} view */
export function trace(view) {
  if (view.origins.length === 0) return null;
  return [
    h('h2', {}, t('section.trace')),
    view.origins.map((/** @type {any} */ origin) =>
      h(
        'div',
        { class: 'origin' },
        h('p', {}, said(origin.summary)),
        h('p', { class: 'dim' }, origin.how),
        h(
          'ul',
          { class: 'signs' },
          origin.evidence.map((/** @type {string} */ one) => h('li', {}, said(one))),
        ),
      ),
    ),
  ];
}
