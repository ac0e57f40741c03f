// SPDX-License-Identifier: Apache-2.0
// Seals a testimony in the browser, by "The sealed testimony, format version 1"; § cites that page.
const Ovoz = (() => {
  'use strict';
  const utf8 = text => new TextEncoder().encode(text);
  const u16 = number => [number >> 8, number & 255];
  const fromHex = hex => Uint8Array.from(hex.match(/../g) || [], pair => parseInt(pair, 16));

  function refuse(code) {
    throw Object.assign(new Error(code), { code });
  }

  function join(...parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  // §3.2: line ends become LF, other control characters go.
  const cleanText = text =>
    utf8((text || '').replace(/\r\n?/g, '\n').replace(/[\0-\t\v-\x1f\x7f]/g, ''));

  // §3.1
  function pad(size, content) {
    if (content.length > size - 2) refuse('too_long');
    const field = new Uint8Array(size);
    field.set(u16(content.length));
    field.set(content, 2);
    content.fill(0);
    return field;
  }

  // §3.2: count and ascending positions. In a matrix an id is "row.column".
  function encodeChoices(question, chosen = []) {
    const { kind, choices = [], rows = [], most } = question;
    const matrix = kind === 'matrix';
    const places = chosen.map(id => {
      const [row, column] = matrix ? id.split('.') : [null, id];
      const line = matrix ? rows.indexOf(row) : 0;
      const place = choices.indexOf(column);
      if (line < 0 || place < 0) refuse('unknown_choice');
      return line * choices.length + place;
    }).sort((a, b) => a - b);
    // One choice fills a group: its row in a matrix, all of a single, itself elsewhere.
    const group = place =>
      matrix ? Math.floor(place / choices.length) : kind === 'single' ? 0 : place;
    if (new Set(places.map(group)).size < places.length || places.length > (most || 255)) {
      refuse('too_many');
    }
    return [places.length, ...places];
  }

  function encodeQuestion(question, answer = {}) {
    const text = cleanText(answer.text);
    if (text.length > (question.textLimit || 0)) refuse('too_long');
    const field = pad(question.size, join(encodeChoices(question, answer.choices), text));
    text.fill(0);
    return field;
  }

  // §3.3. A question without a permission of its own may only be read.
  function encodeConsent(plan, answers) {
    const language = plan.languages.indexOf(answers.language);
    if (language < 0) refuse('unknown_language');
    const given = answers.permissions || 0;
    const permissions = plan.questions.map(({ id }) =>
      typeof given === 'number' ? given : given[id] || 0);
    if (permissions.some(level => ![0, 1, 2, 3].includes(level))) refuse('bad_permission');
    const flags = (answers.helped ? 1 : 0) | (answers.keep ? 2 : 0);
    const key = answers.replyKey || [];
    if (answers.replyKey && key.length !== 32) refuse('bad_key');
    return pad(256, Uint8Array.of(
      key.length ? 2 : 1, language, flags, permissions.length, ...permissions, ...key));
  }

  function checkNames(plan, answers) {
    const known = (list, given) =>
      Object.keys(given || {}).every(id => list.some(one => one.id === id));
    const levels = typeof answers.permissions === 'object' ? answers.permissions : {};
    if (!known(plan.questions, answers.answers) || !known(plan.questions, levels)
      || !known(plan.facts, answers.facts)) refuse('unknown_question');
  }

  /** The padded plaintexts of all fields, in order (§3). Throws an Error with a `code`. */
  function encode(plan, answers) {
    checkNames(plan, answers);
    const given = answers.answers || {};
    const facts = answers.facts || {};
    return [
      ...plan.questions.map(question => encodeQuestion(question, given[question.id])),
      encodeConsent(plan, answers),
      // §3.4
      pad(64, join(...plan.facts.map(fact => encodeChoices(fact, facts[fact.id])))),
    ];
  }

  async function hmac(key, ...parts) {
    const message = join(...parts);
    // WebCrypto refuses an empty key; HMAC pads every short key with zeros, so 32 zeros are the same.
    const imported = await crypto.subtle.importKey(
      'raw', key.length ? key : new Uint8Array(32), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const code = await crypto.subtle.sign('HMAC', imported, message);
    message.fill(0);
    return new Uint8Array(code);
  }

  // RFC 9180 §4, with the two suite ids of our suite 1 (§2).
  const KEM = [...utf8('KEM'), 0, 0x10];
  const HPKE = [...utf8('HPKE'), 0, 0x10, 0, 1, 0, 2];
  const extract = (suite, salt, label, ikm) =>
    hmac(salt, utf8('HPKE-v1'), suite, utf8(label), ikm);
  const expand = (suite, key, label, info) =>
    hmac(key, [0, 32], utf8('HPKE-v1'), suite, utf8(label), info, [1]);

  // RFC 9180 §4.1: Encap. Gives the encapsulated key and the shared secret.
  async function encapsulate(publicKey, ephemeral) {
    const curve = { name: 'ECDH', namedCurve: 'P-256' };
    const pair = ephemeral || await crypto.subtle.generateKey(curve, false, ['deriveBits']);
    const receiver = await crypto.subtle.importKey('raw', publicKey, curve, false, []);
    const enc = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
    const dh = new Uint8Array(await crypto.subtle.deriveBits(
      { name: 'ECDH', public: receiver }, pair.privateKey, 256));
    const key = await extract(KEM, [], 'eae_prk', dh);
    const shared = await expand(KEM, key, 'shared_secret', join(enc, publicKey));
    dh.fill(0);
    key.fill(0);
    return { enc, shared };
  }

  // RFC 9180 §5.1, mode base, as far as the exporter secret.
  async function exporterSecret(shared, info) {
    const context = join([0], await extract(HPKE, [], 'psk_id_hash', []),
      await extract(HPKE, [], 'info_hash', info));
    const secret = await extract(HPKE, shared, 'secret', []);
    const exporter = await expand(HPKE, secret, 'exp', context);
    shared.fill(0);
    secret.fill(0);
    return exporter;
  }

  // §5 step 3. Fixed nonce: this key seals one field, once.
  async function sealField(exporter, header, number, name, plaintext) {
    const label = utf8('ovoz field v1');
    const bytes = await expand(HPKE, exporter, 'sec', join(label, utf8(name)));
    const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt']);
    const additionalData = join(label, header, [number], utf8(name));
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: new Uint8Array(12), additionalData }, key, plaintext);
    bytes.fill(0);
    plaintext.fill(0);
    return new Uint8Array(sealed);
  }

  /**
   * The sealed testimony (§5), sealed by the browser. `fixed` is for tests: `record`, 16 bytes, and
   * `ephemeral`, a CryptoKeyPair.
   */
  async function seal(plan, answers, fixed = {}) {
    const fields = encode(plan, answers);
    const names = [...plan.questions.map(question => question.id), 'consent', 'facts'];
    const record = fixed.record || crypto.getRandomValues(new Uint8Array(16));
    const bound = join(utf8('OVOZ'), [1], u16(1), fromHex(plan.campaign), record,
      fromHex(plan.formVersion), [1, fields.length]);
    const { enc, shared } = await encapsulate(fromHex(plan.publicKey), fixed.ephemeral);
    const exporter = await exporterSecret(shared, join(utf8('ovoz sealed testimony v1'), bound));
    const header = join(bound, enc);
    const sealed = [];
    for (const [number, field] of fields.entries()) {
      sealed.push(await sealField(exporter, header, number, names[number], field));
    }
    exporter.fill(0);
    return join(header, ...sealed);
  }

  return { utf8, fromHex, encode, seal, textLength: text => cleanText(text).length };
})();
