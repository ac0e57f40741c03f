# SPDX-License-Identifier: Apache-2.0
"""Writes Vectors/: copies of an intake, each file one case; from IntakeCopyFormat.md, by the Python twin.

    python3 Tests/SealedCopyTests/make_vectors.py
"""

import hashlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / "Journey"))
import copies  # noqa: E402  (this file runs as __main__)
import sealing  # noqa: E402

VECTORS = HERE / "Vectors"
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def drawn(name, length=32):
    return hashlib.shake_256(name.encode()).digest(length)


def scalar(name):
    return (1 + int.from_bytes(drawn(name), "big") % (ORDER - 1)).to_bytes(32, "big")


OPERATOR = scalar("operator")
PUBLIC = sealing.public_bytes(sealing.private_from(OPERATOR))
FILES = [("inbox.sqlite", drawn("inbox", 40)), ("log.sqlite", b""), ("intake.key", drawn("key", 32))]
CONTENT = copies.pack(FILES)


def head(**changes):
    ephemeral = sealing.private_from(scalar("ephemeral"))
    return copies.header(PUBLIC, campaign=drawn("campaign", 16), ephemeral=ephemeral, **changes)


def write(name, comment, expect, copy, private=OPERATOR, content=CONTENT):
    # What a reader that refuses nothing would give, so that no refusal comes of asking for less.
    lines = {"expect": expect, "comment": comment, "private": private.hex(), "copy": copy.hex(),
             "content": content.hex()}
    text = "".join(f"{key}: {value}\n" for key, value in lines.items())
    (VECTORS / f"{name}.txt").write_text(text, encoding="utf-8")


def opened():
    first, key = head()
    write("records", "Three files, one of them empty.", "opened",
          copies.seal(key, first, CONTENT))
    second, its_key = head(kind=2, last_day=20_800)
    keys = copies.pack([("record-keys.sqlite", drawn("record keys", 64))])
    write("record_keys", "The other half, with a last day.", "opened",
          copies.seal(its_key, second, keys), content=keys)


def headers():
    whole = head()
    sealed = copies.seal(whole[1], whole[0], CONTENT)
    write("not_a_copy", "Another first letter.", "notACopy", b"X" + sealed[1:])
    write("empty", "No byte at all.", "notACopy", b"")
    write("version_two", "A version that nobody knows.", "unknownVersion", sealed[:4] + b"\2" + sealed[5:])
    for kind in (0, 3):
        write(f"kind_{kind}", "No such kind.", "damaged", sealed[:5] + bytes([kind]) + sealed[6:])
    write("header_cut", "The header lacks its last byte.", "damaged", sealed[:106])
    write("other_operator", "Another operator's key.", "copyOfAnotherOperator", sealed, scalar("stranger"))
    off_curve = sealed[:106] + bytes([sealed[106] ^ 1]) + sealed[107:]
    write("off_curve", "The encapsulated key is no point.", "copyOfAnotherOperator", off_curve)
    for place, what in ((5, "kind"), (6, "campaign"), (22, "last day")):
        changed = bytearray(sealed)
        changed[place] ^= 3 if place == 5 else 1
        write(f"changed_{what.replace(' ', '_')}", f"The {what} was changed.", "damaged", bytes(changed))


def chunks():
    first, key = head()

    def case(name, comment, *parts):
        write(name, comment, "damaged", first + b"".join(copies.chunk(key, first, *part) for part in parts))

    case("no_end", "The last chunk is not marked as the last.", (0, 0, CONTENT))
    case("wrong_number", "It begins with chunk 1.", (1, 1, CONTENT))
    case("two_ends", "A chunk behind the last.", (0, 1, CONTENT), (1, 1, b"more"))
    case("no_chunk", "The header alone.")
    sealed = copies.seal(key, first, CONTENT)
    write("cut", "The last byte is missing.", "damaged", sealed[:-1])
    write("behind_the_end", "A byte behind the end.", "damaged", sealed + b"\0")
    changed = bytearray(sealed)
    changed[120] ^= 1
    write("changed_byte", "A byte of the chunk was changed.", "damaged", bytes(changed))


if __name__ == "__main__":
    VECTORS.mkdir(exist_ok=True)
    for old in VECTORS.glob("*.txt"):
        old.unlink()
    opened()
    headers()
    chunks()
    print(len(list(VECTORS.glob("*.txt"))), "vectors")
