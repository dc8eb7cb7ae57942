// A block of code with a tab for each language, and a button that copies it.
import { announce, h } from './dom.js';
import { t } from '../text/text.js';

let count = 0;
/** The tab chosen last, so that every block shows the reader's framework. */
let chosen = '';

/** @param {[string, string][]} codes name and text; those without text are left out */
export function codeBlock(codes) {
  const shown = codes.filter(([, text]) => text);
  if (shown.length === 0) return null;
  const id = `code${++count}`;
  let at = Math.max(
    0,
    shown.findIndex(([name]) => name === chosen),
  );
  const panels = shown.map(([name, text], i) =>
    h(
      'div',
      { role: 'tabpanel', id: `${id}p${i}`, 'aria-labelledby': `${id}t${i}` },
      h('div', { class: 'framework' }, name),
      h('pre', { tabindex: 0 }, h('code', {}, text.replace(/^\n+|\n+$/g, ''))),
    ),
  );
  const tabs = shown.map(([name], i) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `${id}t${i}`,
        'aria-controls': `${id}p${i}`,
        'data-tab': name,
        onclick: () => choose(name),
      },
      name,
    ),
  );
  const copy = h('button', { type: 'button', class: 'copy', onclick: copyCode }, t('code.copy'));
  const list = h('div', { class: 'seg', role: 'tablist', onkeydown: move }, tabs);
  const block = h('div', { class: 'code' }, h('div', { class: 'bar' }, list, copy), panels);
  block.addEventListener('gradwatch:tab', (/** @type {any} */ event) => {
    const found = shown.findIndex(([name]) => name === event.detail);
    if (found >= 0) show(found);
  });
  show(at);
  return block;

  /** @param {number} index */
  function show(index) {
    at = index;
    tabs.forEach((tab, i) => {
      tab.setAttribute('aria-selected', String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
    });
    panels.forEach((panel, i) => {
      panel.hidden = i !== index;
    });
  }

  /** @param {string} name */
  function choose(name) {
    chosen = name;
    for (const other of document.querySelectorAll('.code'))
      other.dispatchEvent(new CustomEvent('gradwatch:tab', { detail: name }));
  }

  /** @param {KeyboardEvent} event */
  function move(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = (at + step + shown.length) % shown.length;
    choose(shown[next][0]);
    tabs[next].focus();
  }

  async function copyCode() {
    try {
      await navigator.clipboard.writeText(shown[at][1]);
    } catch {
      // Without a secure context there is no clipboard: the text is selected, and the keyboard copies it.
      getSelection()?.selectAllChildren(panels[at].querySelector('pre'));
      return;
    }
    copy.textContent = t('code.copied');
    announce(t('code.copied'));
    setTimeout(() => {
      copy.textContent = t('code.copy');
    }, 1500);
  }
}

/**
 * The lines that send a first number.
 * @param {string} run
 */
export function firstNumber(run) {
  const server = location.origin;
  return codeBlock([
    [
      t('code.python'),
      `import gradwatch\nrun = gradwatch.Run("${run}", url="${server}", run_id="${run}")\nrun.log(step, loss=loss, grad_norm=norm)`,
    ],
    [
      t('code.curl'),
      `curl ${server}/api/v1/runs/${run}/batches \\\n  -H "content-type: application/json" \\\n  -d '{"rows":[{"step":0,"values":{"loss":1.17,"grad_norm":0.31}}]}'`,
    ],
  ]);
}
