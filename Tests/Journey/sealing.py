# SPDX-License-Identifier: Apache-2.0
"""Seals and opens testimonies in Python: an independent twin of the Swift sealing.

Written from SealedTestimonyFormat.md (the page) and RFC 9180 alone. Section numbers are the
page's. It is for tests only: Python cannot wipe a key from memory.
"""

import hashlib
import hmac
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HEADER, BOUND, TAG = 138, 73, 16
QUESTION_CLASSES = {64, 256, 1024, 4096, 8192}


class Refused(Exception):
    """What was refused, by name: a vector's `expect`, `refused_to_seal` or `bad_campaign`."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


def require(holds, name):
    if not holds:
        raise Refused(name)


# HPKE, RFC 9180: base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM (section 2).

KEM_SUITE = b"KEM" + bytes.fromhex("0010")
HPKE_SUITE = b"HPKE" + bytes.fromhex("001000010002")


def labeled_extract(suite, salt, label, secret):
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + secret, "sha256")


def labeled_expand(suite, secret, label, info, length):
    info = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    block = output = b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.digest(secret, block + info + bytes([counter]), "sha256")
        output += block
    return output[:length]


def private_from(scalar):
    return ec.derive_private_key(int.from_bytes(scalar, "big"), ec.SECP256R1())


def public_bytes(private):
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def point_from(encoded, name):
    # The prefix is compared here: the library would also take compressed points.
    require(len(encoded) == 65 and encoded[0] == 4, name)
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), encoded)
    except ValueError:
        raise Refused(name) from None


def shared_secret(dh, enc, public_key):
    """ExtractAndExpand of RFC 9180 §4.1."""
    prk = labeled_extract(KEM_SUITE, b"", b"eae_prk", dh)
    return labeled_expand(KEM_SUITE, prk, b"shared_secret", enc + public_key, 32)


def exporter_secret(secret, info):
    """The part of KeySchedule (RFC 9180 §5.1) that Export needs, in base mode."""
    context = (b"\0" + labeled_extract(HPKE_SUITE, b"", b"psk_id_hash", b"")
               + labeled_extract(HPKE_SUITE, b"", b"info_hash", info))
    secret = labeled_extract(HPKE_SUITE, secret, b"secret", b"")
    return labeled_expand(HPKE_SUITE, secret, b"exp", context, 32)


def export(exporter, context, length=32):
    return labeled_expand(HPKE_SUITE, exporter, b"sec", context, length)


# Campaign and form (sections 1, 3 and 8).


def canonical(form):
    # Member names are ASCII here, so that this order is RFC 8785's order.
    return json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def form_version(form):
    return hashlib.sha256(canonical(form)).digest()


def fingerprint(campaign_id, public_key, answer_key, version):
    text = b"ovoz campaign v1" + campaign_id + b"\0\1" + public_key + answer_key + version
    return hashlib.sha256(text).digest()


def fields(form):
    """Every field's name and class, in order."""
    questions = [(question["id"], question["size"]) for question in form["questions"]]
    return questions + [("consent", 256), ("facts", 64)]


def sealed_length(form):
    return HEADER + sum(size + TAG for _, size in fields(form))


def check_form(form):
    questions, facts = form["questions"], form["facts"]
    names = [name for name, _ in fields(form)]
    # Two fields of one name would share a key, and with it the fixed nonce.
    require(len(set(names)) == len(names), "bad_campaign")
    require(all(re.fullmatch("[a-z][a-z0-9_]{0,31}", name) for name in names), "bad_campaign")
    require(all(q["size"] in QUESTION_CLASSES for q in questions), "bad_campaign")
    require(all(q["kind"] in ("text", "single", "multi", "matrix") for q in questions)
            and all(fact["kind"] in ("single", "multi") for fact in facts), "bad_campaign")
    require(all(len(q.get("choices", [])) <= 24 and len(q.get("rows", [])) <= 10
                and len(places(q)) <= 128 for q in questions + facts), "bad_campaign")
    require(1 <= len(questions) <= 24 and len(facts) <= 8, "bad_campaign")
    require(sealed_length(form) <= 65536, "bad_campaign")


