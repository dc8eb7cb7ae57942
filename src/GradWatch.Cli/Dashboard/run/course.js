// One series on the screen: bins of consecutive steps as the server folds them, and single values as they arrive live.
import { number } from '../figures.js';

/** What is not finite in a bin. */
export const NAN = 1,
  INF = 2,
  NEG = 4;

/** @typedef {{ index: number, name: string, quantity: string, tensor: string|null, component: string|null }} Series */

export class Course {
  /** @param {Series} series */
  constructor(series) {
    this.series = series;
    /** The lowest and highest step of each bin. @type {number[]} */
    this.first = [];
    /** @type {number[]} */
    this.last = [];
    /** The extremes of its finite values; NaN where it has none. @type {number[]} */
    this.low = [];
    /** @type {number[]} */
    this.high = [];
    /** What in it is not finite: a sum of NAN, INF, NEG. @type {number[]} */
    this.broken = [];
  }

  get length() {
    return this.first.length;
  }

  /** True where every bin is one step. */
  get single() {
    return this.first.every((step, i) => step === this.last[i]);
  }

  /**
   * Takes the columns of GET /series.
   * @param {any} columns
   */
  read(columns) {
    const order = Array.from(columns.first, (_, i) => i);
    // A run that was resumed goes back: a plot goes on from left to right.
    if (columns.first.some((/** @type {number} */ step, /** @type {number} */ i) => i > 0 && step < columns.first[i - 1]))
      order.sort((a, b) => columns.first[a] - columns.first[b]);
    this.first = order.map(i => columns.first[i]);
    this.last = order.map(i => columns.last[i]);
    this.low = order.map(i => number(columns.min[i]));
    this.high = order.map(i => number(columns.max[i]));
    this.broken = order.map(
      i => (columns.nan[i] > 0 ? NAN : 0) + (columns.inf[i] > 0 ? INF : 0) + (columns.neg_inf[i] > 0 ? NEG : 0),
    );
  }

  /**
   * One value that arrived. False where it goes back in time, and the whole must be read again.
   * @param {number} step
   * @param {number} value
   */
  append(step, value) {
    if (this.length > 0 && step < this.last[this.length - 1]) return false;
    const finite = Number.isFinite(value);
    this.first.push(step);
    this.last.push(step);
    this.low.push(finite ? value : NaN);
    this.high.push(finite ? value : NaN);
    this.broken.push(finite ? 0 : Number.isNaN(value) ? NAN : value > 0 ? INF : NEG);
    return true;
  }

  /**
   * The bin at or nearest to a step; -1 where there is none.
   * @param {number} step
   */
  at(step) {
    if (this.length === 0) return -1;
    let a = 0,
      b = this.length - 1;
    while (a < b) {
      const middle = (a + b + 1) >> 1;
      if (this.first[middle] <= step) a = middle;
      else b = middle - 1;
    }
    const next = Math.min(a + 1, this.length - 1);
    return step > this.last[a] && this.first[next] - step < step - this.last[a] ? next : a;
  }

  /**
   * What a bin says: its largest value, and what is not finite wins.
   * @param {number} i
   */
  value(i) {
    const broken = this.broken[i];
    if (broken & NAN) return NaN;
    if (broken & INF) return Infinity;
    if (broken & NEG) return -Infinity;
    return this.high[i];
  }
}
