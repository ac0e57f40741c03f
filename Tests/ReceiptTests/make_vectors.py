# SPDX-License-Identifier: Apache-2.0
"""Writes every file in Vectors/, from ReceiptFormat.md alone: no code of the programs is used.

    python3 make_vectors.py           write the files, remove those no longer made
    python3 make_vectors.py --check   write nothing: exit 1 if a file would change

All digits are invented: hashes of a vector's name.
"""

import hashlib
import hmac
import json
import sys
from pathlib import Path

VECTORS = Path(__file__).resolve().parent / "Vectors"
ZEROS = {"arabic_indic": "٠", "persian": "۰", "devanagari": "०", "bengali": "০", "thai": "๐",
         "full_width": "０", "mathematical_bold": "𝟎", "mathematical_monospace": "𝟶",
         "adlam": "𞥐", "segmented": "🯰"}
ALIKE = {"latin": {"0": "O", "1": "l", "8": "B"}, "latin_other": {"0": "o", "1": "I"},
         "cyrillic": {"0": "О", "3": "З", "6": "Б", "8": "В"},
         "cyrillic_small": {"0": "о", "1": "|", "3": "з", "6": "б"}}
BETWEEN = {"spaces": " ", "dashes": "-", "long_dashes": "\u2014", "dots": ".", "middle_dots": "·",
           "lines": "\r\n", "no_break_spaces": "\u00a0", "thin_spaces": "\u202f",
           "nothing_visible": "\u200b\u2060\ufeff", "direction_marks": "\u2066\u200e",
           "minus": "\u2212"}


def digest(text):
    return hashlib.sha256(text.encode()).digest()


def code_of(name):
    """A code whose random part is a number made of the name."""
    return complete(str(int.from_bytes(digest(name), "big"))[-22:])


def complete(random):
    """§1.2, by whole numbers instead of digit by digit."""
    return random + f"{98 - int(random) * 100 % 97:02d}"


def from_seed(seed):
    """§1.4"""
    digits, number = "", 0
    while len(digits) < 22:
        label = b"ovoz receipt digits v1" + bytes([number, 1])
        block = hmac.digest(seed, label, "sha256")
        digits += "".join(str(byte % 10) for byte in block if byte < 250)
        number += 1
    return complete(digits[:22])


def keys(digits, campaign):
    """§2"""
    salt = b"ovoz receipt v1" + campaign
    stretched = hashlib.pbkdf2_hmac("sha256", digits.encode(), salt, 600_000, 32)
    key = hmac.digest(stretched, b"ovoz reply key v1", "sha256")
    return {"stretched": stretched.hex(),
            "token": hmac.digest(stretched, b"ovoz receipt token v1", "sha256").hex(),
            "reply_key": key.hex(),
            "reply_name": hmac.digest(key, b"ovoz reply name v1", "sha256")[:16].hex()}


def grouped(digits, between=" "):
    return between.join(digits[at:at + 4] for at in range(0, 24, 4))


def read(text, digits, comment):
    return {"expect": "read", "comment": comment, "text": json.dumps(text), "digits": digits}


def refused(error, text, comment):
    return {"expect": error, "comment": comment, "text": json.dumps(text)}


def key_vectors():
    campaigns = {"keys_worked_example": (complete("1234567890123456789012"), bytes(range(16))),
                 "keys_zeros": (complete("0" * 22), bytes(16)),
                 "keys_nines": (complete("9" * 22), b"\xff" * 16),
                 "keys_any": (code_of("keys"), digest("campaign")[:16])}
    for name, (digits, campaign) in campaigns.items():
        slip = hashlib.sha256(b"ovoz slip v1" + digits.encode()).hexdigest()
        yield name, {"expect": "keys", "comment": "What a code stands for in one campaign.",
                     "digits": digits, "campaign": campaign.hex(), **keys(digits, campaign),
                     "slip": slip}


def seed_vectors():
    seeds = {f"seed_{number}": digest(f"seed {number}") for number in range(6)}
    for name, seed in {"seed_zeros": bytes(32), "seed_ones": b"\xff" * 32, **seeds}.items():
        yield name, {"expect": "made", "comment": "The code of a seed.", "seed": seed.hex(),
                     "digits": from_seed(seed)}


def read_vectors():
    digits = code_of("reading")
    for name, zero in ZEROS.items():
        text = "".join(chr(ord(zero) + int(digit)) for digit in digits)
        yield f"read_{name}", read(grouped(text), digits, "Digits of another script.")
    for name, letters in ALIKE.items():
        code = next(code for code in map(code_of, (f"{name} {n}" for n in range(1000)))
                    if set(letters) <= set(code))
        text = "".join(letters.get(digit, digit) for digit in code)
        yield f"read_alike_{name}", read(grouped(text), code, "Letters that look like digits.")
    for name, between in BETWEEN.items():
        text = between + grouped(digits, between) + between
        yield f"read_{name}", read(text, digits, "Signs around the groups.")
    low = next(code for code in map(code_of, (f"low {n}" for n in range(9999)))
               if code.endswith("02"))
    yield "read_check_02", read(low, low, "The lowest check digits.")


def refused_vectors():
    digits = code_of("refusing")
    for number, text in enumerate(["", " \t\r\n", "- . -", "\u200b\ufeff"]):
        yield f"bad_empty_{number}", refused("empty", text, "Nothing but signs between digits.")
    yield "bad_length_23", refused("wrong_length", digits[:-1], "A digit is missing.")
    yield "bad_length_25", refused("wrong_length", digits + "1", "A digit too many.")
    yield "bad_length_letter", refused("wrong_length", digits + "x", "A letter too many.")
    yield "bad_length_combining", refused(
        "wrong_length", digits + "\u0301", "An accent is a sign of its own.")
    for name, sign in {"letter": "x", "superscript": "²", "circled": "①", "roman": "Ⅷ", "han": "八",
                       "half": "½", "comma": ",", "nul": "\0", "face": "🙂"}.items():
        yield f"bad_digit_{name}", refused(
            "wrong_digit", digits[:7] + sign + digits[8:], "A sign that is no decimal digit.")
    changed = digits[:9] + str((int(digits[9]) + 1) % 10) + digits[10:]
    yield "bad_digit_changed", refused("wrong_digit", changed, "One digit is another.")
    at = next(at for at in range(23) if digits[at] != digits[at + 1])
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2:]
    yield "bad_digit_swapped", refused("wrong_digit", swapped, "Two neighbours are swapped.")
    for right, wrong in {"02": "99", "97": "00", "98": "01"}.items():
        code = next(code for code in map(code_of, (f"{right} {n}" for n in range(9999)))
                    if code.endswith(right))
        yield f"bad_digit_check_{wrong}", refused(
            "wrong_digit", code[:-2] + wrong, f"Leaves the same remainder as {right}.")


def vectors():
    made = [*key_vectors(), *seed_vectors(), *read_vectors(), *refused_vectors()]
    assert len({name for name, _ in made}) == len(made)
    return {f"{name}.txt": "".join(f"{key}: {value}\n" for key, value in vector.items())
            for name, vector in made}


def main():
    made = vectors()
    there = {file.name: file.read_text(encoding="utf-8") for file in VECTORS.glob("*.txt")}
    if sys.argv[1:] == ["--check"]:
        sys.exit("vectors: not as this script makes them" if made != there else 0)
    VECTORS.mkdir(exist_ok=True)
    for name, content in made.items():
        (VECTORS / name).write_text(content, encoding="utf-8")
    for name in there.keys() - made.keys():
        (VECTORS / name).unlink()


if __name__ == "__main__":
    main()
