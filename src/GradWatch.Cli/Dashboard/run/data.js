// What the strips and the heat map show, read from the server and kept up with live rows.
import { api } from '../api.js';
import { Course } from './course.js';
import { SPECS } from './scale.js';

/** Bins that a strip asks for at least: one a pixel is what a screen can show. */
const LEAST_POINTS = 400;
const HEAT_COLUMNS = 240;

export class Data {
  /** @param {string} id */
  constructor(id) {
    this.id = id;
    /** @type {import('./course.js').Series[]} */
    this.series = [];
    /** @type {[import('./scale.js').Spec, Course][]} */
    this.shown = [];
    /** @type {AbortController|null} */
    this.asking = null;
    this.stale = false;
    this.whole = true;
    this.points = LEAST_POINTS;
    this.hottest = 0;
  }

  /**
   * Learns of series. True where a strip has to be added.
   * @param {import('./course.js').Series[]} list
   */
  learn(list) {
    const known = new Set(this.series.map(one => one.index));
    this.series = [...this.series, ...list.filter(one => !known.has(one.index))];
    const found = SPECS.map(
      spec =>
        /** @type {const} */ ([spec, this.series.find(one => one.quantity === spec.quantity && !one.tensor && !one.component)]),
    ).filter(([, one]) => one);
    if (found.length === this.shown.length) return false;
    const before = new Map(this.shown.map(([spec, course]) => [spec.quantity, course]));
    this.shown = found.map(([spec, one]) => [spec, before.get(spec.quantity) ?? new Course(/** @type {any} */ (one))]);
    return true;
  }

  get tensors() {
    return [...new Set(this.series.map(one => one.tensor).filter(name => name !== null && name !== undefined))];
  }

  get heated() {
    return this.series.some(one => one.quantity === 'grad_norm' && one.tensor);
  }

  /**
   * Reads what an axis shows, in one request for all strips.
   * @param {import('./axis.js').StepAxis} axis
   * @param {Course[]} further courses of a tensor
   */
  async read(axis, further) {
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    const courses = [...this.shown.map(([, course]) => course), ...further];
    this.stale = false;
    const whole = axis.whole;
    if (courses.length === 0) return null;
    this.points = Math.max(LEAST_POINTS, Math.ceil(axis.width));
    const range = whole ? {} : { first: Math.floor(axis.min), last: Math.ceil(axis.max) };
    const [{ series }, map] = await Promise.all([
      api.series(this.id, { index: courses.map(course => course.series.index), points: this.points, ...range }, signal),
      this.heated ? api.heat(this.id, { quantity: 'grad_norm', columns: HEAT_COLUMNS, ...range }, signal) : null,
    ]);
    for (const columns of series) courses.find(course => course.series.index === columns.index)?.read(columns);
    this.whole = whole;
    return map;
  }

  /**
   * Rows that arrived. False where the whole has to be read again.
   * @param {Record<string, [number, number|string][]>} values by the index of a series
   * @param {import('./axis.js').StepAxis} axis
   * @param {(value: any) => number} number
   */
  append(values, axis, number) {
    for (const [, course] of this.shown) {
      const rows = values[course.series.index];
      if (!rows) continue;
      for (const [step, value] of rows) {
        // In a part of the run that ends before its end, a row that comes after it is not seen.
        if (!this.whole && step > axis.max + (axis.max - axis.min)) continue;
        if (!course.append(step, number(value))) this.stale = true;
      }
      // Live values add to the bins; when there are too many for the screen, all is read anew.
      if (course.length > 3 * this.points) this.stale = true;
    }
    return !this.stale;
  }
}
