// The page of a run: verdict, answers, strips and cards, kept up with what arrives.
import { api } from '../api.js';
import { number } from '../figures.js';
import { listen } from '../live.js';
import { knownBefore, tell } from '../page/alerts.js';
import { firstNumber } from '../page/code.js';
import { h, later, put, seldom } from '../page/dom.js';
import { errorPlace, lostBar } from '../page/states.js';
import { drawTop, showStatus } from '../page/topbar.js';
import { language, t } from '../text/text.js';
import { Cards } from './cards/cards.js';
import { learnNames } from './cards/names.js';
import { answers, verdict, waiting } from './cards/verdict.js';
import { Data } from './data.js';
import { edit } from './edit.js';
import { Heat } from './heat.js';
import { Lanes } from './lanes.js';
import { Stack } from './stack.js';
import { TensorStrips } from './tensor.js';

const VIEW_EVERY = 1500,
  VIEW_IDLE = 8000,
  HEAT_EVERY = 2000;

/** @param {HTMLElement} main @param {string} id */
export function open(main, id) {
  const status = drawTop(id);
  /** @type {any} */
  let run = null;
  /** @type {any} */
  let view = null;
  let closed = false,
    connected = true,
    opened = false;
  const data = new Data(id);
  const stack = new Stack(() => view?.episodes ?? [], {
    window: () => read(),
    pause: paused => {
      showState();
      if (!paused) refresh();
    },
  });
  const lanes = new Lanes(stack.axis);
  const heat = new Heat(stack.axis, { hover: (step, pin) => stack.hover(step, pin), open: openTensor });
  const tensor = new TensorStrips(stack, () => {
    heat.opened = null;
    heat.draw();
  });
  stack.hanging = [lanes, heat, tensor];
  stack.lanes.append(lanes.element);
  stack.below.append(heat.element, tensor.element);
  const cards = new Cards(openTensor);
  const lost = lostBar(
    () => news.retry(),
    since => t('lost.run', since, run?.last_step ?? 0),
  );
  const errors = errorPlace(() => start());
  const top = h('div', { id: 'verdict' }, waiting());
  const grid = h('div', { class: 'grid' }, stack.element, cards.first, cards.second);
  const tools = [
    h('button', { type: 'button', class: 'btn', id: 'edit', onclick: () => edit(run, took) }, t('edit.open')),
    h(
      'a',
      { class: 'btn', href: api.report(id, language()), target: '_blank', rel: 'noopener', title: t('run.report.hint') },
      t('run.report'),
    ),
  ];
  put(main, lost.bar, errors.place, top, grid);
  document.title = `${id} · GradWatch`;

  async function start() {
    try {
      const answer = await api.run(id);
      if (closed) return;
      errors.show(null);
      data.learn(answer.series_list);
      took(answer);
      if (run.rows === 0) return empty();
      stack.build(data.shown);
      lanes.show([], []);
      await Promise.all([read(), readView()]);
    } catch (fault) {
      failed(fault);
    }
  }

  function empty() {
    put(top);
    grid.hidden = true;
    if (!main.querySelector('.blank'))
      main.append(
        h('div', { class: 'blank' }, h('h1', {}, t('run.empty')), h('p', {}, t('run.empty.how', run.name)), firstNumber(id)),
      );
  }

  /** @param {any} fault */
  function failed(fault) {
    if (closed || (fault instanceof DOMException && fault.name === 'AbortError')) return;
    if (fault.status === 404) return gone(t('run.gone', id));
    if (connected || !run) errors.show(fault);
  }

  /** @param {string} text */
  function gone(text) {
    put(status);
    put(main, h('div', { class: 'blank' }, h('h1', {}, text), h('p', {}, h('a', { href: '/' }, t('run.gone.back')))));
  }

  /** A run as it is now. @param {any} summary */
  function took(summary) {
    const before = run;
    run = { ...run, ...summary };
    const crumb = document.getElementById('crumb');
    if (crumb) crumb.textContent = run.name;
    stack.pause.hidden = run.status !== 'running';
    showState();
    if (!stack.paused) stack.axis.span(run.first_step, run.last_step);
    if (!before) return;
    if (before.rows === 0 && run.rows > 0) return restart();
    if (run.verdict !== before.verdict || run.episodes !== before.episodes || run.status !== before.status) soon();
    else if (run.rows !== before.rows) idle();
    if (
      view &&
      (before.name !== run.name || before.note !== run.note || JSON.stringify(before.tags) !== JSON.stringify(run.tags))
    )
      drawWords();
  }

  function restart() {
    main.querySelector('.blank')?.remove();
    grid.hidden = false;
    put(top, waiting());
    start();
  }

  function showState() {
    if (!run) return;
    const step = (/** @type {string} */ key) => (run.rows === 0 ? t(key) : t('status.step', t(key), run.last_step));
    if (!connected) showStatus(status, 'lost', t('status.lost'));
    else if (stack.paused) showStatus(status, 'paused', step('status.paused'));
    else if (run.status === 'running') showStatus(status, 'live', step('status.running'));
    else showStatus(status, run.status === 'failed' ? 'critical' : 'ended', step('status.' + run.status));
  }

  /** Reads the numbers of the visible steps. */
  async function read() {
    if (!run || run.rows === 0) return;
    try {
      const map = await data.read(stack.axis, tensor.courses);
      if (closed) return;
      if (map) heat.show(map);
      stack.draw();
    } catch (fault) {
      failed(fault);
    }
  }

  async function readView() {
    try {
      const answer = await api.view(id, language());
      if (closed) return;
      view = answer;
      learnNames([...data.tensors, ...view.origins.map((/** @type {any} */ one) => one.at)]);
      heat.leading = view.where?.tensor ?? null;
      knownBefore(
        id,
        Array.from({ length: opened ? 0 : run.episodes }, (_, i) => i),
      );
      drawWords();
      lanes.show(view.episodes, view.actions);
      const near = stack.nearEpisode();
      // A run that is over is read where its trouble is seen, a live one where it is now.
      if (!opened && run.status !== 'running' && view.where) stack.pinned = view.where.step;
      if (!opened && near) stack.zoom(near[0], near[1]);
      else stack.draw();
      opened = true;
    } catch (fault) {
      failed(fault);
    }
  }
  const soon = seldom(VIEW_EVERY, () => stack.paused || readView());
  const idle = seldom(VIEW_IDLE, () => stack.paused || readView());
  const heatSoon = seldom(HEAT_EVERY, () => stack.paused || read());

  let words = '';
  function drawWords() {
    document.title = `${view.word}: ${run.name} · GradWatch`;
    const tags = Object.entries(run.tags).map(([key, value]) => `${key} ${value}`);
    const facts = [
      ...tags.map(text => h('span', {}, text)),
      run.source && h('span', { class: 'mono' }, run.source),
      h('span', { class: 'tools' }, tools),
    ];
    const key = JSON.stringify([view.verdict, view.headline, view.facts, view.answers, tags, run.source]);
    const held = document.activeElement;
    if (key !== words) put(top, verdict(view, facts), answers(view));
    if (held instanceof HTMLElement && tools.includes(held)) held.focus({ preventScroll: true });
    words = key;
    cards.show(view, run);
  }

  /** @param {string} name */
  function openTensor(name) {
    tensor.open(name, data.series);
    heat.opened = name;
    heat.draw();
    read();
    tensor.element.scrollIntoView({ block: 'nearest' });
  }

  /** After a pause or a lost connection: all is read again. */
  function refresh() {
    api.run(id).then(answer => {
      if (closed) return;
      if (data.learn(answer.series_list)) stack.build(data.shown);
      took(answer);
      read();
      readView();
    }, failed);
  }

  const news = listen(
    api.live(id),
    {
      run: summary => {
        if (run) took(summary);
      },
      rows: ({ steps, series }) => {
        if (!run || stack.paused || run.rows === 0) return;
        const last = steps.reduce((/** @type {number} */ a, /** @type {number} */ b) => Math.max(a, b), stack.axis.last);
        stack.axis.span(Math.min(stack.axis.first, ...(steps.length ? [steps[0]] : [])), last);
        const kept = data.append(series, stack.axis, number);
        if (!kept) read();
        else stack.draw();
        heatSoon();
      },
      series: ({ series_list }) => {
        if (data.learn(series_list)) {
          stack.build(data.shown);
          read();
        } else heatSoon();
      },
      episode: episode => {
        if (run) {
          tell(run, episode, language() === 'ru' ? episode.finding_ru : episode.finding);
          soon();
        }
      },
      entry: () => soon(),
      missed: () => {
        if (!stack.paused) refresh();
      },
      deleted: () => {
        news.close();
        gone(t('run.deleted'));
      },
    },
    (state, again) => {
      connected = state === 'live';
      lost.show(!connected);
      showState();
      if (again && !stack.paused) refresh();
    },
  );

  const resized = later(120, () => {
    stack.rebuild();
    tensor.rebuild();
    stack.overlay();
  });
  let wide = innerWidth;
  const onResize = () => {
    if (innerWidth !== wide) {
      wide = innerWidth;
      resized();
    }
  };
  const onTheme = () => {
    stack.rebuild();
    tensor.rebuild();
  };
  window.addEventListener('resize', onResize);
  window.addEventListener('gradwatch:theme', onTheme);
  start();

  return {
    close() {
      closed = true;
      data.asking?.abort();
      news.close();
      lost.close();
      for (const pending of [soon, idle, heatSoon, resized]) pending.cancel();
      stack.close();
      tensor.clear();
      window.removeEventListener('resize', onResize);
      window.removeEventListener('gradwatch:theme', onTheme);
    },
  };
}
