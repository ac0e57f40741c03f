# SPDX-License-Identifier: Apache-2.0
"""A second implementation of IntakeCopyFormat.md, for the tests."""

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import sealing
from sealing import Refused, require

LABEL = b"ovoz intake copy v1"
HEADER, CHUNK, TAG = 107, 1 << 20, 16
NAMES = {1: {"inbox.sqlite", "log.sqlite", "intake.key", "receipt.key"}, 2: {"record-keys.sqlite"}}


def fingerprint(public):
    return hashlib.sha256(b"ovoz operator v1" + public).digest()[:16]


def header(public, kind=1, campaign=bytes(16), last_day=0, ephemeral=None):
    """A header (section 2) and the key of its chunks."""
    ephemeral = ephemeral or ec.generate_private_key(ec.SECP256R1())
    bound = b"OVIC\1" + bytes([kind]) + campaign + last_day.to_bytes(4, "big") + fingerprint(public)
    enc = sealing.public_bytes(ephemeral)
    dh = ephemeral.exchange(ec.ECDH(), sealing.point_from(public, "damaged"))
    secret = sealing.shared_secret(dh, enc, public)
    return bound + enc, copy_key(secret, bound)


def copy_key(secret, bound):
    return sealing.export(sealing.exporter_secret(secret, LABEL + bound), b"ovoz intake copy key v1")


def chunk(key, head, number, last, plain):
    nonce = bytes(7) + number.to_bytes(4, "big") + bytes([last])
    return AESGCM(key).encrypt(nonce, plain, LABEL + head)


def seal(key, head, content):
    """A copy of what stands in its chunks, one behind the other."""
    parts = [content[at:at + CHUNK] for at in range(0, len(content), CHUNK)] or [b""]
    return head + b"".join(
        chunk(key, head, number, number == len(parts) - 1, part) for number, part in enumerate(parts))


def pack(files):
    """Files as pairs of name and bytes (section 4)."""
    return b"".join(
        len(name.encode()).to_bytes(2, "big") + name.encode() + len(data).to_bytes(8, "big") + data
        for name, data in files) + bytes(2)


def read_header(copy):
    require(copy[:4] == b"OVIC", "notACopy")
    require(copy[4:5] == b"\1", "unknownVersion")
    require(len(copy) >= HEADER and copy[5] in NAMES, "damaged")
    return copy[:HEADER]


def key_of(copy, private):
    """The key of a copy's chunks, for whom it is sealed to."""
    head, public = read_header(copy), sealing.public_bytes(private)
    require(head[26:42] == fingerprint(public), "copyOfAnotherOperator")
    point = sealing.point_from(head[42:], "copyOfAnotherOperator")
    dh = private.exchange(ec.ECDH(), point)
    return copy_key(sealing.shared_secret(dh, head[42:], public), head[:42])


def unseal(copy, key):
    """What stands in the chunks (section 3)."""
    head, at, number, content = read_header(copy), HEADER, 0, b""
    while True:
        part = copy[at:at + CHUNK + TAG]
        at += len(part)
        for last in (False, True) if len(part) == CHUNK + TAG else (True,):
            nonce = bytes(7) + number.to_bytes(4, "big") + bytes([last])
            try:
                content += AESGCM(key).decrypt(nonce, part, LABEL + head)
                break
            except InvalidTag:
                continue
        else:
            raise Refused("damaged")
        if last:
            require(at == len(copy), "damaged")
            return content
        number += 1


def unpack(content, kind):
    """The files, by name (section 4)."""
    files, at = {}, 0
    while length := int.from_bytes(content[at:at + 2], "big"):
        name = content[at + 2:at + 2 + length].decode()
        at += 2 + length
        size = int.from_bytes(content[at:at + 8], "big")
        at += 8
        require(name in NAMES[kind] and name not in files, "damaged")
        require(at + size <= len(content), "damaged")
        files[name] = content[at:at + size]
        at += size
    require(at + 2 == len(content), "damaged")
    return files


def restore_keys(*copies_and_keys):
    """The text of section 5."""
    lines = sorted(f"{hashlib.sha256(copy[:HEADER]).hexdigest()[:32]} {key.hex()}"
                   for copy, key in copies_and_keys)
    return "\n".join(["ovoz restore keys v1", *lines]) + "\n"
