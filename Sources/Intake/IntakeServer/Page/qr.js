// SPDX-License-Identifier: Apache-2.0
// A QR code of one size (ISO/IEC 18004, version 20, level L, alphanumeric), for text of up to 1,249 characters.
const QR = (() => {
  'use strict';
  const SIZE = 97;
  const ROOM = 1249;
  const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
  // Table 9, 20-L: three blocks of 107 and five of 108 codewords, each with 28 for correction.
  const BLOCKS = [107, 107, 107, 108, 108, 108, 108, 108];
  const DATA = 861;
  const CHECKS = 28;
  // Annex E, version 20.
  const ALIGNED = [6, 34, 62, 90];

  // GF(256) over x^8 + x^4 + x^3 + x^2 + 1.
  const power = new Uint8Array(512);
  const log = new Uint8Array(256);
  for (let i = 0, x = 1; i < 255; i++) {
    power[i] = power[i + 255] = x;
    log[x] = i;
    x = x << 1 ^ (x & 128 ? 0x11d : 0);
  }
  const times = (a, b) => a && b ? power[log[a] + log[b]] : 0;

  // The product of (x - 2^i), highest power first, its leading 1 left out.
  const generator = (() => {
    let product = [1];
    for (let i = 0; i < CHECKS; i++) {
      const next = [...product, 0];
      for (const [at, factor] of product.entries()) next[at + 1] ^= times(factor, power[i]);
      product = next;
    }
    return product.slice(1);
  })();

  function correction(block) {
    const rest = new Array(CHECKS).fill(0);
    for (const byte of block) {
      const factor = byte ^ rest.shift();
      rest.push(0);
      for (const [at, one] of generator.entries()) rest[at] ^= times(one, factor);
    }
    return rest;
  }

  function codewords(text) {
    if (text.length > ROOM) throw new Error('too_long');
    let bits = '0010' + text.length.toString(2).padStart(11, '0');
    for (let at = 0; at < text.length; at += 2) {
      const pair = [...text.slice(at, at + 2)].map(letter => ALPHABET.indexOf(letter));
      bits += pair.length < 2 ? pair[0].toString(2).padStart(6, '0')
        : (pair[0] * 45 + pair[1]).toString(2).padStart(11, '0');
    }
    bits = (bits + '0000').slice(0, DATA * 8);
    const bytes = bits.match(/.{1,8}/g).map(byte => parseInt(byte.padEnd(8, '0'), 2));
    for (let fill = 0; bytes.length < DATA; fill++) bytes.push(fill % 2 ? 0x11 : 0xec);
    return bytes;
  }

  function interleaved(text) {
    const bytes = codewords(text);
    let start = 0;
    const blocks = BLOCKS.map(length => bytes.slice(start, start += length));
    const checks = blocks.map(correction);
    const columns = (rows, length) => Array.from({ length }, (_, at) =>
      rows.filter(row => at < row.length).map(row => row[at])).flat();
    return [...columns(blocks, 108), ...columns(checks, CHECKS)];
  }

  // A BCH code word: the number, then the rest of its division.
  function checked(number, bits, divisor) {
    const length = divisor.toString(2).length - 1;
    let rest = number << length;
    for (let at = bits - 1; at >= 0; at--) if (rest >> at + length & 1) rest ^= divisor << at;
    return number << length | rest;
  }

  // Everything that is not data: null where data goes.
  function frame() {
    const grid = Array.from({ length: SIZE }, () => new Array(SIZE).fill(null));
    const put = (row, column, dark) => {
      if (row >= 0 && column >= 0 && row < SIZE && column < SIZE) grid[row][column] = dark;
    };
    const square = (row, column, radius, dark) => {
      for (let y = -radius; y <= radius; y++) {
        for (let x = -radius; x <= radius; x++) {
          put(row + y, column + x, dark(Math.max(Math.abs(x), Math.abs(y))));
        }
      }
    };
    for (let at = 0; at < SIZE; at++) {
      put(6, at, at % 2 === 0);
      put(at, 6, at % 2 === 0);
    }
    for (const [row, column] of [[3, 3], [3, SIZE - 4], [SIZE - 4, 3]]) {
      square(row, column, 4, ring => ring !== 2 && ring < 4);
    }
    for (const row of ALIGNED) {
      for (const column of ALIGNED) {
        const corner = [row, column].every(at => at === 6 || at === 90) && row + column < 180;
        if (!corner) square(row, column, 2, ring => ring !== 1);
      }
    }
    informed(put);
    return grid;
  }

  // §7.9 and §7.10: level L with mask 0, and version 20.
  function informed(put) {
    const format = checked(0b01000, 5, 0x537) ^ 0x5412;
    const ahead = [0, 1, 2, 3, 4, 5, 7, 8];
    for (let bit = 0; bit < 15; bit++) {
      const dark = (format >> bit & 1) === 1;
      if (bit < 8) put(ahead[bit], 8, dark); else put(8, bit === 8 ? 7 : 14 - bit, dark);
      if (bit < 8) put(8, SIZE - 1 - bit, dark); else put(SIZE - 15 + bit, 8, dark);
    }
    put(SIZE - 8, 8, true);
    const version = checked(20, 6, 0x1f25);
    for (let bit = 0; bit < 18; bit++) {
      const dark = (version >> bit & 1) === 1;
      const [far, near] = [SIZE - 11 + bit % 3, Math.floor(bit / 3)];
      put(far, near, dark);
      put(near, far, dark);
    }
  }

  /** Rows of modules, true where dark, for text of the alphanumeric set. */
  function code(text) {
    const bytes = interleaved(text);
    const grid = frame();
    const rows = [...grid.keys()];
    let bit = 0;
    let upwards = true;
    for (let right = SIZE - 1; right > 0; right -= 2) {
      if (right === 6) right--;
      for (const row of upwards ? [...rows].reverse() : rows) {
        for (const column of [right, right - 1]) {
          if (grid[row][column] !== null) continue;
          const dark = (bytes[bit >> 3] >> 7 - bit % 8 & 1) === 1;
          bit++;
          // Mask 0. What is sealed looks random, so that no mask is better than another.
          grid[row][column] = dark !== ((row + column) % 2 === 0);
        }
      }
      upwards = !upwards;
    }
    return grid;
  }

  /** Draws a code as large as fits, with the quiet zone that readers need, black on white in any colour scheme. */
  function draw(canvas, text) {
    const whole = SIZE + 8;
    const ratio = self.devicePixelRatio || 1;
    const room = Math.min(canvas.parentElement.clientWidth, innerHeight - 260) * ratio;
    const scale = Math.max(2, Math.floor(room / whole));
    canvas.width = canvas.height = whole * scale;
    canvas.style.width = `${whole * scale / ratio}px`;
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = '#000';
    for (const [y, row] of code(text).entries()) {
      for (const [x, dark] of row.entries()) {
        if (dark) pen.fillRect((x + 4) * scale, (y + 4) * scale, scale, scale);
      }
    }
  }

  return { code, draw, ALPHABET, ROOM };
})();
