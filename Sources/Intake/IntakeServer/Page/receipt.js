// SPDX-License-Identifier: Apache-2.0
// Receipts and slips in the browser, by "Receipts and slips, format version 1"; § cites that page.
const Receipt = (() => {
  'use strict';
  const utf8 = text => new TextEncoder().encode(text);
  const fromHex = hex => Uint8Array.from(hex.match(/../g) || [], pair => parseInt(pair, 16));

  function refuse(code) {
    throw Object.assign(new Error(code), { code });
  }

  // §1.2: ISO/IEC 7064, MOD 97-10.
  function complete(random) {
    const rest = [...random].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0);
    return random + String(98 - rest * 100 % 97).padStart(2, '0');
  }

  /** A fresh code. §1.1: bytes from 250 on would make the low digits a little likelier. */
  function make() {
    let random = '';
    while (random.length < 22) {
      const [byte] = crypto.getRandomValues(new Uint8Array(1));
      if (byte < 250) random += byte % 10;
    }
    return complete(random);
  }

  // §1.3: letters by the digit that they look like.
  const ALIKE = ['OoОо', 'lI|', '', 'Зз', '', '', 'Бб', '', 'ВB'];
  const isDigit = point => /\p{Nd}/u.test(String.fromCodePoint(point));

  function digit(sign) {
    const alike = ALIKE.findIndex(letters => letters.includes(sign));
    if (alike >= 0) return alike;
    const point = sign.codePointAt(0);
    if (!isDigit(point)) refuse('wrong_digit');
    // Unicode keeps the ten digits of a script together, and begins them with zero.
    let before = 0;
    while (isDigit(point - before - 1)) before++;
    return before % 10;
  }

  /** The 24 digits in what a person typed. Throws an Error with a `code` (§1.3). */
  function parse(text) {
    const signs = [...text.replace(/[\p{White_Space}\p{Pd}\p{Cf}.·\u2212]/gu, '')];
    if (!signs.length) refuse('empty');
    if (signs.length !== 24) refuse('wrong_length');
    const digits = signs.map(digit).join('');
    if (complete(digits.slice(0, 22)) !== digits) refuse('wrong_digit');
    return digits;
  }

  async function hmac(key, label) {
    const imported = await crypto.subtle.importKey(
      'raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8(label)));
  }

  /** What the digits stand for in one campaign (§2); slow on purpose. */
  async function keys(digits, campaignHex) {
    const password = await crypto.subtle.importKey(
      'raw', utf8(digits), 'PBKDF2', false, ['deriveBits']);
    const salt = Uint8Array.of(...utf8('ovoz receipt v1'), ...fromHex(campaignHex));
    const stretched = new Uint8Array(await crypto.subtle.deriveBits(
      { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600000 }, password, 256));
    const token = await hmac(stretched, 'ovoz receipt token v1');
    const replyKey = await hmac(stretched, 'ovoz reply key v1');
    const replyName = (await hmac(replyKey, 'ovoz reply name v1')).slice(0, 16);
    stretched.fill(0);
    return { token, replyKey, replyName };
  }

  /** What the intake is shown of a slip's digits (§3). */
  async function slip(digits) {
    return new Uint8Array(await crypto.subtle.digest('SHA-256', utf8('ovoz slip v1' + digits)));
  }

  return { make, parse, keys, slip, groups: digits => digits.match(/.{4}/g) };
})();
