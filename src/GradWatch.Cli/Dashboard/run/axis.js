// The step axis that all plots share, and the ticks of the value axes.

export class StepAxis {
  constructor() {
    /** All steps of the run. */
    this.first = 0;
    this.last = 0;
    /** The steps that are visible, with half a step beside. */
    this.min = -0.5;
    this.max = 0.5;
    /** Width of the plotting area in px. */
    this.width = 1;
    /** True while all steps are shown, and new ones widen the view. */
    this.whole = true;
  }

  /** @param {number} first @param {number} last */
  span(first, last) {
    this.first = first;
    this.last = last;
    if (this.whole) this.showAll();
  }

  showAll() {
    this.whole = true;
    this.min = this.first - 0.5;
    this.max = Math.max(this.last, this.first + 1) + 0.5;
  }

  /**
   * Shows a part; never less than four steps, nor beyond the run.
   * @param {number} from
   * @param {number} to
   */
  zoom(from, to) {
    const half = Math.max(2, (to - from) / 2),
      middle = (from + to) / 2;
    this.min = Math.max(this.first - 0.5, middle - half);
    this.max = Math.min(Math.max(this.last, this.first + 1) + 0.5, middle + half);
    this.whole = this.min <= this.first - 0.5 && this.max >= this.last + 0.5;
  }

  /** @param {number} step */
  px(step) {
    return ((step - this.min) / (this.max - this.min)) * this.width;
  }

  /** @param {number} px */
  step(px) {
    return this.min + (px / this.width) * (this.max - this.min);
  }

  /** Width of a step in px. */
  get pitch() {
    return this.width / (this.max - this.min);
  }
}

/**
 * Whole decades: 1, 2, 3, 5, 10, 20 apart, and at least 23 px.
 * @param {number} low log10
 * @param {number} high log10
 * @param {number} height in px
 */
export function decades(low, high, height) {
  const most = Math.max(2, Math.floor(height / 23));
  const gap = [1, 2, 3, 5, 10, 20, 50, 100].find(one => (high - low) / one <= most) ?? 200;
  const ticks = [];
  for (let e = Math.ceil(low / gap) * gap; e <= high; e += gap) ticks.push(e);
  return ticks;
}

/**
 * Round numbers: 1, 2 or 5 times a power of ten.
 * @param {number} low
 * @param {number} high
 * @param {number} height in px
 */
export function rounds(low, high, height) {
  const most = Math.max(1, Math.floor(height / 30)),
    raw = (high - low) / most;
  if (!(raw > 0)) return [low];
  const base = 10 ** Math.floor(Math.log10(raw));
  const gap = [1, 2, 5, 10].map(one => one * base).find(one => one >= raw) ?? raw;
  const ticks = [];
  for (let v = Math.ceil(low / gap) * gap; v <= high + gap * 1e-9; v += gap) ticks.push(Number(v.toPrecision(12)));
  return ticks;
}
