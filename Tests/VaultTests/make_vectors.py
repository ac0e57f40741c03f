# SPDX-License-Identifier: Apache-2.0
"""Writes Vectors/: sets and shares, fields that were handed on, copies of a vault; each file one case.

From ShareFormat.md, FieldGrantFormat.md and BackupFormat.md, by the Python twin of the sealing.

    python3 Tests/VaultTests/make_vectors.py
"""

import base64
import hashlib
import hmac
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE.parent / "Journey"), str(HERE.parent / "SecretSharingTests")]
import make_vectors as sharing  # noqa: E402  (this file runs as __main__)
import sealing  # noqa: E402

VECTORS = HERE / "Vectors"
FORM = json.loads((HERE.parent / "SealingTests/Vectors/form.json").read_text(encoding="utf-8"))
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
COST = {"name": "scrypt", "n": 16, "r": 8, "p": 1}


def drawn(name, length=32):
    return hashlib.shake_256(name.encode()).digest(length)


def scalar(name):
    return (1 + int.from_bytes(drawn(name), "big") % (ORDER - 1)).to_bytes(32, "big")


def campaign_file(name):
    identity, key = drawn(f"id {name}", 16), sealing.private_from(scalar(name))
    version, public = sealing.form_version(FORM), sealing.public_bytes(key)
    return {"ovoz": "campaign", "version": 1, "id": identity.hex(), "name": "vectors", "suite": 1,
            "publicKey": public.hex(), "answerKey": bytes(32).hex(), "opens": "2030-01-01",
            "closes": "2030-12-31", "epochDays": 7, "formVersion": version.hex(), "form": FORM,
            "fingerprint": sealing.fingerprint(identity, public, bytes(32), version).hex()}


def scrypt(passphrase, salt):
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=16, r=8, p=1, dklen=32)


def sealed(key, content, associated, nonce):
    return nonce + AESGCM(key).encrypt(nonce, content, associated)


def write(name, said, expect, *lines):
    text = f"# {said}\nexpect: {expect}\n"
    for key, value in lines:
        if isinstance(value, dict):
            value = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        text += f"{key}: {value}\n"
    (VECTORS / f"{name}.txt").write_text(text, encoding="utf-8")


# ShareFormat


class Custody:
    """A set and its share files."""

    def __init__(self, name, threshold, names, campaign):
        self.campaign, self.k, self.names = campaign, threshold, names
        self.identity, self.set = bytes.fromhex(campaign["id"]), drawn(f"set {name}", 16)
        self.together = drawn(f"together {name}")
        extra = drawn(f"extra {name}", 32 * (threshold - 1))
        self.points = sharing.split(self.together, extra, len(names))

    def commitment(self, index, value):
        place = self.identity + self.set + bytes([self.k, len(self.names), index])
        return hashlib.sha256(b"ovoz custody share v1" + place + value).digest().hex()

    def file(self, secret=None):
        commitments = [self.commitment(index, value) for index, value in self.points]
        head = f"1 {self.campaign['id']} {self.campaign['publicKey']} {self.set.hex()} {self.k}"
        holders = "".join(f" {c} {name}" for c, name in zip(commitments, self.names))
        label = b"ovoz custody set v1"
        wrapping = hmac.digest(self.together, label + self.identity + self.set + b"\1", "sha256")
        content = sealed(wrapping, secret or scalar("campaign"), label + (head + holders).encode(),
                         drawn("nonce set", 12))
        return {"ovoz": "custody set", "version": 1, "campaign": self.campaign["id"],
                "publicKey": self.campaign["publicKey"], "set": self.set.hex(),
                "threshold": self.k, "custodians": self.names, "commitments": commitments,
                "sealed": content.hex()}

    def share(self, index, value=None):
        value = value or self.points[index - 1][1]
        salt, name = drawn(f"salt {index}", 16), self.names[index - 1]
        commitment = self.commitment(index, value)
        bound = (f"1 {self.campaign['id']} {self.set.hex()} {self.k} {len(self.names)} {index} "
                 f"{commitment} 16 8 1 {salt.hex()} {name}")
        content = sealed(scrypt(f"words {index}", salt), value, b"ovoz share file v1" + bound.encode(),
                         drawn(f"nonce {index}", 12))
        return {"ovoz": "custody share", "version": 1, "campaign": self.campaign["id"],
                "set": self.set.hex(), "threshold": self.k, "count": len(self.names), "index": index,
                "custodian": name, "commitment": commitment, "kdf": {**COST, "salt": salt.hex()},
                "sealed": content.hex()}


