'use strict';
(() => {
  const root = document.documentElement;
  const W = 100000;
  // Width of a plot on A4, in px.
  const PAPER = 450;
  root.classList.add('scripted');
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const ru = () => root.dataset.lang === 'ru';

  function press(kind, value) {
    for (const button of all(`[data-${kind}-set]`)) button.setAttribute('aria-pressed', String(button.getAttribute(`data-${kind}-set`) === value));
  }
  function speak() {
    root.lang = root.dataset.lang;
    for (const el of all('[data-aria-en]')) el.setAttribute('aria-label', el.getAttribute('data-aria-' + root.dataset.lang));
  }
  for (const button of all('[data-lang-set]')) button.onclick = () => {
    root.dataset.lang = button.dataset.langSet;
    press('lang', root.dataset.lang);
    speak();
    for (const plot of plots) plot.show();
  };
  for (const button of all('[data-theme-set]')) button.onclick = () => {
    if (button.dataset.themeSet) root.dataset.theme = button.dataset.themeSet;
    else delete root.dataset.theme;
    press('theme', button.dataset.themeSet);
  };

  // Code tabs and copying.
  for (const codes of all('.codes')) {
    const tabs = all('[role=tab]', codes);
    const panels = all('[role=tabpanel]', codes);
    const choose = (i, focus) => {
      tabs.forEach((tab, k) => { tab.setAttribute('aria-selected', String(k === i)); tab.tabIndex = k === i ? 0 : -1; });
      panels.forEach((panel, k) => { panel.hidden = k !== i; });
      if (focus) tabs[i].focus();
    };
    tabs.forEach((tab, i) => {
      tab.onclick = () => all('.codes').forEach(other => other.dispatchEvent(new CustomEvent('framework', { detail: i })));
      tab.onkeydown = e => {
        const to = { ArrowLeft: i - 1, ArrowRight: i + 1, Home: 0, End: tabs.length - 1 }[e.key];
        if (to === undefined) return;
        e.preventDefault();
        choose((to + tabs.length) % tabs.length, true);
      };
    });
    codes.addEventListener('framework', e => choose(Math.min(e.detail, tabs.length - 1), false));
    choose(0, false);
    const copy = codes.querySelector('.copy');
    copy.onclick = async () => {
      const pre = panels.find(panel => !panel.hidden).querySelector('pre');
      try {
        await navigator.clipboard.writeText(pre.textContent);
      } catch {
        const range = document.createRange();
        range.selectNodeContents(pre);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        document.execCommand('copy');
      }
      const before = copy.innerHTML;
      if (copy.dataset.done) return;
      copy.dataset.done = '1';
      copy.textContent = ru() ? 'Скопировано' : 'Copied';
      setTimeout(() => { copy.innerHTML = before; delete copy.dataset.done; }, 1500);
    };
  }

  function unpack(series) {
    let step = 0;
    const steps = series.s === '' ? [] : series.s.split(' ').map(d => (step += Number(d)));
    const widths = series.w ? series.w.split(' ').map(Number) : [];
    return { name: series.t, steps, values: series.v.split('|'), lasts: steps.map((s, i) => s + (widths[i] || 0)) };
  }
  // The last column that begins at or before a step; the first one when none does.
  function before(steps, step) {
    let low = 0, high = steps.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (steps[middle] <= step) low = middle; else high = middle - 1;
    }
    return low;
  }
  const svg = (name, attributes) => {
    const el = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) el.setAttribute(key, attributes[key]);
    return el;
  };

  class Plot {
    constructor(panel) {
      this.panel = panel;
      this.stack = panel.querySelector('.stack');
      this.button = panel.querySelector('.all');
      this.data = JSON.parse(panel.querySelector('.rundata').textContent);
      this.strips = this.data.strips.map(unpack);
      this.rows = this.data.rows.map(unpack);
      this.master = [...new Set((this.strips.length ? this.strips : this.rows).flatMap(s => s.steps))].sort((a, b) => a - b);
      this.ends = new Map();
      for (const s of this.strips.length ? this.strips : this.rows)
        s.steps.forEach((step, i) => this.ends.set(step, Math.max(s.lasts[i], this.ends.get(step) || step)));
      this.at = before(this.master, this.data.at);
      this.row = -1;
      this.heat = this.stack.querySelector('.heat .plot');
      [this.from, this.to] = this.data.zoom || [this.data.lo, this.data.hi];
      this.listen();
      this.draw();
      this.show();
      new ResizeObserver(() => this.draw()).observe(this.stack);
    }

    // Steps and units of the drawing.
    unit(step) { return (step - this.data.lo) / (this.data.hi - this.data.lo) * W; }
    part(unit) { return (unit - this.a) / (this.b - this.a); }
    percent(unit) { return (this.part(unit) * 100).toFixed(3) + '%'; }

    zoom(from, to) {
      const least = 4 * this.data.d;
      if (to - from < least) { const middle = (from + to) / 2; from = middle - least / 2; to = middle + least / 2; }
      this.from = Math.max(this.data.lo, from);
      this.to = Math.min(this.data.hi, to);
      this.draw();
      this.show();
    }

    draw(width) {
      const plot = this.stack.querySelector('.plot');
      this.width = width || Math.max(1, plot.getBoundingClientRect().width);
      this.a = this.unit(this.from);
      this.b = this.unit(this.to);
      const zoomed = this.from > this.data.lo || this.to < this.data.hi;
      this.button.hidden = !zoomed;
      for (const el of all('svg.data', this.stack)) {
        const box = el.getAttribute('viewBox').split(' ');
        el.setAttribute('viewBox', `${this.a} 0 ${this.b - this.a} ${box[3]}`);
      }
      for (const el of all('[data-a]', this.stack)) {
        el.setAttribute('x', this.percent(+el.dataset.a));
        el.setAttribute('width', Math.max(el.dataset.f ? .3 : 0, (this.part(+el.dataset.b) - this.part(+el.dataset.a)) * 100).toFixed(3) + '%');
      }
      for (const el of all('use[data-x]', this.stack)) {
        const part = this.part(+el.dataset.x);
        el.setAttribute('x', (part * 100).toFixed(3) + '%');
        el.classList.toggle('off', part < 0 || part > 1.0001);
      }
      this.tags();
      this.marks();
      this.away();
      this.ticks();
      this.dots();
      this.cursor();
    }

    tags() {
      for (const group of all('.tags', this.stack)) {
        const tags = [...group.children].map(tag => ({ tag, px: this.part(+tag.dataset.x) * this.width }));
        let right = -1e9;
        for (const t of tags) {
          const place = Math.max(t.px, right);
          t.place = t.px >= -1 && t.px <= this.width && place - t.px <= 120 ? place : NaN;
          if (t.place === place) right = place + 16;
        }
        let most = this.width - 16;
        for (const t of [...tags].reverse()) {
          if (isNaN(t.place)) continue;
          const place = Math.min(t.place, most);
          t.place = place >= -1 && t.px - place <= 120 ? place : NaN;
          if (t.place === place) most = place - 16;
        }
        for (const t of tags) {
          t.tag.classList.toggle('off', isNaN(t.place));
          if (!isNaN(t.place)) t.tag.setAttribute('x', (t.place / this.width * 100).toFixed(3) + '%');
        }
      }
    }

    // A stretch that is not finite keeps its first symbol; label and further symbols where there is room.
    marks() {
      for (const lane of all('.marks', this.stack)) {
        const groups = [...lane.children].map(group => ({
          group, px: group.dataset.x.split(' ').map(x => this.part(+x) * this.width).filter(x => x >= -.5 && x <= this.width + .5),
        }));
        const seen = groups.filter(g => g.px.length);
        for (const { group } of groups) group.replaceChildren();
        let last = -1e9, carried = '';
        seen.forEach(({ group, px }, i) => {
          px[0] = Math.max(px[0], last + 11);
          const end = i + 1 < seen.length ? seen[i + 1].px[0] - 6 : this.width + 4;
          const words = carried + group.dataset.w;
          const labels = [`${words} ${group.dataset.s}`, words, ''];
          const room = text => text ? 8 + text.length * 7 : 0;
          const label = labels.find(text => !text || px[0] + room(text) <= end);
          const left = label ? '' : labels.find(text => !text || px[0] - room(text) >= Math.max(0, last));
          let next = px[0];
          for (const x of px) {
            if (x < next || (x > px[0] && x > end)) continue;
            group.append(svg('use', { href: '#' + group.dataset.m, x: (x / this.width * 100).toFixed(3) + '%', y: 7 }));
            last = x;
            next = x === px[0] ? x + Math.max(14, room(label) + 8) : x + 14;
          }
          carried = label || left ? '' : words + ', ';
          if (!label && !left) return;
          const side = label ? { class: 'nan-word', dx: 7 } : { class: 'nan-word before', dx: -7 };
          const text = svg('text', { ...side, x: (px[0] / this.width * 100).toFixed(3) + '%', y: 11 });
          text.textContent = label || left;
          group.append(text);
        });
      }
    }

    // An episode outside the zoom leaves its step at the edge of its lane.
    away() {
      for (const lane of all('.lane', this.stack)) {
        const bars = all('[data-f]', lane);
        const text = lane.querySelector('.away');
        const inside = bars.some(bar => +bar.dataset.b > this.a && +bar.dataset.a < this.b);
        text.textContent = '';
        if (inside || !bars.length) continue;
        const left = bars.filter(bar => +bar.dataset.b <= this.a);
        const word = ru() ? 'шаг' : 'step';
        if (left.length) text.textContent = `‹ ${word} ${left[left.length - 1].dataset.l}`;
        else text.textContent = `${word} ${bars[0].dataset.f} ›`;
        text.setAttribute('x', left.length ? '0' : '100%');
        text.setAttribute('text-anchor', left.length ? 'start' : 'end');
      }
    }

    ticks() {
      const group = this.stack.querySelector('.ticks');
      const wanted = Math.max(2, Math.floor(this.width / 72));
      const raw = Math.max(1, (this.to - this.from) / wanted);
      const power = 10 ** Math.floor(Math.log10(raw));
      const every = power * [1, 2, 5, 10].find(m => m * power >= raw * .999);
      group.replaceChildren();
      for (let step = Math.ceil(this.from / every) * every; step <= this.to; step += every) {
        const right = this.part(this.unit(step)) * this.width > this.width - 24;
        const text = svg('text', { class: right ? 'step end' : 'step', x: this.percent(this.unit(step)), y: 13 });
        text.textContent = String(step);
        group.append(text);
      }
    }

    // Points are drawn when steps are more than 11 px apart.
    dots() {
      const apart = this.width / ((this.to - this.from) / this.data.d);
      for (const el of all('.dots,.holes', this.stack)) el.classList.toggle('off', apart < 11);
    }

    cursor() {
      const part = this.part(this.unit(this.master[this.at]));
      for (const line of all('.cur', this.stack)) {
        const x = part < 0 || part > 1 ? '-9' : (part * 100).toFixed(3) + '%';
        line.setAttribute('x1', x);
        line.setAttribute('x2', x);
        line.classList.toggle('off', x === '-9');
      }
      if (!this.heat) return;
      const height = +this.heat.getAttribute('height') / this.rows.length;
      const outline = this.heat.querySelector('.row-cur');
      outline.setAttribute('y', Math.max(0, this.row) * height);
      outline.classList.toggle('off', this.row < 0);
    }

    show() {
      const step = this.master[this.at];
      this.panel.querySelector('.at').textContent = this.named(step, this.ends.get(step));
      all('.val', this.stack).forEach((el, i) => {
        const series = this.strips[i];
        const k = before(series.steps, step);
        const there = series.steps[k] <= step && step <= series.lasts[k];
        el.textContent = series.steps[k] > step ? '' : series.values[k];
        el.classList.toggle('older', !there);
        el.classList.toggle('bad', /NaN|Inf/.test(series.values[k]));
        el.title = there ? '' : this.named(series.steps[k], series.lasts[k]);
      });
      this.readHeat(step);
      this.cursor();
    }

    // "Step 7", or "Steps 120–127" where a column of a long run holds several.
    named(first, last) {
      return first === last ? `${ru() ? 'Шаг' : 'Step'} ${first}` : `${ru() ? 'Шаги' : 'Steps'} ${first}–${last}`;
    }

    readHeat(step) {
      const output = this.panel.querySelector('.heat-read');
      if (!output) return;
      const value = row => {
        const k = before(row.steps, step);
        const text = row.steps[k] <= step && step <= row.lasts[k] ? row.values[k] : '';
        const parts = text.split(' … ');
        return { text, k, size: !text ? -1 : /NaN|Inf/.test(text) ? Infinity : Number(parts[parts.length - 1]) };
      };
      const rows = this.row < 0 ? this.rows : [this.rows[this.row]];
      let best = null;
      for (const row of rows) {
        const found = value(row);
        if (!best || found.size > best.size) best = { ...found, row };
      }
      const name = document.createElement('code');
      const number = document.createElement('b');
      name.textContent = best.row.name;
      number.textContent = best.text || '–';
      const note = this.row < 0 ? (ru() ? ' (наибольшая)' : ' (largest)') : '';
      const steps = best.text ? this.named(best.row.steps[best.k], best.row.lasts[best.k]) : this.named(step, step);
      output.replaceChildren(steps + ' · ', name, ' ', number, note);
    }

    moveTo(index) {
      this.at = Math.min(this.master.length - 1, Math.max(0, index));
      const step = this.master[this.at];
      const half = (this.to - this.from) / 2;
      if (step < this.from || step > this.to) this.zoom(step - half, step + half);
      this.show();
    }

    listen() {
      const keys = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };
      this.stack.addEventListener('keydown', e => {
        if (e.key in keys) { e.preventDefault(); this.moveTo(this.at + keys[e.key]); }
        else if (this.rows.length && (e.key === 'ArrowUp' || e.key === 'ArrowDown')) {
          e.preventDefault();
          this.row = Math.min(this.rows.length - 1, Math.max(-1, this.row + (e.key === 'ArrowUp' ? -1 : 1)));
          this.show();
        } else if (e.key === 'Escape' && !this.button.hidden) this.zoom(this.data.lo, this.data.hi);
      });
      this.button.onclick = () => { this.zoom(this.data.lo, this.data.hi); this.stack.focus(); };
      this.stack.addEventListener('dblclick', () => this.zoom(this.data.lo, this.data.hi));
      let start = null;
      const stepAt = e => {
        const box = this.stack.querySelector('.plot').getBoundingClientRect();
        return this.from + Math.min(1, Math.max(0, (e.clientX - box.left) / box.width)) * (this.to - this.from);
      };
      this.stack.addEventListener('pointerdown', e => { if (e.button === 0 && e.pointerType === 'mouse' && e.target.closest('.plot')) start = stepAt(e); });
      this.stack.addEventListener('pointermove', e => {
        if (!e.target.closest('.plot') && start === null) return;
        const step = stepAt(e);
        let k = before(this.master, step);
        if (k + 1 < this.master.length && this.master[k + 1] - step < step - this.master[k]) k++;
        this.at = k;
        const map = e.target.closest('.heat .plot');
        this.row = map ? Math.min(this.rows.length - 1, Math.max(0,
          Math.floor((e.clientY - map.getBoundingClientRect().top) / map.getBoundingClientRect().height * this.rows.length))) : -1;
        this.show();
        this.selection(start, step);
      });
      addEventListener('pointerup', e => {
        if (start === null) return;
        const [from, to] = [start, stepAt(e)].sort((a, b) => a - b);
        start = null;
        this.selection(null);
        if ((to - from) / (this.to - this.from) > .01) this.zoom(from, to);
      });
    }

    selection(start, step) {
      for (const el of all('.drag', this.stack)) el.remove();
      if (start === null || start === undefined) return;
      const [a, b] = [this.part(this.unit(Math.min(start, step))), this.part(this.unit(Math.max(start, step)))];
      for (const plot of all('.strip:not(.axis):not(.scale) .plot', this.stack))
        plot.append(svg('rect', { class: 'drag', x: a * 100 + '%', width: (b - a) * 100 + '%', height: plot.getAttribute('height') }));
    }
  }

  const plots = all('.plots').filter(panel => panel.querySelector('.rundata')).map(panel => new Plot(panel));
  // Paper shows everything: causes and folded lists open while printing.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])');
    closed.forEach(el => { el.open = true; });
    for (const plot of plots) plot.draw(PAPER);
  });
  addEventListener('afterprint', () => {
    closed.forEach(el => { el.open = false; });
    for (const plot of plots) plot.draw();
  });
  speak();
})();
