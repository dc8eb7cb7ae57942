// The value axis of a strip: log or not, and from where to where, so that a healthy run looks healthy and not magnified.

/** @typedef {import('./course.js').Course} Course */
/** @typedef {{ quantity: string, height: number, log?: boolean, band?: [number, number], limit?: number, limitText?: string,
 *              keys?: string[], setting?: boolean, stepped?: boolean, of?: string[] }} Spec */

/** The usual band 1e-2 … 1e1 of a gradient norm and its line at 1e2, the line of the update ratio at 0.1: in log10. */
export const SPECS = /** @type {Spec[]} */ ([
  { quantity: 'loss', height: 104, of: ['loss'] },
  {
    quantity: 'grad_norm',
    height: 176,
    log: true,
    band: [-2, 1],
    limit: 2,
    limitText: '1e2',
    keys: ['plots.usual', 'plots.check'],
    of: ['grad_norm', 'grad_norm_clipped', 'grad_nonfinite', 'clip_coefficient'],
  },
  { quantity: 'grad_max', height: 84, log: true, of: ['grad_max'] },
  {
    quantity: 'update_ratio',
    height: 108,
    log: true,
    limit: -1,
    limitText: '0.1',
    keys: ['plots.alarm'],
    of: ['update_ratio', 'update_norm', 'displacement', 'param_norm', 'param_max'],
  },
  { quantity: 'learning_rate', height: 58, setting: true, stepped: true, of: ['learning_rate'] },
  { quantity: 'loss_scale', height: 58, setting: true, stepped: true, of: ['loss_scale'] },
  { quantity: 'clip_coefficient', height: 58, setting: true, of: [] },
]);

/** Strips of one tensor, of those that were logged. */
export const TENSOR_SPECS = /** @type {Spec[]} */ ([
  { ...SPECS[1], height: 120 },
  { ...SPECS[2] },
  { ...SPECS[3], height: 92 },
  { quantity: 'param_norm', height: 84, log: true, of: [] },
]);

/**
 * @param {Spec} spec
 * @param {Course} course
 * @param {number} min the first visible step
 * @param {number} max the last
 * @returns {{ log: boolean, low: number, high: number }} of a log axis in log10
 */
export function scaleOf(spec, course, min, max) {
  let least = Infinity,
    most = -Infinity,
    positive = Infinity;
  let anyLeast = Infinity,
    anyMost = -Infinity,
    anyPositive = Infinity;
  for (let i = 0; i < course.length; i++) {
    const low = course.low[i],
      high = course.high[i];
    if (Number.isNaN(high)) continue;
    anyLeast = Math.min(anyLeast, low);
    anyMost = Math.max(anyMost, high);
    if (low > 0) anyPositive = Math.min(anyPositive, low);
    else if (high > 0) anyPositive = Math.min(anyPositive, high);
    if (course.last[i] < min || course.first[i] > max) continue;
    least = Math.min(least, low);
    most = Math.max(most, high);
    if (low > 0) positive = Math.min(positive, low);
    else if (high > 0) positive = Math.min(positive, high);
  }
  // Whether an axis is log must not change with the zoom: it is asked of all that is known.
  const log = spec.log ?? (spec.setting ? false : anyLeast >= 0 && anyMost / anyPositive > 1e3);
  return { log, ...(log ? logRange(spec, positive, most) : linearRange(spec, least, most)) };
}

/** @param {Spec} spec @param {number} positive @param {number} most */
function logRange(spec, positive, most) {
  let low = most > 0 ? Math.log10(Math.min(positive, most)) : Infinity,
    high = most > 0 ? Math.log10(most) : -Infinity;
  if (spec.band) {
    low = Math.min(low, spec.band[0] - 0.4);
    high = Math.max(high, (spec.limit ?? 2) + 0.5);
  } else if (spec.limit !== undefined) {
    low = Math.min(low, spec.limit - 3);
    high = Math.max(high, spec.limit + 0.6);
  }
  if (low > high) {
    low = -1;
    high = 1;
  }
  if (high - low < 2.2) {
    low = Math.floor(low);
    high = Math.ceil(high);
  }
  if (high - low < 2) {
    low -= 1;
    high = low + 2;
  }
  const pad = (high - low) * 0.06;
  return { low: low - pad, high: high + pad };
}

/** @param {Spec} spec @param {number} least @param {number} most */
function linearRange(spec, least, most) {
  const low = Math.min(0, least);
  let high = Math.max(most, 0);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { low: 0, high: 1 };
  if (high - low < 1e-300) high = low + 1;
  const pad = (high - low) * (spec.setting ? 0.3 : 0.06);
  return { low: least < 0 ? low - pad : 0, high: high + pad };
}
