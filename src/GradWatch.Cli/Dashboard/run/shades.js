// Colours of gradient norms, the same for all runs: diverging in OKLab about the usual band, from 1e-6 to 1e20.
import { colour } from '../page/theme.js';

export const LOW = -6,
  HIGH = 20;
const PER_DECADE = 10;
const STOPS = /** @type {[number, string][]} */ ([
  [-6, '--cold'],
  [-2.6, '--cold2'],
  [-2, '--mid'],
  [1, '--mid'],
  [2, '--hot2'],
  [8, '--hot'],
  [20, '--hot3'],
]);

/** sRGB to OKLab (B. Ottosson, 2020). @param {string} css rgb(r, g, b) @returns {[number, number, number]} */
function oklab(css) {
  const [r, g, b] = (css.match(/[\d.]+/g) ?? ['0', '0', '0'])
    .slice(0, 3)
    .map(Number)
    .map(v => ((v /= 255) > 0.04045 ? ((v + 0.055) / 1.055) ** 2.4 : v / 12.92));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** @param {number[]} lab */
function srgb([L, a, b]) {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const byte = (/** @type {number} */ v) =>
    Math.round(255 * Math.min(1, Math.max(0, v > 0.0031308 ? 1.055 * v ** (1 / 2.4) - 0.055 : 12.92 * v)));
  return `rgb(${byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)},${byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)},${byte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)})`;
}

/** The shades of the theme that is shown, from 1e-6 to 1e20. */
export function shades() {
  const stops = STOPS.map(([at, token]) => /** @type {[number, number[]]} */ ([at, oklab(colour(token))]));
  return Array.from({ length: (HIGH - LOW) * PER_DECADE + 1 }, (_, i) => {
    const log = LOW + i / PER_DECADE;
    const right = Math.max(
      1,
      stops.findIndex(([at]) => at >= log),
    );
    const [from, a] = stops[right - 1],
      [to, b] = stops[right];
    const part = Math.min(1, Math.max(0, (log - from) / (to - from)));
    return srgb(a.map((v, k) => v + (b[k] - v) * part));
  });
}

/** The index of the shade of a finite norm above 0. @param {number} norm */
export const shadeOf = norm =>
  Math.max(0, Math.min((HIGH - LOW) * PER_DECADE, Math.round((Math.log10(norm) - LOW) * PER_DECADE)));

/**
 * What has no shade: NaN hatched, Inf cross-hatched, 0 dotted.
 * @param {CanvasRenderingContext2D} c
 * @param {'nan'|'inf'|'zero'} kind
 */
export function pattern(c, kind) {
  const dp = devicePixelRatio,
    tile = document.createElement('canvas');
  tile.width = tile.height = Math.round(6 * dp);
  const g = /** @type {CanvasRenderingContext2D} */ (tile.getContext('2d'));
  g.fillStyle = colour('--panel');
  g.fillRect(0, 0, tile.width, tile.height);
  if (kind === 'zero') {
    g.fillStyle = colour('--ink3');
    g.fillRect(2.5 * dp, 2.5 * dp, 1.2 * dp, 1.2 * dp);
  } else {
    g.strokeStyle = colour('--nan');
    g.lineWidth = 1.3 * dp;
    g.beginPath();
    g.moveTo(-dp, 7 * dp);
    g.lineTo(7 * dp, -dp);
    if (kind === 'inf') {
      g.moveTo(-dp, -dp);
      g.lineTo(7 * dp, 7 * dp);
    }
    g.stroke();
  }
  return /** @type {CanvasPattern} */ (c.createPattern(tile, 'repeat'));
}
