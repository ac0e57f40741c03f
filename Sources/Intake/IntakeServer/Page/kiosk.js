// SPDX-License-Identifier: Apache-2.0
// The form on a device without a network: keeps what is sealed, and hands it on when the staff says so. It stands after
// form.js and takes the place of its sending; words never get here, only the bytes that would be sent.
(() => {
  'use strict';
  const find = id => document.getElementById(id);
  const { intake } = JSON.parse(find('kiosk').textContent);
  const plan = JSON.parse(find('plan').textContent);
  const MINUTE = 60000;
  const utf8 = text => new TextEncoder().encode(text);
  const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  const digest = async bytes => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  const canSeal = !!(self.crypto && crypto.subtle && self.indexedDB);

  // Keeping: sealed bytes by their record id, whose order is random

  function database() {
    return new Promise((done, fail) => {
      const asked = indexedDB.open(`ovoz ${plan.campaign}`, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore('sealed');
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });
  }

  // Done when it is on the disk, not when the browser means to write it. (G5)
  async function inStore(mode, work) {
    const base = await database();
    try {
      return await new Promise((done, fail) => {
        const change = base.transaction('sealed', mode, { durability: 'strict' });
        const asked = work(change.objectStore('sealed'));
        change.oncomplete = () => done(asked && asked.result);
        change.onabort = change.onerror = () => fail(change.error);
      });
    } finally {
      base.close();
    }
  }

  const recordOf = bytes => hex(bytes.slice(23, 39));
  const keep = bytes => inStore('readwrite', store => store.put(bytes, recordOf(bytes)));
  const kept = () => inStore('readonly', store => store.getAll());
  const forget = records =>
    inStore('readwrite', store => records.forEach(record => store.delete(record)));

  // The words of a reply, as form.js gets them from the server.
  self.ovozSend = async bytes => {
    try {
      await keep(bytes);
      return ['accepted'];
    } catch (error) {
      return ['full'];
    }
  };

  // The page


  // A new document: nothing of the person before is left, on the screen or in memory.
  function restart(hash = '') {
    document.body.textContent = '';
    location.replace(`#${hash}`);
    location.reload();
  }

  function mount() {
    history.scrollRestoration = 'manual';
    const page = find(`page-${self.ovozLanguage}`);
    document.documentElement.lang = self.ovozLanguage;
    document.documentElement.dir = page.dataset.dir;
    document.title = page.dataset.title;
    document.body.replaceChildren(page.content.cloneNode(true), ...document.body.children);
    find('exit').setAttribute('href', self.ovozExit);
    // What lies on the server is not here.
    for (const part of document.querySelectorAll('[href^="/"], [src^="/"]')) {
      (part.closest('details.listen, nav') || part).remove();
    }
    find('thanks').content.append(find('next').content);
    if (!canSeal) {
      find('main').hidden = true;
      find('main').after(find('cannot').content);
    }
    watch();
  }
  self.ovozKiosk = mount;

  // Somebody may walk away with words on the screen.
  let touched = Date.now();
  function watch() {
    setInterval(() => {
      const idle = Date.now() - touched;
      if (idle > 11 * MINUTE) restart();
      else find('still').hidden = idle < 10 * MINUTE;
    }, 5000);
  }
  for (const event of ['pointerdown', 'keydown', 'input', 'scroll']) {
    document.addEventListener(event, () => { touched = Date.now(); }, { passive: true });
  }

  // Handing on

  let handedOn = new Map(); // record -> how
  let codes = null;

  const show = (id, value) => { find(id).textContent = value; };
  async function report(message) {
    const bytes = await kept();
    const records = new Set(bytes.map(recordOf));
    handedOn = new Map([...handedOn].filter(([record]) => records.has(record)));
    show('staff-waiting', records.size);
    show('staff-handed', handedOn.size);
    for (const id of ['staff-send', 'staff-save', 'staff-codes']) find(id).disabled = !records.size;
    find('staff-send').hidden = !intake;
    find('staff-delete').hidden = !handedOn.size;
    find('staff-sure').hidden = true;
    find('staff-status').textContent = message ? find(message).content.textContent : '';
  }

  const parts = () => document.querySelectorAll('#main, nav, footer');

  // A survivor who got here by mistake finds all that was written as it was.
  function openStaff() {
    for (const part of parts()) part.hidden = true;
    find('main').after(find('staff').content.cloneNode(true));
    scrollTo(0, 0);
    find('staff-main').querySelector('h1').focus();
    return report();
  }

  function closeStaff() {
    find('staff-main').remove();
    for (const part of parts()) part.hidden = false;
    find('main').focus();
  }

  // No content type: a request with one would be asked about first, and the intake answers no such question.
  async function post(body) {
    const reply = await fetch(intake, {
      method: 'POST', body, cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer',
      redirect: 'error', signal: AbortSignal.timeout(1.5 * MINUTE),
    });
    return (await reply.text()).trim().split(/\s/)[0];
  }

  async function send() {
    let message = 'staff-arrived';
    for (const bytes of await kept()) {
      const reply = await post(bytes).catch(() => 'failed');
      if (reply === 'accepted') handedOn.set(recordOf(bytes), 'sent');
      else message = reply === 'failed' ? 'staff-offline' : 'staff-refused';
      if (reply === 'failed') break;
    }
    return report(message);
  }

  function base64(bytes) {
    return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
  }

  // SubmissionFileFormat §1
  async function submissionFile() {
    const all = await kept();
    const lines = ['ovoz submissions 1', `campaign ${plan.campaign}`, `testimonies ${all.length}`];
    for (const bytes of all) lines.push(`${await digest(bytes)} ${base64(bytes)}`);
    const text = `${lines.join('\n')}\n`;
    return { all, text: `${text}end ${await digest(utf8(text))}\n` };
  }

  async function save() {
    const { all, text } = await submissionFile();
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = 'form.txt';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), MINUTE);
    for (const bytes of all) handedOn.set(recordOf(bytes), 'saved');
    return report('staff-saved');
  }

  // RFC 9285: two bytes as three characters that a QR code packs tightly.
  function base45(bytes) {
    let text = '';
    for (let at = 0; at < bytes.length; at += 2) {
      const pair = at + 1 < bytes.length;
      let number = pair ? bytes[at] * 256 + bytes[at + 1] : bytes[at];
      for (let digits = pair ? 3 : 2; digits; digits--) {
        text += QR.ALPHABET[number % 45];
        number = Math.floor(number / 45);
      }
    }
    return text;
  }

  // SubmissionFileFormat §2
  async function framesOf(bytes) {
    const series = (await digest(bytes)).slice(0, 16).toUpperCase();
    const most = 800;
    const count = Math.ceil(bytes.length / most);
    const each = Math.ceil(bytes.length / count / 2) * 2;
    return Promise.all(Array.from({ length: count }, async (_, at) => {
      const part = bytes.slice(at * each, (at + 1) * each);
      const text = `OVOZ1/${series}/${at + 1}/${count}/${base45(part)}`;
      return `${text}/${(await digest(utf8(text))).slice(0, 8).toUpperCase()}`;
    }));
  }

  async function showCodes() {
    const all = await kept();
    codes = { all, frames: (await Promise.all(all.map(framesOf))).flat(), at: -1, plays: true };
    find('staff-hand').hidden = true;
    find('staff-qr').hidden = false;
    scrollTo(0, 0);
    nextCode();
    codes.timer = setInterval(() => { if (codes.plays) nextCode(); }, 700);
  }

  function nextCode() {
    codes.at = (codes.at + 1) % codes.frames.length;
    touched = Date.now();
    QR.draw(find('staff-canvas'), codes.frames[codes.at]);
    show('staff-place', `${codes.at + 1} / ${codes.frames.length}`);
  }

  function endCodes() {
    clearInterval(codes.timer);
    for (const bytes of codes.all) handedOn.set(recordOf(bytes), 'shown');
    codes = null;
    find('staff-hand').hidden = false;
    find('staff-qr').hidden = true;
    return report();
  }

  async function remove() {
    await forget([...handedOn.keys()]);
    return report('staff-deleted');
  }

  const acts = {
    'staff-send': send, 'staff-save': save, 'staff-codes': showCodes, 'staff-next': nextCode,
    'staff-pause': () => { codes.plays = !codes.plays; }, 'staff-end': endCodes,
    'staff-delete': () => { find('staff-sure').hidden = false; }, 'staff-sure': remove,
    'staff-back': closeStaff, 'done': () => restart(),
  };

  // Before form.js: links here lead to no server.
  addEventListener('click', event => {
    const link = event.target.closest('a');
    const act = acts[event.target.id];
    const take = () => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    if (act) {
      take();
      act();
    } else if (link && link.hash === '#staff-page') {
      take();
      openStaff();
    } else if (link && link.search.startsWith('?lang=')) {
      take();
      restart(link.lang);
    }
  }, true);
  // The notices beside the boxes are in the file; the form would ask the server for them.
  addEventListener('change', ({ target }) => {
    if (target.name !== 'way' || find('notice') || !find('notice-text')) return;
    const script = document.createElement('script');
    script.id = 'notice';
    script.textContent = find('notice-text').textContent;
    document.head.append(script);
  }, true);
  // Where form.js leaves to, by button or by keys.
  addEventListener('hashchange', () => { if (location.hash === '#exit') restart(); });
})();
