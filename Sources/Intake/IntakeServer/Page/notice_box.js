// SPDX-License-Identifier: Apache-2.0
// What the notice shows: words underlined behind a text box, and under it a list with a neutral word
// for each. It never hinders sending. Nothing is stored; leaving wipes it (G3).
const css = `.n-p{position:relative}
.n-back{position:absolute;overflow:hidden;color:transparent;white-space:pre-wrap;overflow-wrap:break-word;background:var(--bg);border-color:transparent!important;pointer-events:none}
.n-back mark{background:none;color:transparent;text-decoration:underline 2px var(--act);text-underline-offset:.2em}
textarea.n-on{position:relative;background:transparent}
.n-list{margin:.25rem 0;padding:0 1rem .5rem;background:var(--soft);border-inline-start:4px solid var(--line)}
.n-list summary{min-height:44px}
.n-list ul{margin:0;padding:0;list-style:none}
.n-list button{width:auto;max-width:100%;min-height:44px;margin:0;padding:.4rem .8rem;background:var(--bg);color:var(--act);border:1px solid var(--line);font-weight:400;text-align:start;overflow-wrap:anywhere}`;
let canUnderline = true;
try {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
} catch (_) {
  canUnderline = false; // an older browser: the list alone
}
const make = (name, type, parent) => {
  const element = document.createElement(name);
  if (type) element.className = type;
  return parent ? parent.appendChild(element) : element;
};

const boxes = new Map();
function attach(box) {
  if (boxes.has(box)) return;
  const view = { undo: [], timer: 0 };
  boxes.set(box, view);
  const place = box.closest('p') || box.parentNode;
  if (canUnderline) {
    place.classList.add('n-p');
    view.back = make('span', 'n-back');
    view.back.setAttribute('aria-hidden', 'true');
    place.insertBefore(view.back, box);
    box.classList.add('n-on');
    box.addEventListener('scroll', () => align(box, view), { passive: true });
    if (self.ResizeObserver) new ResizeObserver(() => align(box, view)).observe(box);
  }
  view.details = make('details', 'n-list');
  view.details.open = true;
  view.details.hidden = true;
  // Said when there is a first finding, and not again at each key.
  view.said = make('p', 'hint');
  view.said.setAttribute('aria-live', 'polite');
  place.after(view.said, view.details);
  view.title = make('summary', '', view.details);
  view.list = make('ul', '', view.details);
}

// The copy behind the box takes its size and all that decides where a line breaks.
function align(box, { back }) {
  const style = getComputedStyle(box);
  for (const name of ['font', 'letterSpacing', 'wordSpacing', 'lineHeight', 'padding', 'borderWidth', 'borderStyle',
    'borderRadius', 'textAlign', 'direction', 'tabSize']) back.style[name] = style[name];
  back.style.left = box.offsetLeft + 'px';
  back.style.top = box.offsetTop + 'px';
  back.style.height = box.offsetHeight + 'px';
  // A scroll bar takes its width from the lines.
  back.style.width = box.clientWidth + parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth) + 'px';
  back.scrollTop = box.scrollTop;
}

function neutral(text, { from, to, kind, words }) {
  if (kind === 'age') {
    const bands = [[14, '5–13'], [18, '14–17'], [25, '18–24'], [35, '25–34'], [50, '35–49'], [100, '50+']];
    return `[${bands.find(([end]) => Number(words) < end)[1]}]`;
  }
  const year = kind === 'date' && /(19|20)\d\d/.exec(words);
  return year ? texts.words.year.replace('{}', year[0]) : texts.words[kind] || texts.words.place;
}

function look_at(box) {
  const view = boxes.get(box);
  const found = find(box.value);
  if (view.back) {
    view.back.textContent = '';
    let end = 0;
    for (const { from, to } of found) {
      view.back.append(box.value.slice(end, from));
      make('mark', '', view.back).textContent = box.value.slice(from, to);
      end = to;
    }
    // A line break at the end opens a line only before something.
    view.back.append(box.value.slice(end) + '\u200b');
    align(box, view);
  }
  show(box, view, found);
}

function show(box, view, found) {
  const same = new Map();
  for (const one of found) {
    const key = one.kind + one.words;
    if (same.has(key)) same.get(key).push(one); else same.set(key, [one]);
  }
  view.list.textContent = '';
  for (const undo of view.undo) row(view, `${undo.word} — ${texts.undo}`, () => putBack(box, undo));
  const most = 4;
  for (const all of [...same.values()].slice(0, most)) {
    const word = neutral(box.value, all[0]);
    const times = all.length > 1 ? ` ×${all.length}` : '';
    row(view, `«${box.value.slice(all[0].from, all[0].to)}»${times} → ${word}`, () => replace(box, all, word));
  }
  const more = same.size - most;
  if (more > 0) make('li', 'hint', view.list).textContent = `+${more}`;
  view.details.hidden = !same.size && !view.undo.length;
  view.title.textContent = texts.title;
  const note = same.size ? texts.note : '';
  if (view.said.textContent !== note) view.said.textContent = note;
}
function row(view, label, act) {
  const button = make('button', '', make('li', '', view.list));
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', () => {
    const place = [...view.list.children].indexOf(button.parentNode);
    act();
    const buttons = view.list.querySelectorAll('button');
    const next = buttons[Math.min(place, buttons.length - 1)];
    if (next) next.focus();
  });
}

function change(box, from, to, word) {
  box.setRangeText(word, from, to, 'preserve');
  for (const undo of boxes.get(box).undo) {
    for (const part of undo.parts) if (part.from >= to) part.from += word.length - (to - from);
  }
}
let ours = false; // our own change is no typing
function announce(box) {
  ours = true;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  ours = false;
  look_at(box);
}
function replace(box, all, word) {
  const parts = [];
  for (const { from, to } of [...all].reverse()) {
    const was = box.value.slice(from, to);
    change(box, from, to, word);
    for (const part of parts) part.from += word.length - was.length;
    parts.push({ from, was });
  }
  boxes.get(box).undo.push({ word, parts });
  announce(box);
}
function putBack(box, undo) {
  const view = boxes.get(box);
  view.undo = view.undo.filter(one => one !== undo);
  for (const { from, was } of undo.parts) {
    change(box, from, from + undo.word.length, was);
    for (const part of undo.parts) if (part.from > from) part.from += was.length - undo.word.length;
  }
  announce(box);
}

function wipeAll() {
  for (const [box, view] of boxes) {
    clearTimeout(view.timer);
    view.undo = [];
    view.list.textContent = view.said.textContent = '';
    view.details.hidden = true;
    if (view.back) view.back.textContent = '';
    if (!box.isConnected) boxes.delete(box);
  }
  shapes.clear();
}

const isBox = target => target && target.matches && target.matches('textarea[data-limit]');
document.addEventListener('focusin', ({ target }) => { if (isBox(target)) attach(target); });
document.addEventListener('input', ({ target }) => {
  if (!isBox(target) || ours) return;
  attach(target);
  const view = boxes.get(target);
  view.undo = []; // places have moved, and what was taken out is forgotten
  if (view.back) view.back.textContent = '';
  clearTimeout(view.timer);
  view.timer = setTimeout(() => look_at(target), 700);
});
for (const name of ['pagehide', 'reset']) addEventListener(name, wipeAll);
addEventListener('pageshow', event => { if (event.persisted) wipeAll(); });
// What was written before this script arrived.
for (const box of document.querySelectorAll('textarea[data-limit]')) {
  if (box.value || box === document.activeElement) {
    attach(box);
    look_at(box);
  }
}
self.OvozNotice = { find, wipe: wipeAll };
