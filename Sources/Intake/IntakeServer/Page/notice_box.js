// SPDX-License-Identifier: Apache-2.0
// What the notice shows: words underlined behind a text box, and under it a list with a neutral word
// for each. It never hinders sending. Nothing is stored; leaving wipes it (G3).
const css = `.n-p{position:relative}.n-back{position:absolute;overflow:hidden;white-space:pre-wrap;overflow-wrap:break-word;pointer-events:none}.n-back,.n-back mark{color:transparent;background:none;border-color:transparent}.n-back mark{text-decoration:underline 2px var(--act);text-underline-offset:.2em}textarea.n-on{position:relative;background:none}.n-list{margin:.25rem 0;padding:0;list-style:none}.n-list button{width:auto;min-height:44px;margin:.1rem 0;padding:.4rem .8rem;background:var(--soft);color:var(--act);border:1px solid var(--line);font-weight:400;text-align:start;overflow-wrap:anywhere}`;
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
  // `before` holds what the box held before each change, for one step back.
  const view = { before: [], timer: 0 };
  boxes.set(box, view);
  const place = box.closest('p');
  if (canUnderline) {
    place.classList.add('n-p');
    view.back = make('span', 'n-back');
    view.back.setAttribute('aria-hidden', 'true');
    box.before(view.back);
    box.classList.add('n-on');
    box.addEventListener('scroll', () => align(box, view));
    new ResizeObserver(() => align(box, view)).observe(box);
  }
  // Said when there is a first finding, and not again at each key.
  view.said = make('p', 'hint');
  view.said.setAttribute('aria-live', 'polite');
  view.list = make('ul', 'n-list');
  place.after(view.said, view.list);
}

// The copy behind the box takes its place and all that decides where a line breaks.
function align(box, { back }) {
  const style = getComputedStyle(box);
  for (const name of ['font', 'letterSpacing', 'wordSpacing', 'padding', 'border', 'textAlign', 'tabSize']) {
    back.style[name] = style[name];
  }
  back.style.borderColor = 'transparent';
  back.style.left = box.offsetLeft + 'px';
  back.style.top = box.offsetTop + 'px';
  back.style.height = box.offsetHeight + 'px';
  // A scroll bar takes its width from the lines.
  back.style.width = box.clientWidth + 2 * box.clientLeft + 'px';
  back.scrollTop = box.scrollTop;
}

function neutral(text, { from, to, kind, words }) {
  if (kind === 'age') {
    const bands = [[14, '5–13'], [18, '14–17'], [25, '18–24'], [35, '25–34'], [50, '35–49'], [100, '50+']];
    return '[' + bands.find(([end]) => words < end)[1] + ']';
  }
  const year = kind === 'date' && /(19|20)\d\d/.exec(words);
  return year ? texts.words.year.replace('{}', year[0]) : texts.words[kind] || texts.words.place;
}

function lookAt(box) {
  const view = boxes.get(box);
  const { value } = box;
  const found = find(value);
  if (view.back) {
    view.back.textContent = '';
    let end = 0;
    for (const { from, to } of found) {
      view.back.append(value.slice(end, from));
      make('mark', '', view.back).textContent = value.slice(from, end = to);
    }
    // A line break at the end opens a line only before something.
    view.back.append(value.slice(end) + '\u200b');
    align(box, view);
  }
  show(box, view, found);
}

// One button for all mentions of the same words; the first few, since a long list would weigh.
function show(box, view, found) {
  const { value } = box;
  const same = new Map();
  for (const one of found) {
    const key = one.kind + one.words;
    same.set(key, [...same.get(key) || [], one]);
  }
  view.list.textContent = '';
  for (const all of [...same.values()].slice(0, 5)) {
    const word = neutral(value, all[0]);
    const times = all.length > 1 ? ' ×' + all.length : '';
    row(box, view, '«' + value.slice(all[0].from, all[0].to) + '»' + times + ' → ' + word, () => {
      view.before.push(value);
      return all.reduceRight((text, { from, to }) => text.slice(0, from) + word + text.slice(to), value);
    });
  }
  if (same.size > 5) make('li', 'hint', view.list).textContent = '+' + (same.size - 5);
  if (view.before.length) row(box, view, texts.undo, () => view.before.pop());
  view.said.textContent = same.size ? texts.note : '';
}
function row(box, view, label, act) {
  const button = make('button', '', make('li', '', view.list));
  button.type = 'button';
  button.textContent = label;
  button.onclick = () => {
    const place = [...view.list.querySelectorAll('button')].indexOf(button);
    box.value = act();
    const { before } = view;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    view.before = before;
    clearTimeout(view.timer);
    lookAt(box);
    const buttons = view.list.querySelectorAll('button');
    (buttons[place] || buttons[place - 1] || box).focus();
  };
}

function wipeAll() {
  for (const [box, view] of boxes) {
    clearTimeout(view.timer);
    view.before = [];
    for (const part of [view.list, view.said, view.back]) if (part) part.textContent = '';
    if (!box.isConnected) boxes.delete(box);
  }
  for (const known of [plain, soundOf, surname]) known.forget();
}

const isBox = target => target && target.matches && target.matches('textarea[data-limit]');
document.addEventListener('focusin', ({ target }) => { if (isBox(target)) attach(target); });
document.addEventListener('input', ({ target }) => {
  if (!isBox(target)) return;
  attach(target);
  const view = boxes.get(target);
  view.before = []; // what was taken out is forgotten as soon as somebody writes on
  if (view.back) view.back.textContent = '';
  clearTimeout(view.timer);
  view.timer = setTimeout(() => lookAt(target), 700);
});
for (const name of ['pagehide', 'reset']) addEventListener(name, wipeAll);
addEventListener('pageshow', event => { if (event.persisted) wipeAll(); });
// What was written before this script arrived.
for (const box of document.querySelectorAll('textarea[data-limit]')) {
  if (box.value || box === document.activeElement) {
    attach(box);
    lookAt(box);
  }
}
self.OvozNotice = { find, wipe: wipeAll };
