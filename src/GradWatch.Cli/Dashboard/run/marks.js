// What stands on and above a line: values that are not finite in a lane of their own, exact zeros, the limit's name, letters
// of episodes.
import { steps as range } from '../figures.js';
import { colour } from '../page/theme.js';
import { INF, NAN, NEG } from './course.js';

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const KINDS = /** @type {[number, string][]} */ ([
  [NAN, 'NaN'],
  [INF, 'Inf'],
  [NEG, '\u2212Inf'],
]);

/**
 * @param {any} u the plot
 * @param {import('./scale.js').Spec} spec
 * @param {boolean} log
 * @param {import('./course.js').Course} course
 * @param {import('./ground.js').Episode[]} episodes
 */
export function drawMarks(u, spec, log, course, episodes) {
  const c = /** @type {CanvasRenderingContext2D} */ (u.ctx),
    dp = devicePixelRatio,
    box = u.bbox;
  const x = (/** @type {number} */ v) => u.valToPos(v, 'x', true),
    y = (/** @type {number} */ v) => u.valToPos(v, 'y', true);
  c.save();
  c.font = `${10.5 * dp}px ${FONT}`;
  c.textBaseline = 'middle';
  broken(c, course, x, box, dp);
  if (log) zeros(c, course, x, box, dp);
  if (spec.limit !== undefined && spec.limitText && log)
    limitName(c, spec.limitText, box.left + box.width - 5 * dp, y(spec.limit) - 2 * dp, dp);
  letters(c, episodes, x, box, dp);
  c.restore();
}

/** Runs of bins that are not finite in the same way. @param {import('./course.js').Course} course */
function stretches(course) {
  /** @type {{ kind: string, from: number, to: number }[]} */
  const found = [];
  for (let i = 0; i < course.length; i++) {
    if (!course.broken[i]) continue;
    const kind = /** @type {[number, string]} */ (KINDS.find(([bit]) => course.broken[i] & bit))[1];
    const before = found.at(-1);
    if (before && before.kind === kind && before.to === i - 1) before.to = i;
    else found.push({ kind, from: i, to: i });
  }
  return found;
}

/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

/**
 * @param {CanvasRenderingContext2D} c
 * @param {import('./course.js').Course} course
 * @param {(step: number) => number} x
 * @param {Box} box
 * @param {number} dp
 */
function broken(c, course, x, box, dp) {
  const all = stretches(course),
    lane = box.top - 7.5 * dp,
    right = box.left + box.width;
  c.fillStyle = c.strokeStyle = colour('--nan');
  c.lineWidth = 1.5 * dp;
  let taken = -Infinity;
  all.forEach((one, n) => {
    const px = x(course.first[one.from]),
      end = x(course.last[one.to]);
    if (end < box.left - 1 || px > right + 1) return;
    const next = n + 1 < all.length ? x(course.first[all[n + 1].from]) - 8 * dp : right + 12 * dp;
    const begin = Math.max(px, box.left + 4 * dp);
    let until = begin;
    if (begin > taken) {
      for (const text of [`${one.kind} ${range(course.first[one.from], course.last[one.to])}`, one.kind]) {
        const width = c.measureText(text).width;
        if (begin + 7 * dp + width >= next) continue;
        c.textAlign = 'left';
        c.fillText(text, begin + 7 * dp, lane + 0.5 * dp);
        until = begin + 7 * dp + width + 4 * dp;
        break;
      }
    }
    if (px >= box.left - 1) dotted(c, px, box, dp);
    if (begin > taken - 4 * dp) symbol(c, one.kind, begin, lane, dp);
    taken = Math.max(taken, until);
    for (let i = one.from + 1; i <= one.to; i++) {
      const at = x((course.first[i] + course.last[i]) / 2);
      if (at < Math.max(taken + 6 * dp, box.left) || at > right + 2) continue;
      symbol(c, one.kind, at, lane, dp);
      taken = at + 3 * dp;
    }
  });
}

/** @param {CanvasRenderingContext2D} c @param {number} px @param {Box} box @param {number} dp */
function dotted(c, px, box, dp) {
  c.save();
  c.lineWidth = dp;
  c.globalAlpha = 0.6;
  c.setLineDash([dp, 3 * dp]);
  c.beginPath();
  c.moveTo(px, box.top);
  c.lineTo(px, box.top + box.height);
  c.stroke();
  c.restore();
}

