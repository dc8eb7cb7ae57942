// One lane a detector with its episodes, and one for what a guard did, on the axis of the strips.
import { h, put } from '../page/dom.js';
import { t } from '../text/text.js';

const MOST_BARS = 300;
const RANK = /** @type {Record<string, number>} */ ({ info: 0, warning: 1, critical: 2 });

/** @typedef {import('./ground.js').Episode & { word: string, finding: string }} Told */

export class Lanes {
  /** @param {import('./axis.js').StepAxis} axis */
  constructor(axis) {
    this.axis = axis;
    this.element = h('div');
    /** @type {{ node: any, from: number, to: number, open: boolean, alarm: any, at: number }[]} */
    this.bars = [];
    /** @type {{ node: any, step: number, to: number }[]} */
    this.ticks = [];
    /** @type {{ before: any, after: any, from: number, to: number }[]} */
    this.outs = [];
    /** @type {any[]} */
    this.cursors = [];
  }

  /**
   * @param {Told[]} episodes
   * @param {{ kind: string, first_step: number, last_step: number, sentence: string }[]} actions
   */
  show(episodes, actions) {
    this.bars = [];
    this.ticks = [];
    this.outs = [];
    this.cursors = [];
    const letters = [...new Set(episodes.map(one => one.letter))].sort();
    const rows = letters.map(letter =>
      this.episodes(
        letter,
        episodes.filter(one => one.letter === letter),
      ),
    );
    if (rows.length === 0) rows.push(this.row(h('span', {}, t('lanes.episodes')), h('span', { class: 'none' }, t('lanes.none'))));
    const kinds = [...new Set(actions.map(one => one.kind))];
    for (const kind of kinds)
      rows.push(
        this.guard(
          kind,
          actions.filter(one => one.kind === kind),
        ),
      );
    if (kinds.length === 0) rows.push(this.row(h('span', {}, t('lanes.guard')), h('span', { class: 'none' }, t('lanes.idle'))));
    put(this.element, rows);
    this.draw();
  }

  /** @param {any} label @param {...any} inner */
  row(label, ...inner) {
    const cursor = h('span', { class: 'xline', hidden: true });
    this.cursors.push(cursor);
    return h(
      'div',
      { class: 'strip lane-strip' },
      h('div', { class: 'lanelab' }, label),
      h('div', { class: 'plot' }, h('div', { class: 'lane' }, h('span', { class: 'base' }), inner, cursor)),
    );
  }

  /** @param {string} letter @param {Told[]} all */
  episodes(letter, all) {
    const worst = all.reduce((a, b) => (RANK[b.severity] > RANK[a.severity] ? b : a));
    const bars = all.slice(0, MOST_BARS).flatMap(one => {
      const node = h('span', { class: `bar ${one.severity}${one.closed ? '' : ' open'}`, title: `${one.word}: ${one.finding}` });
      const alarm = h('span', { class: 'alarm' });
      this.bars.push({ node, from: one.first_step, to: one.last_step, open: !one.closed, alarm, at: one.alarm_step });
      return [node, alarm];
    });
    const before = h('span', { class: 'out before', hidden: true }),
      after = h('span', { class: 'out after', hidden: true });
    this.outs.push({
      before,
      after,
      from: Math.min(...all.map(one => one.first_step)),
      to: Math.max(...all.map(one => (one.closed ? one.last_step : Infinity))),
    });
    return this.row(
      [h('span', { class: `tag ${worst.severity}` }, letter), h('span', { class: 'mono' }, worst.detector)],
      bars,
      before,
      after,
    );
  }

  /** @param {string} kind @param {{ first_step: number, last_step: number, sentence: string }[]} all */
  guard(kind, all) {
    const ticks = all.slice(0, MOST_BARS).map(one => {
      const node = h('span', { class: `tick ${kind}`, title: one.sentence });
      this.ticks.push({ node, step: one.first_step, to: one.last_step });
      return node;
    });
    return this.row([h('span', {}, t('lanes.guard')), h('span', { class: 'mono' }, kind)], ticks);
  }

  draw() {
    const { axis } = this,
      { width } = axis;
    for (const bar of this.bars) {
      const from = axis.px(bar.from - 0.5),
        to = axis.px((bar.open ? axis.last : bar.to) + 0.5);
      bar.node.hidden = to < 0 || from > width;
      const left = Math.max(0, from),
        right = Math.min(width - (bar.open ? 6 : 0), to),
        at = axis.px(bar.at);
      bar.node.style.left = `${Math.min(left, width - 4)}px`;
      bar.node.style.width = `${Math.max(4, right - left)}px`;
      bar.alarm.hidden = at < 0 || at > width;
      bar.alarm.style.left = `${at - 1}px`;
    }
    for (const out of this.outs) {
      out.before.hidden = axis.px(out.to + 0.5) >= 0;
      out.after.hidden = axis.px(out.from - 0.5) <= width;
      if (!out.before.hidden) out.before.textContent = t('lanes.before', out.from);
      if (!out.after.hidden) out.after.textContent = t('lanes.after', out.from);
    }
    for (const tick of this.ticks) {
      const from = Math.max(0, axis.px(tick.step - 0.5)),
        to = Math.min(width, axis.px(tick.to + 0.5));
      tick.node.hidden = to < 0 || from > width;
      tick.node.style.left = `${from}px`;
      tick.node.style.width = `${Math.max(2, to - from - 1)}px`;
    }
  }

  /** @param {number} step */
  point(step) {
    const px = this.axis.px(step);
    for (const cursor of this.cursors) {
      cursor.style.left = `${px}px`;
      cursor.hidden = px < 0 || px > this.axis.width;
    }
  }
}
