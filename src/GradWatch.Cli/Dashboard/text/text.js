// The page's own words, in the language that is chosen. Sentences about a run come from the server in that language.
import { keep, kept } from '../page/theme.js';

const KEY = 'gradwatch.lang';
/** @type {Record<string, string>} */
let words = {};

/** @returns {'en'|'ru'} */
export function language() {
  const chosen = kept(KEY) ?? navigator.language ?? 'en';
  return chosen.startsWith('ru') ? 'ru' : 'en';
}

/** Loads the words of the chosen language. */
export async function speak() {
  const lang = language();
  words = (await (lang === 'ru' ? import('./ru.js') : import('./en.js'))).words;
  document.documentElement.lang = lang;
}

/** @param {'en'|'ru'} lang */
export async function chooseLanguage(lang) {
  keep(KEY, lang);
  await speak();
  window.dispatchEvent(new Event('gradwatch:language'));
}

/**
 * The text of a key, with {0}, {1}, … replaced.
 * @param {string} key
 * @param {...(string|number)} values
 */
export function t(key, ...values) {
  const text = words[key];
  if (text === undefined) throw new Error(`no text has the key '${key}'`);
  return text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));
}

/**
 * A time that has passed, in the largest unit: 42 s, 4 min, 3 h, 2 d.
 * @param {string} since ISO 8601
 */
export function age(since) {
  const seconds = Math.max(0, (Date.now() - Date.parse(since)) / 1000);
  if (seconds < 60) return t('age.s', Math.floor(seconds));
  if (seconds < 3600) return t('age.min', Math.floor(seconds / 60));
  if (seconds < 86400) return t('age.h', Math.floor(seconds / 3600));
  return t('age.d', Math.floor(seconds / 86400));
}
