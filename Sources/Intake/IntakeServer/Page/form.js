// SPDX-License-Identifier: Apache-2.0
// The page's behaviour. It stands in <head> and listens on the document, so that neither the exit nor
// the sealing has to wait for the rest of the page on a slow network.
(() => {
  'use strict';
  const find = id => document.getElementById(id);
  const canSeal = !!(self.crypto && crypto.subtle && self.fetch && self.AbortController);
  const plan = JSON.parse(find('plan').textContent);
  // Without this class the page says that words go readable for a moment.
  if (canSeal) document.documentElement.classList.add('js');

  let kept = null; // the sealed bytes, and the answers they came from, until they have arrived
  let busy = false;
  let warned = false;

  const word = name => find('words').content.querySelector(`[data-w=${name}]`).textContent;
  function say(name) {
    find('status').textContent = word(name);
    find('status').scrollIntoView({ block: 'nearest' });
  }
  const boxes = () => document.querySelectorAll('textarea');

  function wipe() {
    kept = null;
    const form = find('form');
    if (form) form.reset();
    for (const box of boxes()) box.value = '';
  }

  function leave() {
    const { href } = find('exit');
    wipe();
    // Blank at once: the other page may take long to come.
    document.body.textContent = '';
    location.replace(href);
  }

  // Collecting and checking

  function collect(form) {
    const given = new FormData(form);
    const chosen = (name, prefix = '') =>
      given.getAll(name).filter(Boolean).map(id => prefix + id);
    const whole = Number(given.get('permission'));
    const result = {
      language: given.get('lang'), answers: {}, permissions: {}, facts: {},
      helped: given.has('helped'), keep: given.has('keep'),
    };
    for (const { id, rows = [] } of plan.questions) {
      const inRows = rows.map(row => chosen(`${id}.${row}`, `${row}.`));
      result.answers[id] = {
        choices: [].concat(chosen(id), ...inRows), text: given.get(`${id}.text`) || '',
      };
      result.permissions[id] = Number(given.get(`permission.${id}`) || whole);
    }
    for (const { id } of plan.facts) result.facts[id] = chosen(`facts.${id}`);
    return result;
  }

  function faultOf({ id, textLimit, most }, { choices, text }) {
    const box = find(`q-${id}-text`);
    if (box && box.required && !text.trim()) return 'missing';
    if (Ovoz.textLength(text) > (textLimit || 0)) return 'tooLong';
    return most && choices.length > most ? 'tooMany' : '';
  }

  // Marks every question that needs a change, and goes to the first.
  function isComplete(answers) {
    let first = null;
    for (const question of plan.questions) {
      const { id } = question;
      const fault = faultOf(question, answers.answers[id]);
      find(`q-${id}-fault`).textContent = fault && word(fault);
      const box = find(`q-${id}-text`);
      const inBox = fault === 'missing' || fault === 'tooLong';
      if (box) box.setAttribute('aria-invalid', String(inBox));
      if (fault && !first) first = inBox ? box : find(`q-${id}`).querySelector('input');
    }
    if (first) first.focus();
    return !first;
  }

  // Sending

  async function post(body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 90000);
    try {
      const reply = await fetch('/', {
        method: 'POST', body, headers: { 'content-type': 'application/octet-stream' },
        cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error',
        signal: stop.signal,
      });
      // The word says it, whatever the status: 503 comes with `closed` or `full`.
      return (await reply.text()).trim().split(/\s/)[0];
    } finally {
      clearTimeout(timer);
    }
  }

  // Unchanged answers are sent again as the very same bytes, so that they are stored once.
  async function sealOnce(answers) {
    const now = JSON.stringify(answers);
    if (!kept || kept.now !== now) kept = { now, bytes: await Ovoz.seal(plan, answers) };
    return kept.bytes;
  }

  async function send(form) {
    const answers = collect(form);
    find('status').textContent = '';
    if (!isComplete(answers)) return;
    busy = true;
    say('sending');
    const reply = await sealOnce(answers).then(post).catch(() => 'failed');
    busy = false;
    if (reply === 'accepted') return thank();
    if (reply === 'refused') kept = null;
    say(['closed', 'refused', 'full'].includes(reply) ? reply : 'failed');
  }

  function thank() {
    wipe();
    const main = find('main');
    main.textContent = '';
    document.querySelector('nav').remove();
    main.appendChild(find('thanks').content);
    scrollTo(0, 0);
    main.firstElementChild.focus();
  }

  document.addEventListener('submit', event => {
    if (canSeal) {
      event.preventDefault();
      if (!busy) send(event.target);
    } else if (!warned) {
      event.preventDefault();
      warned = true;
      say('plain');
    }
  });

  // Writing

  // Room is counted in bytes; people count letters, of the kind that they have written so far.
  function showRoom(box) {
    const used = Ovoz.textLength(box.value);
    const room = Number(box.dataset.limit) - used;
    const letters = Math.floor(room * box.value.length / used);
    const told = room < 0 ? word('tooLong') : `${word('left')} ${letters}`;
    find(box.id.replace('-text', '-left')).textContent = used ? told : '';
  }

  document.addEventListener('input', event => {
    if (event.target.dataset.limit) showRoom(event.target);
  });

  // Leaving

  document.addEventListener('click', event => {
    const link = event.target.closest('a');
    if (!link) return;
    event.preventDefault();
    if (link.id === 'exit') leave();
    // No second history entry: neither for another language nor for a jump within the page.
    else if (link.hreflang) location.replace(link.href);
    else find(link.hash.slice(1)).focus();
  });

  // Shift alone, three times within five seconds. Escape would stop the other page from loading.
  let alone = false;
  let presses = [];
  document.addEventListener('keydown', event => {
    // With Alt or Control it is the switch between alphabets.
    alone = event.key === 'Shift' && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (!alone) presses = [];
  });
  document.addEventListener('keyup', event => {
    if (event.key !== 'Shift' || !alone) return;
    presses = [...presses, event.timeStamp].filter(time => event.timeStamp - time < 5000);
    if (presses.length === 3) leave();
  });

  addEventListener('pagehide', wipe);
  addEventListener('pageshow', event => { if (event.persisted) wipe(); });
  document.addEventListener('DOMContentLoaded', () => {
    // A browser must not keep answers for the next start; on boxes to tick only a script may say so.
    for (const field of document.querySelectorAll('input')) field.autocomplete = 'off';
    for (const box of boxes()) box.removeAttribute('maxlength');
    if (canSeal && find('form')) find('form').noValidate = true;
  });
})();
