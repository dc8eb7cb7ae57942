// One run in the table: verdict, name, worst episode, two sparklines, three numbers, age.
import { format, number } from '../figures.js';
import { h } from '../page/dom.js';
import { icon } from '../page/icons.js';
import { runAddress } from '../router.js';
import { age, t } from '../text/text.js';
import { sparkline } from './sparkline.js';

/** A name may break after an underscore. @param {string} name */
export const breaking = name => name.split(/(?<=[_/.-])/).flatMap((part, i) => (i ? [h('wbr'), part] : [part]));

/** @param {any} run */
function worst(run) {
  if (!run.worst) return h('small', {}, t('runs.quiet'));
  const { detector, tensor, step } = run.worst;
  return [h('code', {}, detector), h('small', {}, tensor ? t('runs.at_tensor', step, tensor) : t('runs.at', step))];
}

/** @param {any} run */
function state(run) {
  const tags = Object.entries(run.tags ?? {}).map(([name, value]) => `${name} ${value}`);
  return h('small', {}, [t('status.' + run.status), ...tags].join(' · '));
}

/** @param {any} value */
const figure = value => (value === null || value === undefined ? '' : format(number(value)));

/**
 * @param {any} run
 * @param {boolean} chosen
 * @param {(chosen: boolean) => void} choose
 */
export function runRow(run, chosen, choose) {
  const box = h('input', {
    type: 'checkbox',
    'aria-label': `${t('runs.select')} ${run.name}`,
    onchange: () => choose(box.checked),
  });
  box.checked = chosen;
  const norm = figure(run.largest_norm),
    loss = figure(run.last_loss);
  return h(
    'tr',
    { class: chosen ? 'on' : '', 'data-run': run.id },
    h('td', { class: 'c' }, box),
    h('td', { class: 'v' }, h('span', { class: run.verdict }, icon(run.verdict), t('severity.' + run.verdict))),
    h('td', { class: 'r' }, h('a', { href: runAddress(run.id) }, breaking(run.name)), state(run)),
    h('td', { class: 'e' }, worst(run)),
    h('td', { class: 's' }, h('span', { class: 'lb' }, t('runs.loss')), sparkline(run.loss_line, false)),
    h('td', { class: 's' }, h('span', { class: 'lb' }, t('runs.norm')), sparkline(run.norm_line, true)),
    h('td', { class: 'n h2' }, norm),
    h('td', { class: loss === 'NaN' || loss.endsWith('Inf') ? 'n h2 nf' : 'n h2' }, loss),
    h('td', { class: 'n h2' }, run.rows === 0 ? 0 : run.last_step - run.first_step + 1),
    h('td', { class: 'n age', 'data-since': run.updated }, age(run.updated)),
  );
}
