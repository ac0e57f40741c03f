// SPDX-License-Identifier: Apache-2.0
// Finds what could tell who wrote a text, in the visitor's browser; nothing is sent or kept.
// The same rules as the analyst's redaction (Sources/Analyst/Redaction), made smaller, with the same
// words: NoticeScript.swift puts `tables`, made from Config/redaction, and `texts` before this file.
// Tests/Notice/samples.txt holds both to the same samples. It must stay under 12,000 bytes (gzip).
'use strict';
// Lists are sorted, each word as the number of letters it shares with the one before, and the rest.
function unfold(list, note, into = new Map()) {
  let last = '';
  for (const [, shared, rest, sign] of list.matchAll(/([0-9A-Z])([a-z]*)([*!]?)/g)) {
    last = last.slice(0, parseInt(shared, 36)) + rest;
    into.set(last, { word: last, sign, note });
  }
  return into;
}
const sounds = {};
for (const sound in tables.sounds) for (const letter of tables.sounds[sound]) sounds[letter] = sound;
const sets = {};
for (const name in tables.words) {
  // Where the order counts, as among endings, a table is not folded.
  const list = tables.words[name];
  sets[name] = /^\d|^$/.test(list) ? [...unfold(list).keys()] : list.split(' ');
}
const isIn = (name, word) => sets[name].includes(word);
const begins = (name, word) => sets[name].some(stem => word.startsWith(stem));
const names = unfold(tables.names);
const kept = unfold(tables.kept);
const places = new Map();
for (const country in tables.places) unfold(tables.places[country], country, places);
const endings = {};
for (const entry of sets.endings) {
  const [ending, base = ''] = entry.split('>');
  (endings[ending] = endings[ending] || []).push(base);
}

// A word as it is, then without up to two endings.
function look(map, word, left = 2) {
  let found = map.get(word);
  for (let length = Math.min(6, word.length - 3); !found && left && length > 0; length--) {
    const [stem, ending] = [word.slice(0, -length), word.slice(-length)];
    // The skeleton writes double letters once: Умар-ро.
    const bases = endings[ending] || (/^(ning|dan|ro)$/.test(stem.slice(-1) + ending) ? [''] : []);
    for (const base of bases) if ((stem + base).length > 3) found = found || map.get(stem + base);
    if (!found && bases.length && stem.length > 3 && isIn('endings before endings', ending)) found = look(map, stem, left - 1);
  }
  return found;
}
const remember = make => {
  const known = new Map();
  const recall = key => (known.has(key) ? known : known.set(key, make(key))).get(key);
  recall.forget = () => known.clear();
  return recall;
};

// Reading a text

