# SPDX-License-Identifier: Apache-2.0
"""What somebody who takes the phone or the laptop could find: a search through a browser's profile.

Words are looked for as they are, in UTF-8 and UTF-16 of both orders, percent-encoded, as JSON, in
base64 at each of its three offsets, and inside gzip, zlib and Mozilla's LZ4. Snappy, in which
LevelDB packs, copies words that are new to it as they are, so that the plain search finds those.
"""

import base64
import contextlib
import struct
import zlib

import visitor

GZIP, ZLIB, MOZILLA_LZ4 = b"\x1f\x8b\x08", (b"\x78\x01", b"\x78\x9c", b"\x78\xda"), b"mozLz40\0"
MOST_UNPACKED, CHUNK = 64 << 20, 4_096


def unpacked(content):
    """The content, and whatever packed parts are in it."""
    yield content
    for magic, bits in ((GZIP, 31), *((magic, 15) for magic in ZLIB)):
        at = content.find(magic)
        while at >= 0:
            yield inflated(memoryview(content)[at:], bits)
            at = content.find(magic, at + 1)
    at = content.find(MOZILLA_LZ4)
    if at >= 0:
        yield from_lz4(content[at + len(MOZILLA_LZ4) + 4:])


def inflated(packed, bits):
    """As much as can be unpacked: a killed browser leaves halves."""
    unpacker, plain = zlib.decompressobj(bits), b""
    for at in range(0, len(packed), CHUNK):
        before = unpacker.copy()
        try:
            plain += unpacker.decompress(packed[at:at + CHUNK])
        except zlib.error:
            # The bytes meant something else, or this is where it was cut off.
            return plain + byte_by_byte(before, packed[at:at + CHUNK])
        if unpacker.eof or len(plain) > MOST_UNPACKED:
            break
    return plain


def byte_by_byte(unpacker, packed):
    plain = b""
    with contextlib.suppress(zlib.error):
        for at in range(len(packed)):
            plain += unpacker.decompress(packed[at:at + 1])
    return plain


def from_lz4(packed):
    """One LZ4 block: literals and copies of what came before."""
    plain, at = bytearray(), 0

    def length(start):
        nonlocal at
        total = start
        while start == 15 or start == 255:
            start = packed[at]
            at, total = at + 1, total + start
        return total

    try:
        while at < len(packed):
            token = packed[at]
            at += 1
            literals = length(token >> 4)
            plain += packed[at:at + literals]
            at += literals
            if at >= len(packed):
                break
            back = struct.unpack_from("<H", packed, at)[0]
            at += 2
            for _ in range(length(token & 15) + 4):
                plain.append(plain[-back])
    except (IndexError, struct.error):
        pass  # Cut off.
    return bytes(plain)


def in_base64(text):
    """The part of it that is the same wherever in a longer text the words stand."""
    for offset in range(3):
        whole = base64.b64encode(bytes(offset) + text)
        yield whole[(offset * 8 + 5) // 6 + 1:-4]


def forms(words):
    known = set(visitor.forms_of(words))
    for text in (words.encode(), words.encode("utf-16-le")):
        known.update(in_base64(text))
    return known


def places(folder, sentinels):
    """Where words stand: {name: [file, ...]} for each named sentinel that was found at all."""
    wanted, found = {name: forms(words) for name, words in sentinels.items()}, {}
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.is_symlink():
            continue
        for content in unpacked(file.read_bytes() + b"\0" + str(file.name).encode()):
            for name in [name for name in wanted if any(form in content for form in wanted[name])]:
                found.setdefault(name, set()).add(str(file.relative_to(folder)))
    return {name: sorted(files) for name, files in found.items()}