@dataclass(frozen=True)
class Campaign:
    id: bytes
    public_key: bytes
    form: dict
    form_version: bytes
    answer_key: bytes = bytes(32)

    @staticmethod
    def load(path_or_dict):
        """Reads a campaign file, or its parsed JSON; refuses one that is not what it says."""
        try:
            file = path_or_dict
            if not isinstance(file, dict):
                file = json.loads(Path(file).read_text(encoding="utf-8"))
            return Campaign._checked(file)
        except (KeyError, TypeError, AttributeError, ValueError):
            raise Refused("bad_campaign") from None

    @staticmethod
    def _checked(file):
        named = (file["ovoz"], file["version"], file["suite"])
        require(named == ("campaign", 1, 1), "bad_campaign")
        campaign = Campaign(bytes.fromhex(file["id"]), bytes.fromhex(file["publicKey"]),
                            file["form"], form_version(file["form"]),
                            bytes.fromhex(file["answerKey"]))
        require((len(campaign.id), len(campaign.answer_key)) == (16, 32), "bad_campaign")
        require(file["formVersion"] == campaign.form_version.hex(), "bad_campaign")
        known = fingerprint(
            campaign.id, campaign.public_key, campaign.answer_key, campaign.form_version)
        require(file["fingerprint"] == known.hex(), "bad_campaign")
        point_from(campaign.public_key, "bad_campaign")
        check_form(campaign.form)
        return campaign


# The contents of fields (section 3).


def places(question):
    """What each choice byte stands for, by position: "choice", or "row.column" in a matrix."""
    columns = [choice["id"] for choice in question.get("choices", [])]
    if question["kind"] == "matrix":
        return [f"{row['id']}.{column}" for row in question["rows"] for column in columns]
    return columns if question["kind"] in ("single", "multi") else []


