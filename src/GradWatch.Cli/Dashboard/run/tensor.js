// The series of one tensor, as further strips on the same axis.
import { h, put } from '../page/dom.js';
import { t } from '../text/text.js';
import { Course } from './course.js';
import { TENSOR_SPECS } from './scale.js';
import { Strip } from './strip.js';

export class TensorStrips {
  /**
   * @param {import('./stack.js').Stack} stack
   * @param {() => void} closed
   */
  constructor(stack, closed) {
    this.stack = stack;
    this.closed = closed;
    this.element = h('div', { 'data-part': 'tensor', hidden: true });
    /** @type {string|null} */
    this.tensor = null;
    /** @type {Strip[]} */
    this.strips = [];
  }

  /**
   * @param {string} tensor
   * @param {import('./course.js').Series[]} series all of the run
   */
  open(tensor, series) {
    this.clear();
    this.tensor = tensor;
    this.element.hidden = false;
    const own = TENSOR_SPECS.map(spec => ({
      spec,
      one: series.find(one => one.tensor === tensor && one.quantity === spec.quantity && !one.component),
    })).filter(found => found.one);
    // Its episodes are those of the whole run as well: only tints that are its own are shown.
    const host = {
      ...this.stack.host,
      episodes: () => this.stack.episodes().filter((/** @type {any} */ episode) => episode.tensor === tensor),
    };
    this.strips = own.map(({ spec, one }) => new Strip(spec, new Course(/** @type {any} */ (one)), host, false));
    const close = h('button', { type: 'button', class: 'btn', onclick: () => this.close() }, t('tensor.close'));
    put(
      this.element,
      h(
        'div',
        { class: 'heathead' },
        h('h3', {}, t('tensor.title', '')),
        h('code', { id: 'tensor' }, tensor),
        h('span', { class: 'push' }, close),
      ),
      this.strips.map(strip => strip.element),
    );
    for (const strip of this.strips) strip.build();
  }

  get courses() {
    return this.strips.map(strip => strip.course);
  }

  draw() {
    for (const strip of this.strips) strip.draw();
  }

  rebuild() {
    for (const strip of this.strips) strip.build();
  }

  /** @param {number} step */
  point(step) {
    for (const strip of this.strips) strip.point(step);
  }

  clear() {
    for (const strip of this.strips) strip.close();
    this.strips = [];
  }

  close() {
    this.clear();
    this.tensor = null;
    this.element.hidden = true;
    put(this.element);
    this.closed();
  }
}