def custody():
    campaign = campaign_file("campaign")
    names = ["sitora", "firuza", "далер"]
    board = Custody("first", 2, names, campaign)
    again, other = Custody("again", 2, names, campaign), Custody("other", 2, names, campaign_file("other"))
    one, two, three = (board.share(index) for index in (1, 2, 3))

    def case(name, said, expect, *shares, of=None, words=None):
        lines = [("campaign", campaign), ("set", of or board.file())]
        for share in shares:
            lines += [("share", share), ("passphrase", words or f"words {share['index']}")]
        write(f"custody_{name}", said, expect, *lines)

    case("opens", "two of three", "opened", one, three)
    case("opens_backwards", "the order does not matter", "opened", three, two)
    case("all_three", "more than enough", "opened", one, two, three)
    case("one_missing", "one of three", "sharesMissing 1", two)
    case("twice", "one share twice", "shareTwice 1", one, one)
    case("other_passphrase", "another's passphrase", "wrongPassphrase", one, three, words="words 2")
    case("other_set", "a share of an earlier splitting", "shareOfAnotherSet 3", one, again.share(3))
    case("other_campaign", "a share of another campaign", "shareOfAnotherCampaign 3", one, other.share(3))
    case("wrong_value", "a share that is whole in itself, with another value", "wrongShare 2",
         one, board.share(2, drawn("value")))
    case("renamed", "another custodian's name", "wrongPassphrase", one, {**three, "custodian": "x"})
    case("renumbered", "another number", "wrongPassphrase", one, {**three, "index": 2})
    case("lower_threshold", "a threshold of one in the share", "wrongPassphrase", {**one, "threshold": 1})
    case("version_two", "a version that nobody knows", "shareUnreadable", one, {**three, "version": 2})
    case("number_over_count", "number 4 of 3", "shareUnreadable", one, {**three, "index": 4})
    case("hostile_cost", "scrypt with 128 GiB", "keyFileUnreadable", one,
         {**three, "kdf": {**three["kdf"], "n": 1 << 30}})
    file = board.file()
    case("set_lower_threshold", "a threshold of one in the set", "keyFileUnreadable", one,
         of={**file, "threshold": 1})
    case("set_other_threshold", "a threshold of three in the set", "shareOfAnotherSet 1", one, two, three,
         of={**file, "threshold": 3})
    case("set_renamed", "another name in the set", "wrongPassphrase", one, two,
         of={**file, "custodians": ["x", *names[1:]]})
    case("set_version_two", "a version that nobody knows", "keyFileUnreadable", one, two,
         of={**file, "version": 2})
    case("set_other_key", "what is wrapped is another campaign's key", "keyFileUnreadable", one, two,
         of=board.file(scalar("other")))


# FieldGrantFormat


