// SPDX-License-Identifier: Apache-2.0
// Finds what could tell who wrote a text, in the visitor's browser; nothing is sent or kept.
// The same rules as the analyst's redaction (Sources/Analyst/Redaction), made smaller, with the same
// words: NoticeScript.swift puts `tables`, made from Config/redaction, and `texts` before this file.
// Tests/Notice/samples.txt holds both to the same samples. Indices count code points unless said.
'use strict';
const list = name => tables.words[name].split(' ');
const set = name => new Set(list(name));
const begins = (name, word) => tables.stems[name].some(stem => word.startsWith(stem));
tables.stems = {};
for (const name of ['months', 'documents', 'networks', 'currencies', 'officials', 'place after']) {
  tables.stems[name] = list(name);
}
const sets = {};
for (const name in tables.words) if (!tables.stems[name]) sets[name] = set(name);
const isIn = (name, word) => sets[name].has(word);

// Lists are sorted, each word as the number of letters it shares with the one before, and the rest.
function unfold(text, note, into = new Map()) {
  let last = '';
  for (const [, shared, rest, sign] of text.matchAll(/([0-9A-Z])([a-z]*)([*!]?)/g)) {
    last = last.slice(0, parseInt(shared, 36)) + rest;
    if (!into.has(last)) into.set(last, { word: last, sign, note });
  }
  return into;
}
const names = unfold(tables.names);
const surnames = unfold(tables.surnames);
const places = new Map();
for (const country in tables.places) unfold(tables.places[country], country, places);
const kept = unfold(tables.kept[1], true, unfold(tables.kept[0], false));
const phrases = tables.phrases.split(';').map(line => line.split(' '));
const endings = {};
for (const entry of list('endings')) {
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

const hidden = /[\p{Default_Ignorable_Code_Point}\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;
const memory = new Map();
function plainOf(c) {
  if (/[\n\v\f\x85\u2028\u2029]/.test(c)) return '\n';
  if (/\s/.test(c)) return ' ';
  if (/[`‘’‛ʻʼʹʾʿ´′ˈˊˋ]/.test(c)) return "'";
  if (/[‐-―−﹣]/.test(c)) return '-';
  if (c === '№') return c;
  if (hidden.test(c)) return '';
  return [...c.normalize('NFKC').toLowerCase()].map(digit).filter(l => !hidden.test(l)).join('');
}
// Every script has its ten digits in a row, from a code that ends in 0 or in 6 (hexadecimal).
function digit(c) {
  if (!/\p{Nd}/u.test(c) || c <= '9') return c;
  const low = c.codePointAt(0) & ~15;
  const zero = /\p{Nd}/u.test(String.fromCodePoint(low)) ? low : low + 6;
  return String((c.codePointAt(0) - zero) % 10);
}
const isDigit = c => c >= '0' && c <= '9';
const letters = new Map();
function isLetter(c) {
  if (c === undefined) return false;
  let known = letters.get(c);
  if (known === undefined) letters.set(c, known = /\p{Alphabetic}/u.test(c));
  return known;
}

// What was put in the place of words is not looked at again.
const neutralWords = new RegExp(Object.values(texts.words).map(word => word.replace(/[^а-яa-z ]/gi, '\\$&'))
  .join('|').replace('\\{\\}', '\\d{4}') + '|\\[\\d\\d?(–\\d\\d|\\+)\\]', 'g');
function read(original) {
  const text = original.replace(neutralWords, word => '\ufffc'.repeat(word.length));
  const t = { chars: [], from: [], to: [], upper: [] };
  let at = 0;
  for (const c of text) {
    const end = at + c.length;
    const top = t.chars.length - 1;
    const joined = /\p{M}/u.test(c) && top >= 0 ? (t.chars[top] + c).normalize('NFC') : '';
    let plain = memory.get(c);
    if (plain === undefined) memory.set(c, plain = plainOf(c));
    if (joined && joined in tables.sounds) t.chars[top] = joined;
    // A mark over a letter goes with it, so that no half of it stays behind.
    else if (!plain && /[\p{M}\u200d\ufe0f]/u.test(c) && top >= 0) t.to[top] = end;
    for (const l of joined && joined in tables.sounds ? '' : plain) {
      t.chars.push(l);
      t.from.push(at);
      t.to.push(end);
      t.upper.push(l !== c && /\p{Lu}/u.test(c));
    }
    if (joined in tables.sounds) t.to[top] = end;
    at = end;
  }
  for (let i = 0; i < t.chars.length; i++) {
    const [one, c, next] = [t.chars[i - 1] || ' ', t.chars[i], t.chars[i + 1] || ' '];
    const d = { o: '0', 'о': '0', 'з': '3', l: '1' }[c];
    if (d && (isDigit(one) || isDigit(next)) && !isLetter(one) && !isLetter(next)) t.chars[i] = d;
  }
  readWords(t);
  // One unit for each character, so that an expression's places are ours.
  t.text = t.chars.map(c => (c.length > 1 ? 'x' : c)).join('');
  return t;
}

function readWords(t) {
  t.words = [];
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
    add(pair === undefined ? tables.sounds[chars[i]] || '' : pair);
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
  for (const { index, 0: token } of t.text.matchAll(/[\p{Alphabetic}\d]{8,9}/gu)) {
    const plate = /^(\d{4}\D\D\d\d|\D\d{3}\D\D\d{2,3}|\d\d\D\d{3}\D\D|\d{5}\D{3})$/.test(token);
    if (plate) mark(index, index + token.length, 'document');
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
    && gap(t, letter.b, at, 3, ' №-#') && (letter.b === at || letter.big)) return ['document', at - letter.a];
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
    if (!isIn('short months', s) && !tables.stems.months.some(m => s.startsWith(m) && s.length - m.length < 6)) continue;
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
  const local = /[^ ([]*[ ([]*$/.exec(t.text.slice(0, w[i].a)).index;
  const [point, name] = [w[wordFrom(t, local) - 1], w[wordFrom(t, local) - 2]];
  mark(name && isIn('dot words', point.s) && gap(t, point.b, local) ? name.a : local, w[dotted ? i + 3 : i + 2].b, 'email');
}

// Names of people

const isOrdinary = w => {
  const entry = kept.get(w.s);
  return !!entry && entry.sign === '!' && entry.note === w.latin && !w.proper;
};
function isKept(w) {
  if (w.s.length < 2 || isOrdinary(w)) return true;
  const exact = kept.get(w.s);
  if (exact && exact.sign !== '!') return true;
  const entry = look(kept, w.s);
  return !!entry && entry.sign !== '!' && entry.word.length > 4;
}
// 2 is sure, 1 doubtful, 0 nothing.
const worth = (sign, w) => (!sign || w.proper ? 2 : sign === '*' || w.big ? 1 : 0);
const cutOff = (word, ends, least) => {
  for (const end of ends) {
    if (word.endsWith(end) && word.length - end.length >= least) return word.slice(0, word.length - end.length);
  }
  return null;
};
function inMiddle(word, middles, rest) {
  for (const middle of middles) {
    const at = word.lastIndexOf(middle);
    if (at > 2 && rest(word.slice(at + middle.length))) return word.slice(0, at);
  }
  return null;
}
const isPatronymic = word =>
  inMiddle(word, sets.patronymics, rest => isIn('patronymic cases', rest)) !== null;

// A surname without its case, and its strength: 3 certain, 2 likely, 1 beside names only.
const shapes = new Map();
function surname(word) {
  let shape = shapes.get(word);
  if (shape === undefined) shapes.set(word, shape = surnameOf(word));
  return shape;
}
function surnameOf(word) {
  const listed = look(surnames, word);
  if (listed) return { root: listed.word, strength: 3 };
  for (const end of sets['surname cases']) {
    const root = word.endsWith(end) ? word.slice(0, word.length - end.length) : '';
    if (root.length < 5 || !/[oe]v$/.test(root)) continue;
    const stem = root.slice(0, -2);
    const isNamed = stem.length > 3 && ['', 'i', 'a'].some(tail => names.has(stem + tail));
    return { root, strength: isNamed || surnames.has(root) ? 3 : 2 };
  }
  const child = inMiddle(word, sets['child surnames'], rest => rest.length < 5);
  if (child !== null) return { root: child + 'zoda', strength: 2 };
  const root = cutOff(word, sets['surnames beside names'], 4);
  return root && { root, strength: 1 };
}

function nameWorth(w) {
  const listed = names.get(w.s);
  if (isOrdinary(w) || (!listed && isKept(w))) return 0;
  if (listed && isKept(w)) return worth('!', w);
  const name = listed || look(names, w.s);
  if (name) return w.s.length === 3 && !w.big ? 0 : worth(name.sign, w);
  if (isPatronymic(w.s)) return w.big ? 2 : 1;
  const ends = w.proper ? [...sets['name endings'], ...sets['verb-like name endings']] : [...sets['name endings']];
  if (w.s.length > 6 && ends.some(e => w.s.endsWith(e) || w.s.endsWith(e + 'ro'))) return w.proper ? 2 : 1;
  const shape = surname(w.s);
  if (shape && shape.strength === 3) return w.big ? 2 : 1;
  return shape && shape.strength === 2 && w.proper && !look(places, w.s) ? 2 : 0;
}

function personMarks(t, mark) {
  const { words } = t;
  const parts = words.map(w => (w.s.length > 2 ? nameWorth(w) : 0));
  const joins = (i, j) => {
    const [one, next] = [words[Math.min(i, j)], words[Math.max(i, j)]];
    return !!one && !!next && gap(t, one.b, next.a, 2, one.b - one.a === 1 ? ' .-' : ' -');
  };
  const isInitial = i => words[i].b - words[i].a === 1 && words[i].big && t.chars[words[i].b] === '.';
  const around = i => [i - 1, i + 1].filter(j => words[j]);

  const named = cuedNames(t);
  for (const i of named) parts[i] = Math.max(parts[i], words[i].big ? 2 : 1);
  words.forEach((w, i) => {
    if (i && isIn('children', w.s) && joins(i - 1, i) && (parts[i - 1] || words[i - 1].proper)) {
      parts[i - 1] = parts[i] = 2;
    }
  });
  words.forEach((_, i) => {
    if (!isInitial(i)) return;
    for (const j of around(i)) {
      const w = words[j];
      if (w.big && w.b - w.a > 2 && joins(i, j) && !isKept(w) && surname(w.s)) parts[j] = 2;
    }
  });
  parts.forEach((part, i) => {
    if (part !== 2) return;
    for (const j of around(i)) {
      const w = words[j];
      if (parts[j] || !joins(i, j) || w.b - w.a < 3 || isKept(w) || look(places, w.s)) continue;
      const shape = surname(w.s);
      const isRussian = !w.latin && w.s.length > 5 && [...sets['Russian surnames']].some(e => w.s.endsWith(e));
      const isSurname = shape && (shape.strength > 1 || w.proper || (j > i && isRussian));
      const own = surname(words[i].s);
      const isTitle = (j > i || (own && own.strength > 1)) && w.proper && words[i].big;
      if (isSurname || isTitle) parts[j] = w.big ? 2 : 1;
    }
  });
  repeat(words, parts, named);
  for (let round = 0; round < 2; round++) {
    words.forEach((_, i) => {
      if (!parts[i] && isInitial(i) && around(i).some(j => parts[j] && joins(i, j))) parts[i] = 2;
    });
  }
  for (let i = 0; i < words.length; i++) {
    if (!parts[i]) continue;
    let j = i;
    while (parts[j + 1] && joins(j, j + 1)) j++;
    const last = words[j];
    const b = last.b - last.a === 1 && t.chars[last.b] === '.' ? last.b + 1 : last.b;
    const office = [words[i - 1], words[j + 1]].some(w => w && begins('officials', w.s)
      && (w.b <= words[i].a ? gap(t, w.b, words[i].a) : gap(t, b, w.a)));
    mark(words[i].a, b, office ? 'official' : 'person', Math.max(...parts.slice(i, j + 1)) < 2 ? 'doubtful' : 0);
    i = j;
  }
}

// Every other mention of a name that some part of the text gave away.
function repeat(words, parts, named) {
  const learned = new Map();
  words.forEach((w, i) => {
    if ((parts[i] !== 2 && !named.includes(i)) || w.s.length < 4 || isIn('children', w.s)) return;
    const name = look(names, w.s);
    const shape = surname(w.s);
    const all = [name ? name.word : w.s];
    if (shape && shape.strength > 1) all.push(shape.root);
    for (const word of all) learned.set(word, { word });
  });
  if (!learned.size) return;
  words.forEach((w, i) => {
    if (parts[i] === 2 || w.s.length < 4 || isOrdinary(w)) return;
    const shape = surname(w.s);
    if (look(learned, w.s) || learned.has(shape ? shape.root : w.s)) parts[i] = w.big ? 2 : Math.max(parts[i], 1);
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
    const count = phrase(words, i);
    if (count) mark(w.a, words[i + count - 1].b, 'place');
    else listedPlace(w, mark);
    for (const place of cuedPlaces(t, i)) {
      const [first] = place.names;
      mark(words[first].a, place.b, 'place', words[first].big ? 0 : 'doubtful');
      if (!words[first].big) continue;
      for (const { s } of place.names.map(n => words[n])) if (s.length > 4) learned.set(s, { word: s });
    }
  });
  if (!learned.size) return;
  for (const w of words) {
    if (!isKept(w) && look(learned, w.s)) mark(w.a, w.b, 'place', w.big ? 0 : 'doubtful');
  }
}
function listedPlace(w, mark) {
  if (w.s.length < 2 || isKept(w)) return;
  const entry = look(places, w.s);
  if (!entry || !(w.s.length > 3 || w.big)) return;
  const value = worth(entry.sign, w);
  if (value) mark(w.a, w.b, entry.note === 'elsewhere' ? 'place' : entry.note, value < 2 ? 'doubtful' : 0);
}
const phrasesBy = {};
for (const words of phrases) (phrasesBy[words[0].slice(0, 3)] = phrasesBy[words[0].slice(0, 3)] || []).push(words);
function phrase(words, i) {
  const isForm = (word, listed) => word === listed || (listed.length > 4
    && word.startsWith(listed.slice(0, -2)) && word.length <= listed.length + 3);
  const fits = p => p.every((listed, k) => words[i + k] && isForm(words[i + k].s, listed));
  return Math.max(0, ...(phrasesBy[words[i].s.slice(0, 3)] || []).filter(fits).map(p => p.length));
}
function cuedPlaces(t, cue) {
  const { s } = t.words[cue];
  if (isIn('place before', s)) return placeAfter(t, cue, true);
  if (isIn('place beside', s)) return [...placeAfter(t, cue, false), ...placeBefore(t, cue, false)];
  return begins('place after', s) ? placeBefore(t, cue, true) : [];
}
function joinsPlace(t, i, j) {
  const [one, next] = [t.words[i], t.words[j]];
  return gap(t, one.b, next.a, 3, ' .-"«»:')
    && !(one.b - one.a > 4 && t.chars.slice(one.b, next.a).includes('.'));
}
function isPlaceName(t, i, isFirst, small) {
  const w = t.words[i];
  if (!w || w.s.length <= (isFirst ? 2 : 1)) return false;
  const next = t.words[i + 1];
  if (isKept(w)) return w.proper && isFirst && !!next && next.big && joinsPlace(t, i, i + 1);
  return w.big || (isFirst && small);
}
function placeAfter(t, cue, small) {
  const found = [];
  let i = cue + 1;
  if (t.words[i] && t.words[i].s === 'of') i++;
  while (found.length < 3 && isPlaceName(t, i, !found.length, small) && joinsPlace(t, i - 1, i)) found.push(i++);
  return withHouse(t, found);
}
function placeBefore(t, cue, small) {
  const found = [];
  for (let i = cue - 1; i >= 0 && found.length < 2; i--) {
    if (!joinsPlace(t, i, i + 1) || !isPlaceName(t, i, !found.length, small)) break;
    if (!small && t.words[i].first) break;
    found.unshift(i);
  }
  return withHouse(t, found);
}
// Takes in `, дом 12, кв. 4` after a street.
function withHouse(t, found) {
  if (!found.length) return [];
  let { b } = t.words[found[found.length - 1]];
  for (;;) {
    const [all, between] = /^(?!\. )([ ,.№/\p{Alphabetic}-]{0,14})\d{1,4}(?!\d)/u.exec(t.text.slice(b, b + 20)) || [''];
    const words = t.words.slice(wordFrom(t, b), wordFrom(t, b + (between || '').length));
    if (!all || !words.every(w => isIn('houses', w.s))) return [{ names: found, b }];
    b += all.length;
  }
}
// фирма «…», ширкати X, company X
function employerMarks(t, mark) {
  const { words } = t;
  words.forEach((word, cue) => {
    if (!isIn('employers', word.s) && !isIn('employers after', word.s)) return;
    const quoted = /^ ?["«“„][^"»”“\n]{2,40}["»”“]/.exec(t.text.slice(word.b, word.b + 46));
    if (quoted) return mark(word.b, word.b + quoted[0].length, 'employer');
    let last = cue;
    while (last < cue + 3 && words[last + 1] && words[last + 1].big && gap(t, words[last].b, words[last + 1].a, 1)
      && !isKept(words[last + 1])) last++;
    if (last > cue) mark(words[cue + 1].a, words[last].b, 'employer');
    const named = words[cue - 1];
    if (isIn('employers after', word.s) && named && named.big && !isKept(named) && gap(t, named.b, word.a)) mark(named.a, named.b, 'employer');
  });
}

// All findings in order, in UTF-16 offsets of the text. What overlaps becomes one; the longest gives
// the kind, then the surest.
function find(text) {
  const t = read(text);
  const marks = [];
  const mark = (a, b, kind, doubt) => marks.push({ a, b, kind, doubt: doubt || '' });
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
    from: t.from[a], to: t.to[b - 1], kind: winner.kind, doubtful: !!winner.doubt,
    words: t.text.slice(a, b),
  }));
}
