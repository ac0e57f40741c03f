# SPDX-License-Identifier: Apache-2.0
"""A coder's file written from CodingFormat.md and KeyFileFormat.md alone: a second implementation."""

import hashlib
import hmac
import json
import os
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LABEL = b"ovoz coding file v1"


def opening_scalar(vault):
    """The private scalar out of the vault's only key file."""
    (path,) = (vault.folder / "vault" / "keys").glob("*.key")
    file = json.loads(path.read_text())
    kdf, sealed = file["kdf"], bytes.fromhex(file["sealed"])
    lock = hashlib.scrypt(
        vault.PASSPHRASE.encode(), salt=bytes.fromhex(kdf["salt"]), n=kdf["n"], r=kdf["r"],
        p=kdf["p"], maxmem=1 << 29, dklen=32)
    bound = f"{file['version']} {file['campaign']} {file['publicKey']} {kdf['n']} {kdf['r']} {kdf['p']} {kdf['salt']}"
    scalar = AESGCM(lock).decrypt(sealed[:12], sealed[12:], b"ovoz key file v1" + bound.encode())
    return scalar, bytes.fromhex(file["campaign"])


def coding_file(vault, sheet):
    """The sheet as a file that this campaign's vaults take in."""
    scalar, campaign = opening_scalar(vault)
    key = hmac.new(scalar, LABEL + campaign + b"\x01", hashlib.sha256).digest()
    head, nonce = b"OVOZCODE\x01" + campaign, os.urandom(12)
    content = json.dumps(sheet, ensure_ascii=False).encode()
    plain = struct.pack(">I", len(content)) + content
    return head + nonce + AESGCM(key).encrypt(nonce, plain + bytes(-len(plain) % 4096), LABEL + head)
