// What lies behind a line: the usual band, the tint of episodes, the line of a limit.
import { colour } from '../page/theme.js';

const RANK = /** @type {Record<string, number>} */ ({ info: 1, warning: 2, critical: 3 });
const TOKEN = ['', '--info', '--warn', '--crit'];

/**
 * @typedef {{ first_step: number, last_step: number, alarm_step: number, severity: string, series: string, letter: string, detector: string, closed: boolean }} Episode
 */

/**
 * @param {any} u the plot
 * @param {import('./scale.js').Spec} spec
 * @param {boolean} log
 * @param {Episode[]} episodes of this strip
 * @param {number} last the last step of the run
 */
export function drawGround(u, spec, log, episodes, last) {
  const c = /** @type {CanvasRenderingContext2D} */ (u.ctx),
    dp = devicePixelRatio,
    { left, top, width, height } = u.bbox;
  const y = (/** @type {number} */ v) => u.valToPos(v, 'y', true),
    x = (/** @type {number} */ v) => u.valToPos(v, 'x', true);
  c.save();
  c.beginPath();
  c.rect(left, top, width, height);
  c.clip();
  if (spec.band && log) {
    c.fillStyle = colour('--band');
    c.fillRect(left, y(spec.band[1]), width, y(spec.band[0]) - y(spec.band[1]));
  }
  tint(c, episodes, x, { left, top, width, height }, last);
  if (spec.limit !== undefined && log) {
    const at = Math.round(y(spec.limit)) + 0.5 * dp;
    c.strokeStyle = colour('--warn');
    c.lineWidth = dp;
    c.setLineDash([5 * dp, 4 * dp]);
    c.beginPath();
    c.moveTo(left, at);
    c.lineTo(left + width, at);
    c.stroke();
  }
  c.restore();
}

/**
 * One tint a step, that of the worst episode: tints never add up.
 * @param {CanvasRenderingContext2D} c
 * @param {Episode[]} episodes
 * @param {(step: number) => number} x
 * @param {{ left: number, top: number, width: number, height: number }} box
 * @param {number} last
 */
function tint(c, episodes, x, box, last) {
  const columns = new Uint8Array(Math.ceil(box.width));
  const edges = new Map();
  for (const episode of episodes) {
    const rank = RANK[episode.severity];
    const from = Math.round(x(episode.first_step - 0.5) - box.left),
      to = x((episode.closed ? episode.last_step : last) + 0.5) - box.left;
    if (to < 0 || from > box.width) continue;
    for (let i = Math.max(0, from); i < Math.min(columns.length, Math.max(to, from + 1)); i++)
      columns[i] = Math.max(columns[i], rank);
    if (from >= 0) edges.set(from, Math.max(edges.get(from) ?? 0, rank));
  }
  for (let i = 0; i < columns.length;) {
    let end = i + 1;
    while (end < columns.length && columns[end] === columns[i]) end++;
    if (columns[i]) {
      c.fillStyle = colour(TOKEN[columns[i]] + '-bg');
      c.fillRect(box.left + i, box.top, end - i, box.height);
    }
    i = end;
  }
  for (const [at, rank] of edges) {
    c.fillStyle = colour(TOKEN[rank]);
    c.fillRect(box.left + at, box.top, Math.max(1, devicePixelRatio), box.height);
  }
}
