// SPDX-License-Identifier: Apache-2.0
// The digits of receipts and slips, and what is derived from them.
const Receipt = (() => {
  'use strict';
  const utf8 = text => new TextEncoder().encode(text);
  const join = (...parts) => Uint8Array.from(parts.flatMap(part => [...part]));
  const fromHex = hex => Uint8Array.from(hex.match(/../g) || [], pair => parseInt(pair, 16));
  const rest = digits => [...digits].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0);

  function make() {
    let digits = '';
    while (digits.length < 22) {
      // 250 to 255 would make the digits 0 to 5 likelier than the others.
      const [byte] = crypto.getRandomValues(new Uint8Array(1));
      if (byte < 250) digits += byte % 10;
    }
    return digits + String(98 - rest(`${digits}00`)).padStart(2, '0');
  }

  function parse(text) {
    const likes = { o: 0, 'о': 0, l: 1, i: 1, '|': 1, 'з': 3, 'б': 6, 'в': 8 };
    const digits = text.normalize('NFKC').toLowerCase().replace(/[\s.\-–—]/g, '')
      .replace(/[٠-٩۰-۹]/g, digit => digit.charCodeAt(0) & 15)
      .replace(/[oоli|збв]/g, letter => likes[letter]);
    if (!digits) return { fault: 'empty' };
    if (digits.length !== 24) return { fault: 'length' };
    return /^\d+$/.test(digits) && rest(digits) === 1 ? { digits } : { fault: 'digit' };
  }

  async function hmac(key, text) {
    const imported = await crypto.subtle.importKey(
      'raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8(text)));
  }

  async function keys(digits, campaign) {
    const word = await crypto.subtle.importKey('raw', utf8(digits), 'PBKDF2', false, ['deriveBits']);
    const salt = join(utf8('ovoz receipt v1'), fromHex(campaign));
    const stretched = new Uint8Array(await crypto.subtle.deriveBits(
      { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600000 }, word, 256));
    const token = await hmac(stretched, 'ovoz receipt token v1');
    const replyKey = await hmac(stretched, 'ovoz reply key v1');
    const replyName = (await hmac(replyKey, 'ovoz reply name v1')).slice(0, 16);
    return { token, replyKey, replyName };
  }

  const slip = async digits =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(`ovoz slip v1${digits}`)));

  return { make, parse, keys, slip };
})();
