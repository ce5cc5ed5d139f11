// What the pages do beyond plain HTML. Everything here is found by data attributes, so a page needs no script of its own;
// without it every page still works by links and forms. Nothing newer than Chromium 86.
(() => {
  'use strict';
  const self = document.currentScript;
  const $ = (query, within = document) => within.querySelector(query);
  const $$ = (query, within = document) => [...within.querySelectorAll(query)];
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const isTyping = target => target.matches('input:not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=button]), select, textarea, [contenteditable]');
  const keep = {
    get(name) { try { return sessionStorage.getItem(name); } catch { return null; } },
    set(name, value) { try { sessionStorage.setItem(name, value); } catch { /* a full or forbidden store loses a convenience, no more */ } },
  };

  // ---- menus: one open at a time; a click elsewhere or Esc closes
  const menus = () => $$('details.menu[open], .mask > details[open]');
  document.addEventListener('click', event => menus().forEach(menu => { if (!menu.contains(event.target)) menu.open = false; }));
  document.addEventListener('toggle', event => {
    const pop = event.target.open && $('.pop, .menu-pop', event.target);
    if (!pop) return;
    pop.classList.remove('from-right', 'from-left');
    const box = pop.getBoundingClientRect();
    if (box.right > window.innerWidth) pop.classList.add('from-right');
    else if (box.left < 0) pop.classList.add('from-left');
  }, true);
  const closeMenus = () => menus().map(menu => { menu.open = false; $('summary', menu).focus(); }).length > 0;

  // ---- dialogs
  function dialog(title, ...content) {
    const box = element('dialog', {}, element('h2', { textContent: title }), ...content);
    box.addEventListener('close', () => box.remove());
    document.body.append(box);
    box.showModal();
    return box;
  }

  function askFirst(button) {
    const yes = element('button', { type: 'button', className: 'btn btn-main', textContent: button.dataset.confirmYes || button.textContent.trim() });
    const no = element('button', { type: 'button', className: 'btn', textContent: '不办了' });
    const box = dialog(button.dataset.confirmTitle || yes.textContent, element('p', { textContent: button.dataset.confirm }), element('div', { className: 'actions' }, no, yes));
    no.onclick = () => box.close();
    yes.onclick = () => { box.close(); button.dataset.confirmed = 'yes'; button.click(); delete button.dataset.confirmed; };
    no.focus();
  }

  function showKeys() {
    if ($('dialog')) return;
    const rows = [['/', '查找'], ['↑ ↓', '名册换行，开关表移动'], ['空格', '选择一行；Shift 加单击选一段'], ['Enter', '打开；表单里到下一栏'], ['Alt ← →', '上一页、下一页'], ['Alt S', '保存'], ['Esc', '关闭菜单和窗口'], ['?', '本表']];
    const list = element('dl', { className: 'kv' });
    rows.forEach(([key, does]) => list.append(element('dt', {}, element('span', { className: 'kbd', textContent: key })), element('dd', { textContent: does })));
    const close = element('button', { type: 'button', className: 'btn', textContent: '关闭' });
    const box = dialog('快捷键', list, element('div', { className: 'actions' }, close));
    close.onclick = () => box.close();
  }

  // capture: before the browser submits and before htmx asks
  document.addEventListener('click', event => {
    // Razor writes a data attribute that is null as an empty one: nothing to ask.
    const button = event.target.closest('[data-confirm]:not([data-confirm=""])');
    if (!button || button.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    askFirst(button);
  }, true);

  document.addEventListener('click', event => {
    const at = event.target.closest('[data-keys], [data-print], [data-back], [data-wrap], [data-unselect], [data-fold]');
    if (!at) return;
    if ('keys' in at.dataset) showKeys();
    if ('print' in at.dataset) window.print();
    if ('back' in at.dataset) history.back();
    if ('unselect' in at.dataset) { $$('table[data-rows] .tick input:checked').forEach(box => { box.checked = false; }); selectionChanged(); }
    if ('fold' in at.dataset) fold(at, at.getAttribute('aria-expanded') === 'true');
    if ('wrap' in at.dataset) {
      const isOn = at.getAttribute('aria-pressed') !== 'true';
      at.setAttribute('aria-pressed', isOn);
      $$('.tbl').forEach(table => table.classList.toggle('tbl-flow', isOn));
    }
  });

  // ---- tables: on a phone a cell says what it is, and a clipped one shows the rest when pointed at
  $$('.tbl-card').forEach(table => {
    const heads = $$('thead th', table).map(head => head.textContent.trim());
    $$('tbody tr', table).forEach(row => [...row.cells].forEach((cell, i) => {
      if (heads[i] && !cell.dataset.l && !cell.matches('.name, .full, .tick')) cell.dataset.l = heads[i];
    }));
  });
  document.addEventListener('mouseover', event => {
    const cell = event.target.closest('.clip');
    if (cell && !cell.title) cell.title = cell.textContent.trim();
  });

  // ---- lists: what the rules say of the rows that are shown comes behind them, as a column of its own where they say anything
  $$('table[data-hints^="?"]').forEach(async table => {
    const rows = $$('tbody tr', table).map(row => [$('.tick input', row)?.value, row]).filter(([id]) => id);
    if (rows.length === 0) return;
    const answer = await fetch(`${table.dataset.hints}&${new URLSearchParams(rows.map(([id]) => ['id', id]))}`, { headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (!answer?.ok) return;
    const found = new Map($$('[data-for]', new DOMParser().parseFromString(await answer.text(), 'text/html')).map(hint => [hint.dataset.for, hint]));
    if (found.size === 0) return;
    const beside = $('thead tr', table);
    beside.insertBefore(element('th', { textContent: '提示' }), beside.lastElementChild);
    rows.forEach(([id, row]) => {
      const cell = element('td', { className: 'nw hint-cell' }, ...(found.get(id)?.childNodes ?? []));
      cell.dataset.l = '提示';
      row.insertBefore(cell, row.lastElementChild);
    });
    // A screen too narrow for the words shows as much of them as fits, at least the shape; the whole stands in the title and on the record.
    const shape = 12, wrap = table.parentElement;
    wrap.classList.remove('fits');
    const over = () => wrap.scrollWidth - wrap.clientWidth;
    table.style.setProperty('--hint', 'none');
    const words = Math.max(...$$('.hint-cell .lt', table).map(light => light.offsetWidth));
    if (over() > 0) table.style.setProperty('--hint', `${Math.max(shape, words - over())}px`);
    table.classList.toggle('tight', over() > 0);
    fitTables();
  });

  // ---- forms
  const guarded = new Map();
  const written = form => [...new FormData(form)].map(([name, value]) => `${name}=${value instanceof File ? value.name + value.size : value}`).join('&');
  let leaving = false;

  window.addEventListener('beforeunload', event => {
    if (leaving || ![...guarded].some(([form, before]) => form.isConnected && written(form) !== before)) return;
    event.preventDefault();
    event.returnValue = '';
  });

  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post') {
      // a filter's address holds what was asked for and nothing else
      if (form.matches('.filter, .finder')) {
        for (const field of form.elements) {
          if (field.name && field.value === '' && !field.disabled) later(field);
          if (field.type === 'checkbox' && field.checked) [...form.elements].filter(other => other.type === 'hidden' && other.name === field.name).forEach(later);
          if (field.type === 'checkbox' && field.checked && field.hasAttribute('data-submit')) later(field);
        }
      }
      return;
    }
    if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sent = 'yes';
    // a file comes down and the page stays: the button is free again soon
    if (form.hasAttribute('data-file')) { setTimeout(() => free(form), 1500); return; }
    if (!form.hasAttribute('hx-post')) leaving = true;
    // after the browser has taken the button's own value; freed again for an answer that leaves the page where it is
    setTimeout(() => submits(form).forEach(button => { button.setAttribute('aria-busy', 'true'); button.disabled = true; }));
    setTimeout(() => free(form), 15000);
  }, true);
  const submits = form => [...form.elements].filter(control => control.type === 'submit');
  const free = form => { leaving = false; delete form.dataset.sent; submits(form).filter(b => b.hasAttribute('aria-busy')).forEach(b => { b.removeAttribute('aria-busy'); b.disabled = false; }); };
  // out of the address, but back in place when the page is shown again
  const later = field => { field.disabled = true; setTimeout(() => { field.disabled = false; }, 500); };
  window.addEventListener('pageshow', event => { if (event.persisted) $$('form[data-sent]').forEach(free); });

  // Somebody is dragged to a place: the form that both name is filled in and sent, as by hand.
  const dropAt = event => event.target.closest?.('[data-drop]');
  const setChoice = (select, value) => { if (select.tomselect) select.tomselect.setValue(value, true); else select.value = value; };
  // the same by keys: the card says who, the seat is chosen next
  function carry(card) {
    const form = card && document.getElementById(card.dataset.dragForm);
    if (!form) return false;
    setChoice(form.elements.person, card.dataset.drag);
    (form.elements.seat.tomselect || form.elements.seat).focus();
    return true;
  }
  document.addEventListener('dragstart', event => {
    const card = event.target.closest?.('[data-drag]');
    if (card) event.dataTransfer.setData('text/x-person', card.dataset.drag);
  });
  document.addEventListener('dragover', event => {
    if (!event.dataTransfer.types.includes('text/x-person') || !dropAt(event)) return;
    event.preventDefault();
    dropAt(event).classList.add('drop-here');
  });
  document.addEventListener('dragleave', event => dropAt(event)?.classList.remove('drop-here'));
  document.addEventListener('drop', event => {
    const [seat, person] = [dropAt(event), event.dataTransfer.getData('text/x-person')];
    const form = seat && person && document.getElementById(seat.dataset.dropForm);
    if (!form) return;
    event.preventDefault();
    setChoice(form.elements.person, person);
    setChoice(form.elements.seat, seat.dataset.drop);
    form.requestSubmit();
  });

  document.addEventListener('change', event => {
    const at = event.target;
    // said before the whole of it has travelled
    if (at.dataset.most) {
      const large = [...at.files].find(file => file.size > Number(at.dataset.most));
      at.setCustomValidity(large ? `“${large.name}”有 ${(large.size / 1048576).toFixed(1)} MB，超过上限 ${at.dataset.most / 1048576} MB` : '');
      at.reportValidity();
    }
    if (at.hasAttribute('data-submit')) at.form.requestSubmit();
    if (at.dataset.date) at.value = tidyDate(at.value, at.dataset.date);
    if (at.type === 'radio' && at.closest('.clash')) choose(at);
    else if (at.form && at.name) $$(`.clash input[type=radio][data-for="${CSS.escape(at.name)}"]:not([data-put])`, at.form).forEach(mine => { mine.checked = true; show(mine); });
    if (at.closest('table[data-rows]')) selectionChanged(at);
  });

  // of two versions the one that is chosen stands in the field below; what is typed there then is one's own again
  const show = radio => $$('td', radio.closest('tr')).forEach(cell => cell.classList.toggle('pick', cell.contains(radio)));
  function choose(radio) {
    show(radio);
    const field = radio.form.elements[radio.dataset.for];
    if (!field) return;
    const own = $('[data-put]', radio.closest('tr'));
    if (own.dataset.mine === undefined) [own.dataset.mine, own.dataset.mineText] = [field.value, field.selectedOptions?.[0]?.textContent || field.value];
    const [value, text] = radio === own ? [own.dataset.put, own.dataset.text] : [own.dataset.mine, own.dataset.mineText];
    if (!field.tomselect) { field.value = value; return; }
    field.tomselect.addOption({ value, text });
    field.tomselect.setValue(value, true);
  }

  // 197906 · 1979-6 · 1979年6月1日 → as we write dates; what is none is left for the server to name
  function tidyDate(text, kind) {
    const digits = text.normalize('NFKC').trim();
    const run = /^(\d{4})(\d{2})(\d{2})?$/.exec(digits);
    const [year, month, day] = run ? run.slice(1) : digits.split(/[^\d]+/).filter(Boolean);
    if (!/^\d{4}$/.test(year || '') || !month || month > 12 || month < 1) return text;
    const head = `${year}.${month.padStart(2, '0')}`;
    if (kind === 'month') return day ? text : head;
    return day && day >= 1 && day <= 31 ? `${head}.${day.padStart(2, '0')}` : text;
  }

  // ---- lists
  const rowsOf = table => [...table.tBodies].flatMap(body => [...body.rows]).filter(row => !row.matches('.group, .sum'));
  let last = null;

  function selectionChanged(box, shift) {
    $$('table[data-rows]').forEach(table => {
      const boxes = $$('tbody .tick input', table);
      const all = $('thead .tick input', table);
      if (box && box === all) boxes.forEach(each => { each.checked = all.checked; });
      if (box && shift && last && boxes.includes(last) && boxes.includes(box)) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        boxes.slice(from, to + 1).forEach(each => { each.checked = box.checked; });
      }
      boxes.forEach(each => each.closest('tr').classList.toggle('on', each.checked));
      const chosen = boxes.filter(each => each.checked);
      if (all) { all.checked = chosen.length > 0 && chosen.length === boxes.length; all.indeterminate = chosen.length > 0 && !all.checked; }
      const batch = $(`#${table.dataset.rows || 'none'}`);
      if (!batch) return;
      batch.hidden = chosen.length === 0;
      batch.closest('.list-tools')?.classList.toggle('selecting', chosen.length > 0);
      const count = $('[data-count]', batch);
      const names = $('[data-names]', batch);
      if (count) count.textContent = chosen.length;
      if (names) names.textContent = chosen.map(each => $('.name', each.closest('tr'))?.textContent.trim()).join('、');
    });
    if (box) last = box;
  }
  document.addEventListener('click', event => {
    if (event.shiftKey && event.target.matches('table[data-rows] tbody .tick input')) selectionChanged(event.target, true);
  });

  function moveRow(step) {
    const table = $('table[data-rows]');
    if (!table) return false;
    const rows = rowsOf(table);
    const at = rows.findIndex(row => row.classList.contains('at'));
    const to = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
    if (!to) return false;
    rows.forEach(row => row.classList.toggle('at', row === to));
    ($('.name a', to) || $('a', to) || $('input', to))?.focus({ preventScroll: true });
    const head = table.tHead ? table.tHead.getBoundingClientRect().height : 0;
    const box = to.getBoundingClientRect();
    if (box.top < head + 40) window.scrollBy(0, box.top - head - 40);
    if (box.bottom > window.innerHeight - 8) window.scrollBy(0, box.bottom - window.innerHeight + 8);
    return true;
  }
  document.addEventListener('focusin', event => {
    const row = event.target.closest('table[data-rows] tbody tr');
    if (row) rowsOf(row.closest('table')).forEach(each => each.classList.toggle('at', each === row));
  });

  function moveInMatrix(from, key) {
    const cell = from.closest('td, th');
    const row = cell.parentElement;
    const line = key === 'ArrowUp' ? row.previousElementSibling : key === 'ArrowDown' ? row.nextElementSibling : row;
    const index = cell.cellIndex + (key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0);
    const to = line?.cells[index] && $('a, button', line.cells[index]);
    if (to) to.focus();
    return Boolean(to);
  }

  // the head of a table can only stick to the window when the table does not slide
  const fitTables = () => $$('.tbl-wrap').forEach(wrap => {
    wrap.classList.remove('fits');
    wrap.classList.toggle('fits', wrap.scrollWidth <= wrap.clientWidth + 1);
  });

  // ---- the tree at the left
  const levelOf = item => Number((/\blv-(\d)/.exec(item.className) || [0, 0])[1]);
  function fold(button, isFolded) {
    const item = button.closest('li');
    button.setAttribute('aria-expanded', !isFolded);
    button.setAttribute('aria-label', isFolded ? '展开' : '收起');
    button.textContent = isFolded ? '▸' : '▾';
    let skip = 99;
    for (let next = item.nextElementSibling; next && levelOf(next) > levelOf(item); next = next.nextElementSibling) {
      const level = levelOf(next);
      if (level <= skip) skip = 99;
      next.hidden = isFolded || level > skip;
      if (skip === 99 && $('[data-fold][aria-expanded=false]', next)) skip = level;
    }
    keep.set(`fold ${button.dataset.fold}`, isFolded ? 'yes' : '');
  }
  function filterTree(input) {
    const items = $$('.tree > li', input.closest('.side'));
    const wanted = input.value.trim().toLowerCase();
    items.forEach(item => { item.hidden = wanted !== '' && !item.textContent.toLowerCase().includes(wanted); });
    if (wanted === '') $$('.tree [data-fold][aria-expanded=false]').forEach(button => fold(button, true));
  }
  document.addEventListener('input', event => { if (event.target.matches('[data-tree-filter]')) filterTree(event.target); });
  // on a phone tree and filter open when touched, and stay
  document.addEventListener('focusin', event => event.target.closest('.side, .filter')?.classList.add('open'));

  // ---- keys
  document.addEventListener('keydown', event => {
    const { key, target } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const done = () => event.preventDefault();
    if (event.altKey) {
      if (key === 's' || key === 'S' || event.code === 'KeyS') { const form = target.closest?.('form[method=post]') || $('form[data-guard]'); if (form) { done(); form.requestSubmit($('[data-save]', form) || undefined); } }
      const step = key === 'ArrowLeft' ? $('a[rel=prev]') : key === 'ArrowRight' ? $('a[rel=next]') : null;
      if (step) { done(); step.click(); }
      return;
    }
    if (key === 'Escape') { if (closeMenus()) done(); else if (isTyping(target)) target.blur(); return; }
    if (target.closest?.('dialog')) return;
    if (key === 'Enter' && target.matches('form[data-guard] input, form[data-guard] select') && target.type !== 'submit') {
      // typing goes on to the next field; only Alt S and the button save
      const fields = [...target.form.elements].filter(field => !field.disabled && field.type !== 'hidden' && field.offsetParent && !field.closest('fieldset[disabled]'));
      const next = fields[fields.indexOf(target) + 1];
      if (next) { done(); next.focus(); if (next.select) next.select(); }
      return;
    }
    if (isTyping(target)) return;
    if (key === '/') { const find = $('[data-find]') || $('#finder'); if (find) { done(); find.focus(); find.select(); } }
    else if (key === '?' || key === '？') { done(); showKeys(); }
    else if (key.startsWith('Arrow') && target.closest?.('.matrix td')) { if (moveInMatrix(target, key)) done(); }
    else if (key === 'ArrowDown' || key === 'ArrowUp') { if (!target.closest?.('details[open], .tabs') && moveRow(key === 'ArrowDown' ? 1 : -1)) done(); }
    else if (key === ' ' && !target.matches('button, summary, input')) {
      const box = $('table[data-rows] tr.at .tick input');
      if (box) { done(); box.checked = !box.checked; selectionChanged(box); }
    } else if (key === 'm' || key === 'M') { if (carry(target.closest?.('[data-drag-form]'))) done(); }
    else if (/^[a-z]$/i.test(key)) {
      // keys of the page's own, shown beside what they press
      const pressed = $$(`[data-key="${key.toUpperCase()}"]`).find(one => one.offsetParent);
      if (pressed) { done(); pressed.click(); }
    }
  });

  // ---- pickers: the library is fetched only where there is one
  function dressPickers(within = document) {
    const selects = $$('select[data-pick]', within).filter(select => !select.tomselect);
    if (selects.length === 0) return;
    if (!window.TomSelect) {
      if (!self.dataset.tomSelect || $('script[data-picker]')) return;
      const script = element('script', { src: self.dataset.tomSelect, onload: () => dressPickers() });
      script.dataset.picker = 'yes';
      document.head.append(script);
      return;
    }
    selects.forEach(select => {
      const source = select.dataset.pick;
      const name = select.getAttribute('aria-label') || [...select.labels].map(label => label.textContent.trim()).join(' ') || select.title;
      select.setAttribute('aria-hidden', 'true'); // the picker's own field takes its name
      const picker = new window.TomSelect(select, {
        maxOptions: 100, searchField: ['text', 'py', 'value'], plugins: [], openOnFocus: true, selectOnTab: true, allowEmptyOption: !select.required,
        // with an address: candidates come from the server, which knows pinyin and initials
        ...(source ? {
          preload: 'focus', score: () => () => 1,
          load(query, show) {
            // what an earlier search found is no answer to this one
            this.clearOptions();
            fetch(`${source}${source.includes('?') ? '&' : '?'}q=${encodeURIComponent(query)}`, { headers: { Accept: 'application/json' } })
            .then(answer => (answer.ok ? answer.json() : [])).then(show).catch(() => show());
          },
          shouldLoad: () => true,
        } : {}),
        render: {
          option: (data, escape) => `<div class="option">${escape(data.text)}${data.note ? ` <span class="q m">${escape(data.note)}</span>` : ''}</div>`,
          no_results: () => '<div class="no-results">没有找到</div>',
        },
      });
      if (name) picker.control_input.setAttribute('aria-label', name);
    });
    // choosing is not a change until it differs
    guarded.forEach((_, form) => guarded.set(form, written(form)));
  }

  // ---- charts: drawn from the table they stand beside, so that picture and numbers cannot differ; the library is fetched only where there is one
  function dressCharts(within = document) {
    const plots = $$('[data-chart]', within).filter(plot => !plot.dataset.drawn);
    if (plots.length === 0) return;
    if (!window.echarts) {
      if (!self.dataset.echarts || $('script[data-charts]')) return;
      const script = element('script', { src: self.dataset.echarts, onload: () => dressCharts() });
      script.dataset.charts = 'yes';
      document.head.append(script);
      return;
    }
    const style = getComputedStyle(document.documentElement);
    const token = name => style.getPropertyValue(name).trim();
    plots.forEach(plot => {
      const rows = $$('tbody tr', document.getElementById(plot.dataset.chartOf)).map(row => ({ name: row.querySelector('th').textContent.trim(), cells: [...row.querySelectorAll('td.num')].map(cell => parseFloat(cell.dataset.number ?? cell.textContent) || 0) }));
      const columns = plot.dataset.chartColumns.split(',').map(Number), names = (plot.dataset.chartNames || '').split('|');
      // the whole stands beside its parts only where there is nothing else
      let lines = plot.dataset.chartBy === 'columns' ? null : rows.length > 1 && plot.dataset.chart === 'bar' && !('chartAll' in plot.dataset) ? rows.slice(1) : rows;
      // of many rows those with most to show, in the order they stand in
      const sum = row => columns.reduce((all, column) => all + (row.cells[column - 1] || 0), 0);
      if (lines && plot.dataset.chartMost) {
        const most = new Set([...lines].sort((a, b) => sum(b) - sum(a)).slice(0, Number(plot.dataset.chartMost)));
        lines = lines.filter(row => most.has(row));
      }
      const stack = 'chartStacked' in plot.dataset ? 'all' : undefined;
      const series = lines ? columns.map((column, i) => ({ name: names[i], data: lines.map(row => row.cells[column - 1]) })) : [{ name: rows[0]?.name, data: columns.map(column => rows[0]?.cells[column - 1] ?? 0) }];
      const categories = lines ? lines.map(row => row.name) : names;
      // names that have no room beside each other stand aslant
      const room = (plot.clientWidth - 70) / categories.length;
      const isTight = categories.length > 14 || (room < 60 && categories.some(name => name.length * 12 > room));
      plot.dataset.drawn = 'yes';
      const chart = window.echarts.init(plot, null, { renderer: 'canvas' });
      chart.setOption({
        animation: false, color: [1, 2, 3, 4, 5, 6].map(n => token(`--c${n}`)), aria: { enabled: true, decal: { show: series.length > 1 } },
        textStyle: { fontFamily: token('--font'), fontSize: 12, color: token('--ink-2') }, grid: { left: isTight ? 28 : 8, right: 16, top: series.length > 1 ? 32 : 20, bottom: 8, containLabel: true },
        legend: { show: series.length > 1, top: 0, left: 0, itemWidth: 14, itemHeight: 10 },
        tooltip: { trigger: 'axis', renderMode: 'richText' },
        xAxis: { type: 'category', data: categories, axisTick: { show: false }, axisLabel: { interval: 0, rotate: isTight ? 40 : 0, overflow: 'truncate', width: isTight ? 90 : Math.max(60, Math.floor(room) - 8) } },
        yAxis: { type: 'value', minInterval: plot.dataset.chart === 'bar' ? 1 : undefined, scale: plot.dataset.chart === 'line', splitLine: { lineStyle: { color: token('--line') } } },
        series: series.map(one => ({ ...one, stack, type: plot.dataset.chart, barMaxWidth: 34, symbolSize: 6, label: { show: !stack && categories.length * series.length <= 60, position: 'top', fontSize: 12 } })),
      });
      window.addEventListener('resize', () => chart.resize());
    });
  }

  // ---- printing is a deed, by whatever way it was asked for; what cannot be told now is not printed the less
  window.addEventListener('beforeprint', () => {
    const token = $('input[name=__RequestVerificationToken]');
    const place = /^\/(p?\d{2,12})(\/|$)/.exec(location.pathname);
    if (!token || !place) return;
    const said = new URLSearchParams({ __RequestVerificationToken: token.value, path: location.pathname, query: location.search, title: document.title });
    fetch(`/${place[1]}/org/printed`, { method: 'POST', body: said, keepalive: true }).catch(() => { /* as above */ });
  });

  // ---- htmx: the antiforgery token goes with every write; what came in gets the same treatment as the page
  document.addEventListener('htmx:configRequest', event => {
    const token = $('input[name=__RequestVerificationToken]');
    if (event.detail.verb !== 'get' && token) event.detail.headers.RequestVerificationToken = token.value;
  });
  // a record knows its neighbours in the list as it was left; whole numbers of a person are not kept
  const leftAs = list => keep.get(`list ${list}`) || '';
  document.addEventListener('htmx:configRequest', event => {
    const list = event.detail.elt.dataset?.ofList;
    if (list && leftAs(list)) event.detail.path += `&${leftAs(list)}`;
  });
  document.addEventListener('htmx:afterRequest', event => { const form = event.target.closest?.('form'); if (form) free(form); });
  document.addEventListener('htmx:load', event => dress(event.target));
  document.addEventListener('htmx:beforeSwap', event => {
    // an opened item closes by itself after two minutes
    const opened = event.detail.requestConfig?.elt?.matches('[data-reveal]') && event.detail.xhr.status === 200 ? event.detail.target : null;
    if (!opened) return;
    const before = opened.innerHTML;
    setTimeout(() => { if (opened.isConnected) { opened.innerHTML = before; $('details', opened)?.removeAttribute('open'); window.htmx?.process(opened); } }, 120000);
  });

  // "1000+" counts on when asked
  document.addEventListener('htmx:afterSwap', event => {
    const count = event.target;
    if (!count.dataset.countFar || !count.textContent.endsWith('+')) return;
    const more = element('button', { type: 'button', className: 'btn btn-link btn-s', textContent: `${count.textContent.trim()}，数清` });
    more.setAttribute('hx-get', count.dataset.countFar);
    more.setAttribute('hx-target', 'closest b');
    delete count.dataset.countFar;
    count.replaceChildren(more);
    window.htmx.process(more);
  });

  // ---- import: rows are put right where they stand; the answer is the rows as they are then
  const grid = () => $('[data-import]');
  async function sendRows(handler, values) {
    const home = grid();
    const rows = $('#rows', home);
    if (rows.getAttribute('aria-busy')) return;
    rows.setAttribute('aria-busy', 'true');
    const body = new URLSearchParams([...values, ['show', rows.dataset.show], ['after', rows.dataset.after]]);
    const token = $('input[name=__RequestVerificationToken]', home).value;
    try {
      const answer = await fetch(`${home.dataset.import}?handler=${handler}`, { method: 'POST', body, headers: { 'HX-Request': 'true', RequestVerificationToken: token } });
      if (!answer.ok) { location.reload(); return; }
      rows.outerHTML = await answer.text();
      dress(home);
      ($('.cell-bad .in, .cell-warn .in', home) || $('.import-foot .btn-main', home))?.focus();
    } catch { location.reload(); }
  }
  // the last steps, newest at the end, as what takes each back; what is hidden by now cannot be typed again
  const steps = [];
  const textOf = cell => 'v' in cell.dataset ? cell.dataset.v : $('.in', cell)?.defaultValue ?? '';
  const cellAt = (row, column) => $(`#rows tr[data-n="${row}"] td[data-c="${column}"]`);
  const put = changes => sendRows('fix', changes.flatMap(([row, column, text]) => [['number', row], ['column', column], ['text', text]]));
  function fixes(changes) {
    const were = changes.filter(([row, column]) => cellAt(row, column)).map(([row, column]) => [row, column, textOf(cellAt(row, column))]);
    if (were.every(([, , text]) => !text.includes('*'))) steps.push(() => put(were));
    return put(changes);
  }
  function act(row, kind, back) {
    const send = isBack => sendRows(kind, [['number', row], ['back', isBack]]);
    steps.push(() => send(!back));
    return send(back);
  }
  const placeOf = input => [input.closest('tr').dataset.n, input.closest('td').dataset.c];
  function openCell(cell) {
    const input = element('input', { className: 'in', value: cell.dataset.v || '', autocomplete: 'off' });
    input.dataset.before = input.value;
    cell.replaceChildren(input);
    input.focus();
    input.select();
  }
  document.addEventListener('dblclick', event => { const cell = event.target.closest('[data-import] td[data-v]'); if (cell && $('#rows .import-foot')) openCell(cell); });
  document.addEventListener('change', event => { if (event.target.closest('[data-grid] td[data-c]')) fixes([[...placeOf(event.target), event.target.value]]); });
  document.addEventListener('click', event => {
    const at = event.target.closest('[data-import] [data-take], [data-import] [data-row-act]');
    if (!at) return;
    if ('take' in at.dataset) fixes([[...placeOf(at), at.dataset.take]]);
    else act(at.closest('tr').dataset.n, at.dataset.rowAct, at.dataset.rowBack === '1');
  });
  document.addEventListener('submit', event => {
    if (!event.target.matches('[data-rows-post]')) return;
    event.preventDefault();
    sendRows('alike', [...new FormData(event.target)].filter(([name]) => !name.startsWith('__')));
  });
  // a block from a sheet goes over the cells to the right and below, as they are shown
  document.addEventListener('paste', event => {
    const cell = event.target.closest?.('[data-grid] td[data-c]');
    const text = cell && event.clipboardData.getData('text/plain').replace(/\r/g, '').replace(/\n$/, '');
    if (!text || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const rows = [...cell.closest('tbody').rows];
    const from = rows.indexOf(cell.parentElement);
    const changes = text.split('\n').flatMap((line, down) => line.split('\t').map((value, right) => {
      const to = rows[from + down]?.cells[cell.cellIndex + right];
      return to?.dataset.c ? [rows[from + down].dataset.n, to.dataset.c, value.trim()] : null;
    })).filter(Boolean);
    fixes(changes);
  });
  document.addEventListener('keydown', event => {
    if (event.altKey && event.code === 'KeyZ' && steps.length && grid()) { event.preventDefault(); steps.pop()(); return; }
    const cell = event.target.closest?.('[data-grid] td[data-c]');
    if (!cell || event.isComposing) return;
    if (event.altKey && event.code === 'KeyS') { const take = $('[data-take]', cell); if (take) { event.preventDefault(); event.stopPropagation(); take.click(); } }
    else if (event.altKey && event.code === 'KeyX') { event.preventDefault(); $('[data-row-act=skip]', cell.parentElement)?.click(); }
    else if (event.altKey && event.code === 'KeyD') {
      event.preventDefault();
      const rows = [...cell.closest('tbody').rows];
      fixes(rows.slice(rows.indexOf(cell.parentElement)).filter(row => $('.in', row.cells[cell.cellIndex])).map(row => [row.dataset.n, cell.dataset.c, event.target.value]));
    } else if (event.key === 'Escape' && 'before' in event.target.dataset) { event.target.value = event.target.dataset.before; cell.textContent = event.target.value; }
    else if (event.key === 'Enter') {
      event.preventDefault();
      const inputs = $$('[data-grid] .in');
      const next = inputs[inputs.indexOf(event.target) + 1] || inputs[0];
      if (event.target.value === event.target.defaultValue) next?.focus(); else event.target.blur();
    }
  }, true);

  // ---- conditions: a word clicked goes where one was writing
  let formula = null;
  document.addEventListener('focusin', e => { if (e.target.matches('[data-formula]')) formula = e.target; });
  document.addEventListener('click', e => {
    const word = e.target.closest('[data-insert]');
    const into = word && (formula || $('[data-formula]'));
    if (!into) return;
    into.setRangeText(word.dataset.insert, into.selectionStart, into.selectionEnd, 'end');
    into.dispatchEvent(new Event('input', { bubbles: true }));
    into.focus();
    offer(null);
  });
  // while one writes: fields after a bracket, and whatever begins with what was typed
  let offered = null;
  function offer(input, all) {
    offered?.list.remove();
    if (offered) { offered.input.setAttribute('aria-expanded', 'false'); offered.input.removeAttribute('aria-activedescendant'); }
    offered = null;
    if (!input) return;
    const before = input.value.slice(0, input.selectionStart);
    const open = Math.max(before.lastIndexOf('['), before.lastIndexOf('【'));
    const inField = open > Math.max(before.lastIndexOf(']'), before.lastIndexOf('】'));
    const typed = inField ? before.slice(open + 1) : before.match(/[^\s()（）\[\]【】=<>≥≤≠+\-*/，,、"“”]*$/)[0];
    if (!inField && !typed && !all) return;
    const register = $('select[name^="register."]', input.closest('fieldset') || document.body)?.value;
    const asked = typed.toLowerCase();
    const words = $$('[data-insert]').filter(word => {
      const of = word.closest('[data-words]')?.dataset.words;
      const text = word.dataset.insert.trim();
      if (of && register && of !== register || inField && text[0] !== '[') return false;
      return !asked || text.replace('[', '').toLowerCase().startsWith(asked) || text[0] === '[' && text.includes(typed) || (word.dataset.py || '').startsWith(asked);
    }).slice(0, 12);
    if (words.length === 0 || words.length === 1 && words[0].dataset.insert.trim() === typed) return;
    const list = element('ul', { className: 'offer', id: 'formula-offer' });
    list.setAttribute('role', 'listbox');
    words.forEach((word, n) => {
      const line = element('li', { id: `formula-offer-${n}`, textContent: word.dataset.insert.trim() });
      line.setAttribute('role', 'option');
      // before the field loses its focus
      line.addEventListener('mousedown', e => { e.preventDefault(); take(n); });
      list.append(line);
    });
    input.after(list);
    list.style.left = `${input.offsetLeft}px`;
    list.style.top = `${input.offsetTop + input.offsetHeight}px`;
    input.setAttribute('aria-controls', list.id);
    input.setAttribute('aria-expanded', 'true');
    offered = { input, list, words, from: inField ? open : before.length - typed.length, at: -1 };
    mark(0);
  }
  function mark(n) {
    offered.at = (n + offered.words.length) % offered.words.length;
    [...offered.list.children].forEach((line, i) => line.setAttribute('aria-selected', i === offered.at ? 'true' : 'false'));
    offered.list.children[offered.at].scrollIntoView({ block: 'nearest' });
    offered.input.setAttribute('aria-activedescendant', `formula-offer-${offered.at}`);
  }
  function take(n) {
    const { input, words, from } = offered;
    const to = input.selectionStart + (/^[\]】]/.test(input.value.slice(input.selectionStart)) && words[n].dataset.insert.trim().endsWith(']') ? 1 : 0);
    input.setRangeText(words[n].dataset.insert.trim() + (words[n].dataset.insert.endsWith(' ') ? ' ' : ''), from, to, 'end');
    offer(null);
    input.dispatchEvent(new Event('change', { bubbles: true }));
    input.focus();
  }
  document.addEventListener('input', e => { if (e.target.matches?.('[data-formula]') && e.isTrusted && !e.isComposing) offer(e.target); });
  document.addEventListener('compositionend', e => { if (e.target.matches?.('[data-formula]')) offer(e.target); });
  document.addEventListener('focusout', e => { if (offered?.input === e.target) offer(null); });
  document.addEventListener('keydown', e => {
    if (!e.target.matches?.('[data-formula]') || e.isComposing) return;
    const keys = { ArrowDown: () => mark(offered.at + 1), ArrowUp: () => mark(offered.at - 1), Enter: () => take(offered.at), Tab: () => take(offered.at), Escape: () => offer(null) };
    if (!offered && (e.key === 'ArrowDown' || e.ctrlKey && e.key === ' ')) { e.preventDefault(); e.stopPropagation(); offer(e.target, true); }
    else if (offered && keys[e.key] && !(e.key === 'Tab' && e.shiftKey)) { e.preventDefault(); e.stopPropagation(); keys[e.key](); }
  }, true);
  $$('[data-formula]').forEach(input => { input.setAttribute('role', 'combobox'); input.setAttribute('aria-autocomplete', 'list'); input.setAttribute('aria-expanded', 'false'); input.autocomplete = 'off'; });

  function dress(within) {
    $$('form[data-guard]', within).forEach(form => guarded.set(form, written(form)));
    dressPickers(within);
    dressCharts(within);
    fitTables();
  }

  // ---- once
  // among many tabs the current one is in sight
  $$('.tabs > [aria-current]').forEach(tab => { tab.parentElement.scrollLeft = Math.max(0, tab.offsetLeft - tab.parentElement.clientWidth / 2); });
  dress(document);
  selectionChanged();
  window.addEventListener('resize', fitTables);
  if ($('form.filter#filter')) {
    const asked = new URLSearchParams(location.search);
    ['after', 'before', 'handler', 'asof'].forEach(name => asked.delete(name));
    keep.set(`list ${location.pathname}`, /\d{7}/.test([...asked].filter(([name]) => name === 'q' || name.includes('phone')).join(' ')) ? '' : asked.toString());
  }
  $$('[data-back-to-list]').forEach(link => { const asked = leftAs(new URL(link.href).pathname); if (asked && !link.search) link.search = asked; });
  $$('[data-tree-filter]').forEach(input => { input.hidden = $$('.tree > li', input.closest('.side')).length < 15; });
  $$('[data-fold]').forEach(button => { if (keep.get(`fold ${button.dataset.fold}`)) fold(button, true); });
  $('.tree .on')?.scrollIntoView({ block: 'nearest' });
  const wrong = $('[aria-invalid=true]');
  if (wrong) (wrong.tomselect || wrong).focus();
})();
