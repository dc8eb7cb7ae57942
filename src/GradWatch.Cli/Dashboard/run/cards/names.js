// Names of tensors and detectors in a sentence are set as code; numbers do not break over two lines.
import { h } from '../../page/dom.js';

/** @type {RegExp|null} */
let names = null;

/** @param {string[]} all names of tensors and modules of the run */
export function learnNames(all) {
  const unique = [...new Set(all)]
    .filter(name => name.length > 1)
    .sort((a, b) => b.length - a.length)
    .slice(0, 2000);
  const escaped = unique.map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  names = escaped.length ? new RegExp(`(?<![\\w.])(${escaped.join('|')})(?![\\w]|\\.\\w)`, 'g') : null;
}

/**
 * A sentence of the server as nodes.
 * @param {string|null|undefined} text
 */
export function said(text) {
  if (!text) return [];
  const parts = names ? text.split(names) : [text];
  return parts.flatMap((part, i) => (i % 2 ? [h('code', {}, part)] : unbroken(part)));
}

/** Numbers with an exponent and what follows without a space. @param {string} text */
const unbroken = text =>
  text.split(/(\S*\d(?:\.\d+)?e-\d+\S*)/).map((part, i) => (i % 2 ? h('span', { class: 'nw' }, part) : part));
