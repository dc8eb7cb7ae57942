// What is shown instead of numbers, or above them: no connection, an error.
import { h, put } from './dom.js';
import { icon } from './icons.js';
import { t } from '../text/text.js';

/**
 * An amber bar that counts the seconds since the connection was lost.
 * @param {() => void} retry
 * @param {(since: string) => string} sentence
 */
export function lostBar(retry, sentence) {
  const text = h('p');
  const bar = h(
    'div',
    { class: 'state amber', role: 'status', hidden: true },
    icon('lost', 'warning'),
    text,
    h('button', { type: 'button', class: 'btn', onclick: retry }, t('lost.retry')),
  );
  let timer = 0,
    since = 0;

  function draw() {
    const seconds = Math.floor((Date.now() - since) / 1000);
    text.textContent = sentence(seconds < 60 ? t('age.s', seconds) : t('age.min', Math.floor(seconds / 60)));
  }

  return {
    bar,
    /** @param {boolean} lost */
    show(lost) {
      if (lost === !bar.hidden) return;
      bar.hidden = !lost;
      clearInterval(timer);
      if (!lost) return;
      since = Date.now();
      draw();
      timer = window.setInterval(draw, 1000);
    },
    close: () => clearInterval(timer),
  };
}

/**
 * A red bar that says what went wrong and what to do.
 * @param {unknown} fault
 * @param {() => void} retry
 */
export function errorBar(fault, retry) {
  const { status = 0, message = String(fault) } = /** @type {any} */ (fault);
  return h(
    'div',
    { class: 'state red', role: 'alert' },
    icon('critical'),
    h('p', {}, status ? t('error.ask', status, message) : t('error.silent')),
    h('button', { type: 'button', class: 'btn', onclick: retry }, t('lost.retry')),
  );
}

/**
 * A place for at most one error.
 * @param {() => void} retry
 */
export function errorPlace(retry) {
  const place = h('div');
  return {
    place,
    /** @param {unknown} fault null: none */
    show: fault => (fault ? put(place, errorBar(fault, retry)) : put(place)),
  };
}
