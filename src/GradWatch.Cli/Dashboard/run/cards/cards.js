// The cards beside the strips. A card is drawn anew only when what it says has changed: nothing flickers, and what was
// unfolded stays so.
import { h, put } from '../../page/dom.js';
import { guard, notes, todo, trials } from './todo.js';
import { what, where } from './what.js';
import { trace, why } from './why.js';

export class Cards {
  /** @param {(tensor: string) => void} openTensor */
  constructor(openTensor) {
    this.parts = /** @type {[string, (view: any, run: any) => any, (view: any, run: any) => any][]} */ ([
      ['what', view => what(view), view => view.episodes],
      ['where', view => where(view, openTensor), view => view.where],
      ['why', view => why(view), view => [view.causes, view.missing, !view.where]],
      ['trace', view => trace(view), view => view.origins],
      ['do', view => todo(view), view => [view.remedies, !view.where]],
      ['trial', view => trials(view), view => view.remedies],
      ['guard', view => guard(view), view => view.actions],
      ['notes', (view, run) => notes(view, run), (view, run) => [view.notes, run.note, run.lost, run.refused_series]],
    ]);
    this.sections = Object.fromEntries(this.parts.map(([id]) => [id, h('section', { id, tabindex: -1, hidden: true })]));
    /** @type {Record<string, string>} */
    this.drawn = {};
    const part = (/** @type {string[]} */ ...ids) => ids.map(id => this.sections[id]);
    this.first = h(
      'div',
      { class: 'col c1', 'aria-busy': 'true' },
      part('what', 'where', 'why', 'trace'),
      ['a', 'b', 'c'].map(size =>
        h('div', { class: 'wait' }, h('div', { class: 'skel title-wait' }), h('div', { class: `skel card-wait ${size}` })),
      ),
    );
    this.second = h('div', { class: 'col c2' }, part('do'), h('div', { class: 'col' }, part('trial', 'guard', 'notes')));
  }

  /** @param {any} view @param {any} run */
  show(view, run) {
    if (this.first.hasAttribute('aria-busy')) {
      this.first.removeAttribute('aria-busy');
      for (const wait of this.first.querySelectorAll('.wait')) wait.remove();
    }
    for (const [id, draw, of] of this.parts) {
      const key = JSON.stringify(of(view, run));
      if (this.drawn[id] === key) continue;
      this.drawn[id] = key;
      const section = this.sections[id],
        open = new Map([...section.querySelectorAll('details')].map(one => [one.dataset.key, one.open]));
      const children = draw(view, run);
      section.hidden = !children;
      put(section, children ?? []);
      for (const one of section.querySelectorAll('details')) if (open.has(one.dataset.key)) one.open = open.get(one.dataset.key);
    }
  }
}
