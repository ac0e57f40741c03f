// SPDX-License-Identifier: Apache-2.0
// Finds what could tell who wrote a text, in the visitor's browser; nothing is sent or kept.
// The same rules as the analyst's redaction (Sources/Analyst/Redaction), made smaller, with the same
// words: NoticeScript.swift puts `tables`, made from Config/redaction, and `texts` before this file.
// Tests/Notice/samples.txt holds both to the same samples. Indices count code points unless said.
'use strict';
// Lists are sorted, each word as the number of letters it shares with the one before, and the rest.
function unfold(text, note, into = new Map()) {
  let last = '';
  for (const [, shared, rest, sign] of text.matchAll(/([0-9A-Z])([a-z]*)([*!]?)/g)) {
    last = last.slice(0, parseInt(shared, 36)) + rest;
    if (!into.has(last)) into.set(last, { word: last, sign, note });
  }
  return into;
}
const sounds = {};
for (const sound in tables.sounds) for (const letter of tables.sounds[sound]) sounds[letter] = sound;
const sets = {};
for (const name in tables.words) {
  const text = tables.words[name];
  // Some tables are not sorted, since their order counts: endings.
  sets[name] = new Set(/^\d/.test(text) ? unfold(text).keys() : text.split(' '));
}
const isIn = (name, word) => sets[name].has(word);
const begins = (name, word) => [...sets[name]].some(stem => word.startsWith(stem));
const names = unfold(tables.names);
const places = new Map();
for (const country in tables.places) unfold(tables.places[country], country, places);
const kept = unfold(tables.kept);
const endings = {};
for (const entry of sets.endings) {
  const [ending, base = ''] = entry.split('>');
  (endings[ending] = endings[ending] || []).push(base);
}

// A word as it is, then without up to two endings.
function look(map, word, left = 2) {
  if (left === 2 && map.has(word)) return map.get(word);
  if (!left || word.length < 4) return null;
  for (let length = Math.min(6, word.length - 3); length; length--) {
    const ending = word.slice(-length);
    const stem = word.slice(0, -length);
    // The skeleton writes double letters once: Умар-ро.
    const short = ['ning', 'dan', 'ro'].includes(stem.slice(-1) + ending);
    for (const tail of endings[ending] || (short ? [''] : [])) {
      const base = stem + tail;
      if (base.length > 3 && map.has(base)) return map.get(base);
    }
    if (stem.length > 3 && (endings[ending] || short) && isIn('endings before endings', ending)) {
      const found = look(map, stem, left - 1) || (left > 1 && map.get(stem));
      if (found) return found;
    }
  }
  return null;
}

// Reading a text

