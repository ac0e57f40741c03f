// SPDX-License-Identifier: Apache-2.0
// The receipt page: looks a receipt up or withdraws, opens the organisers' reply, checks the log.
(() => {
  'use strict';
  const find = id => document.getElementById(id);
  const canDerive = !!(self.crypto && crypto.subtle && self.fetch);
  const plan = JSON.parse(find('plan').textContent);
  if (canDerive) document.documentElement.classList.add('js');
  const utf8 = text => new TextEncoder().encode(text);
  const fromHex = hex => Uint8Array.from(hex.match(/../g) || [], pair => parseInt(pair, 16));
  const join = (...parts) => Uint8Array.from(parts.flatMap(part => [...part]));
  const word = name => plan.words[name];
  let busy = false;

  function tell(name, isFault) {
    find('told').textContent = word(name);
    find('digits-in').setAttribute('aria-invalid', String(!!isFault));
    if (isFault) find('digits-in').focus();
    find('told').scrollIntoView({ block: 'center' });
  }

  function show(id, text) {
    find(id).hidden = !text;
    find(`${id}-text`).textContent = text;
  }

  // What was copied from paper: its digits, or what is wrong with them.
  function read(text) {
    try {
      return { digits: Receipt.parse(text) };
    } catch ({ code }) {
      return { fault: code };
    }
  }

  async function ask(action, { token, replyName }) {
    const reply = await fetch('/receipt', {
      method: 'POST', body: join([action], token, replyName, new Uint8Array(15)),
      headers: { 'content-type': 'application/octet-stream' },
      credentials: 'same-origin', redirect: 'error',
    });
    if (!reply.ok) throw new Error('refused');
    return reply.json();
  }

  // The organisers' reply: nonce and AES-256-GCM under the reply key; two bytes of length, text, zeros.
  async function openReply(hex, replyKey) {
    if (!hex) return '';
    const bytes = fromHex(hex);
    const key = await crypto.subtle.importKey('raw', replyKey, 'AES-GCM', false, ['decrypt']);
    const plain = new Uint8Array(await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytes.slice(0, 12) }, key, bytes.slice(12)));
    return new TextDecoder().decode(plain.slice(2, 2 + plain[0] * 256 + plain[1]));
  }

  // The log

  const sha256 = async (...parts) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', join(...parts)));
  const isSame = (one, other) => one.length === other.length && one.every((b, at) => b === other[at]);

  async function blind(token) {
    const key = await crypto.subtle.importKey(
      'raw', token, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8('ovoz log blind v1')));
  }

  // RFC 9162 §2.1.3.2: from a leaf along the path to the root of the checkpoint.
  async function isInLog(leaf, { index, path }, log) {
    const [, size, root] = log.split('\n');
    let at = index;
    let last = Number(size) - 1;
    let hash = await sha256([0], leaf);
    if (!(at <= last)) return false;
    for (const step of path.map(fromHex)) {
      if (!last) return false;
      if (at % 2 || at === last) {
        hash = await sha256([1], step, hash);
        while (at && at % 2 === 0) { at /= 2; last = Math.floor(last / 2); }
      } else {
        hash = await sha256([1], hash, step);
      }
      at = Math.floor(at / 2);
      last = Math.floor(last / 2);
    }
    return !last && isSame(hash, Uint8Array.from(atob(root), char => char.charCodeAt(0)));
  }

  async function prove({ commitment, log, testimony, withdrawal }, token) {
    const b = await blind(token);
    const checks = [];
    if (testimony) {
      const leaf = await sha256(utf8('ovoz log testimony v1'), fromHex(commitment), b);
      checks.push([await isInLog(leaf, testimony, log), 'inLog']);
    }
    if (withdrawal) {
      const leaf = await sha256(utf8('ovoz log withdrawal v1'), b);
      checks.push([await isInLog(leaf, withdrawal, log), 'outLog']);
    }
    return checks.map(([holds, name]) => word(holds ? name : 'badLog')).join(' ');
  }

  async function look(keys) {
    const found = await ask(1, keys);
    tell(found.state);
    show('reply', await openReply(found.reply, keys.replyKey).catch(() => word('badReply')));
    show('proof', await prove(found, keys.token));
    find('log').textContent = found.log;
  }

  async function withdraw(keys) {
    await ask(2, keys);
    find('sure').checked = false;
    find('digits-in').value = '';
    tell('done');
  }

  async function act(wish) {
    const { digits, fault } = read(find('digits-in').value);
    show('reply', '');
    show('proof', '');
    if (fault) return tell(fault, true);
    if (wish === 'withdraw' && !find('sure').checked) {
      tell('sure');
      return find('sure').focus();
    }
    tell('moment');
    const keys = await Receipt.keys(digits, plan.campaign);
    return wish === 'withdraw' ? withdraw(keys) : look(keys);
  }

  // Old browsers do not say which button it was.
  let wish = 'look';
  document.addEventListener('click', ({ target }) => { if (target.name === 'do') wish = target.value; });
  document.addEventListener('submit', event => {
    if (!canDerive) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    act(wish).catch(() => tell('failed')).then(() => { busy = false; });
  });
})();
