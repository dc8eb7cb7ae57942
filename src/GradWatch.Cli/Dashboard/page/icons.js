// Icons differ in outline, never in colour alone: octagon, triangle, ring, disc. The word stands beside them.
import { s } from './dom.js';

const hole = { stroke: 'var(--panel)', 'stroke-width': 1.7, fill: 'none' };
const line = { stroke: 'currentColor', 'stroke-width': 1.6, fill: 'none' };

const SHAPES = {
  critical: () => [
    s('path', { d: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z', fill: 'currentColor' }),
    s('path', { d: 'M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2', ...hole }),
  ],
  warning: () => [
    s('path', { d: 'M8 1.2l7.2 13.3H.8z', fill: 'currentColor' }),
    s('path', { d: 'M8 5.6v4.6m0 1.3v1.6', ...hole }),
  ],
  info: () => [s('circle', { cx: 8, cy: 8, r: 6.6, ...line }), s('path', { d: 'M8 7v4.4M8 4.3v1.6', ...line })],
  healthy: () => [
    s('circle', { cx: 8, cy: 8, r: 7.2, fill: 'currentColor' }),
    s('path', { d: 'M4.6 8.3l2.4 2.4 4.5-5', ...hole }),
  ],
  untried: () => [s('circle', { cx: 8, cy: 8, r: 6.4, ...line, 'stroke-width': 1.4, 'stroke-dasharray': '2.5 2.5' })],
  lost: () => [s('circle', { cx: 8, cy: 8, r: 6.6, ...line }), s('path', { d: 'M3.5 12.5l9-9', ...line })],
  live: () => [s('circle', { cx: 8, cy: 8, r: 4, fill: 'currentColor' })],
  ended: () => [s('path', { d: 'M4 4h8v8H4z', fill: 'currentColor' })],
  paused: () => [s('path', { d: 'M4 3h3v10H4zM9 3h3v10H9z', fill: 'currentColor' })],
};

/**
 * @param {keyof typeof SHAPES} name
 * @param {string} [tone] the class that colours it; the name itself where not given
 */
export const icon = (name, tone = name) =>
  s('svg', { class: `ico ${tone}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, SHAPES[name]());

/** The mark of the project. */
export const mark = () =>
  s('svg', { viewBox: '0 0 22 16', 'aria-hidden': 'true' }, s('path', { d: 'M0 12h5l2-2 2 2 3-11 3 14 2-5h5' }));
