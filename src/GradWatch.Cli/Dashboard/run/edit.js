// Name, tags and note of a run, and its removal, which asks once more.
import { api } from '../api.js';
import { h, put } from '../page/dom.js';
import { errorPlace } from '../page/states.js';
import { go } from '../router.js';
import { t } from '../text/text.js';

/**
 * @param {any} run
 * @param {(run: any) => void} changed
 */
export function edit(run, changed) {
  const errors = errorPlace(() => errors.show(null));
  const name = h('input', { name: 'name', value: run.name, required: true, maxlength: 200 });
  const tags = h('textarea', { name: 'tags', spellcheck: 'false' });
  tags.value = Object.entries(run.tags)
    .map(([key, value]) => `${key} = ${value}`)
    .join('\n');
  const note = h('textarea', { name: 'note' });
  note.value = run.note;
  const body = h('div');
  const dialog = h('dialog', { 'aria-label': t('edit.title'), onclose: () => dialog.remove() }, body);

  const form = h(
    'form',
    { onsubmit: save },
    h('h2', {}, t('edit.title')),
    h('label', {}, t('edit.name'), name),
    h('label', {}, t('edit.tags'), tags),
    h('label', {}, t('edit.note'), note),
    errors.place,
    h(
      'div',
      { class: 'row' },
      h('button', { type: 'button', class: 'btn danger', id: 'delete', onclick: ask }, t('edit.delete')),
      h('button', { type: 'button', class: 'btn', onclick: () => dialog.close() }, t('edit.cancel')),
      h('button', { type: 'submit', class: 'btn' }, t('edit.save')),
    ),
  );
  put(body, form);
  document.body.append(dialog);
  dialog.showModal();

  /** A name that was there and is no longer is removed by an empty value. */
  function parsed() {
    const lines = tags.value
      .split('\n')
      .map((/** @type {string} */ line) => line.trim())
      .filter(Boolean);
    const given = Object.fromEntries(
      lines.map((/** @type {string} */ line) => {
        const at = line.indexOf('=');
        return at < 0 ? [line, 'yes'] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      }),
    );
    return { ...Object.fromEntries(Object.keys(run.tags).map(key => [key, ''])), ...given };
  }

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    try {
      changed(await api.change(run.id, { name: name.value.trim(), note: note.value, tags: parsed() }));
      dialog.close();
    } catch (fault) {
      errors.show(fault);
    }
  }

  function ask() {
    put(
      body,
      h('h2', {}, t('edit.sure', run.name)),
      errors.place,
      h(
        'div',
        { class: 'row' },
        h('button', { type: 'button', class: 'btn', onclick: () => dialog.close() }, t('edit.cancel')),
        h('button', { type: 'button', class: 'btn danger', id: 'sure', onclick: remove }, t('edit.sure.yes')),
      ),
    );
  }

  async function remove() {
    try {
      await api.delete(run.id);
      dialog.close();
      go('/');
    } catch (fault) {
      errors.show(fault);
    }
  }
}
