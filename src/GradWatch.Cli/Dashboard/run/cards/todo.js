// What to do: each remedy with its number, where it is from, its proof and its code; trials; what a guard did; notes.
import { format, number } from '../../figures.js';
import { codeBlock } from '../../page/code.js';
import { h } from '../../page/dom.js';
import { icon } from '../../page/icons.js';
import { t } from '../../text/text.js';
import { said } from './names.js';

const PROOF = /** @type {Record<string, ['healthy'|'warning'|'untried', string]>} */ ({
  helped: ['healthy', 'healthy'],
  failed: ['warning', 'warning'],
  untried: ['untried', 'plain'],
});
const MOST_ACTIONS = 8;

/** @param {any} view */
export function todo(view) {
  if (!view.where) return null;
  return [
    h('h2', {}, t('section.do')),
    view.remedies.length === 0 ? h('p', {}, view.none.remedies) : h('ol', { class: 'rems' }, view.remedies.map(remedy)),
  ];
}

/** @param {any} one @param {number} i */
function remedy(one, i) {
  const [shape, tone] = PROOF[one.outcome];
  return h(
    'li',
    { class: 'rem', 'data-remedy': one.id },
    h('h3', {}, h('span', { class: 'num' }, i + 1), h('span', {}, said(one.action))),
    h(
      'div',
      { class: 'meta' },
      h(
        'p',
        {},
        h('code', {}, one.id),
        one.parameters.map((/** @type {string} */ text) => [' · ', h('span', { class: 'nw' }, text)]),
      ),
      h('p', {}, said(one.why)),
      h('p', { class: 'proof' }, icon(shape, tone), h('span', {}, one.proof)),
    ),
    codeBlock([
      ['TorchSharp', one.code.torchsharp],
      ['PyTorch', one.code.pytorch],
    ]),
  );
}

/** @param {any} view */
export function trials(view) {
  const tried = view.remedies.filter((/** @type {any} */ one) => one.trial);
  if (tried.length === 0) return null;
  const row = (/** @type {string} */ name, /** @type {any} */ course) =>
    h(
      'tr',
      {},
      h('td', {}, h('code', {}, name)),
      h('td', { class: 'nw' }, `${format(number(course.first_loss))} → ${format(number(course.last_loss))}`),
      h('td', { class: 'n' }, format(number(course.largest_norm))),
      h('td', { class: course.worst }, icon(course.worst), ' ', course.word),
    );
  return [
    h('h2', {}, t('section.trial')),
    h(
      'table',
      { class: 'trial' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['trial.run', 'trial.loss', 'trial.norm', 'trial.outcome'].map(key =>
            h('th', { scope: 'col', class: key === 'trial.norm' ? 'n' : '' }, t(key)),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        row(t('trial.control'), tried[0].trial.control),
        tried.map((/** @type {any} */ one) => row(one.id, one.trial.treated)),
      ),
    ),
  ];
}

/** @param {any} view */
export function guard(view) {
  if (view.actions.length === 0) return null;
  const item = (/** @type {any} */ action) => h('li', {}, h('code', {}, action.kind), ' ', said(action.sentence));
  return [
    h('h2', {}, t('section.guard')),
    h('ul', { class: 'signs' }, view.actions.slice(0, MOST_ACTIONS).map(item)),
    view.actions.length > MOST_ACTIONS &&
      h(
        'details',
        { class: 'more', 'data-key': 'guard' },
        h('summary', {}, t('guard.more', view.actions.length - MOST_ACTIONS)),
        h('ul', { class: 'signs' }, view.actions.slice(MOST_ACTIONS, 300).map(item)),
      ),
  ];
}

/** @param {any} view @param {any} run */
export function notes(view, run) {
  const all = [
    ...(run.note ? [run.note] : []),
    ...view.notes,
    ...(run.lost > 0 ? [t('run.lost', run.lost)] : []),
    ...(run.refused_series > 0 ? [t('run.refused', run.refused_series)] : []),
  ];
  if (all.length === 0) return null;
  return [
    h('h2', {}, t('section.notes')),
    h(
      'ul',
      { class: 'signs' },
      all.map(one => h('li', {}, said(one))),
    ),
  ];
}
