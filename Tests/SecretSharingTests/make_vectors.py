# SPDX-License-Identifier: Apache-2.0
"""Writes Vectors/: shares, lines and sheets, from ShareFormat alone.

The field is done by tables of logarithms here, and by shifts in what is tested. `Tests/Journey/test_sharing_twin.py`
compares what is written with PyPI's shamir-mnemonic, SLIP-39's reference. One case is published: that of draft-mcgrew-tss-03.

    python3 Tests/SecretSharingTests/make_vectors.py
"""

import hashlib
import pathlib

FOLDER = pathlib.Path(__file__).parent / "Vectors"
EXP, LOG = [0] * 255, [0] * 256
value = 1
for power in range(255):
    EXP[power], LOG[value] = value, power
    value ^= value << 1 & 0x1FF
    if value & 0x100:
        value ^= 0x11B


def times(a, b):
    return EXP[(LOG[a] + LOG[b]) % 255] if a and b else 0


def over(a, b):
    return EXP[(LOG[a] - LOG[b]) % 255] if a else 0


def split(secret, coefficients, count):
    """coefficients: those of x, then those of x squared, ..., each as long as the secret."""
    shares = []
    for x in range(1, count + 1):
        share = []
        for place, byte in enumerate(secret):
            power, total = 1, byte
            for row in range(len(coefficients) // len(secret)):
                power = times(power, x)
                total ^= times(coefficients[row * len(secret) + place], power)
            share.append(total)
        shares.append((x, bytes(share)))
    return shares


def join(shares):
    secret = bytearray(len(shares[0][1]))
    for x, share in shares:
        weight = 1
        for other, _ in shares:
            if other != x:
                weight = times(weight, over(other, other ^ x))
        for place, byte in enumerate(share):
            secret[place] ^= times(weight, byte)
    return bytes(secret)


def drawn(name, length):
    """Bytes that are the same in each run."""
    return hashlib.shake_256(name.encode()).digest(length)


def write(name, said, *lines):
    text = f"# {said}\n" + "".join(f"{key}: {value}\n" for key, value in lines)
    (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")


def shown(shares):
    return [("share", f"{x} {share.hex()}") for x, share in shares]


def line(content, number):
    digits = f"{int.from_bytes(content, 'big'):020d}"
    check = 98 - int(f"{number}{digits}00") % 97
    return f"{digits}{check:02d}"


def joins():
    for k, n, length in [(2, 2, 32), (2, 3, 32), (3, 5, 32), (5, 5, 32), (2, 255, 1), (4, 6, 16)]:
        name = f"{k}_of_{n}"
        secret, extra = drawn(f"secret {name}", length), drawn(f"more {name}", (k - 1) * length)
        shares = split(secret, extra, n)
        assert join(shares[-k:]) == secret
        numbers = [("threshold", k), ("count", n), ("secret", secret.hex())]
        if n < 100:
            write(f"split_{name}", f"{k} of {n}, {length} bytes", *numbers,
                  ("coefficients", extra.hex()), *shown(shares))
        write(f"join_{name}_last", "the last ones, backwards", *numbers, *shown(shares[:-k - 1:-1]),
              ("expect", "joined"))
        write(f"join_{name}_too_few", "one too few", *numbers, *shown(shares[:k - 1]),
              ("expect", "too few"))
        lower = [("threshold", k - 1), *numbers[1:]]
        write(f"join_{name}_taken_for_enough", "one too few, taken for enough", *lower,
              *shown(shares[:k - 1]), ("expect", "other secret"))
    secret, extra = drawn("secret", 32), drawn("more", 32)
    (one, first), (two, second), _ = split(secret, extra, 3)
    numbers = [("threshold", 2), ("secret", secret.hex())]
    changed = bytes([first[0] ^ 1]) + first[1:]
    write("join_changed_byte", "one bit of one share is another", *numbers,
          *shown([(one, changed), (two, second)]), ("expect", "other secret"))
    write("join_wrong_number", "a share under another's number", *numbers,
          *shown([(3, first), (two, second)]), ("expect", "other secret"))
    write("join_twice", "one share twice", *numbers, *shown([(one, first)] * 2), ("expect", "same point"))
    write("join_number_zero", "the number 0 would be the secret itself", *numbers,
          *shown([(0, first), (two, second)]), ("expect", "same point"))
    write("join_short", "a byte is missing", *numbers, *shown([(one, first[:-1]), (two, second)]),
          ("expect", "bad length"))
    write("join_empty", "no bytes at all", *numbers, *shown([(one, b""), (two, b"")]),
          ("expect", "bad length"))
    write("split_zeros", "the secret and the coefficients are zeros", ("threshold", 2), ("count", 2),
          ("secret", "00" * 4), ("coefficients", "00" * 4), *shown(split(bytes(4), bytes(4), 2)))


def lines():
    for name, content, number in [
            ("zeros", bytes(8), 1), ("ones", b"\xff" * 8, 5), ("one", bytes(7) + b"\1", 2),
            ("drawn", drawn("line", 8), 3)]:
        write(f"line_{name}", name, ("number", number), ("typed", line(content, number)),
              ("bytes", content.hex()), ("expect", "bytes"))
    content = drawn("line", 8)
    typed = line(content, 3)
    spaced = " ".join(typed[at:at + 5] for at in range(0, 22, 5))
    arabic = "".join(chr(0x660 + int(digit)) for digit in typed)
    for name, text in [("spaces", f"  {spaced} "), ("dashes", spaced.replace(" ", "-")),
                       ("arabic_indic", arabic), ("letter_o_for_zero", typed.replace("0", "O"))]:
        write(f"line_{name}", name, ("number", 3), ("typed", text), ("bytes", content.hex()),
              ("expect", "bytes"))
    for name, text, number, expected in [
            ("nothing", "", 3, "empty"), ("only_spaces", " -  ", 3, "empty"),
            ("one_less", typed[:-1], 3, "wrong length 21"),
            ("one_more", typed + "0", 3, "wrong length 23"),
            ("letter", "x" + typed[1:], 3, "wrong digit"),
            ("of_line_two", line(content, 2), 3, "wrong digit"),
            ("check_off_by_97", typed[:-2] + f"{(int(typed[-2:]) + 97) % 100:02d}", 3, "wrong digit")]:
        write(f"line_bad_{name}", name, ("number", number), ("typed", text), ("expect", expected))
    too_large = f"{1 << 64:020d}"
    check = 98 - int(f"1{too_large}00") % 97
    write("line_bad_over_eight_bytes", "the number needs more than eight bytes", ("number", 1),
          ("typed", f"{too_large}{check:02d}"), ("expect", "wrong digit"))


def papers():
    for name, index, k, n, passphrase in [
            ("first", 1, 2, 3, "invented words"), ("cyrillic", 6, 4, 6, "вымышленные слова")]:
        setting, share = drawn(f"set {name}", 16), drawn(f"value {name}", 32)
        pad = hashlib.scrypt(
            passphrase.encode(), salt=b"ovoz paper share v1" + setting + bytes([index]),
            n=16, r=8, p=1, dklen=32)
        content = bytes([index, k, n]) + setting[:5] + bytes(a ^ b for a, b in zip(pad, share))
        rows = [("line", line(content[8 * at:8 * at + 8], at + 1)) for at in range(5)]
        write(f"paper_{name}", f"share {index} of {n}", ("set", setting.hex()), ("n", 16),
              ("passphrase", passphrase), ("index", index), ("value", share.hex()), *rows)


def published():
    """The test case of the Internet-Draft "Threshold Secret Sharing", section 9: the same field, the same joining."""
    secret = bytes.fromhex("7465737400")
    shares = [(1, bytes.fromhex("b9fa07e185")), (2, bytes.fromhex("f5409b4511"))]
    assert join(shares) == secret
    write("join_published", "draft-mcgrew-tss-03, section 9", ("threshold", 2), ("count", 2), ("secret", secret.hex()),
          *shown(shares), ("expect", "joined"))
    # Of degree 1, so the coefficient is what share 1 adds to the secret.
    coefficients = bytes(a ^ b for a, b in zip(secret, shares[0][1]))
    write("split_published", "the same, and what its coefficients must have been", ("threshold", 2), ("count", 2),
          ("secret", secret.hex()), ("coefficients", coefficients.hex()), *shown(shares))


def make():
    joins()
    published()
    lines()
    papers()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    make()
    print(len(list(FOLDER.glob("*.txt"))), "vectors")
