// The bar at the top: mark, path, status, alerts, language, theme.
import { alertsButton } from './alerts.js';
import { h, put } from './dom.js';
import { icon, mark } from './icons.js';
import { chooseTheme, theme } from './theme.js';
import { chooseLanguage, language, t } from '../text/text.js';

/**
 * @param {string} label
 * @param {[string, string, string?][]} choices value, text, title
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
export function segments(label, choices, chosen, choose) {
  const buttons = choices.map(([value, text, title]) =>
    h(
      'button',
      {
        type: 'button',
        'data-value': value,
        title,
        'aria-label': title,
        'aria-pressed': value === chosen,
        onclick: () => {
          for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.value === value));
          choose(value);
        },
      },
      text,
    ),
  );
  return h('div', { class: 'seg', role: 'group', 'aria-label': label }, buttons);
}

/**
 * Draws the bar. Returns where the status is shown.
 * @param {string|null} name of the run; null on the list
 */
export function drawTop(name) {
  const bar = /** @type {HTMLElement} */ (document.getElementById('top'));
  const status = h('span', { class: 'status', id: 'status' });
  const crumb = h('nav', { class: 'crumb', 'aria-label': t('top.path') });
  if (name !== null)
    put(
      crumb,
      h('a', { href: '/' }, t('runs.title')),
      h('span', { 'aria-hidden': 'true' }, '/'),
      h('span', { class: 'mono', id: 'crumb' }, name),
    );
  const lang = segments(
    t('top.language'),
    [
      ['en', 'EN', 'English'],
      ['ru', 'RU', 'Русский'],
    ],
    language(),
    async value => {
      await chooseLanguage(/** @type {'en'|'ru'} */ (value));
      /** @type {HTMLElement|null} */ (document.querySelector(`#top [data-value=${value}]`))?.focus();
    },
  );
  const themes = segments(
    t('top.theme'),
    [
      ['auto', t('top.auto')],
      ['light', t('top.light')],
      ['dark', t('top.dark')],
    ],
    theme(),
    value => chooseTheme(/** @type {'auto'|'light'|'dark'} */ (value)),
  );
  put(
    bar,
    h('a', { class: 'mark', href: '/' }, mark(), 'GradWatch'),
    crumb,
    status,
    h('div', { class: 'tools' }, alertsButton(), lang, themes),
  );
  return status;
}

/**
 * Shows a state of the run or list.
 * @param {Element} place
 * @param {'live'|'lost'|'ended'|'paused'|'critical'} shape
 * @param {string} text
 */
export function showStatus(place, shape, text) {
  const tone = { live: 'healthy', lost: 'warning', ended: 'plain', paused: 'plain', critical: 'critical' }[shape];
  put(place, icon(shape, tone), text);
}
