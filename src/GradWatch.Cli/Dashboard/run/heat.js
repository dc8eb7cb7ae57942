// Layer by step: log10 of each tensor's gradient norm, input at the top. A click, or Enter, shows the tensor's series.
import { format, number, steps as range } from '../figures.js';
import { h, put } from '../page/dom.js';
import { colour } from '../page/theme.js';
import { t } from '../text/text.js';
import { HIGH, LOW, pattern, shadeOf, shades } from './shades.js';
import { narrow } from './strip.js';

const MOST_MIXED = 12;

/** @typedef {{ first: number[], last: number[], tensors: string[], cells: (number|string|null)[][] }} Map */

export class Heat {
  /**
   * @param {import('./axis.js').StepAxis} axis
   * @param {{ hover: (step: number|null, pin: boolean) => void, open: (tensor: string) => void }} tell
   */
  constructor(axis, tell) {
    this.axis = axis;
    this.tell = tell;
    /** @type {Map} */
    this.map = { first: [], last: [], tensors: [], cells: [] };
    this.row = -1;
    this.step = 0;
    /** @type {string|null} */
    this.leading = null;
    /** @type {string|null} */
    this.opened = null;
    this.canvas = h('canvas', {
      id: 'heat',
      tabindex: 0,
      role: 'application',
      'aria-label': t('heat.label'),
      onkeydown: (/** @type {KeyboardEvent} */ e) => this.key(e),
    });
    this.canvas.addEventListener('mousemove', (/** @type {MouseEvent} */ e) => this.move(e));
    this.canvas.addEventListener('mouseleave', () => {
      this.row = -1;
      this.tell.hover(null, false);
    });
    this.canvas.addEventListener('click', (/** @type {MouseEvent} */ e) => {
      this.move(e);
      this.choose();
    });
    this.labels = h('div', { 'aria-hidden': 'true' });
    this.cursor = h('span', { class: 'xline', hidden: true });
    this.output = h('output', { class: 'heatout', id: 'heatout', 'aria-live': 'polite' });
    this.scale = h('canvas', { class: 'ramp' });
    this.swatches = /** @type {['zero'|'nan'|'inf'|'missing', string][]} */ ([
      ['zero', t('heat.zero')],
      ['nan', 'NaN'],
      ['inf', 'Inf'],
      ['missing', t('heat.missing')],
    ]).map(([kind, text]) => ({ kind, canvas: h('canvas', { class: 'swatch' }), text }));
    const ticks = [
      [-6, '1e-6'],
      [-2, '1e-2'],
      [1, '1e1'],
      [8, '1e8'],
      [20, '1e20'],
    ];
    this.field = h('div', { class: 'heat' }, this.canvas, this.labels, this.cursor);
    this.element = h(
      'div',
      { hidden: true, 'data-part': 'heat' },
      h(
        'div',
        { class: 'heathead' },
        h('h3', {}, t('heat.title')),
        h('code', {}, 'grad_norm, log10'),
        h('span', {}, t('heat.order')),
        this.output,
      ),
      h('div', { class: 'strip bare' }, h('div'), h('div', { class: 'plot' }, this.field)),
      h(
        'div',
        { class: 'strip bare' },
        h('div'),
        h(
          'div',
          { class: 'plot' },
          h(
            'div',
            { class: 'legend' },
            h(
              'div',
              { class: 'scale' },
              this.scale,
              ticks.map(([at, text], i) => {
                const tick = h('span', { class: i === 0 ? 'tk first' : i === ticks.length - 1 ? 'tk last' : 'tk' }, text);
                tick.style.left = `${((Number(at) - LOW) / (HIGH - LOW)) * 100}%`;
                return tick;
              }),
            ),
            this.swatches.map(one => h('span', { class: 'sw' }, one.canvas, one.text)),
          ),
        ),
      ),
    );
  }