def choices_hold(question, positions):
    kind, count = question["kind"], len(positions)
    if any(a >= b for a, b in zip(positions, positions[1:])):
        return False
    if any(position >= len(places(question)) for position in positions):
        return False
    if kind == "matrix":
        rows = [position // len(question["choices"]) for position in positions]
        return len(set(rows)) == count
    most = {"text": 0, "single": 1}.get(kind, question.get("most", 24))
    return count <= most


def text_holds(question, text):
    """Whether these bytes are a text that may stand in the field (3.2)."""
    try:
        characters = text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    controls = re.search("[\0-\x09\x0b-\x1f\x7f]", characters)
    return len(text) <= question.get("textLimit", 0) and controls is None


def encode_choices(question, ids):
    known = places(question)
    require(all(choice in known for choice in ids), "refused_to_seal")
    positions = sorted(known.index(choice) for choice in ids)
    require(choices_hold(question, positions), "refused_to_seal")
    return bytes([len(positions), *positions])


def encode_question(question, answer):
    text = re.sub("\r\n?", "\n", answer.get("text", ""))
    # A lone surrogate passes here, so that text_holds refuses it.
    text = re.sub("[\0-\x09\x0b-\x1f\x7f]", "", text).encode("utf-8", "surrogatepass")
    require(text_holds(question, text), "refused_to_seal")
    return encode_choices(question, answer.get("choices", [])) + text


def encode_consent(form, answers):
    ids = [question["id"] for question in form["questions"]]
    given = answers.get("permissions", 0)
    given = given if isinstance(given, dict) else dict.fromkeys(ids, given)
    require(set(given) <= set(ids), "refused_to_seal")
    # A question without a permission gets the narrowest: only the analysts read it.
    permissions = [given.get(name, 0) for name in ids]
    require(all(permission in (0, 1, 2, 3) for permission in permissions), "refused_to_seal")
    require(answers.get("language") in form["languages"], "refused_to_seal")
    flags = bool(answers.get("helped")) | bool(answers.get("keep")) << 1
    language = form["languages"].index(answers["language"])
    # Version 2 goes with a reply key, which the answers hold in hexadecimal.
    require(type(answers.get("replyKey")) in (str, type(None)), "refused_to_seal")
    key = bytes.fromhex(answers.get("replyKey") or "")
    require(len(key) == 32 or answers.get("replyKey") is None, "refused_to_seal")
    version = 2 if key else 1
    return bytes([version, language, flags, len(permissions), *permissions]) + key


def encode_answers(form, answers):
    """Every field's content, in order, not yet padded."""
    given, facts = answers.get("answers", {}), answers.get("facts", {})
    require(set(given) <= {question["id"] for question in form["questions"]}, "refused_to_seal")
    require(set(facts) <= {fact["id"] for fact in form["facts"]}, "refused_to_seal")
    contents = [encode_question(q, given.get(q["id"], {})) for q in form["questions"]]
    told = [encode_choices(fact, facts.get(fact["id"], [])) for fact in form["facts"]]
    return contents + [encode_consent(form, answers), b"".join(told)]


def pad(content, size):
    require(len(content) <= size - 2, "refused_to_seal")
    return (len(content).to_bytes(2, "big") + content).ljust(size, b"\0")


def unpad(padded):
    length = int.from_bytes(padded[:2], "big")
    require(length <= len(padded) - 2 and not any(padded[2 + length:]), "bad_padding")
    return padded[2:2 + length]


def decode_choices(question, content):
    """The chosen ids, and what follows them."""
    require(content and len(content) > content[0], "bad_content")
    positions, rest = content[1:1 + content[0]], content[1 + content[0]:]
    require(choices_hold(question, positions), "bad_content")
    return [places(question)[position] for position in positions], rest


def decode_question(question, content):
    choices, text = decode_choices(question, content)
    require(text_holds(question, text), "bad_content")
    return {"choices": choices, "text": text.decode("utf-8")}


def decode_consent(form, content):
    ids = [question["id"] for question in form["questions"]]
    require(len(content) > 3 and content[3] == len(ids), "bad_content")
    version, language, flags = content[:3]
    permissions, key = content[4:4 + len(ids)], content[4 + len(ids):]
    require((version, len(key)) in ((1, 0), (2, 32)), "bad_content")
    require(language < len(form["languages"]) and flags <= 3, "bad_content")
    require(len(permissions) == len(ids) and max(permissions) <= 3, "bad_content")
    return {"language": form["languages"][language], "helped": bool(flags & 1),
            "keep": bool(flags & 2), "permissions": dict(zip(ids, permissions)),
            **({"replyKey": key.hex()} if key else {})}


def decode_facts(form, content):
    told = {}
    for fact in form["facts"]:
        told[fact["id"]], content = decode_choices(fact, content)
    require(not content, "bad_content")
    return told


def decode_answers(form, contents):
    *questions, consent, facts = contents
    given = {question["id"]: decode_question(question, content)
             for question, content in zip(form["questions"], questions)}
    return {"answers": given, **decode_consent(form, consent), "facts": decode_facts(form, facts)}


# Sealing and opening (sections 4 to 6).


def bound_header(campaign, record_id, sealed_by):
    return (b"OVOZ\1\0\1" + campaign.id + record_id + campaign.form_version
            + bytes([sealed_by, len(fields(campaign.form))]))


def field_key(exporter, name):
    return AESGCM(export(exporter, b"ovoz field v1" + name.encode()))


def field_aad(header, index, name):
    return b"ovoz field v1" + header + bytes([index]) + name.encode()


def seal_padded(secret, bound, enc, names, padded):
    """Steps 1 to 4 of section 5, once the KEM's shared secret is known."""
    exporter = exporter_secret(secret, b"ovoz sealed testimony v1" + bound)
    header = bound + enc
    # Fixed nonce: each key seals one field, once.
    return header + b"".join(
        field_key(exporter, name).encrypt(bytes(12), plaintext, field_aad(header, index, name))
        for index, (name, plaintext) in enumerate(zip(names, padded)))


def seal(campaign, answers, *, record_id=None, ephemeral=None, sealed_by=1):
    """A sealed testimony. Only vectors fix `record_id` and the scalar `ephemeral`."""
    require(sealed_by in (1, 2), "refused_to_seal")
    contents = encode_answers(campaign.form, answers)
    names, sizes = zip(*fields(campaign.form))
    padded = [pad(content, size) for content, size in zip(contents, sizes)]
    fresh = private_from(ephemeral) if ephemeral else ec.generate_private_key(ec.SECP256R1())
    enc = public_bytes(fresh)
    dh = fresh.exchange(ec.ECDH(), point_from(campaign.public_key, "bad_campaign"))
    record_id = record_id or os.urandom(16)
    require(len(record_id) == 16, "refused_to_seal")
    bound = bound_header(campaign, record_id, sealed_by)
    return seal_padded(shared_secret(dh, enc, campaign.public_key), bound, enc, names, padded)


def check_header(campaign, sealed):
    require(len(sealed) >= HEADER, "too_short")
    require(sealed[:4] == b"OVOZ", "bad_magic")
    require(sealed[4] == 1, "unknown_version")
    require(sealed[5:7] == b"\0\1", "unknown_suite")
    require(sealed[7:23] == campaign.id, "other_campaign")
    require(sealed[39:71] == campaign.form_version, "other_form")
    require(sealed[71] in (1, 2), "bad_sealer")
    require(sealed[72] == len(fields(campaign.form)), "bad_field_count")
    require(len(sealed) == sealed_length(campaign.form), "bad_length")


def open_fields(campaign, private_key, sealed):
    """Every field's padded plaintext."""
    private, header, enc = private_from(private_key), sealed[:HEADER], sealed[BOUND:HEADER]
    dh = private.exchange(ec.ECDH(), point_from(enc, "cannot_open"))
    info = b"ovoz sealed testimony v1" + header[:BOUND]
    exporter = exporter_secret(shared_secret(dh, enc, public_bytes(private)), info)
    padded, at = [], HEADER
    for index, (name, size) in enumerate(fields(campaign.form)):
        field, at = sealed[at:at + size + TAG], at + size + TAG
        try:
            opened = field_key(exporter, name).decrypt(
                bytes(12), field, field_aad(header, index, name))
        except InvalidTag:
            raise Refused("cannot_open") from None
        padded.append(opened)
    return padded


def open_sealed(campaign, private_key, sealed):
    """The answers of a testimony, or `Refused`, in section 6's order."""
    check_header(campaign, sealed)
    padded = open_fields(campaign, private_key, sealed)
    return decode_answers(campaign.form, [unpad(field) for field in padded])


# Answers and replies (AnswerFormat), as the holder of a receipt meets them.

REPLY_SEALED = 12 + 1024 + TAG


def new_digits():
    """Twenty-four digits with two check digits (ISO/IEC 7064, MOD 97-10)."""
    number = int.from_bytes(os.urandom(16), "big") % 10**22
    return f"{number:022d}{98 - number * 100 % 97:02d}"


@dataclass(frozen=True)
class ReceiptKeys:
    """What follows from a receipt's digits."""

    token: bytes
    reply_key: bytes
    reply_name: bytes

    @staticmethod
    def of(digits, campaign_id):
        stretched = hashlib.pbkdf2_hmac(
            "sha256", digits.encode("ascii"), b"ovoz receipt v1" + campaign_id, 600_000, 32)
        key = hmac.digest(stretched, b"ovoz reply key v1", "sha256")
        return ReceiptKeys(hmac.digest(stretched, b"ovoz receipt token v1", "sha256"), key,
                           hmac.digest(key, b"ovoz reply name v1", "sha256")[:16])


def open_reply(key, sealed):
    """A reply's text; `sealed` is the nonce and what follows it."""
    require(len(sealed) == REPLY_SEALED, "bad_length")
    name = hmac.digest(key, b"ovoz reply name v1", "sha256")[:16]
    try:
        padded = AESGCM(key).decrypt(sealed[:12], sealed[12:], b"ovoz reply key v1" + name)
    except InvalidTag:
        raise Refused("cannot_open") from None
    return unpad(padded).decode("utf-8")


@dataclass(frozen=True)
class Answer:
    """A signed answer file."""

    number: int
    page: dict
    replies: dict

    @staticmethod
    def read(campaign, file):
        require(file[:9] == b"OVOZANSW\1", "bad_magic")
        require(file[9:25] == campaign.id, "other_campaign")
        try:
            Ed25519PublicKey.from_public_bytes(campaign.answer_key).verify(
                file[-64:], b"ovoz answer signature v1" + file[:-64])
        except InvalidSignature:
            raise Refused("bad_signature") from None
        end = 33 + int.from_bytes(file[29:33], "big")
        count = int.from_bytes(file[end:end + 4], "big")
        entry, body = 16 + REPLY_SEALED, file[end + 4:-64]
        require(len(body) == count * entry and count and count % 16 == 0, "bad_length")
        entries = [body[at:at + entry] for at in range(0, len(body), entry)]
        names = [one[:16] for one in entries]
        require(names == sorted(set(names)), "bad_order")
        return Answer(int.from_bytes(file[25:29], "big"), json.loads(file[33:end]),
                      {one[:16]: one[16:] for one in entries})
