# SPDX-License-Identifier: Apache-2.0
"""Writes the vectors of PullFormat and ArrivalsFormat, with the Ed25519 of Python's `cryptography`: one request or file each, one fault each.

Usage, from the project's folder: .venv/bin/python Tests/SealedBundleTests/make_vectors.py
"""

import hashlib
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

FOLDER = Path(__file__).parent / "PullVectors"
LABEL, ROUTE, ZERO = b"ovoz pull request v1", b"POST /pull", bytes(32)


def known(name, length=32):
    """Bytes that anybody can make again."""
    return hashlib.sha256(f"invented {name}".encode()).digest()[:length]


def public(key):
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


ANALYST, OTHER = (Ed25519PrivateKey.from_private_bytes(known(name)) for name in ("analyst", "other"))
INTAKE = public(Ed25519PrivateKey.from_private_bytes(known("intake")))
CAMPAIGN, CHALLENGE, VERSION = known("campaign", 16), known("challenge"), known("version")


def request(action=1, sequence=7, offset=0, version=ZERO, *, magic=b"OVOZPULL", number=1, key=ANALYST,
            signer=None, intake=INTAKE, label=LABEL, route=ROUTE, padding=bytes(58)):
    head = (magic + bytes([number, action]) + CAMPAIGN + CHALLENGE + sequence.to_bytes(4, "big")
            + offset.to_bytes(8, "big") + version + (signer or public(key)))
    assert len(head) == 134
    return head + key.sign(label + route + intake + head) + padding


def changed(at):
    """A good request with one bit turned over."""
    bytes_ = bytearray(request(offset=262_144, version=VERSION))
    bytes_[at] ^= 1
    return bytes(bytes_)


GOOD = {
    "fetch_start": (request(), "The first part of bundle 7."),
    "fetch_rest": (request(offset=262_144, version=VERSION), "Goes on with a certain file."),
    "fetch_last": (request(1, 2**32 - 1, 2**64 - 1, VERSION), "The largest numbers that fit."),
    "acknowledge": (request(2, version=VERSION), "The vault has bundle 7."),
}
MALFORMED = {
    "magic": (request(magic=b"OVOZPULK"), "Another magic number, signed as it is."),
    "version": (request(number=2), "A version that nobody knows."),
    "action": (request(3), "An action that nobody knows."),
    "no_action": (request(0), "No action."),
    "padding": (request(padding=bytes(57) + b"\1"), "Something stands in the padding."),
    "short": (request()[:-1], "A byte is missing."),
    "long": (request() + b"\0", "A byte too many."),
    "acknowledge_offset": (request(2, offset=1, version=VERSION), "What is acknowledged has no offset."),
}
BAD_SIGNATURE = {
    "other_key": (request(key=OTHER, signer=public(ANALYST)), "Signed by another key than the named one."),
    "other_intake": (request(intake=known("another intake")), "Meant for another intake."),
    "other_route": (request(route=b"GET /pull"), "Meant for another method."),
    "other_label": (request(label=b"ovoz bundle signature v1"), "A signature for another purpose."),
    "changed_campaign": (changed(10), "Another campaign was put in."),
    "changed_challenge": (changed(30), "A newer challenge was put in."),
    "changed_sequence": (changed(61), "Another bundle was put in."),
    "changed_offset": (changed(69), "Another range was put in."),
    "changed_file": (changed(80), "Another file was put in."),
    "changed_signer": (changed(110), "Another analyst was put in."),
    "changed_signature": (changed(150), "A bit of the signature is turned over."),
}

FOLDER.mkdir(exist_ok=True)
for expect, vectors in (("good", GOOD), ("malformed", MALFORMED), ("bad_signature", BAD_SIGNATURE)):
    for name, (content, comment) in vectors.items():
        lines = [f"expect: {expect}", f"comment: {comment}", f"seed: {known('analyst').hex()}",
                 f"intake: {INTAKE.hex()}", f"request: {content.hex()}"]
        (FOLDER / f"{expect}_{name}.txt").write_text("\n".join(lines) + "\n")

# ArrivalsFormat

ARRIVALS = Path(__file__).parent / "ArrivalsVectors"
IDS = sorted(known(f"record {number}", 16) for number in range(3))


