// What happened: each episode with its sentence; and where: the tensors by their norm, with bars on a log axis.
import { format, number } from '../../figures.js';
import { h, s } from '../../page/dom.js';
import { icon } from '../../page/icons.js';
import { t } from '../../text/text.js';
import { said } from './names.js';

const MOST = 12,
  LEAST_DECADE = -6,
  USUAL_HIGH = 1;

/** @param {any} view */
export function what(view) {
  const all = view.episodes;
  return [
    h('h2', {}, t('section.what'), h('small', {}, t('what.count', view.episode_count))),
    all.length === 0
      ? h('p', {}, icon('healthy'), ' ', view.none.episodes)
      : h('ul', { class: 'eps' }, all.slice(0, MOST).map(item)),
    all.length > MOST &&
      h(
        'details',
        { class: 'more', 'data-key': 'what' },
        h('summary', {}, t('what.more', all.length - MOST)),
        h('ul', { class: 'eps' }, all.slice(MOST, 500).map(item)),
      ),
  ];
}

/** @param {any} episode */
function item(episode) {
  return h(
    'li',
    { 'data-detector': episode.detector },
    h('span', { class: `tag ${episode.severity}` }, episode.letter),
    h(
      'div',
      { class: 'h' },
      h('span', { class: `sev ${episode.severity}` }, icon(episode.severity), episode.word),
      h('code', {}, episode.detector),
      h('span', { class: 'st' }, episode.when),
    ),
    h('p', {}, said(episode.finding)),
    episode.aside && h('p', { class: 'dim' }, said(episode.aside)),
  );
}

/** @param {any} view @param {(tensor: string) => void} open */
export function where(view, open) {
  const { where: place } = view;
  if (!place) return null;
  const rows = place.rows,
    logs = rows
      .map((/** @type {any} */ row) => number(row.norm))
      .filter((/** @type {number} */ v) => v > 0 && Number.isFinite(v))
      .map(Math.log10);
  const top = Math.max(2, ...logs);
  const table = (/** @type {any[]} */ part) =>
    h(
      'table',
      { class: rows.some((/** @type {any} */ row) => row.tensor.length > 24) ? 'where long' : 'where' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, t('where.tensor')),
          h('th', { class: 'n', scope: 'col' }, place.column),
          h('th', { class: 'b' }, h('span', { class: 'sr' }, 'log10')),
        ),
      ),
      h(
        'tbody',
        {},
        part.map(row =>
          h(
            'tr',
            { class: row.leading ? 'lead' : '' },
            h('td', {}, h('button', { type: 'button', class: 'name mono', onclick: () => open(row.tensor) }, row.tensor)),
            h('td', { class: Number.isFinite(number(row.norm)) ? 'n' : 'n nf' }, format(number(row.norm))),
            h('td', { class: 'b' }, bar(number(row.norm), top)),
          ),
        ),
      ),
    );
  return [
    h('h2', {}, t('section.where')),
    rows.length === 0
      ? h('p', {}, place.tensor && [h('code', {}, place.tensor), '. '], view.none.tensors)
      : table(rows.slice(0, MOST)),
    rows.length > MOST &&
      h(
        'details',
        { class: 'more', 'data-key': 'where' },
        h('summary', {}, t('where.more', rows.length - MOST)),
        table(rows.slice(MOST)),
      ),
    rows.length > 0 && h('p', { class: 'note' }, place.note),
  ];
}

/** @param {number} norm @param {number} top log10 of the longest bar */
function bar(norm, top) {
  const part = (/** @type {number} */ log) => Math.min(1, Math.max(0.005, (log - LEAST_DECADE) / (top - LEAST_DECADE))) * 100;
  const log = Math.log10(norm),
    usual = `${part(USUAL_HIGH)}%`;
  return s(
    'svg',
    { class: 'track', width: '100%', height: 16, 'aria-hidden': 'true' },
    s('rect', { y: 2, width: '100%', height: 12, class: 'sunk' }),
    !Number.isFinite(norm) && s('rect', { y: 2, width: '100%', height: 12, class: 'broken' }),
    norm > 0 &&
      Number.isFinite(norm) &&
      s('rect', { y: 2, width: `${part(log)}%`, height: 12, class: log > USUAL_HIGH ? 'over' : 'under' }),
    s('line', { x1: usual, x2: usual, y2: 16, class: 'usual' }),
  );
}
