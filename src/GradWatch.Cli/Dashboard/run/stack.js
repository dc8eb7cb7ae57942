// The strips under one step axis: cursor, zoom and keyboard are common to all; lanes and heat map hang on the same axis.
import { steps as range } from '../figures.js';
import { h, later } from '../page/dom.js';
import { t } from '../text/text.js';
import { StepAxis } from './axis.js';
import { Strip, axisWidth } from './strip.js';

const RIGHT = 14;

/** @typedef {{ element: Element, draw: () => void, point: (step: number) => void }} Hanging */

export class Stack {
  /**
   * @param {() => import('./ground.js').Episode[]} episodes
   * @param {{ window: () => void, pause: (paused: boolean) => void }} tell what the page wants to know
   */
  constructor(episodes, tell) {
    this.axis = new StepAxis();
    this.episodes = episodes;
    this.tell = tell;
    /** @type {Strip[]} */
    this.strips = [];
    /** Lanes and heat map. @type {Hanging[]} */
    this.hanging = [];
    /** The step of the cursor where a reader has put it; null: the last step. @type {number|null} */
    this.pinned = null;
    this.hovering = null;
    this.paused = false;
    this.output = h('output', { id: 'step' });
    this.all = h('button', { type: 'button', id: 'all', 'aria-pressed': 'true', onclick: () => this.showAll() }, t('plots.all'));
    this.near = h('button', { type: 'button', id: 'near', hidden: true, onclick: () => this.showEpisode() }, t('plots.episode'));
    this.pause = h(
      'button',
      {
        type: 'button',
        class: 'btn',
        id: 'pause',
        hidden: true,
        'aria-pressed': 'false',
        onclick: () => this.setPaused(!this.paused),
      },
      t('plots.pause'),
    );
    this.lanes = h('div');
    this.body = h('div');
    this.below = h('div');
    this.element = h(
      'section',
      {
        class: 'strips',
        id: 'strips',
        tabindex: 0,
        role: 'group',
        'aria-label': t('plots.label'),
        onkeydown: (/** @type {KeyboardEvent} */ e) => this.key(e),
      },
      h(
        'div',
        { class: 'readout' },
        this.output,
        h('span', { class: 'hint' }, t('plots.hint')),
        this.pause,
        h('div', { class: 'seg', role: 'group', 'aria-label': t('plots.visible') }, this.all, this.near),
      ),
      this.lanes,
      this.body,
      this.below,
    );
    this.asked = later(140, () => this.tell.window());
  }

  /** @param {[import('./scale.js').Spec, import('./course.js').Course][]} shown */
  build(shown) {
    for (const strip of this.strips) strip.close();
    this.strips = shown.map(([spec, course], i) => new Strip(spec, course, this.host, i === shown.length - 1));
    this.body.replaceChildren(...this.strips.map(strip => strip.element));
    if (shown.length === 0) this.body.append(h('p', { class: 'nothing' }, t('plots.none')));
    this.rebuild();
  }

  /** What a strip needs of the stack. */
  get host() {
    return {
      axis: this.axis,
      episodes: this.episodes,
      hover: (/** @type {number|null} */ step, /** @type {boolean} */ pin) => this.hover(step, pin),
      zoom: (/** @type {number} */ from, /** @type {number} */ to) => this.zoom(from, to),
      all: () => this.showAll(),
    };
  }

  /** After a change of size or theme. */
  rebuild() {
    this.measure();
    for (const strip of this.strips) strip.build();
    this.overlay();
  }

  measure() {
    const place = this.body.querySelector('.plot') ?? this.element;
    this.axis.width = Math.max(60, place.clientWidth - axisWidth() - RIGHT);
  }

  /** Draws everything as it is known now. */
  draw() {
    for (const strip of this.strips) strip.draw();
    this.overlay();
  }