def arrivals(*, first="ovoz arrivals v1", campaign=CAMPAIGN, last=(7, known("digest")), arrived=IDS[:2], withdrawn=IDS[2:], gone=(),
             key=ANALYST, signer=None, label=b"ovoz arrivals v1", order=("arrived", "withdrawn", "gone"), more=""):
    lists = {"arrived": arrived, "withdrawn": withdrawn, "gone": gone}
    lines = [first, f"campaign {campaign.hex()}", f"intake {INTAKE.hex()}", f"last {last[0]} {last[1].hex()}"]
    lines += [f"{word} {record.hex()}" for word in order for record in lists[word]]
    body = "\n".join([*lines, f"signer {(signer or public(key)).hex()}"]) + "\n"
    return body + f"signature {key.sign(label + body.encode()).hex()}\n" + more


WHOLE = arrivals()
ARRIVED = {
    "good": [("whole", "Two are here, one was withdrawn.", WHOLE),
             ("nothing_here", "Everything was withdrawn.", arrivals(arrived=[], withdrawn=IDS)),
             ("gone", "One had left the intake before.", arrivals(arrived=IDS[:1], withdrawn=IDS[1:2], gone=IDS[2:])),
             ("largest", "The largest number that fits.", arrivals(last=(2**32 - 1, known("digest"))))],
    "unreadable": [("version", "A version that nobody knows.", arrivals(first="ovoz arrivals v2")),
                   ("empty", "No line at all.", ""),
                   ("zero", "Bundles begin with 1.", arrivals(last=(0, known("digest")))),
                   ("too_large", "A number that does not fit.", arrivals(last=(2**32, known("digest")))),
                   ("number", "A number with a sign.", arrivals(last=("+7", known("digest")))),
                   ("digest", "A digest that is too short.", arrivals(last=(7, known("digest", 31)))),
                   ("campaign", "A campaign id that is too long.", arrivals(campaign=known("campaign", 17))),
                   ("order", "Withdrawals first.", arrivals(order=("withdrawn", "arrived"))),
                   ("gone_first", "Those that had left before the withdrawn ones.",
                    arrivals(arrived=[], withdrawn=IDS[:1], gone=IDS[1:], order=("gone", "withdrawn"))),
                   ("gone_twice", "One that had left stands twice.", arrivals(gone=[IDS[0]] * 2)),
                   ("descending", "Ids in the wrong order.", arrivals(arrived=IDS[1::-1])),
                   ("twice", "An id that stands twice.", arrivals(arrived=[IDS[0]] * 2)),
                   ("upper", "Capitals in hexadecimal.", WHOLE.replace(CAMPAIGN.hex(), CAMPAIGN.hex().upper())),
                   ("spaces", "Two spaces.", WHOLE.replace("campaign ", "campaign  ")),
                   ("blank_line", "A line without anything.", WHOLE.replace("\nlast", "\n\nlast")),
                   ("cut", "The signature is missing.", WHOLE[:WHOLE.index("signature")]),
                   ("no_end", "The last line does not end.", WHOLE[:-1]),
                   ("more", "Something behind the signature.", arrivals(more="more\n"))],
    "unknownSigner": [("stranger", "Signed by a key that may not pull.", arrivals(key=OTHER))],
    "badSignature": [("other_key", "Signed by another key than the named one.", arrivals(key=OTHER, signer=public(ANALYST))),
                     ("other_label", "A signature for another purpose.", arrivals(label=b"ovoz pull request v1")),
                     ("changed", "Another last bundle was put in.", WHOLE.replace("last 7 ", "last 8 ")),
                     ("added", "A testimony was put in.", WHOLE.replace(
                         "signer", "withdrawn " + "ff" * 16 + "\nsigner"))],
}

ARRIVALS.mkdir(exist_ok=True)
for expect, vectors in ARRIVED.items():
    for name, comment, text in vectors:
        lines = [f"expect: {expect}", f"comment: {comment}", f"seed: {known('analyst').hex()}",
                 f"text: {text.encode().hex()}"]
        (ARRIVALS / f"{expect.lower()}_{name}.txt").write_text("\n".join(lines) + "\n")
