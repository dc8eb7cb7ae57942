// Two runs on the same axes: solid against dashed, so that the difference does not hang on colour.
import { api } from '../api.js';
import { decade, format, number } from '../figures.js';
import { h, put, s } from '../page/dom.js';
import { icon } from '../page/icons.js';
import { t } from '../text/text.js';
import { heights, linePath, spansDecades } from './sparkline.js';

const HEIGHT = 160,
  LEFT = 48,
  RIGHT = 10,
  TOP = 16,
  BOTTOM = 20,
  POINTS = 400;

/** @typedef {{ steps: number[], values: number[] }} Course */

/**
 * The courses of loss and norm. Of a bin of many steps both extremes are drawn, the smaller one first.
 * @param {string} id
 * @returns {Promise<{ loss: Course, grad_norm: Course }>}
 */
async function courses(id) {
  const run = await api.run(id);
  const wanted = ['loss', 'grad_norm'].map(name =>
    run.series_list.find((/** @type {any} */ one) => one.quantity === name && !one.tensor && !one.component),
  );
  const index = wanted.filter(Boolean).map(one => one.index);
  const { series } = index.length ? await api.series(id, { index, points: POINTS }) : { series: [] };
  const [loss, grad_norm] = wanted.map(one => unfolded(series.find((/** @type {any} */ found) => found.index === one?.index)));
  return { loss, grad_norm };
}

/** @param {any} columns @returns {Course} */
function unfolded(columns) {
  /** @type {Course} */
  const course = { steps: [], values: [] };
  for (let i = 0; i < (columns?.first.length ?? 0); i++) {
    const broken = columns.nan[i] > 0 ? NaN : columns.inf[i] > 0 ? Infinity : columns.neg_inf[i] > 0 ? -Infinity : null;
    const values =
      broken !== null
        ? [broken]
        : columns.count[i] > 1
          ? [number(columns.min[i]), number(columns.max[i])]
          : [number(columns.value[i])];
    for (const value of values) {
      course.steps.push((columns.first[i] + columns.last[i]) / 2);
      course.values.push(value);
    }
  }
  return course;
}

/** @param {number} low @param {number} high @param {boolean} log */
function ticks(low, high, log) {
  if (!log) return [low, high];
  const gap = [1, 2, 3, 5, 10, 20].find(one => (high - low) / one <= 4) ?? 50;
  const all = [];
  for (let e = Math.ceil(low / gap) * gap; e <= high; e += gap) all.push(e);
  return all;
}

/**
 * @param {string} title
 * @param {Course[]} pair
 * @param {boolean} log
 * @param {number} width
 */
function plot(title, pair, log, width) {
  const data = pair.map(course => heights(course.values, log));
  const finite = /** @type {number[]} */ (data.flat().filter(v => v !== null));
  let low = finite.length ? Math.min(...finite) : 0,
    high = finite.length ? Math.max(...finite) : 1;
  if (!log) low = Math.min(0, low);
  if (high - low < 1e-9) high = low + 1;
  const all = pair.flatMap(course => course.steps);
  const first = Math.min(0, ...all),
    last = Math.max(1, ...all);
  const x = (/** @type {number} */ step) => LEFT + ((width - LEFT - RIGHT) * (step - first)) / (last - first);
  const y = (/** @type {number} */ v) => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * (v - low)) / (high - low);
  const picture = s('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': title });
  for (const tick of ticks(low, high, log))
    picture.append(
      s('path', { d: `M${LEFT} ${y(tick)}H${width - RIGHT}`, class: 'rule' }),
      s('text', { x: LEFT - 6, y: y(tick) + 3.5, 'text-anchor': 'end', class: 'tick' }, log ? decade(tick) : format(tick)),
    );
  picture.append(
    s('text', { x: LEFT, y: HEIGHT - 4, class: 'tick' }, first),
    s('text', { x: width - RIGHT, y: HEIGHT - 4, 'text-anchor': 'end', class: 'tick' }, Math.round(last)),
  );
  pair.forEach((course, i) => {
    picture.append(s('path', { d: linePath(data[i], k => x(course.steps[k]), y), class: i ? 'line second' : 'line' }));
    const broken = course.values.findIndex(v => !Number.isFinite(v));
    if (broken < 0) return;
    const at = x(course.steps[broken]),
      right = at > width * 0.55,
      row = 6 + i * 11;
    picture.append(
      s('path', { d: `M${at - 3.5} ${row - 3.5}l7 7m0-7l-7 7`, class: 'nan' }),
      s(
        'text',
        { x: right ? at - 8 : at + 8, y: row + 4, 'text-anchor': right ? 'end' : 'start', class: 'nan-text' },
        t('compare.nonfinite', Math.round(course.steps[broken])),
      ),
    );
  });
  return h('div', {}, h('h3', {}, log ? `${title}, ${t('plots.log')}` : title), picture);
}

/**
 * @param {any[]} runs two runs
 * @param {() => void} clear
 */
export function comparison(runs, clear) {
  const two = h('div', { class: 'two' });
  const key = (/** @type {any} */ run, /** @type {number} */ i) =>
    h('span', { class: i ? 'key b' : 'key' }, h('i'), icon(run.verdict), h('code', {}, run.name));
  const section = h(
    'section',
    { class: 'cmp', 'aria-label': t('compare.title') },
    h(
      'div',
      { class: 'hd' },
      h('h2', {}, t('compare.title')),
      runs.map(key),
      h('button', { type: 'button', class: 'btn', onclick: clear }, t('compare.clear')),
    ),
    two,
  );

  async function draw() {
    const [a, b] = await Promise.all(runs.map(run => courses(run.id)));
    const room = section.clientWidth - 34;
    const width = room > 720 ? Math.floor((room - 20) / 2) : Math.max(260, room);
    const losses = [...a.loss.values, ...b.loss.values];
    put(
      two,
      plot(t('runs.loss'), [a.loss, b.loss], spansDecades(losses), width),
      plot(t('strip.grad_norm'), [a.grad_norm, b.grad_norm], true, width),
    );
  }
  return { section, draw };
}
