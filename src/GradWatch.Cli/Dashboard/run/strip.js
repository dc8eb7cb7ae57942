// One strip: title and value at the cursor in the gutter, the line beside it. No smoothing, no line across a gap.
import { decade, format, setting, steps as range } from '../figures.js';
import { h } from '../page/dom.js';
import { colour } from '../page/theme.js';
import { t } from '../text/text.js';
import uPlot from '../vendor/uPlot.js';
import { decades, rounds } from './axis.js';
import { drawGround } from './ground.js';
import { drawMarks } from './marks.js';
import { scaleOf } from './scale.js';

const MARK_LANE = 14,
  RIGHT = 14,
  STEP_AXIS = 24;
export const narrow = () => innerWidth <= 720;
/** Width of the value axis. */
export const axisWidth = () => (narrow() ? 46 : 52);
const font = '11px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/**
 * @typedef {{ axis: import('./axis.js').StepAxis, episodes: () => import('./ground.js').Episode[], hover: (step: number|null, pin: boolean) => void, zoom: (from: number, to: number) => void, all: () => void }} Host
 */

export class Strip {
  /**
   * @param {import('./scale.js').Spec} spec
   * @param {import('./course.js').Course} course
   * @param {Host} host
   * @param {boolean} bottom the last strip has the step axis
   */
  constructor(spec, course, host, bottom) {
    this.spec = spec;
    this.course = course;
    this.host = host;
    this.bottom = bottom;
    this.scale = scaleOf(spec, course, -Infinity, Infinity);
    this.output = h('output', { class: 'val', id: course.series.tensor ? undefined : `v_${spec.quantity}` });
    this.second = h('span', { class: 'val2' });
    this.code = h('code');
    this.cursor = h('span', { class: 'xline', hidden: true });
    const swatch = (/** @type {string} */ key) =>
      h('span', { class: 'key' }, h('i', { class: key === 'plots.usual' ? 'kb' : 'kl' }), t(key));
    this.place = h('div', { class: 'plot' });
    this.element = h(
      'div',
      { class: 'strip', 'data-quantity': spec.quantity },
      h(
        'div',
        { class: 'lab' },
        h('h3', {}, t('strip.' + spec.quantity)),
        this.code,
        this.output,
        this.second,
        (spec.keys ?? []).map(swatch),
      ),
      this.place,
    );
    this.name();
  }

  name() {
    this.code.textContent = this.scale.log ? `${this.spec.quantity}, ${t('plots.log')}` : this.spec.quantity;
  }

  get height() {
    return Math.round(this.spec.height * (innerWidth >= 1800 ? 1.3 : 1));
  }

  /** Builds the plot anew: after a change of size or theme. */
  build() {
    this.plot?.destroy();
    this.plot = new uPlot(this.options(), this.data(), this.place);
    this.plot.over.append(this.cursor);
    this.plot.over.addEventListener('dblclick', () => this.host.all());
    this.plot.over.addEventListener('click', (/** @type {MouseEvent} */ event) => this.follow(event, true));
    // The plot tells of its cursor also when its data change: only the mouse itself moves ours.
    this.plot.over.addEventListener('mousemove', (/** @type {MouseEvent} */ event) => this.follow(event, false));
    this.plot.over.addEventListener('mouseleave', () => this.host.hover(null, false));
    this.draw();
  }

  /** @param {MouseEvent} event @param {boolean} pin */
  follow(event, pin) {
    if (this.course.length === 0) return;
    const left = event.clientX - /** @type {Element} */ (event.currentTarget).getBoundingClientRect().left;
    const i = this.course.at(this.host.axis.step(left));
    this.host.hover(Math.round((this.course.first[i] + this.course.last[i]) / 2), pin);
  }

  /** What the plot shows: of a bin its largest and its smallest value, filled between. */
  data() {
    const { course, scale } = this,
      n = course.length;
    const x = new Array(n),
      high = new Array(n),
      low = new Array(n);
    for (let i = 0; i < n; i++) {
      x[i] = (course.first[i] + course.last[i]) / 2;
      const top = course.high[i],
        bottom = course.low[i];
      if (Number.isNaN(top)) high[i] = low[i] = null;
      else if (!scale.log) {
        high[i] = top;
        low[i] = bottom;
      } else {
        high[i] = top > 0 ? Math.log10(top) : null;
        low[i] = bottom > 0 ? Math.log10(bottom) : high[i];
      }
    }
    return [x, high, low];
  }

