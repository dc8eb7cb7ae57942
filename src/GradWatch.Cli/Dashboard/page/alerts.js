// Messages of the browser, for those who ask for them: one an episode, and only of episodes that open while the page is open.
import { go, runAddress } from '../router.js';
import { announce, h } from './dom.js';
import { keep, kept } from './theme.js';
import { t } from '../text/text.js';

const KEY = 'gradwatch.alerts';
/** Episodes told of in this page. @type {Set<string>} */
const told = new Set();

const wanted = () => kept(KEY) === 'on' && 'Notification' in window && Notification.permission === 'granted';

/** The button that asks for messages; nothing where the browser has none. */
export function alertsButton() {
  if (!('Notification' in window)) return null;
  const button = h('button', { type: 'button', class: 'btn alerts', title: t('alerts.hint'), onclick: toggle });
  draw();
  return button;

  function draw() {
    button.setAttribute('aria-pressed', String(wanted()));
    button.textContent = t(wanted() ? 'alerts.on' : 'alerts.off');
  }

  async function toggle() {
    const on = !wanted();
    if (on && Notification.permission !== 'granted' && (await Notification.requestPermission()) !== 'granted') announceDenied();
    else keep(KEY, on ? 'on' : 'off');
    draw();
  }

  function announceDenied() {
    button.title = t('alerts.denied');
    announce(t('alerts.denied'));
  }
}

/**
 * Tells of an episode, once, if messages are wanted.
 * @param {{ id: string, name: string }} run
 * @param {{ number: number, severity: string, detector: string, closed: boolean }} episode
 * @param {string} sentence
 */
export function tell(run, episode, sentence) {
  const key = `${run.id} ${episode.number}`;
  if (episode.severity === 'info' || episode.closed || told.has(key)) return;
  told.add(key);
  if (!wanted()) return;
  const message = new Notification(`${t('severity.' + episode.severity)}: ${run.name}`, {
    body: sentence,
    tag: `gradwatch ${key}`,
  });
  message.onclick = () => {
    window.focus();
    go(runAddress(run.id));
  };
}

/**
 * Episodes that were there before the page was: no news.
 * @param {string} run
 * @param {number[]} numbers
 */
export function knownBefore(run, numbers) {
  for (const number of numbers) told.add(`${run} ${number}`);
}