  overlay() {
    for (const one of this.hanging) one.draw();
    this.all.setAttribute('aria-pressed', String(this.axis.whole));
    const near = this.nearEpisode();
    this.near.hidden = near === null;
    this.near.setAttribute(
      'aria-pressed',
      String(near !== null && Math.abs(this.axis.min - near[0]) < 1 && Math.abs(this.axis.max - near[1]) < 1),
    );
    this.point();
  }

  get step() {
    return this.hovering ?? this.pinned ?? this.axis.last;
  }

  point() {
    const { step } = this;
    const bins = this.reference;
    const i = bins?.at(step) ?? -1;
    this.output.textContent =
      bins && i >= 0 && bins.first[i] !== bins.last[i]
        ? t('plots.steps', range(bins.first[i], bins.last[i]))
        : t('plots.step', Math.round(step));
    for (const strip of this.strips) strip.point(step);
    for (const one of this.hanging) one.point(step);
  }

  /** @param {number|null} step @param {boolean} pin */
  hover(step, pin) {
    if (pin && step !== undefined) this.pinned = step;
    this.hovering = pin ? null : (step ?? null);
    this.point();
  }

  /** @param {number} from @param {number} to */
  zoom(from, to) {
    this.axis.zoom(from, to);
    this.draw();
    this.asked();
  }

  showAll() {
    this.axis.showAll();
    this.draw();
    this.asked();
  }

  /** The steps about the first grave episode, where the episodes fill under a fifth of the run. @returns {[number, number]|null} */
  nearEpisode() {
    const grave = this.episodes().filter(episode => episode.severity !== 'info'),
      { first, last } = this.axis,
      length = last - first + 1;
    if (grave.length === 0 || length < 40) return null;
    const from = Math.min(...grave.map(one => one.first_step)),
      to = Math.max(...grave.map(one => (one.closed ? one.last_step : last)));
    if (from <= first + 8 || to - from + 1 >= length / 5) return null;
    const beside = Math.max(16, (to - from) * 0.6);
    return [Math.max(first, from - beside) - 0.5, Math.min(last, to + beside) + 0.5];
  }

  showEpisode() {
    const near = this.nearEpisode();
    if (near) this.zoom(near[0], near[1]);
  }

  /** @param {boolean} paused */
  setPaused(paused) {
    this.paused = paused;
    this.pause.setAttribute('aria-pressed', String(paused));
    this.pause.textContent = t(paused ? 'plots.resume' : 'plots.pause');
    this.tell.pause(paused);
  }

  /** The course with the most bins: arrows go along it. */
  get reference() {
    return this.strips
      .map(strip => strip.course)
      .reduce((/** @type {any} */ best, one) => (one.length > (best?.length ?? 0) ? one : best), null);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.target !== this.element && !/** @type {Element} */ (event.target).matches('canvas')) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 })[event.key];
    const { axis } = this,
      wide = axis.max - axis.min;
    if (by) this.move(by);
    else if (event.key === 'Home') this.put(axis.first);
    else if (event.key === 'End') this.put(axis.last);
    else if (event.key === '+' || event.key === '=') this.zoom(this.step - wide / 4, this.step + wide / 4);
    else if (event.key === '-') this.zoom(this.step - wide, this.step + wide);
    else if (event.key === 'Escape') this.showAll();
    else return;
    event.preventDefault();
  }

  /** @param {number} bins */
  move(bins) {
    const course = this.reference;
    if (!course) return;
    const i = Math.max(0, Math.min(course.length - 1, course.at(this.step) + bins));
    this.put(Math.round((course.first[i] + course.last[i]) / 2));
  }

  /** Puts the cursor on a step, and brings the step into view. @param {number} step */
  put(step) {
    this.pinned = step;
    this.hovering = null;
    const { axis } = this,
      wide = axis.max - axis.min;
    if (step < axis.min || step > axis.max) this.zoom(step - wide / 2, step + wide / 2);
    else this.point();
  }

  close() {
    this.asked.cancel();
    for (const strip of this.strips) strip.close();
  }
}