const plain = remember(c => c.replace(/[\n\v\f\x85\u2028\u2029]/, '\n').replace(/[^\S\n]/, ' ')
  .replace(/[`‘’‛ʹʻʼʾʿˈˊˋ´′]/, "'").replace(/[‐-―−﹣]/, '-').replace('№', '#').normalize('NFKC').toLowerCase()
  .replace(/[^\P{C}\n]|\p{M}|\p{Default_Ignorable_Code_Point}/gu, '').replace(/(?!\d)\p{Nd}/gu, digit));
// Every script has its ten digits in a row, from a code that ends in 0 or in 6 (hexadecimal).
function digit(c) {
  const low = c.codePointAt(0) & ~15;
  return (c.codePointAt(0) - (/\p{Nd}/u.test(String.fromCodePoint(low)) ? low : low + 6)) % 10;
}

// What was put in the place of words is not looked at again.
const neutralWords = new RegExp(Object.values(texts.words).map(word => word.replace(/[^а-яa-z ]/gi, '\\$&'))
  .join('|').replace('\\{\\}', '\\d{4}') + '|\\[\\d\\d?(–\\d\\d|\\+)\\]', 'g');
// The text that is looked at, where each of its letters came from, and its words.
let text, origins, words;
function read(original) {
  const chars = [];
  const big = [];
  origins = [];
  // A letter with the marks over it is one, so that no half of it stays behind.
  for (const { index, 0: c } of original.replace(neutralWords, word => '\ufffc'.repeat(word.length)).matchAll(/[^]\p{M}*/gu)) {
    for (const l of plain(c)) {
      big[chars.length] = l !== c[0] && /\p{Lu}/u.test(c);
      origins.push([index, index + c.length]);
      // One unit each, so that the places in expressions are ours.
      chars.push(l.length > 1 ? '\ufffc' : l);
    }
  }
  const shouts = big.filter(Boolean).length * 10 > chars.filter(c => /\p{L}/u.test(c)).length * 6 && chars.length > 20;
  text = chars.join('').replace(/(^|[^\p{L}])([oозl]+)(?=\d)|(\d)([oозl]+)(?!\p{L})/gu, (all, before = '', one = '', after = '', two = '') =>
    before + after + (one + two).replace(/./g, l => '0031'['oозl'.indexOf(l)]));
  words = [];
  let end = 0;
  for (const { index: a, 0: word } of text.matchAll(/\p{Alphabetic}(?:[\p{Alphabetic}']*\p{Alphabetic})?/gu)) {
    const b = a + word.length;
    const between = text.slice(end, a);
    const [latin, cyrillic] = [word.match(/[a-zà-ɏ]/g) || '', word.match(/[Ѐ-ԯ]/g) || ''].map(found => found.length);
    const w = { a, b, gap: between, latin: latin > cyrillic, big: big[a] && !shouts };
    // A word of two scripts gets the script of most of its letters.
    w.s = soundOf(latin && cyrillic ? word.replace(/./g, l => {
      const place = tables.alike.indexOf(l);
      return place < 0 ? l : tables.alike[w.latin ? place & ~1 : place | 1];
    }) : word);
    w.proper = w.big && !/[.!?\n][ "'«»“”„([*•-]*$/.test(end ? between : '.');
    // Words that only look like names; those with a sign, only without a capital inside a sentence.
    const entry = look(kept, w.s);
    w.kept = w.s.length < 2 || (entry && (entry.word === w.s || entry.word.length > 4) && !(entry.sign && w.proper));
    words.push(w);
    end = b;
  }
}
const soundOf = remember(word => {
  let out = '';
  const parts = word.replace(/^(ию|iyu|iu)/, 'j$1').match(/[^]/g);
  for (let i = 0; i < parts.length; i++) {
    const pair = tables.pairs[parts[i] + parts[i + 1]];
    for (const l of pair === undefined ? sounds[parts[i]] || '' : pair) {
      if (l === 'e') out = out.replace(/i$/, '');
      if (!out.endsWith(l)) out += l;
    }
    if (pair) i++;
  }
  return out;
});
// The first word that begins at or after a place.
function wordFrom(at) {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle].a < at) low = middle + 1; else high = middle;
  }
  return low;
}

// Numbers

// Digits with what people put between them are looked at as one, however they are grouped.
function numberMarks(mark) {
  for (const { index, 0: run } of text.matchAll(/[+(]*\d(?:[ .\-()/+_*]{0,3}\n?\d)*/g)) {
    const [kind, more = 0] = isDate(run) ? [] : kindOf(run, index);
    if (kind) mark(index - more, index + run.length, kind);
  }
  for (const { index, 0: date } of text.matchAll(/\b\d{1,4}([./-] ?| )\d\d?\1\d{2,4}\b/g)) {
    if (isDate(date)) mark(index, index + date.length, 'date');
  }
}
// The kind of number, and how many letters before it belong to it.
function kindOf(run, at) {
  const groups = run.match(/\d+/g);
  const [digits, sizes] = [groups.join(''), groups.map(group => group.length).join()];
  const [n, solid] = [digits.length, groups.some(group => group.length > 4)];
  if (n < 5 || /^((19|20)\d\d\D*)+$/.test(run)) return [];
  const next = wordFrom(at);
  const before = words.slice(Math.max(0, next - 5), next).reverse();
  const since = w => text.slice(w.b, at);
  const [letter] = before;
  if (/^[789]/.test(sizes) && letter && letter.b - letter.a < 3 && /^[ #-]{0,3}$/.test(since(letter))
    && (letter.b === at || letter.big)) return ['document', at - letter.a];
  if (before.some(w => !/[.!?\n\d]/.test(since(w)) && w.b - w.a > 2
    && (isIn('short documents', w.s) || begins('documents', w.s)))) return ['document'];
  // A sum of money is part of the story here; only the analyst weighs it.
  const money = words[wordFrom(at + run.length)];
  if (/^.?[$€₽]/.test(text.slice(at + run.length)) || (money && money.a - at - run.length < 3 && begins('currencies', money.s))) return [];
  if (n > 12 && n < 20 && hasLuhnDigit(digits)) return ['card'];
  if (/^(4,6|2,2,6|3,3,3,2|14|12)$/.test(sizes) && !/\+|^9(9[268]|0|71)/.test(run)) return ['document'];
  if ((n > 6 && run.includes('+')) || (n > 8 && n < 14) || /^3,(2,2|4)$/.test(sizes)) return ['phone'];
  return solid || n > 13 || (n > 6 && !/[^\d/-]/.test(run)) ? ['number'] : [];
}
function hasLuhnDigit(digits) {
  let sum = 0;
  [...digits].reverse().forEach((d, i) => { sum += i % 2 ? d * 2 - (d > 4 ? 9 : 0) : +d; });
  return sum % 10 === 0;
}
// Six number words in a row are a telephone number, four a number. Digits may stand between.
function spelledMarks(mark) {
  const kinds = words.map(({ s, gap }) => {
    const isNumber = isIn('number words', s) || isIn('number words', s.replace(/u$/, ''));
    const kind = isNumber ? 'n' : isIn('number fillers', s) ? 'f' : '.';
    return /^[\d ,()\n-]{0,9}$/.test(gap) ? kind : kind.toUpperCase();
  }).join('');
  for (const { index, 0: row } of kinds.matchAll(/[nN](?:f?n){3,}/g)) {
    mark(words[index].a, words[index + row.length - 1].b, row.length > 5 ? 'phone' : 'number');
  }
}

// Dates and ages

const isYear = v => v >= 1930 && v <= 2099;
const isDay = v => v > 0 && v < 32;
function isDate(run) {
  const [, l, , m, n] = /^(\d{1,4})([./-] ?| )(\d\d?)\2(\d{2,4})$/.exec(run) || [];
  if (!l || !((m > 0 && m < 13) || (l < 13 && m < 32))) return false;
  return l.length > 3 ? isYear(l) && isDay(n) : isDay(l) && isDay(m) && (n.length < 3 || isYear(n));
}
function dateMarks(mark) {
  for (const { a, b, s } of words) {
    if (!isIn('short months', s) && !sets.months.some(m => s.startsWith(m) && s.length - m.length < 6)) continue;
    let [from, to] = [a, b];
    for (let twice = 0; twice < 2; twice++) {
      from -= near(text.slice(Math.max(0, from - 24), from), /(\d+)([^\d!?;\n]*)$/, 1);
      to += near(text.slice(to, to + 24), /^([^\d!?;\n]*)(\d+)(?!\d)/, 2);
    }
    if (to - from > b - a) mark(from, to, 'date');
  }
}
// How far the day or year beside a place reaches, over small words such as `года`.
function near(part, expression, which) {
  const found = expression.exec(part);
  if (!found) return 0;
  const [number, between] = [found[which], found[3 - which]];
  const small = between.match(/[\p{Alphabetic}']+/gu) || [];
  return number.length < 5 && (isDay(number) || isYear(number)) && small.length < 3 && !/[ ,.-]{3}/.test(between)
    && small.every(word => isIn('date words', soundOf(word))) ? found[0].length : 0;
}
// 17 лет after мне, 17-сола, 17 yoshda, 17 years old, aged 17. How long something took stays.
function ageMarks(mark) {
  for (const { index, 0: number } of text.matchAll(/\b\d\d?\b/g)) {
    const i = wordFrom(index);
    const [before, after, second] = [words[i - 1], words[i], words[i + 1]];
    const tight = w => w && w.gap.length <= number.length + 2;
    const cued = before && isIn('age cues', before.s) && /^[ :]+\d/.test(text.slice(before.b));
    const told = after && after.a - index - number.length < 2 && (isIn('age words', after.s)
      || (isIn('years', after.s) && (cued || (tight(second) && isIn('age words', second.s)))));
    if (number > 4 && (told || (cued && /^age/.test(before.s)))) mark(index, index + number.length, 'age');
  }
}

// Addresses

function addressMarks(mark) {
  const all = (expression, kind, fits = () => true) => {
    for (const { index, 0: found } of text.matchAll(expression)) if (fits(found)) mark(index, index + found.length, kind);
  };
  all(/@[\p{Alphabetic}\d_][\p{Alphabetic}\d_.-]+[\p{Alphabetic}\d_]/gu, 'handle');
  // No part is longer (RFC 5321), and without a limit the time would grow with the square of a text.
  all(/[\p{Alphabetic}\d._%+-]{1,64} ?@ ?[\p{Alphabetic}\d_%+-]{1,64} ?\. ?[\p{Alphabetic}\d._%+-]{0,64}\p{Alphabetic}/gu, 'email');
  all(/[^ \n()<>"«»[\],;\ufffc]*[^ \n()<>"«»[\],;\ufffc.!?:']/g, 'link', isLink);
  words.forEach((word, i) => {
    const [point, top] = [words[i + 2], words[i + 3]];
    // `madina at mail dot ru`
    if (isIn('at words', word.s) && point) {
      const end = isIn('dot words', point.s) ? top : isIn('said domains', point.s) && point;
      if (end) mark(word.a - /\S*\s*$/.exec(text.slice(Math.max(0, word.a - 64), word.a))[0].length, end.b, 'email');
    }
    if (!isIn('short networks', word.s) && !begins('networks', word.s)) return;
    const [, between, name] = /^([ :\-@("]{0,4})([\p{Alphabetic}\d_.-]*[\p{Alphabetic}\d_]|)/u.exec(text.slice(word.b, word.b + 60));
    const from = word.b + between.length;
    if (between && name.length > 2 && (/[\d_.:]/.test(between + name) || (!word.latin && /^[!-~]+$/.test(name)))) {
      mark(from, from + name.length, 'handle');
    }
  });
}
function isLink(token) {
  if (/https?:|www\.|t\.me\/|wa\.me\//.test(token)) return true;
  const [, top, path] = /^(?:[\p{Alphabetic}\d-]+\.)+([\p{Alphabetic}\d-]+)(\/|$)/u.exec(token) || [];
  return !!top && token.length > 3 && (isIn('domains', top) || (!!path && isIn('path domains', top)));
}

// Names of people

// 2 is sure, 1 doubtful, 0 nothing.
const worth = (sign, w) => (!sign || w.proper ? 2 : sign === '*' || w.big ? 1 : 0);
// Endings in the order of their tables, the first that fits.
const ending = (middle, ...tails) => new RegExp('^(.' + middle + ')(?:' + tails.map(name => sets[name].join('|')).join(')(?:') + ')$');
const patronymic = ending('{3,}', 'patronymics', 'patronymic cases');
const ofFather = ending('{3,}[oe]v', 'surname cases');
const ofChild = ending('{3,}', 'child surnames', 'child surname cases');
const besideNames = ending('{4,}', 'surnames beside names');
const nameEnding = new RegExp('(' + sets['name endings'].join('|') + ')(ro)?$');
// A surname without its case, and its strength: 3 certain, 2 likely, 1 beside names only.
const surname = remember(word => {
  const [, root] = ofFather.exec(word) || ofChild.exec(word) || [];
  if (!root) return { strength: besideNames.test(word) ? 1 : 0 };
  const stem = root.slice(0, -2);
  return { root, strength: ['', 'i', 'a'].some(tail => names.has(stem + tail)) ? 3 : 2 };
});

function nameWorth(w) {
  const listed = names.get(w.s);
  if (w.s.length < 3) return 0;
  if (w.kept) return listed ? worth('!', w) : 0;
  const name = listed || look(names, w.s);
  if (name) return w.s.length === 3 && !w.big ? 0 : worth(name.sign, w);
  const { strength } = surname(w.s);
  if (patronymic.test(w.s) || strength > 2) return w.big ? 2 : 1;
  if (w.s.length > 6 && nameEnding.test(w.s)) return w.proper ? 2 : 1;
  return strength > 1 && w.proper && !look(places, w.s) ? 2 : 0;
}

// Beside a cue, what may be a name: with a capital, the first after a sure cue also without.
function beside(cue, step, most, small, joint) {
  const found = [];
  for (let i = cue + step; found.length < most; i += step) {
    const w = words[i];
    if (!w || !joint.test(words[step > 0 ? i : i + 1].gap)) break;
    if (w.s === 'of' && !found.length) continue;
    if (w.kept || w.s.length < 3 || !(w.big || (small && !found.length))) break;
    found.push(i);
  }
  return found.sort((x, y) => x - y);
}
const close = /^[ -]{0,2}$/;
const quote = /^[ :"«-]{0,3}$/;

function personMarks(mark) {
  const parts = words.map(nameWorth);
  const joins = (i, j) => close.test(words[Math.max(i, j)].gap);
  const learned = new Map();
  // Words that `меня зовут`, `номам`, `ismim`, `my name is`, `тётя`, `ака` name.
  words.forEach(({ s }, cue) => {
    let last = cue;
    while (words[last + 1] && last < cue + 3 && isIn('name cue fillers', words[last + 1].s)) last++;
    const named = isIn('name cues', s) ? beside(last, 1, 2, true, quote)
      : isIn('titles before', s) ? beside(cue, 1, 1, false, quote)
        : isIn('titles after', s) ? beside(cue, -1, 1, false, quote) : [];
    for (const i of named) {
      parts[i] = Math.max(parts[i], words[i].big ? 2 : 1);
      learned.set(words[i].s, { word: words[i].s });
    }
    const father = words[cue - 1];
    if (isIn('children', s) && father && joins(cue - 1, cue) && (parts[cue - 1] || father.proper)) parts[cue - 1] = parts[cue] = 2;
  });
  parts.forEach((part, i) => {
    if (part !== 2) return;
    for (const j of [i - 1, i + 1]) {
      const w = words[j];
      if (!w || parts[j] || !joins(i, j) || w.b - w.a < 3 || w.kept || look(places, w.s)) continue;
      const { strength } = surname(w.s);
      const follows = j > i || surname(words[i].s).strength > 1;
      if (strength > 1 || (w.proper && (strength || (follows && words[i].big)))) parts[j] = w.big ? 2 : 1;
    }
  });
  // Every other mention of a name that some part of the text gave away.
  words.forEach(({ s }, i) => {
    if (parts[i] < 2 || s.length < 4 || isIn('children', s)) return;
    const { root, strength } = surname(s);
    for (const word of [(look(names, s) || { word: s }).word, strength > 1 && root]) if (word) learned.set(word, { word });
  });
  words.forEach((w, i) => {
    if (w.s.length > 3 && !w.kept && (look(learned, w.s) || learned.has(surname(w.s).root))) parts[i] = parts[i] || 1;
  });
  for (let i = 0; i < words.length; i++) {
    if (!parts[i]) continue;
    const start = i;
    while (parts[i + 1] && joins(i, i + 1)) i++;
    const isOffice = j => words[j] && begins('officials', words[j].s);
    const office = (isOffice(start - 1) && joins(start - 1, start)) || (isOffice(i + 1) && joins(i, i + 1));
    mark(words[start].a, words[i].b, office ? 'official' : 'person');
  }
}

// Places and employers

function placeMarks(mark) {
  const learned = new Map();
  words.forEach((w, i) => {
    const entry = !w.kept && (w.s.length > 3 || (w.big && w.s.length > 1)) && look(places, w.s);
    if (entry && worth(entry.sign, w)) mark(w.a, w.b, entry.note);
    const joint = w.b - w.a > 4 ? /^[ "«»:-]{0,3}$/ : /^[ ."«»:-]{0,3}$/;
    const found = isIn('place before', w.s) ? [beside(i, 1, 3, true, joint)]
      : isIn('place beside', w.s) ? [beside(i, 1, 3, false, joint), beside(i, -1, 2, false, joint).filter(j => words[j].proper)]
        : begins('place after', w.s) ? [beside(i, -1, 2, true, joint)] : [];
    for (const name of found.filter(one => one.length)) {
      mark(words[name[0]].a, words[name[name.length - 1]].b, 'place');
      for (const { s, big } of name.map(j => words[j])) if (big && s.length > 4) learned.set(s, { word: s });
    }
  });
  for (const w of words) if (!w.kept && look(learned, w.s)) mark(w.a, w.b, 'place');
}
// фирма «…», ширкати X, company X
function employerMarks(mark) {
  words.forEach(({ s, b }, i) => {
    const after = isIn('employers after', s);
    if (!after && !isIn('employers', s)) return;
    const quoted = /^( ?["«“„])([^ "»”“\n][^"»”“\n]{1,40})["»”“]/.exec(text.slice(b, b + 46));
    const found = after ? beside(i, -1, 2, false, / /) : beside(i, 1, 3, false, / /);
    if (quoted) mark(b + quoted[1].length, b + quoted[0].length - 1, 'employer');
    else if (found.length) mark(words[found[0]].a, words[found[found.length - 1]].b, 'employer');
  });
}

// All findings in order, in UTF-16 offsets. What overlaps becomes one; the longest gives the kind.
function find(original) {
  read(original);
  const marks = [];
  const mark = (a, b, kind) => marks.push({ a, b, kind, size: b - a });
  for (const rule of [addressMarks, numberMarks, dateMarks, spelledMarks, ageMarks, employerMarks, placeMarks, personMarks]) rule(mark);
  const merged = [];
  for (const m of marks.sort((x, y) => x.a - y.a)) {
    const last = merged[merged.length - 1];
    if (!last || last.b <= m.a) merged.push(m);
    else {
      if (m.size > last.size) [last.kind, last.size] = [m.kind, m.size];
      last.b = Math.max(last.b, m.b);
    }
  }
  const found = merged.map(({ a, b, kind }) => ({ from: origins[a][0], to: origins[b - 1][1], kind, words: text.slice(a, b) }));
  text = origins = words = null;
  return found;
}