const plainOf = c => c.replace(/[\n\v\f\x85\u2028\u2029]/, '\n').replace(/[^\S\n]/, ' ')
  .replace(/[`‘’‛ʹʻʼʾʿˈˊˋ´′]/, "'").replace(/[‐-―−﹣]/, '-').replace('№', '#').normalize('NFKC').toLowerCase()
  .replace(/[^\P{C}\n]|\p{M}|\p{Default_Ignorable_Code_Point}/gu, '').replace(/(?!\d)\p{Nd}/gu, digit);
// Every script has its ten digits in a row, from a code that ends in 0 or in 6 (hexadecimal).
function digit(c) {
  const low = c.codePointAt(0) & ~15;
  return (c.codePointAt(0) - (/\p{Nd}/u.test(String.fromCodePoint(low)) ? low : low + 6)) % 10;
}
const isDigit = c => c >= '0' && c <= '9';
const remember = make => {
  const known = new Map();
  const look = key => (known.has(key) ? known : known.set(key, make(key))).get(key);
  look.forget = () => known.clear();
  return look;
};
const plain = remember(plainOf);
const isLetter = remember(c => /\p{Alphabetic}/u.test(c || ' '));

// What was put in the place of words is not looked at again.
const neutralWords = new RegExp(Object.values(texts.words).map(word => word.replace(/[^а-яa-z ]/gi, '\\$&'))
  .join('|').replace('\\{\\}', '\\d{4}') + '|\\[\\d\\d?(–\\d\\d|\\+)\\]', 'g');
function read(original) {
  const t = { chars: [], from: [], to: [], upper: [], words: [] };
  const text = original.replace(neutralWords, word => '\ufffc'.repeat(word.length));
  // A letter with the marks over it is one, so that no half of it stays behind.
  for (const { index, 0: c } of text.matchAll(/[^]\p{M}*/gu)) {
    for (const l of plain(c)) {
      t.chars.push(l.length > 1 ? 'x' : l);
      t.from.push(index);
      t.to.push(index + c.length);
      t.upper.push(l !== c[0] && /\p{Lu}/u.test(c));
    }
  }
  for (let i = 0; i < t.chars.length; i++) {
    const [one, next] = [t.chars[i - 1] || ' ', t.chars[i + 1] || ' '];
    const place = 'oозl'.indexOf(t.chars[i]);
    if (place >= 0 && (isDigit(one) || isDigit(next)) && !isLetter(one) && !isLetter(next)) t.chars[i] = '0031'[place];
  }
  readWords(t);
  t.text = t.chars.join('');
  return t;
}

function readWords(t) {
  const { chars, upper } = t;
  const all = chars.filter(isLetter).length;
  const shouts = all > 20 && upper.filter(Boolean).length * 10 > all * 6;
  for (let a = 0; a < chars.length; a++) {
    if (!isLetter(chars[a])) continue;
    let b = a;
    while (isLetter(chars[b]) || chars[b] === "'") b++;
    const next = b;
    while (b > a + 1 && chars[b - 1] === "'") b--;
    const latin = repair(chars, a, b);
    t.words.push({
      a, b, latin, s: sound(chars, a, b), big: upper[a] && !shouts, first: startsSentence(chars, a),
    });
    a = next;
  }
  for (const w of t.words) w.proper = w.big && !w.first;
}

// Gives a word of two scripts the script of most of its letters.
function repair(chars, a, b) {
  let latin = 0;
  let cyrillic = 0;
  for (let i = a; i < b; i++) {
    if (chars[i] < 'ɐ' && chars[i] !== "'") latin++;
    else if (chars[i] >= 'Ѐ' && chars[i] <= 'ԯ') cyrillic++;
  }
  if (!latin || !cyrillic) return latin > 0;
  for (let i = a; i < b; i++) {
    const place = tables.alike.indexOf(chars[i]);
    if (place >= 0) chars[i] = tables.alike[latin > cyrillic ? place & ~1 : place | 1];
  }
  return latin > cyrillic;
}

function startsSentence(chars, at) {
  while (at-- > 0) {
    if ('.!?…\n'.includes(chars[at])) return true;
    if (!' "\'«»“”„([-*•'.includes(chars[at])) return false;
  }
  return true;
}

function sound(chars, a, b) {
  let out = '';
  const add = part => {
    for (const l of part) {
      const last = out[out.length - 1];
      if (l === last) continue;
      if (l === 'e' && last === 'i') out = out.slice(0, -1);
      if (l !== out[out.length - 1]) out += l;
    }
  };
  if (/^(ию|iyu|iu)/.test(chars.slice(a, Math.min(b, a + 3)).join(''))) add('j');
  for (let i = a; i < b; i++) {
    const pair = i + 1 < b ? tables.pairs[chars[i] + chars[i + 1]] : undefined;
    add(pair === undefined ? sounds[chars[i]] || '' : pair);
    if (pair) i++;
  }
  return out;
}

// Whether only such characters stand between two places, and not too many.
const gap = (t, from, to, most = 2, only = ' ') => {
  if (to < from || to - from > most) return false;
  for (let i = from; i < to; i++) if (!only.includes(t.chars[i])) return false;
  return true;
};
function wordFrom(t, at) {
  let [low, high] = [0, t.words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (t.words[middle].a < at) low = middle + 1; else high = middle;
  }
  return low;
}

// Numbers

// Digits with what people put between them are looked at as one, however they are grouped.
function numberMarks(t, mark) {
  for (const { index, 0: run } of t.text.matchAll(/[+(]*\d(?:[ .\-()/+_*]{0,3}\n?\d)*/g)) {
    const kind = !isDate(run) && kindOf(t, run, index);
    if (kind) mark(index - (+kind[1] || 0), index + run.length, kind[0]);
  }
  for (const { index, 0: date } of t.text.matchAll(/\d{1,4}([./-] ?| )\d{1,2}\1\d{2,4}/g)) {
    if (isDate(date) && !/\d/.test(t.text[index - 1] + t.text[index + date.length])) mark(index, index + date.length, 'date');
  }
}
// The kind of number, and how many letters before it belong to it.
function kindOf(t, run, at) {
  const groups = run.match(/\d+/g);
  const [digits, sizes] = [groups.join(''), groups.map(g => g.length).join()];
  const [n, solid, plus] = [digits.length, groups.some(g => g.length > 4), run.includes('+')];
  if (n < 5 || (/^4(,4)*$/.test(sizes) && n < 16 && /^((19|20)..)+$/.test(digits))) return null;
  const next = wordFrom(t, at);
  const before = t.words.slice(Math.max(0, next - 5), next).reverse();
  const since = b => !/[.!?\n\d]/.test(t.text.slice(b, at));
  const [letter] = before;
  if (/^[7-9]$/.test(groups[0].length) && letter && letter.b - letter.a < 3
    && gap(t, letter.b, at, 3, ' -#') && (letter.b === at || letter.big)) return ['document', at - letter.a];
  if (before.some(w => since(w.b) && (isIn('short documents', w.s) && w.b - w.a > 2 || begins('documents', w.s)))) return ['document'];
  if (isMoney(t, at + run.length)) return null;
  if (n > 12 && n < 20 && hasLuhnDigit(digits)) return ['card'];
  if (!plus && /^(4,6|2,2,6|3,3,3,2|14|12)$/.test(sizes) && !/^9(9[268]|0|71)/.test(digits)) return ['document'];
  if (plus || (n > 8 && n < 14) || /^3,(2,2|4)$/.test(sizes)) return [n > 6 && (solid || groups.length > 1) ? 'phone' : 'number'];
  const tight = !/[^\d/-]/.test(run);
  return solid || (n > 6 && tight) || n > 8 ? ['number'] : null;
}
function hasLuhnDigit(digits) {
  let sum = 0;
  [...digits].reverse().forEach((d, i) => { sum += i % 2 ? d * 2 - (d > 4 ? 9 : 0) : +d; });
  return sum % 10 === 0;
}
// A sum of money is part of the story here; only the analyst weighs it.
function isMoney(t, at) {
  const word = t.words[wordFrom(t, at)];
  return /^.?[$€₽]/.test(t.text.slice(at, at + 2)) || (word && gap(t, at, word.a) && begins('currencies', word.s));
}

// Six number words in a row are a telephone number, four a number. Digits may stand between.
function spelledMarks(t, mark) {
  const isNumber = s => isIn('number words', s) || (s.endsWith('u') && isIn('number words', s.slice(0, -1)));
  let row = [];
  for (const { a, b, s } of [...t.words, { a: 1e9 }]) {
    const last = row[row.length - 1];
    if (last && !/^[\d ,()\n-]{1,9}$/.test(t.text.slice(last.b, a))) {
      if (row.length > 3) mark(row[0].a, last.b, row.length > 5 ? 'phone' : 'number');
      row = [];
    }
    if (s && isNumber(s)) row.push({ a, b });
    else if (row.length && s && isIn('number fillers', s)) row[row.length - 1] = { a: last.a, b };
    else if (row.length > 3) { mark(row[0].a, last.b, row.length > 5 ? 'phone' : 'number'); row = []; }
    else row = [];
  }
}

// Dates and ages

const isYear = v => v >= 1930 && v <= 2099;
const isDay = v => v > 0 && v < 32;
function isDate(text) {
  const [, l, , m, n] = /^(\d{1,4})([./-] ?| )(\d\d?)\2(\d{2,4})$/.exec(text) || [];
  if (!l || !((m > 0 && m < 13) || (l < 13 && m < 32))) return false;
  return l.length === 4 ? isYear(l) && isDay(n) : isDay(l) && isDay(m) && (n.length === 2 || isYear(n));
}
function dateMarks(t, mark) {
  for (const word of t.words) {
    let { a, b, s } = word;
    if (!isIn('short months', s) && ![...sets.months].some(m => s.startsWith(m) && s.length - m.length < 6)) continue;
    a -= near(t, a, -1) || 0;
    a -= near(t, a, -1) || 0;
    b += near(t, b, 1) || 0;
    b += near(t, b, 1) || 0;
    if (a !== word.a || b !== word.b) mark(a, b, 'date');
  }
}
// How far the day or year beside a place reaches, over small words such as `года`.
function near(t, at, step) {
  const text = step > 0 ? t.text.slice(at, at + 24) : t.text.slice(Math.max(0, at - 24), at);
  const found = (step > 0 ? /^([^\d!?;\n]*)(\d+)(?!\d)/ : /(\d+)([^\d!?;\n]*)$/).exec(text);
  if (!found) return 0;
  const [between, number] = step > 0 ? [found[1], found[2]] : [found[2], found[1]];
  const words = between.match(/[\p{Alphabetic}']+/gu) || [];
  return number.length < 5 && (isDay(number) || isYear(number)) && words.length < 3
    && !/[ ,.-]{3}/.test(between) && words.every(w => isIn('date words', sound([...w], 0, w.length))) && found[0].length;
}
// 17 лет after мне, 17-сола, 17 yoshda, 17 years old, aged 17. How long something took stays.
function ageMarks(t, mark) {
  for (const { index: a, 0: number } of t.text.matchAll(/\d+/g)) {
    const b = a + number.length;
    const i = wordFrom(t, b);
    const [before, after, second] = [t.words[i - 1], t.words[i], t.words[i + 1]];
    const cued = before && gap(t, before.b, a, 2, ' :') && isIn('age cues', before.s);
    const isAge = after && gap(t, b, after.a, 1, ' -') && (isIn('age words', after.s)
      || (isIn('years', after.s) && (cued || (second && gap(t, after.b, second.a, 1, ' -') && isIn('age words', second.s)))));
    if (number > 4 && number < 100 && (isAge || (cued && /^age/.test(before.s)))) mark(a, b, 'age');
  }
}

// Addresses

function addressMarks(t, mark) {
  const all = (expression, kind) => {
    for (const { index, 0: found } of t.text.matchAll(expression)) mark(index, index + found.length, kind);
  };
  all(/@[\p{Alphabetic}\d_][\p{Alphabetic}\d_.-]+[\p{Alphabetic}\d_]/gu, 'handle');
  all(/[\p{Alphabetic}\d._%+-]+ ?@ ?[\p{Alphabetic}\d_%+-]+ ?\. ?[\p{Alphabetic}\d._%+-]*\p{Alphabetic}/gu, 'email');
  for (const { index, 0: token } of t.text.matchAll(/[^ \n()<>"«»[\],;\ufffc]+/g)) {
    const link = token.replace(/[.!?:']+$/, '');
    if (isLink(link)) mark(index, index + link.length, 'link');
  }
  t.words.forEach((word, i) => {
    if (isIn('at words', word.s)) spelledEmail(t, i, mark);
    if (!isIn('short networks', word.s) && !begins('networks', word.s)) return;
    const [, between, name] = /^([ :\-@("]{0,4})([\p{Alphabetic}\d_.-]*[\p{Alphabetic}\d_]|)/u.exec(t.text.slice(word.b, word.b + 60));
    const from = word.b + between.length;
    if (between && name.length > 2 && (/[\d_.:]/.test(between + name) || (!word.latin && /^[!-~]+$/.test(name)))) {
      mark(from, from + name.length, 'handle');
    }
  });
}
function isLink(token) {
  if (/https?:|hxxp|www\.|:\/\/|t\.me\/|wa\.me\//.test(token)) return true;
  const [, top, path] = /^(?:[\p{Alphabetic}\d-]+\.)+([\p{Alphabetic}\d-]+)(\/|$)/u.exec(token) || [];
  return !!top && token.length > 3 && !token.includes('@') && (isIn('domains', top) || (!!path && isIn('path domains', top)));
}
// `madina dot k at mail dot ru`
function spelledEmail(t, i, mark) {
  const w = t.words;
  const close = (one, next) => w[one] && w[next] && gap(t, w[one].b, w[next].a, 4, ' .()[]_\d');
  const dotted = w[i + 2] && isIn('dot words', w[i + 2].s);
  if (!close(i, i + 1) || !close(i + 1, i + 2) || (dotted ? !close(i + 2, i + 3) : !isIn('said domains', w[i + 2].s))) return;
  mark(/[^ ([]*[ ([]*$/.exec(t.text.slice(0, w[i].a)).index, w[dotted ? i + 3 : i + 2].b, 'email');
}

// Names of people

// Words that only look like names; those with a sign, only without a capital inside a sentence.
function isKept(w) {
  const entry = kept.get(w.s) || look(kept, w.s);
  return w.s.length < 2 || (!!entry && (entry.word === w.s || entry.word.length > 4) && !(entry.sign && w.proper));
}
// 2 is sure, 1 doubtful, 0 nothing.
const worth = (sign, w) => (!sign || w.proper ? 2 : sign === '*' || w.big ? 1 : 0);
// Endings in the order of their tables, the first that fits: stem and ending.
const shape = (middle, ...ends) => new RegExp(`^(.{${middle})(${ends.map(name => [...sets[name]].join('|')).join(')(')})$`);
const patronymic = shape('3,}', 'patronymics', 'patronymic cases');
const ofFather = shape('3,}[oe]v', 'surname cases');
const ofChild = new RegExp(`^(.{3,}(?:${[...sets['child surnames']].join('|')})).{0,4}$`);
const besideNames = shape('4,}', 'surnames beside names');
// A surname without its case, and its strength: 3 certain, 2 likely, 1 beside names only.
const surname = remember(word => {
  let [, root] = ofFather.exec(word) || [];
  if (root) return { root, strength: ['', 'i', 'a'].some(tail => names.has(root.slice(0, -2) + tail)) ? 3 : 2 };
  [, root] = ofChild.exec(word) || [];
  if (root) return { root, strength: 2 };
  return besideNames.test(word) && { root: word, strength: 1 };
});
const nameEnding = new RegExp(`(${[...sets['name endings']].join('|')})(ro)?$`);

function nameWorth(w) {
  const listed = names.get(w.s);
  if (isKept(w)) return listed ? worth('!', w) : 0;
  const name = listed || look(names, w.s);
  if (name) return w.s.length === 3 && !w.big ? 0 : worth(name.sign, w);
  if (patronymic.test(w.s)) return w.big ? 2 : 1;
  if (w.s.length > 6 && nameEnding.test(w.s)) return w.proper ? 2 : 1;
  const { strength } = surname(w.s);
  if (strength > 2) return w.big ? 2 : 1;
  return strength > 1 && w.proper && !look(places, w.s) ? 2 : 0;
}

function personMarks(t, mark) {
  const { words } = t;
  const parts = words.map(w => (w.s.length > 2 && nameWorth(w)));
  const joins = (i, j) => {
    const [one, next] = [words[Math.min(i, j)], words[Math.max(i, j)]];
    return !!one && !!next && gap(t, one.b, next.a, 2, one.b - one.a === 1 ? ' .-' : ' -');
  };
  const around = i => [i - 1, i + 1].filter(j => words[j]);

  const named = cuedNames(t);
  for (const i of named) parts[i] = Math.max(parts[i], words[i].big ? 2 : 1);
  words.forEach((w, i) => {
    if (i && isIn('children', w.s) && joins(i - 1, i) && (parts[i - 1] || words[i - 1].proper)) {
      parts[i - 1] = parts[i] = 2;
    }
  });
  parts.forEach((part, i) => {
    if (part !== 2) return;
    for (const j of around(i)) {
      const w = words[j];
      if (parts[j] || !joins(i, j) || w.b - w.a < 3 || isKept(w) || look(places, w.s)) continue;
      const { strength } = surname(w.s);
      const follows = j > i || surname(words[i].s).strength > 1;
      if (strength > 1 || (w.proper && (strength || (follows && words[i].big)))) parts[j] = w.big ? 2 : 1;
    }
  });
  repeat(words, parts, named);
  for (let i = 0; i < words.length; i++) {
    if (!parts[i]) continue;
    let j = i;
    while (parts[j + 1] && joins(j, j + 1)) j++;
    const last = words[j];
    const { b } = last;
    const office = [words[i - 1], words[j + 1]].some(w => w && begins('officials', w.s)
      && (w.b <= words[i].a ? gap(t, w.b, words[i].a) : gap(t, b, w.a)));
    mark(words[i].a, b, office ? 'official' : 'person', Math.max(...parts.slice(i, j + 1)) < 2);
    i = j;
  }
}

// Every other mention of a name that some part of the text gave away.
function repeat(words, parts, named) {
  const learned = new Map();
  words.forEach((w, i) => {
    if ((parts[i] !== 2 && !named.includes(i)) || w.s.length < 4 || isIn('children', w.s)) return;
    const name = look(names, w.s);
    const { root, strength } = surname(w.s);
    const all = [name ? name.word : w.s, ...(strength > 1 ? [root] : [])];
    for (const word of all) learned.set(word, { word });
  });
  if (!learned.size) return;
  words.forEach((w, i) => {
    if (parts[i] === 2 || w.s.length < 4 || isKept(w)) return;
    if (look(learned, w.s) || learned.has(surname(w.s).root)) parts[i] = w.big ? 2 : Math.max(parts[i], 1);
  });
}

// Words that `меня зовут`, `номам`, `ismim`, `my name is`, `тётя`, `ака` name.
function cuedNames(t) {
  const { words } = t;
  const joins = (i, j) => gap(t, words[i].b, words[j].a, 3, ' :-"«');
  const proper = (i, beside) => {
    const w = words[i];
    return w && w.big && w.s.length > 2 && !isKept(w) && joins(Math.min(i, beside), Math.max(i, beside)) ? [i] : [];
  };
  return words.flatMap((word, cue) => {
    if (isIn('name cues', word.s)) {
      let i = cue + 1;
      while (words[i] && i <= cue + 3 && isIn('name cue fillers', words[i].s) && joins(i - 1, i)) i++;
      const w = words[i];
      return w && joins(i - 1, i) && w.s.length > 2 && !isKept(w) ? [i, ...proper(i + 1, i)] : [];
    }
    if (isIn('titles before', word.s)) return proper(cue + 1, cue);
    return isIn('titles after', word.s) ? proper(cue - 1, cue) : [];
  });
}

// Places and employers

function placeMarks(t, mark) {
  const { words } = t;
  const learned = new Map();
  words.forEach((w, i) => {
    listedPlace(w, mark);
    for (const found of cuedPlaces(t, i)) {
      const { a, big } = words[found[0]];
      mark(a, words[found[found.length - 1]].b, 'place', !big);
      for (const n of big ? found : []) if (words[n].s.length > 4) learned.set(words[n].s, { word: words[n].s });
    }
  });
  if (!learned.size) return;
  for (const w of words) {
    if (!isKept(w) && look(learned, w.s)) mark(w.a, w.b, 'place', !w.big);
  }
}
function listedPlace(w, mark) {
  if (w.s.length < 2 || isKept(w)) return;
  const entry = look(places, w.s);
  if (!entry || !(w.s.length > 3 || w.big)) return;
  const value = worth(entry.sign, w);
  if (value) mark(w.a, w.b, entry.note === 'elsewhere' ? 'place' : entry.note, value < 2);
}
function cuedPlaces(t, cue) {
  const { s } = t.words[cue];
  if (isIn('place before', s)) return placeBeside(t, cue, 1, true);
  if (isIn('place beside', s)) return [...placeBeside(t, cue, 1), ...placeBeside(t, cue, -1)];
  return begins('place after', s) ? placeBeside(t, cue, -1, true) : [];
}
// The first word may be in small letters after a sure cue; the others need a capital.
function placeBeside(t, cue, step, small) {
  const joins = (i, j) => {
    const [one, next] = [t.words[Math.min(i, j)], t.words[Math.max(i, j)]];
    return next && gap(t, one.b, next.a, 3, one.b - one.a > 4 ? ' -"«»:' : ' .-"«»:');
  };
  const found = [];
  let i = cue + step;
  if (step > 0 && t.words[i] && t.words[i].s === 'of') i++;
  for (; found.length < 2 + (step > 0) && t.words[i] && joins(i, i - step); i += step) {
    const w = t.words[i];
    const opens = !found.length && isKept(w) && w.proper && joins(i, i + 1) && t.words[i + 1].big;
    const fits = !isKept(w) && w.s.length > (found.length ? 1 : 2) && (w.big || (small && !found.length));
    if (!(opens && step > 0) && !fits || (step < 0 && !small && w.first)) break;
    found.push(i);
  }
  found.sort((x, y) => x - y);
  return found.length ? [found] : [];
}
// фирма «…», ширкати X, company X
function employerMarks(t, mark) {
  const { words } = t;
  words.forEach((word, cue) => {
    if (!isIn('employers', word.s) && !isIn('employers after', word.s)) return;
    const quoted = /^ ?["«“„][^"»”“\n]{2,40}["»”“]/.exec(t.text.slice(word.b, word.b + 46));
    if (quoted) return mark(word.b, word.b + quoted[0].length, 'employer');
    const isName = (i, j) => words[i] && words[i].big && !isKept(words[i]) && gap(t, words[j].b, words[i].a, 1);
    let last = cue;
    while (last < cue + 3 && isName(last + 1, last)) last++;
    if (last > cue) mark(words[cue + 1].a, words[last].b, 'employer');
    else if (isIn('employers after', word.s) && isName(cue - 1, cue - 1)) mark(words[cue - 1].a, words[cue - 1].b, 'employer');
  });
}

// All findings in order, in UTF-16 offsets of the text. What overlaps becomes one; the longest gives
// the kind, then the surest.
function find(text) {
  const t = read(text);
  const marks = [];
  const mark = (a, b, kind, doubt) => marks.push({ a, b, kind, doubt: !!doubt });
  for (const rule of [addressMarks, numberMarks, dateMarks, spelledMarks, ageMarks, employerMarks,
    personMarks, placeMarks]) rule(t, mark);
  const merged = [];
  const stable = marks.map((m, i) => [m, i]).sort(([x, i], [y, j]) => x.a - y.a || i - j);
  for (const [m] of stable) {
    const last = merged[merged.length - 1];
    if (!last || last.b <= m.a) merged.push({ a: m.a, b: m.b, winner: m });
    else {
      const [now, old] = [m.b - m.a, last.winner.b - last.winner.a];
      if (now > old || (now === old && !m.doubt && last.winner.doubt)) last.winner = m;
      last.b = Math.max(last.b, m.b);
    }
  }
  return merged.map(({ a, b, winner }) => ({
    from: t.from[a], to: t.to[b - 1], kind: winner.kind,
    words: t.text.slice(a, b),
  }));
}