  /** Draws the course as it is now, in the window of the axis. */
  draw() {
    if (!this.plot) return;
    const { axis } = this.host;
    this.scale = scaleOf(this.spec, this.course, axis.min, axis.max);
    this.name();
    this.plot.batch(() => {
      this.plot.setData(this.data(), false);
      this.plot.setScale('x', { min: axis.min, max: axis.max });
      this.plot.setScale('y', { min: this.scale.low, max: this.scale.high });
    });
  }

  /** @param {number} step */
  point(step) {
    const i = this.course.at(step),
      { axis } = this.host;
    const px = axis.px(step);
    this.cursor.style.left = `${px}px`;
    this.cursor.hidden = px < 0 || px > axis.width;
    if (i < 0) {
      this.output.textContent = this.second.textContent = '';
      return;
    }
    const value = this.course.value(i),
      single = this.course.first[i] === this.course.last[i];
    this.output.textContent = this.spec.setting ? setting(value) : format(value);
    this.output.classList.toggle('nf', !Number.isFinite(value));
    const away = single && this.course.first[i] !== Math.round(step);
    this.second.textContent = !single
      ? t('plots.largest', range(this.course.first[i], this.course.last[i]))
      : away
        ? t('plots.step', this.course.first[i])
        : '';
    if (!this.plot || this.cursor.hidden) return;
    this.plot.setCursor({ left: axis.px((this.course.first[i] + this.course.last[i]) / 2), top: 1 }, false);
  }

  options() {
    const { spec, host } = this,
      ink = () => colour('--ink3'),
      grid = { stroke: () => colour('--grid'), width: 1 };
    const own = () => host.episodes().filter(episode => (spec.of ?? []).includes(episode.series));
    const line = {
      stroke: () => colour('--line'),
      width: 1.6,
      spanGaps: false,
      paths: spec.stepped ? uPlot.paths.stepped({ align: 1 }) : undefined,
    };
    return {
      width: Math.max(120, this.place.clientWidth),
      height: this.height + MARK_LANE + (this.bottom ? STEP_AXIS : 0),
      padding: [MARK_LANE, RIGHT, this.bottom ? 0 : 4, 0],
      legend: { show: false },
      cursor: {
        y: false,
        points: { size: 7, width: 1.5, fill: () => colour('--panel'), stroke: () => colour('--line') },
        drag: { x: true, y: false, dist: 6, setScale: false },
        bind: { dblclick: () => null },
      },
      scales: { x: { time: false, auto: false }, y: { auto: false } },
      axes: [
        {
          show: this.bottom,
          size: STEP_AXIS,
          gap: 3,
          font,
          stroke: ink,
          grid,
          ticks: { stroke: () => colour('--rule'), size: 4, width: 1 },
          space: 56,
          incrs: [1, 2, 5].flatMap(one => [0, 1, 2, 3, 4, 5, 6, 7, 8].map(power => one * 10 ** power)).sort((a, b) => a - b),
          values: (/** @type {any} */ _, /** @type {number[]} */ all) => all.map(String),
        },
        {
          size: axisWidth(),
          gap: 4,
          font,
          stroke: ink,
          grid,
          ticks: { show: false },
          splits: () => (this.scale.log ? decades : rounds)(this.scale.low, this.scale.high, this.height),
          values: (/** @type {any} */ _, /** @type {number[]} */ all) =>
            all.map(v => (this.scale.log ? decade(v) : Math.abs(v) >= 1e4 ? format(v) : String(v))),
        },
      ],
      series: [
        {},
        {
          ...line,
          points: {
            show: () => host.axis.pitch > 11 && this.course.single,
            size: 4.5,
            width: 1,
            fill: () => colour('--panel'),
            stroke: () => colour('--line'),
          },
        },
        { ...line, points: { show: false } },
      ],
      bands: [{ series: [1, 2], fill: () => colour('--line') }],
      hooks: {
        drawAxes: [(/** @type {any} */ u) => drawGround(u, spec, this.scale.log, own(), host.axis.last)],
        draw: [(/** @type {any} */ u) => drawMarks(u, spec, this.scale.log, this.course, own())],
        setSelect: [
          (/** @type {any} */ u) => {
            const { left, width } = u.select;
            if (width < 6) return;
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            host.zoom(host.axis.step(left), host.axis.step(left + width));
          },
        ],
      },
    };
  }

  close() {
    this.plot?.destroy();
  }
}