  /** @param {Map} map */
  show(map) {
    const order = map.tensors.map((_, i) => i);
    // Mixed, the stripes of weights and biases would hide the trend.
    if (map.tensors.length > MOST_MIXED) order.sort((a, b) => kind(map.tensors[a]) - kind(map.tensors[b]) || a - b);
    const held = this.map.tensors[this.row];
    this.map = { ...map, tensors: order.map(i => map.tensors[i]), cells: order.map(i => map.cells[i]) };
    this.row = held ? this.map.tensors.indexOf(held) : -1;
    this.element.hidden = map.tensors.length === 0;
    this.draw();
    this.point(this.step);
  }

  get named() {
    return this.map.tensors.length <= MOST_MIXED;
  }

  get rowHeight() {
    const n = this.map.tensors.length;
    if (narrow()) return this.named ? 34 : Math.max(4, Math.min(10, 400 / n));
    return this.named ? 24 : n <= 40 ? 14 : Math.max(3, Math.min(8, 620 / n));
  }

  /** Room above a row for its name, on a phone. */
  get label() {
    return narrow() && this.named ? 13 : 0;
  }

  draw() {
    if (this.element.hidden) return;
    const { axis, map, rowHeight, label } = this,
      dp = devicePixelRatio,
      n = map.tensors.length;
    const width = Math.round(axis.width * dp),
      height = Math.round(n * rowHeight * dp);
    this.field.classList.toggle('named', this.named);
    this.canvas.width = width;
    this.canvas.height = height;
    this.canvas.style.height = `${n * rowHeight}px`;
    const c = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d', { alpha: false }));
    this.shades = shades();
    const fills = { zero: pattern(c, 'zero'), nan: pattern(c, 'nan'), inf: pattern(c, 'inf') };
    c.fillStyle = colour('--panel');
    c.fillRect(0, 0, width, height);
    const edges = this.edges();
    for (let r = 0; r < n; r++) {
      const top = Math.round((r * rowHeight + label) * dp),
        bottom = Math.round((r + 1) * rowHeight * dp) - (rowHeight > 10 ? Math.round(dp) : 0);
      for (let i = 0; i < edges.length; i++) {
        const cell = map.cells[r][i];
        if (cell === null || cell === undefined || edges[i][1] < 0 || edges[i][0] > axis.width) continue;
        const value = number(cell),
          from = Math.round(edges[i][0] * dp),
          to = Math.round(edges[i][1] * dp);
        c.fillStyle = Number.isNaN(value)
          ? fills.nan
          : !Number.isFinite(value)
            ? fills.inf
            : value > 0
              ? this.shades[shadeOf(value)]
              : fills.zero;
        c.fillRect(from, top, Math.max(1, to - from), bottom - top);
      }
    }
    this.drawLabels();
    this.drawLegend(c);
  }

  /** Left and right edge of each column: where steps lie between two columns, they meet in the middle unless the gap is a gap. */
  edges() {
    const { first, last } = this.map,
      gaps = first
        .slice(1)
        .map((step, i) => step - last[i])
        .sort((a, b) => a - b);
    const usual = Math.max(1, gaps[gaps.length >> 1] ?? 1) / 2;
    return first.map((step, i) => {
      const before = i > 0 ? Math.min(usual, (step - last[i - 1]) / 2) : Math.min(usual, 0.5),
        after = i + 1 < first.length ? Math.min(usual, (first[i + 1] - last[i]) / 2) : Math.max(0.5, usual);
      return [this.axis.px(step - before), this.axis.px(last[i] + after)];
    });
  }

  drawLabels() {
    const { map, rowHeight, label } = this;
    this.labels.replaceChildren();
    let before = -99;
    map.tensors.forEach((name, r) => {
      const y = r * rowHeight + rowHeight / 2,
        marked = name === this.leading || name === this.opened;
      if (!label && rowHeight < 12 && y - before < 12.5 && !marked) return;
      before = y;
      const text = h('span', { class: marked ? 'heatlab mono on' : 'heatlab mono' }, name);
      text.style.top = `${label ? r * rowHeight + 1 : y}px`;
      this.labels.append(text);
    });
  }

