// The verdict in one sentence, and the four answers under it; of a healthy run the numbers that say so.
import { h } from '../../page/dom.js';
import { icon } from '../../page/icons.js';
import { t } from '../../text/text.js';
import { said } from './names.js';

const ANCHORS = /** @type {Record<string, string>} */ ({ where: 'where', since: 'what', why: 'why', do: 'do' });

/** @param {any} view @param {...any} further what stands after the facts */
export function verdict(view, ...further) {
  return h(
    'header',
    { class: 'verdict', 'data-verdict': view.verdict },
    icon(view.verdict),
    h(
      'h1',
      {},
      h('span', { class: view.verdict }, `${view.word}.`),
      ' ',
      view.headline.flatMap((/** @type {string} */ one, /** @type {number} */ i) => (i ? [' ', ...said(one)] : said(one))),
    ),
    h(
      'p',
      { class: 'facts' },
      view.facts.map((/** @type {string} */ fact) => h('span', {}, fact)),
      further,
    ),
  );
}

/** @param {any} view */
export function answers(view) {
  return h(
    'nav',
    { class: 'answers', 'aria-label': view.word },
    view.answers.map((/** @type {any} */ answer) => {
      const anchor = ANCHORS[answer.ask];
      const inner = [h('span', {}, answer.title), h('strong', {}, said(answer.text)), h('span', {}, said(answer.detail))];
      return anchor
        ? h('a', { href: `#${anchor}`, onclick: (/** @type {Event} */ e) => go(e, anchor) }, inner)
        : h('div', {}, inner);
    }),
  );
}

/** The section gets the focus too: who reads by ear goes on from there. @param {Event} event @param {string} id */
function go(event, id) {
  event.preventDefault();
  const section = document.getElementById(id);
  section?.scrollIntoView();
  section?.focus({ preventScroll: true });
}

/** Grey blocks where the verdict will be. */
export const waiting = () =>
  h(
    'div',
    { class: 'verdict', 'aria-busy': 'true', 'aria-label': t('run.loading') },
    h('span', { class: 'skel mark-wait' }),
    h('div', {}, h('div', { class: 'skel line-wait' }), h('div', { class: 'skel line-wait short' })),
  );