def grants():
    campaign = campaign_file("campaign")
    sealing_campaign = sealing.Campaign.load(campaign)
    words = "Invented words for a translator."
    ephemeral, reader = scalar("ephemeral"), scalar("reader")
    testimony = sealing.seal(sealing_campaign, {
        "language": "en", "answers": {"voice": {"text": words}}, "permissions": 1, "facts": {}},
        record_id=drawn("record", 16), ephemeral=ephemeral)
    names = [name for name, _ in sealing.fields(FORM)]

    def exporter(secret_scalar, public, info, enc):
        peer = sealing.point_from(public, "bad")
        product = sealing.private_from(secret_scalar).exchange(ec.ECDH(), peer)
        return sealing.exporter_secret(sealing.shared_secret(product, enc, public), info)

    def grant(index, **changed):
        header = testimony[:138]
        enc, public = header[73:], bytes.fromhex(campaign["publicKey"])
        field_key = sealing.export(
            exporter(ephemeral, public, b"ovoz sealed testimony v1" + header[:73], enc),
            b"ovoz field v1" + names[index].encode())
        info = b"ovoz field grant v1" + header + bytes([index]) + names[index].encode()
        to = sealing.public_bytes(sealing.private_from(reader))
        mine = scalar("grant")
        encapsulated = sealing.public_bytes(sealing.private_from(mine))
        key = sealing.export(exporter(mine, to, info, encapsulated), b"ovoz field grant key v1")
        start = 138 + sum(size + 16 for _, size in sealing.fields(FORM)[:index])
        field = testimony[start:start + sealing.fields(FORM)[index][1] + 16]
        return {"ovoz": "field grant", "version": 1,
                "campaign": json.dumps(campaign, ensure_ascii=False), "header": header.hex(),
                "index": index, "field": base64.b64encode(field).decode(),
                "reader": hashlib.sha256(b"ovoz reader v1" + to).digest()[:16].hex(),
                "encapsulated": encapsulated.hex(),
                "key": AESGCM(key).encrypt(bytes(12), field_key, info).hex(), **changed}

    def case(name, said, expect, value, key=reader):
        write(f"grant_{name}", said, expect, ("grant", value), ("reader", key.hex()),
              ("question", names[value["index"]] if value["index"] < len(names) else "-"), ("text", words))

    voice = names.index("voice")
    good = grant(voice)
    case("opens", "one answer", "opened", good)
    case("other_reader", "another reader's key", "refused", good, scalar("another"))
    case("consent", "the consent is no question", "refused", grant(names.index("consent")))
    case("other_index", "another place", "refused", {**good, "index": (voice + 1) % 3})
    flipped = bytearray(base64.b64decode(good["field"]))
    flipped[0] ^= 1
    case("changed_field", "one bit of the field", "refused",
         {**good, "field": base64.b64encode(flipped).decode()})
    head = bytearray.fromhex(good["header"])
    head[23] ^= 1
    case("changed_record", "one bit of the record id", "refused", {**good, "header": bytes(head).hex()})
    case("version_two", "a version that nobody knows", "refused", {**good, "version": 2})


# BackupFormat


def backups():
    key_salt = drawn("backup salt", 16)
    header = b"OVBK\1" + (16).to_bytes(8, "big") + (8).to_bytes(4, "big") + (1).to_bytes(4, "big") + bytes(4) + key_salt
    content = drawn("content", 100)

    def chunk(number, last, plain, head=header):
        nonce = bytes(7) + number.to_bytes(4, "big") + bytes([last])
        return AESGCM(scrypt("words", key_salt)).encrypt(nonce, plain, b"ovoz vault backup v1" + head)

    def case(name, said, expect, file, words="words"):
        write(f"backup_{name}", said, expect, ("passphrase", words), ("file", file.hex()),
              ("content", content.hex()))

    whole = header + chunk(0, 1, content)
    case("opens", "one chunk", "opened", whole)
    case("other_passphrase", "another passphrase", "refused", whole, "other")
    case("no_end", "the last chunk is not marked", "refused", header + chunk(0, 0, content))
    case("wrong_number", "it begins with chunk 1", "refused", header + chunk(1, 1, content))
    case("behind_the_end", "a byte behind the end", "refused", whole + b"\0")
    case("cut", "a byte is missing", "refused", whole[:-1])
    version = header[:4] + b"\2" + header[5:]
    case("version_two", "a version that nobody knows", "refused", version + chunk(0, 1, content, version))
    reserved = header[:24] + b"\1" + header[25:]
    case("reserved_byte", "a byte that has to be zero", "refused", reserved + chunk(0, 1, content, reserved))
    hostile = header[:5] + (1 << 40).to_bytes(8, "big") + header[13:]
    case("hostile_cost", "scrypt with 1 PiB", "refused", hostile + chunk(0, 1, content, hostile))


if __name__ == "__main__":
    VECTORS.mkdir(exist_ok=True)
    for old in VECTORS.glob("*.txt"):
        old.unlink()
    custody()
    grants()
    backups()
    print(len(list(VECTORS.glob("*.txt"))), "vectors")
