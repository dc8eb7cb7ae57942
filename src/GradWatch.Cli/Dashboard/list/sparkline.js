// A run in 150 px: bins of its largest value, log where it spans more than 1e3, with the first value that is not finite marked.
import { number } from '../figures.js';
import { s } from '../page/dom.js';

const WIDTH = 150,
  HEIGHT = 38,
  LEFT = 2,
  RIGHT = 6,
  TOP = 9,
  BOTTOM = 3;

/** @param {number[]} values */
export function spansDecades(values) {
  const finite = values.filter(v => v > 0 && Number.isFinite(v));
  return finite.length > 0 && Math.max(...finite) / Math.min(...finite) > 1e3;
}

/**
 * Heights of values: log10 or as they are; null where there is none to draw.
 * @param {number[]} values
 * @param {boolean} log
 */
export const heights = (values, log) =>
  values.map(v => (log ? (v > 0 && Number.isFinite(v) ? Math.log10(v) : null) : Number.isFinite(v) ? v : null));

/**
 * The d of a path through points; a null interrupts it, and a point that stands alone becomes a dot.
 * @param {(number|null)[]} values
 * @param {(i: number) => number} x
 * @param {(value: number) => number} y
 */
export function linePath(values, x, y) {
  let path = '',
    up = false;
  values.forEach((value, i) => {
    if (value === null) {
      up = false;
      return;
    }
    const alone = !up && (i + 1 >= values.length || values[i + 1] === null);
    path += `${up ? 'L' : 'M'}${x(i).toFixed(1)} ${y(value).toFixed(1)}${alone ? 'h.1' : ''}`;
    up = true;
  });
  return path;
}

/**
 * @param {(number|string)[]} line bins as the interface sends them
 * @param {boolean} isNorm a norm is on a log axis and shows its usual band
 */
export function sparkline(line, isNorm) {
  const values = line.map(number);
  const data = heights(values, isNorm || spansDecades(values));
  const finite = /** @type {number[]} */ (data.filter(v => v !== null));
  let low = finite.length ? Math.min(...finite) : -2,
    high = finite.length ? Math.max(...finite) : 2;
  if (isNorm) {
    low = Math.min(low, -2);
    high = Math.max(high, 2);
  }
  if (high - low < 1e-9) high = low + 1;
  const x = (/** @type {number} */ i) => LEFT + ((WIDTH - LEFT - RIGHT) * i) / Math.max(1, values.length - 1);
  const y = (/** @type {number} */ v) => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * (v - low)) / (high - low);
  const picture = s('svg', {
    width: WIDTH,
    height: HEIGHT,
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    'aria-hidden': 'true',
    class: 'spark',
  });
  if (isNorm)
    picture.append(
      s('rect', { x: LEFT, y: y(1), width: WIDTH - LEFT - RIGHT, height: Math.max(1.5, y(-2) - y(1)), class: 'band' }),
    );
  picture.append(s('path', { d: linePath(data, x, y), class: 'line' }));
  const first = values.findIndex(v => !Number.isFinite(v));
  if (first >= 0) {
    const at = x(first);
    picture.append(s('path', { d: `M${at - 3} 1.5l6 6m0-6l-6 6`, class: 'nan' }));
    if (first < values.length - 3 && !Number.isFinite(/** @type {number} */ (values.at(-1))))
      picture.append(s('path', { d: `M${at + 6} 4.5H${WIDTH - 4}`, class: 'nan dots' }));
  }
  return picture;
}
