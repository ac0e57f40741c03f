# SPDX-License-Identifier: Apache-2.0
"""Writes every file in CodingVectors/ from CodingFormat.md, and sealed-export.base64 from SealedExportFormat.md.

No code of the programs is used.

    python3 make_coding_vectors.py           write the files
    python3 make_coding_vectors.py --check   write nothing: exit 1 if a file would change

Needs the package cryptography. All is invented: keys are hashes of a vector's name.
"""
import base64
import hashlib
import hmac
import json
import struct
import sys
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VECTORS = Path(__file__).resolve().parent / "CodingVectors"
EXPORT = VECTORS.parent / "sealed-export.base64"
LABEL = b"ovoz coding file v1"
BOOK = hashlib.sha256(b"an invented codebook").hexdigest()
RECORD = "0f" * 16
GOOD = {"coder": "sitora", "codebookHash": BOOK, "decisions": {RECORD: {
    "codebookHash": BOOK, "themes": ["blamed", "helped_shelter"], "memo": "сухани худам",
    "passages": [{"question": "change", "range": [3, 17], "theme": "blamed"}]}}}


def digest(text):
    return hashlib.sha256(text.encode()).digest()


def padded(content, length=None):
    plain = struct.pack(">I", len(content) if length is None else length) + content
    return plain + bytes(-len(plain) % 4096)


def sealed(name, plain, *, magic=b"OVOZCODE", version=1, label=LABEL, campaign=None, spoil=None):
    scalar, own = digest("scalar of " + name), digest("campaign of " + name)[:16]
    campaign = campaign or own
    head, nonce = magic + bytes([version]) + campaign, digest("nonce of " + name)[:12]
    key = hmac.new(scalar, LABEL + campaign + b"\x01", hashlib.sha256).digest()
    file = bytearray(head + nonce + AESGCM(key).encrypt(nonce, plain, label + head))
    if spoil is not None:
        file[spoil] ^= 1
    return {"scalar": scalar.hex(), "campaign": own.hex(), "file": bytes(file)}


def changed(**members):
    return json.dumps(GOOD | members, ensure_ascii=False, sort_keys=True).encode()


def decision(**members):
    return changed(decisions={RECORD: GOOD["decisions"][RECORD] | members})


def vectors():
    good = padded(changed())
    yield "good", "opens", sealed("good", good) | {"content": changed().decode()}
    whole = changed(coder="s" * 64)
    filled = whole + b" " * (4096 - 4 - len(whole))
    yield "good_no_padding", "opens", sealed("good_no_padding", padded(filled)) | {"content": filled.decode()}
    yield "bad_magic", "notACodingFile", sealed("bad_magic", good, magic=b"OVOZCODF")
    yield "bad_version", "notACodingFile", sealed("bad_version", good, version=2)
    yield "bad_campaign", "codingOfAnotherCampaign", sealed("bad_campaign", good, campaign=bytes(16))
    yield "bad_label", "codingDamaged", sealed("bad_label", good, label=b"ovoz coding file v2")
    for place in (25, 37, 3000, -1):
        name = f"bad_byte_{place}".replace("-", "last_")
        yield name, "codingDamaged", sealed(name, good, spoil=place)
    short = sealed("bad_short", good)
    short["file"] = short["file"][:-2]
    yield "bad_short", "codingDamaged", short
    ends = sealed("bad_ends_in_nonce", good)
    ends["file"] = ends["file"][:35]
    yield "bad_ends_in_nonce", "notACodingFile", ends
    yield "bad_length", "codingDamaged", sealed("bad_length", padded(b"{}", 4093))
    yield "bad_padding", "codingDamaged", sealed("bad_padding", padded(changed())[:-1] + b"\x01")
    yield "bad_second_step", "codingDamaged", sealed("bad_second_step", good + bytes(4096))
    yield "bad_size", "codingDamaged", sealed("bad_size", good + b"\0")
    contents = {
        "bad_json": b"{", "bad_name": changed(coder="Ситора"), "bad_empty_name": changed(coder=""),
        "bad_hash": changed(codebookHash=BOOK[:-1]), "bad_id": changed(decisions={"0F" * 16: GOOD["decisions"][RECORD]}),
        "bad_theme": decision(themes=["Blamed"]), "bad_decision_hash": decision(codebookHash="x" * 64),
        "bad_memo": decision(memo="m" * 10001),
        "bad_empty_passage": decision(passages=[{"question": "change", "range": [3, 3], "theme": "blamed"}]),
        "bad_turned_passage": decision(passages=[{"question": "change", "range": [9, 3], "theme": "blamed"}]),
        "bad_negative_passage": decision(passages=[{"question": "change", "range": [-1, 3], "theme": "blamed"}]),
        "bad_far_passage": decision(passages=[{"question": "change", "range": [1, 1000001], "theme": "blamed"}]),
    }
    for name, content in contents.items():
        yield name, "malformedSheet", {"content": content.decode()}


def sealed_export():
    """SealedExportFormat.md, with costs that no real file has."""
    salt, nonce = digest("salt")[:16], digest("nonce")[:12]
    head = b"OVOZSEAL\x01" + struct.pack(">QII", 16, 8, 1) + salt + nonce
    content = b"a,b\r\n"
    plain = b"\x01" + struct.pack(">I", len(content)) + content
    key = hashlib.scrypt(b"invented words", salt=salt, n=16, r=8, p=1, dklen=32)
    file = head + AESGCM(key).encrypt(
        nonce, plain + bytes(-len(plain) % 4096), b"ovoz sealed export v1" + head)
    return base64.encodebytes(file).decode()


def main():
    files = {}
    for name, expect, vector in vectors():
        if "file" in vector:
            vector["file"] = base64.b64encode(vector["file"]).decode()
        files[f"{name}.json"] = json.dumps(
            {"expect": expect} | vector, indent=1, ensure_ascii=False) + "\n"
    if sys.argv[1:] == ["--check"]:
        there = {file.name: file.read_text() for file in VECTORS.glob("*.json")}
        sys.exit(there != files or EXPORT.read_text() != sealed_export())
    EXPORT.write_text(sealed_export())
    VECTORS.mkdir(exist_ok=True)
    for name, text in files.items():
        (VECTORS / name).write_text(text)


main()