  /** @param {CanvasRenderingContext2D} c */
  drawLegend(c) {
    const dp = devicePixelRatio,
      all = /** @type {string[]} */ (this.shades);
    this.scale.width = 300 * dp;
    this.scale.height = 12 * dp;
    const g = this.scale.getContext('2d');
    for (let i = 0; i < 300; i++) {
      g.fillStyle = all[Math.round((i / 299) * (all.length - 1))];
      g.fillRect(i * dp, 0, dp + 1, 12 * dp);
    }
    for (const { kind, canvas } of this.swatches) {
      canvas.width = canvas.height = 12 * dp;
      const q = canvas.getContext('2d');
      q.fillStyle = kind === 'missing' ? colour('--panel') : pattern(c, kind);
      q.fillRect(0, 0, 12 * dp, 12 * dp);
      q.strokeStyle = colour('--ink3');
      q.lineWidth = dp;
      q.strokeRect(0.5 * dp, 0.5 * dp, 11 * dp, 11 * dp);
    }
  }

  /** The column of a step; -1 where there is none. @param {number} step */
  column(step) {
    const { first, last } = this.map;
    let best = -1,
      near = Infinity;
    for (let i = 0; i < first.length; i++) {
      const away = step < first[i] ? first[i] - step : step > last[i] ? step - last[i] : 0;
      if (away < near) {
        near = away;
        best = i;
      }
    }
    return best;
  }

  /** @param {number} step */
  point(step) {
    this.step = step;
    const px = this.axis.px(step),
      i = this.column(step);
    this.cursor.style.left = `${px}px`;
    this.cursor.hidden = px < 0 || px > this.axis.width;
    if (i < 0) return put(this.output);
    const chosen = this.row >= 0,
      row = chosen ? this.row : this.largest(i),
      cell = this.map.cells[row]?.[i];
    const value = number(cell),
      when =
        this.map.first[i] === this.map.last[i]
          ? t('plots.step', this.map.first[i])
          : t('plots.steps', range(this.map.first[i], this.map.last[i]));
    put(
      this.output,
      `${when} · `,
      h('span', { class: 'mono' }, this.map.tensors[row]),
      ' ',
      h('b', {}, cell === null ? t('heat.missing') : format(value)),
      value > 0 &&
        Number.isFinite(value) &&
        h('span', { class: 'kicker' }, ` log10 ${Math.log10(value).toFixed(1).replace('-', '\u2212')}`),
      !chosen && Number.isFinite(value) && h('span', { class: 'kicker' }, ` ${t('heat.largest')}`),
    );
  }

  /** @param {number} i */
  largest(i) {
    let best = 0,
      most = -1;
    this.map.cells.forEach((row, r) => {
      if (row[i] === null) return;
      const value = number(row[i]),
        rank = Number.isFinite(value) ? value : Infinity;
      if (rank > most) {
        most = rank;
        best = r;
      }
    });
    return best;
  }

  /** @param {MouseEvent} event */
  move(event) {
    const box = this.canvas.getBoundingClientRect(),
      i = this.column(this.axis.step(event.clientX - box.left));
    this.row = Math.max(0, Math.min(this.map.tensors.length - 1, Math.floor((event.clientY - box.top) / this.rowHeight)));
    if (i >= 0) this.tell.hover(Math.round((this.map.first[i] + this.map.last[i]) / 2), event.type === 'click');
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = /** @type {Record<string, number>} */ ({ ArrowUp: -1, ArrowDown: 1 })[event.key];
    if (by) {
      this.row = Math.max(0, Math.min(this.map.tensors.length - 1, this.row + by));
      this.point(this.step);
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.row = Math.max(0, this.row);
      this.choose();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose() {
    if (this.row < 0) return;
    this.opened = this.map.tensors[this.row];
    this.drawLabels();
    this.tell.open(this.opened);
  }
}

/** Weights, then biases. @param {string} name */
const kind = name => (/bias[^.]*$/i.test(name) ? 1 : 0);