/**
 * NaN is ×, +Inf ▲, −Inf ▼.
 * @param {CanvasRenderingContext2D} c
 * @param {string} kind
 * @param {number} at
 * @param {number} lane
 * @param {number} dp
 */
function symbol(c, kind, at, lane, dp) {
  const q = 3 * dp,
    up = kind === 'Inf' ? 1 : -1;
  c.beginPath();
  if (kind === 'NaN') {
    c.moveTo(at - q, lane - q);
    c.lineTo(at + q, lane + q);
    c.moveTo(at + q, lane - q);
    c.lineTo(at - q, lane + q);
    c.stroke();
    return;
  }
  c.moveTo(at, lane - up * (q + dp));
  c.lineTo(at + q + dp, lane + up * q);
  c.lineTo(at - q - dp, lane + up * q);
  c.closePath();
  c.fill();
}

/**
 * An exact zero has no place on a log axis: a hollow ring on the lower edge, labelled.
 * @param {CanvasRenderingContext2D} c
 * @param {import('./course.js').Course} course
 * @param {(step: number) => number} x
 * @param {Box} box
 * @param {number} dp
 */
function zeros(c, course, x, box, dp) {
  let taken = -Infinity,
    labelled = -Infinity;
  const y = box.top + box.height - 5 * dp;
  c.textAlign = 'left';
  for (let i = 0; i < course.length; i++) {
    if (course.low[i] !== 0) continue;
    const at = x((course.first[i] + course.last[i]) / 2);
    if (at < box.left || at > box.left + box.width || at < taken + 7 * dp) continue;
    c.lineWidth = 1.4 * dp;
    c.strokeStyle = colour('--line');
    c.fillStyle = colour('--panel');
    c.beginPath();
    c.arc(at, y, 3 * dp, 0, 7);
    c.fill();
    c.stroke();
    if (at > labelled + 24 * dp) {
      c.fillStyle = colour('--ink2');
      c.fillText('0', at + 6 * dp, y);
      labelled = at;
    }
    taken = at;
  }
}

/** @param {CanvasRenderingContext2D} c @param {string} text @param {number} x @param {number} y @param {number} dp */
function limitName(c, text, x, y, dp) {
  c.textAlign = 'right';
  c.textBaseline = 'bottom';
  c.lineWidth = 3 * dp;
  c.lineJoin = 'round';
  c.strokeStyle = colour('--panel');
  c.strokeText(text, x, y);
  c.fillStyle = colour('--warn');
  c.fillText(text, x, y);
}

/**
 * The first episode of each letter, side by side where they begin close together.
 * @param {CanvasRenderingContext2D} c
 * @param {import('./ground.js').Episode[]} episodes
 * @param {(step: number) => number} x
 * @param {Box} box
 * @param {number} dp
 */
function letters(c, episodes, x, box, dp) {
  const size = 13 * dp,
    seen = new Set();
  let right = -Infinity;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.font = `700 ${9.5 * dp}px ${FONT}`;
  for (const episode of [...episodes].sort((a, b) => a.first_step - b.first_step)) {
    if (episode.detector === 'non_finite' || seen.has(episode.letter)) continue;
    const start = x(episode.first_step - 0.5);
    if (start > box.left + box.width || x(episode.last_step + 0.5) < box.left) continue;
    const at = Math.max(start + 3 * dp, box.left + 3 * dp, right);
    if (at - start > 120 * dp && start > box.left) continue;
    if (at + size > box.left + box.width) continue;
    seen.add(episode.letter);
    const tone = colour({ critical: '--crit', warning: '--warn' }[episode.severity] ?? '--info');
    c.fillStyle = colour('--panel');
    c.fillRect(at, box.top + 4 * dp, size, size);
    c.strokeStyle = c.fillStyle = tone;
    c.lineWidth = 1.5 * dp;
    c.strokeRect(at, box.top + 4 * dp, size, size);
    c.fillText(episode.letter, at + size / 2, box.top + 4 * dp + size / 2 + 0.5 * dp);
    right = at + size + 3 * dp;
  }
}
