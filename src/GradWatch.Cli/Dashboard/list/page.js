// The list of runs: filter, live rows, two of them compared.
import { api } from '../api.js';
import { listen } from '../live.js';
import { knownBefore, tell } from '../page/alerts.js';
import { firstNumber } from '../page/code.js';
import { h, later, put, seldom } from '../page/dom.js';
import { errorPlace, lostBar } from '../page/states.js';
import { drawTop, segments, showStatus } from '../page/topbar.js';
import { place, remember } from '../router.js';
import { age, language, t } from '../text/text.js';
import { comparison } from './compare.js';
import { runRow } from './row.js';

const PAGE = 100;

/** @param {HTMLElement} main */
export function open(main) {
  document.title = 'GradWatch';
  const status = drawTop(null);
  const query = place().query;
  const filter = { text: query.get('text') ?? '', verdict: query.get('verdict') ?? 'all' };
  /** @type {any[]} */
  let runs = [];
  let counts = { all: 0, critical: 0, warning: 0, healthy: 0 };
  let chosen = (query.get('compare') ?? '').split(',').filter(Boolean).slice(0, 2);
  let take = PAGE,
    read = false,
    closed = false;
  /** @type {AbortController|null} */
  let asking = null;

  const total = h('p', {}, t('runs.loading'));
  const find = h('input', {
    type: 'search',
    id: 'find',
    placeholder: t('runs.filter'),
    'aria-label': t('runs.filter'),
    value: filter.text,
  });
  const verdicts = segments(
    t('runs.verdict'),
    ['all', 'critical', 'warning', 'healthy'].map(v => [v, v === 'all' ? t('runs.all') : t('severity.' + v)]),
    filter.verdict,
    value => {
      filter.verdict = value;
      refilter();
    },
  );
  const filters = h('div', { class: 'filters' }, verdicts, find);
  const body = h('tbody');
  const heads = [
    ['', h('span', { class: 'sr' }, t('runs.select'))],
    ['', t('runs.verdict')],
    ['', t('runs.run')],
    ['', t('runs.worst')],
    ['', t('runs.loss')],
    ['', t('runs.norm')],
    ['n h2', t('runs.largest')],
    ['n h2', t('runs.last')],
    ['n h2', t('runs.steps')],
    ['n', t('runs.updated')],
  ];
  const table = h(
    'table',
    { class: 'runs', 'aria-busy': 'true' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        heads.map(([style, text]) => h('th', { class: style, scope: 'col' }, text)),
      ),
    ),
    body,
  );
  const more = h('button', {
    type: 'button',
    class: 'btn more',
    hidden: true,
    onclick: () => {
      take += PAGE;
      load();
    },
  });
  const blank = h('div');
  const compared = h('div');
  const lost = lostBar(
    () => news.retry(),
    since => t('lost.list', since),
  );
  const errors = errorPlace(() => load());
  put(
    main,
    lost.bar,
    errors.place,
    h('div', { class: 'head' }, h('div', {}, h('h1', {}, t('runs.title')), total), filters),
    table,
    more,
    blank,
    compared,
  );
  put(
    body,
    Array.from({ length: 6 }, () => h('tr', { class: 'wait' }, h('td', { colspan: 10 }, h('div', { class: 'skel' })))),
  );

  const typed = later(200, () => {
    filter.text = find.value;
    refilter();
  });
  find.addEventListener('input', typed);

  function refilter() {
    remember({ text: filter.text, verdict: filter.verdict === 'all' ? '' : filter.verdict });
    take = PAGE;
    load();
  }

  async function load() {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await api.runs(
        { text: filter.text, verdict: filter.verdict === 'all' ? undefined : filter.verdict, take },
        asking.signal,
      );
      if (closed) return;
      ({ runs, counts } = answer);
      if (!read)
        for (const run of runs)
          knownBefore(
            run.id,
            Array.from({ length: run.episodes }, (_, i) => i),
          );
      read = true;
      errors.show(null);
      draw();
    } catch (fault) {
      if (closed || (fault instanceof DOMException && fault.name === 'AbortError')) return;
      // A lost connection has its own bar, and what was read stays.
      if (!read || lost.bar.hidden) errors.show(fault);
    }
  }
  const reload = seldom(1000, load);

  function draw() {
    table.setAttribute('aria-busy', 'false');
    total.textContent = t('runs.counts', counts.all, counts.critical, counts.warning, counts.healthy);
    const empty = counts.all === 0 && !filter.text && filter.verdict === 'all';
    table.hidden = filters.hidden = empty;
    put(
      blank,
      empty && h('div', { class: 'blank' }, h('h1', {}, t('runs.empty')), h('p', {}, t('runs.empty.how')), firstNumber('my-run')),
    );
    if (runs.length) put(body, runs.map(row));
    else put(body, h('tr', {}, h('td', { colspan: 10, class: 'empty' }, t('runs.none'))));
    const matching = filter.verdict === 'all' ? counts.all : /** @type {any} */ (counts)[filter.verdict];
    more.hidden = runs.length < take;
    more.textContent = t('runs.more', runs.length, matching);
    compare();
  }

  /** @param {any} run */
  const row = run => runRow(run, chosen.includes(run.id), on => choose(run.id, on));

  /** @param {string} id @param {boolean} on */
  function choose(id, on) {
    chosen = on ? [...chosen, id].slice(-2) : chosen.filter(one => one !== id);
    remember({ compare: chosen.join(',') });
    for (const line of body.querySelectorAll('tr[data-run]')) {
      const is = chosen.includes(line.dataset.run);
      line.classList.toggle('on', is);
      line.querySelector('input').checked = is;
    }
    compare();
  }

  let drawn = '';
  async function compare() {
    const pair = chosen.map(id => runs.find(run => run.id === id)).filter(Boolean);
    const key = pair.map(run => `${run.id} ${run.rows} ${language()}`).join();
    if (key === drawn) return;
    drawn = key;
    if (pair.length === 1) put(compared, h('p', { class: 'cmp dim' }, t('compare.one')));
    if (pair.length === 0) put(compared);
    if (pair.length < 2) return;
    const { section, draw: fill } = comparison(pair, () => {
      chosen = [];
      remember({ compare: '' });
      drawn = '?';
      draw();
    });
    const old = compared.firstElementChild;
    if (!old || !old.querySelector('svg')) put(compared, section);
    else {
      section.classList.add('sr');
      compared.append(section);
    }
    try {
      section.classList.remove('sr');
      await fill();
      if (key === drawn) put(compared, section);
    } catch (fault) {
      if (!closed) errors.show(fault);
    }
  }

  /** @param {any} run */
  async function changed(run) {
    if (!read) return;
    const at = runs.findIndex(one => one.id === run.id);
    if (at < 0) return reload();
    const before = runs[at];
    runs[at] = run;
    const line = body.querySelector(`tr[data-run="${CSS.escape(run.id)}"]`);
    const held = line?.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).tagName : null;
    const fresh = row(run);
    line?.replaceWith(fresh);
    if (held) fresh.querySelector(held === 'A' ? 'a' : 'input')?.focus({ preventScroll: true });
    if (run.verdict !== before.verdict) reload();
    if (chosen.includes(run.id)) recompare();
    if (run.episodes > before.episodes) await tellNew(run, before.episodes);
  }
  const recompare = seldom(2000, () => compare());

  /** @param {any} run @param {number} before */
  async function tellNew(run, before) {
    const { episodes } = await api.episodes(run.id, language());
    for (const episode of episodes.filter((/** @type {any} */ one) => one.number >= before)) tell(run, episode, episode.finding);
  }

  const news = listen(
    api.live(null),
    {
      run: changed,
      deleted: () => reload(),
      missed: () => reload(),
    },
    (state, again) => {
      lost.show(state === 'lost');
      if (state === 'lost') showStatus(status, 'lost', t('status.lost'));
      else showStatus(status, 'live', t('status.running'));
      if (again) load();
    },
  );

  const clock = window.setInterval(() => {
    for (const cell of body.querySelectorAll('.age'))
      cell.textContent = age(/** @type {HTMLElement} */ (cell).dataset.since ?? '');
  }, 10000);
  const resized = later(150, () => {
    drawn = '';
    compare();
  });
  window.addEventListener('resize', resized);
  load();

  return {
    close() {
      closed = true;
      asking?.abort();
      news.close();
      lost.close();
      clearInterval(clock);
      for (const pending of [typed, reload, recompare, resized]) pending.cancel();
      window.removeEventListener('resize', resized);
    },
  };
}
