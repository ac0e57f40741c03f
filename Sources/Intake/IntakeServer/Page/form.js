// SPDX-License-Identifier: Apache-2.0
// The form's behaviour: what is shown, checked and sent. It stands in <head> and listens on the document.
(() => {
  'use strict';
  const find = id => document.getElementById(id);
  const canSeal = self.crypto && crypto.subtle && self.fetch && self.AbortController;
  const plan = JSON.parse(find('plan').textContent);
  // Without this class the page says that words go readable for a moment.
  if (canSeal) document.documentElement.classList.add('js');

  // A slip's number came with the address; nobody who looks at the address bar may read it there.
  const invited = (location.hash.match(/^#slip=(.*)/) || [])[1];
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);

  // The bytes to send and their receipt, until they have arrived.
  let kept = null;
  // The same from before a change: without a reply nobody knows whether they arrived.
  let earlier = [];
  const lost = () => [...earlier, kept].filter(one => one && one.isLost);
  let busy = false;
  let warned = false;

  const word = name => plan.words[name];
  const grouped = receipt => Receipt.groups(receipt).join(' ');
  function say(name, more = '') {
    find('status').textContent = word(name);
    find('status').append(more);
    find('status').scrollIntoView({ block: 'nearest' });
  }

  // Nobody knows whether these arrived: she gets what takes them back.
  function doubt(name) {
    const shown = lost().filter(one => one.receipt).map(one => grouped(one.receipt));
    const box = find('thanks').content.querySelector('#receipt').cloneNode(true);
    box.querySelector('#digits').textContent = shown.join(', ');
    say(name, shown.length ? box : '');
  }

  // Collecting and checking

  function collect(form) {
    const given = new FormData(form);
    // What is not shown is not sent.
    const isShort = given.get('way') === 'short';
    const isHidden = id => isShort && find(`q-${id}`).className;
    const whole = given.get('permission');
    const result = {
      language: given.get('lang'), answers: {}, permissions: {}, facts: {},
      helped: given.has('helped'), keep: given.has('keep'),
    };
    const chosen = (name, prefix = '') =>
      given.getAll(name).filter(Boolean).map(id => prefix + id);
    for (const { id, rows = [] } of plan.questions) {
      const inRows = rows.map(row => chosen(`${id}.${row}`, `${row}.`));
      result.answers[id] = isHidden(id) ? {} : {
        choices: [].concat(chosen(id), ...inRows), text: given.get(`${id}.text`) || '',
      };
      result.permissions[id] = Number(given.get(`permission.${id}`) || whole);
    }
    for (const { id } of plan.facts) result.facts[id] = isShort ? [] : chosen(`facts.${id}`);
    return result;
  }

  // What was copied from paper: its digits, or what is wrong with them.
  function read(text) {
    try {
      return { digits: Receipt.parse(text) };
    } catch ({ code }) {
      return { fault: code };
    }
  }

  function faultOf({ id, textLimit, most }, { choices = [], text = '' }) {
    const box = find(`q-${id}-text`);
    // Signs that nobody sees say nothing.
    if (box && box.required && !/[^\s\0-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064]/.test(text)) return 'missing';
    if (Ovoz.textLength(text) > (textLimit || 0)) return 'tooLong';
    return most && choices.length > most ? 'tooMany' : '';
  }

  function mark(name, fault, box) {
    const told = find(`${name}-fault`);
    if (told) told.textContent = fault && word(fault);
    if (box) box.setAttribute('aria-invalid', !!fault);
  }

  // Where a slip's number goes, brought to light.
  function slipBox() {
    const box = find('slip');
    box.closest('details').open = true;
    return box;
  }

  // Marks every place that needs a change, and goes to the first.
  function isComplete(answers, slip) {
    let first = null;
    for (const question of plan.questions) {
      const name = `q-${question.id}`;
      const fault = faultOf(question, answers.answers[question.id]);
      const box = fault === 'tooMany' ? null : find(`${name}-text`);
      mark(name, fault, box);
      if (fault && !first) first = box || find(name).querySelector('input');
    }
    const fault = slip.fault && slip.fault !== 'empty' ? slip.fault : '';
    mark('slip', fault, find('slip'));
    if (fault) first = [first, slipBox()].find(Boolean);
    if (first) first.focus();
    return !first;
  }

  // Sending

  async function post(body, to = '/') {
    const stop = new AbortController();
    // After a reply it stops nothing any more.
    setTimeout(() => stop.abort(), 90000);
    const reply = await fetch(to, {
      // Without a type it is taken as what a script sends.
      method: 'POST', body,
      redirect: 'error', signal: stop.signal,
    });
    // The words say it, whatever the status: 503 comes with `closed` or `full`.
    return (await reply.text()).trim().split(/\s+/);
  }

  // Unchanged answers are sent again as the very same bytes, so that they are stored once.
  async function prepare(answers, slip, wantsReceipt) {
    const now = JSON.stringify([answers, slip, wantsReceipt]);
    if (kept && kept.now === now) {
      kept.old = false;
      return;
    }
    if (kept && !self.ovozSend) earlier.push(kept);
    const receipt = wantsReceipt ? Receipt.make() : '';
    const random = length => crypto.getRandomValues(new Uint8Array(length));
    const { token, replyKey } = receipt
      ? await Receipt.keys(receipt, plan.campaign) : { token: random(32) };
    const sealed = await Ovoz.seal(plan, Object.assign({ replyKey }, answers));
    const ticket = slip ? await Receipt.slip(slip) : random(32);
    const whole = await new Blob([sealed, token, ticket, random(8)]).arrayBuffer();
    kept = { now, slip, receipt, token, bytes: new Uint8Array(whole) };
  }

  // Finds the last eight bytes that the intake asks for while many send at once.
  async function solve(bytes, challenge, bits) {
    const fixed = [...Ovoz.utf8('ovoz puzzle v1'), ...Ovoz.fromHex(challenge),
      ...bytes.slice(23, 39), ...bytes.slice(-8)];
    async function hit(number) {
      const tried = Uint8Array.from(fixed);
      new DataView(tried.buffer).setUint32(50, number);
      const hash = new DataView(await crypto.subtle.digest('SHA-256', tried));
      return hash.getUint32(0) < 2 ** (32 - bits) && tried;
    }
    for (let number = 0; ; number += 256) {
      const found = (await Promise.all(
        Array.from({ length: 256 }, (_, more) => hit(number + more)))).find(Boolean);
      if (found) return bytes.set(found.slice(-8), bytes.length - 8);
    }
  }

  // What was changed must not stand there twice: what came before it is withdrawn.
  async function forget() {
    for (const { token } of earlier) {
      const [word] = await post(new Blob([Uint8Array.of(2), token, new Uint8Array(31)]), '/receipt');
      if (word !== '{"done":true}') throw word;
    }
    earlier = [];
  }

  async function deliver(answers, slip, wantsReceipt) {
    await prepare(answers, slip, wantsReceipt);
    for (let turn = 0; turn < 4; turn++) {
      const [reply, challenge, bits] = await (self.ovozSend || post)(kept.bytes);
      if (reply === 'accepted') await forget();
      // Her slip is spent: on what was sent with it before the change, which then has arrived.
      const last = earlier[earlier.length - 1];
      if (reply === 'slip' && last && last.slip === slip) {
        earlier.pop();
        kept = last;
        kept.old = true;
        continue;
      }
      if (reply !== 'busy') return reply;
      say('moment');
      await solve(kept.bytes, challenge, bits);
    }
    return 'full';
  }

  async function send(form) {
    const answers = collect(form);
    const slip = read(find('slip').value);
    // What was said last stays until something new is: it may hold the receipt of what has arrived.
    if (!isComplete(answers, slip)) return;
    busy = true;
    say('sending');
    const reply = await deliver(answers, slip.digits, !form.elements.noreceipt.checked)
      .catch(() => 'failed');
    busy = false;
    if (reply === 'accepted') return thank();
    explain(word(reply) ? reply : 'failed');
  }

  // A reply is about this try; an earlier one whose reply was lost may have arrived all the same.
  function explain(reply) {
    const wasLost = lost().length;
    if (reply === 'failed' && kept) kept.isLost = true;
    if (reply === 'refused') {
      if (kept.isLost) earlier.push(kept);
      kept = null;
    }
    if (reply === 'slip') mark('slip', 'slip', find('slip'));
    // Of these two the reason comes first, and then what became of her words.
    const isShut = /full|closed/.test(reply);
    if (reply === 'failed' || (wasLost && reply !== 'slip')) doubt(wasLost ? 'unsure' : reply);
    else say(isShut ? 'unsent' : reply);
    if (isShut) find('status').prepend(word(reply), ' ');
  }

  function thank() {
    const { receipt, old } = kept;
    kept = null;
    const main = find('main');
    main.textContent = '';
    main.append(find('thanks').content);
    if (receipt) find('digits').textContent = grouped(receipt);
    find(receipt ? 'none' : 'receipt').remove();
    if (!old) find('old').remove();
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

  // Reading and writing

  // A browser sends the form at Enter in any field: all of it, with a consent that was not chosen yet.
  document.addEventListener('keydown', event => {
    const { target } = event;
    if (event.key !== 'Enter' || target.localName !== 'input') return;
    event.preventDefault();
    if (/radio|checkbox/.test(target.type)) target.click();
  });

  // Whether anything stands in the form that an empty one has not, whoever filled it in again.
  // As text each field is its name, a comma and its value.
  const isWritten = () => [...new FormData(find('form'))].some(field => field[1]
    && field[1] !== invited && !/^(record|lang|way|permission,1)(,|$)/.test(field));

  // A link takes all that was written: the first touch only says so.
  addEventListener('click', event => {
    const link = event.target.closest('nav a');
    if (!link || find('loss') || !isWritten()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // As an alert it is read out, though it was not there before.
    link.parentNode.insertAdjacentHTML('afterend', '<p id=loss class=notice role=alert>');
    find('loss').textContent = word('loss');
    find('loss').scrollIntoView({ block: 'nearest' });
  }, true);

  document.addEventListener('change', ({ target }) => {
    if (target.name !== 'way') return;
    find('safety').open = false;
    find('questions').focus();
    if (find('notice')) return;
    const notice = document.createElement('script');
    notice.id = 'notice';
    notice.src = `/notice.js?lang=${document.documentElement.lang}`;
    document.head.append(notice);
  });

  // Room is counted in bytes; people count letters, of the kind that they have written so far.
  function showRoom(box) {
    const used = Ovoz.textLength(box.value);
    const room = box.dataset.limit - used;
    const letters = Math.floor(room * box.value.length / used);
    const told = room < 0 ? word('tooLong') : `${word('left')} ${letters}`;
    find(box.id.replace('-text', '-left')).textContent = used ? told : '';
  }

  document.addEventListener('input', ({ target }) => {
    // What is written now was not spoken of.
    if (find('loss')) find('loss').remove();
    if (target.dataset.limit) showRoom(target);
    // What is being mended is no fault any more.
    if (target.ariaInvalid === 'true') mark(target.id.replace('-text', ''), '', target);
  });

  document.addEventListener('DOMContentLoaded', () => {
    const form = find('form');
    if (canSeal) form.noValidate = true;
    // A browser must not keep answers for the next start; on boxes to tick only a script may say so.
    for (const field of form.elements) {
      field.autocomplete = 'off';
      if (field.dataset.limit) field.removeAttribute('maxlength');
    }
    if (!invited) return;
    slipBox().value = invited;
    for (const link of document.querySelectorAll('nav [lang]')) link.hash = `slip=${invited}`;
  });
})();
