#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes stress-dev.jsonl and stress-heldout.jsonl from dev.txt and heldout.txt, and the five others.

Each line of a text file stands in the result as it is, and again under some of the evasions that fit
what is marked in it. Same input, same output: the seed is fixed. Run: python3 Tests/Stress/make.py
"""
import json
import pathlib
import random
import re

HERE = pathlib.Path(__file__).parent
MARK = re.compile(r"<([A-Z_]+) ([^>]+)>")

# What is written in digits, what in Latin signs, what in words.
NUMBERS = {"PHONE", "PASSPORT", "NATIONAL_ID", "CARD", "IBAN", "IMEI"}
ADDRESSES_ONLINE = {"EMAIL", "LINK", "HANDLE"}
WORDS = {"PERSON", "PLACE", "EMPLOYER", "ADDRESS"}

DIGIT_WORDS = {
    "tg": "сифр як ду се чор панҷ шаш ҳафт ҳашт нӯҳ".split(),
    "ru": "ноль один два три четыре пять шесть семь восемь девять".split(),
    "uz": "nol bir ikki uch toʻrt besh olti yetti sakkiz toʻqqiz".split(),
    "en": "zero one two three four five six seven eight nine".split(),
}
TENS = {
    "tg": "- даҳ бист сӣ чил панҷоҳ шаст ҳафтод ҳаштод навад".split(),
    "ru": "- десять двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split(),
    "uz": "- oʻn yigirma oʻttiz qirq ellik oltmish yetmish sakson toʻqson".split(),
    "en": "- ten twenty thirty forty fifty sixty seventy eighty ninety".split(),
}
JOIN = {"tg": "у ", "ru": " ", "uz": " ", "en": " "}
AT = {"tg": "собака", "ru": "собака", "uz": "kuchukcha", "en": "at"}
DOT = {"tg": "нуқта", "ru": "точка", "uz": "nuqta", "en": "dot"}

TG_LATIN = dict(zip("абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя", (
    "a b v g gh d e yo zh z i i y k q l m n o p r s t u u f kh h ch j sh ' e yu ya").split()))
RU_LATIN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", (
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh sch - y ' e yu ya").split()))
RU_LATIN["ъ"] = ""
# A second habit, for the second half: short letters, no apostrophes.
TG_LATIN_2 = TG_LATIN | {"ғ": "g", "х": "x", "ж": "j", "ҷ": "j", "ъ": "", "ӣ": "i", "й": "i", "қ": "k"}
RU_LATIN_2 = RU_LATIN | {"х": "h", "щ": "sh", "ь": "", "й": "i", "ё": "e", "ц": "c", "ж": "j"}
RUSSIAN_KEYS = dict(zip("ғӣқӯҳҷўҒӢҚӮҲҶЎ", "гикухчуГИКУХЧУ"))
UZ_CYRILLIC = {
    "yoʻ": "йў", "oʻ": "ў", "gʻ": "ғ", "sh": "ш", "ch": "ч", "yo": "ё", "yu": "ю", "ya": "я", "ʼ": "ъ", **dict(zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз"))}
UZ_LATIN = {v: k for k, v in UZ_CYRILLIC.items()} | {"э": "e", "ц": "ts", "ь": ""}
LOOKALIKE = str.maketrans("аеорсухАВЕКМНОРСТХ", "aeopcyxABEKMHOPCTX")
LOOKALIKE_BACK = str.maketrans("aeopcyxABEKMHOPCTX", "аеорсухАВЕКМНОРСТХ")


def luhn(digits):
    """The digits with the check digit that ISO/IEC 7812-1 asks for."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def iban(country, account):
    """The account with the check digits that ISO 13616 asks for."""
    turned = "".join(str(int(sign, 36)) for sign in account + country + "00")
    return f"{country}{98 - int(turned) % 97:02d}{account}"


def digits(dice, count):
    return "".join(dice.choice("0123456789") for _ in range(count))


def number(kind, dice, half):
    """An invented number of a kind, in one of the ways in which people write it."""
    hole = "555" if half == "dev" else "000"
    a, b = digits(dice, 2), digits(dice, 2)
    d = lambda n: digits(dice, n)  # noqa: E731
    own = {
        "tj": lambda: (["+992", "992", "00992", ""], dice.choice(["90", "92", "93", "98", "50"])),
        "uz": lambda: (["+998", "998", ""], dice.choice(["90", "91", "93", "97", "99"])),
        "ru": lambda: (["+7", "8", "7"], dice.choice(["903", "916", "925", "963", "999"])),
        "kz": lambda: (["+7", "8"], dice.choice(["701", "705", "747", "777"])),
        "kg": lambda: (["+996", "0"], dice.choice(["550", "700", "772"])),
        "tr": lambda: (["+90", "0090", "0"], dice.choice(["532", "541", "555"])),
        "ae": lambda: (["+971", "00971", "0"], dice.choice(["50", "52", "55"])),
    }
    return {
        "phone": lambda: phone(own[kind]() if kind in own else None, hole, a, b, dice),
        "passport": lambda: {
            "tj": lambda: dice.choice(["A", "А", "A ", "4", "№ 4"]) + "0000" + d(4),
            "uz": lambda: dice.choice(["AA", "AB", "AC", "FA"]) + dice.choice(["", " "]) + "00" + d(5),
            "ru": lambda: dice.choice(["45 00 ", "4500 ", "45 00 № "]) + "000" + d(3),
        }[kind](),
        "id": lambda: {
            "tj-inn": lambda: "0" + dice.choice("1234") + hole + d(4),
            "uz-inn": lambda: dice.choice("3456") + hole + d(5),
            "ru-inn": lambda: "77" + hole + d(7),
            "pinfl": lambda: dice.choice("34") + "1502" + dice.choice(["88", "91"]) + hole + d(4),
            "snils": lambda: f"{dice.choice('01')}{a}-{hole}-{b}0 {d(2)}",
        }[kind](),
    }


def phone(parts, hole, a, b, dice):
    prefixes, operator = parts
    prefix = dice.choice(prefixes)
    way = dice.randrange(5)
    if way == 0:
        return f"{prefix}{operator}{hole}{a}{b}"
    if way == 1:
        return f"{prefix} {operator} {hole} {a} {b}".strip()
    if way == 2:
        return f"{prefix} ({operator}) {hole}-{a}-{b}".strip()
    if way == 3:
        return f"{prefix}-{operator}-{hole}-{a}-{b}".strip("-")
    return f"{prefix} {operator} {hole}{a}{b}".strip()


def made(cls, kind, dice, half):
    """The value of a slot."""
    hole = "555" if half == "dev" else "000"
    if cls in ("PHONE", "PASSPORT", "NATIONAL_ID"):
        table = {"PHONE": "phone", "PASSPORT": "passport", "NATIONAL_ID": "id"}
        return number(kind, dice, half)[table[cls]]()
    if kind == "card":
        start = dice.choice(["400000", "510000", "220000", "976200"])
        return grouped(luhn(start + hole + digits(dice, 6)), dice)
    if kind == "uzcard":
        return grouped(luhn(dice.choice(["860000", "986000"]) + hole + digits(dice, 6)), dice)
    if kind == "iban":
        country, length = dice.choice([("KZ", 16), ("TR", 22), ("AE", 19), ("DE", 18)])
        value = iban(country, "0000" + digits(dice, length - 4))
        return value if dice.random() < .5 else " ".join(re.findall(".{1,4}", value))
    if kind == "imei":
        value = luhn("3500" + hole + digits(dice, 7))
        return value if dice.random() < .5 else f"{value[:2]}-{value[2:8]}-{value[8:14]}-{value[14]}"
    if kind == "coordinates":
        north, east = dice.uniform(37, 41), dice.uniform(66, 74)
        return dice.choice([
            f"{north:.5f}, {east:.5f}", f"{north:.4f} {east:.4f}", f"{north:.6f},{east:.6f}",
            f"{int(north)}°{dice.randrange(10, 60)}'{dice.randrange(10, 60)}\"N "
            f"{int(east)}°{dice.randrange(10, 60)}'{dice.randrange(10, 60)}\"E"])
    if kind == "email":
        left = {"dev": ["kori.khub", "rabota_abroad", "model-agency77", "ish.bor2020", "anketa55"],
                "heldout": ["visa.zud", "kadry_vostok", "hr-dreamjob", "ofis.dubai01", "yoz_menga"]}
        return dice.choice(left[half]) + "@" + dice.choice(
            ["example.com", "mail.example", "example.org", "post.example.net"])
    if kind == "handle":
        names = {"dev": ["kor_khorija", "modeli_vip55", "ish_turkiya", "rabota.legko", "nargis_agent"],
                 "heldout": ["vip_oson_pul", "dream.job.000", "agent_kamola_x", "uezjaem_vmeste", "xorijda_ish0"]}
        return "@" + dice.choice(names[half])
    if kind == "link":
        paths = {"dev": ["t.me/example_kor55", "https://vk.com/club000555", "instagram.com/example.ish",
                         "wa.me/992000555", "www.example.com/ads/55"],
                 "heldout": ["https://ok.ru/group/000111", "t.me/joinchat/EXAMPLE000", "vk.com/id000222",
                             "http://example.net/girls?id=7", "facebook.com/example.visa"]}
        return dice.choice(paths[half])
    if cls == "PLATE":
        return {
            "tj": lambda: f"{digits(dice, 4)}{dice.choice(['', ' '])}{dice.choice(['AB', 'KM', 'TT'])}"
                          f"{dice.choice(['', ' '])}0{dice.choice('1234')}",
            "ru": lambda: f"{dice.choice('АВЕКМНОРСТУХ')}{digits(dice, 3)}"
                          f"{dice.choice(['ВС', 'ОР', 'КМ'])}{dice.choice(['77', '163', '750'])}",
            "uz": lambda: f"{dice.choice(['01', '30', '85'])} {dice.choice('ABHZ')} {digits(dice, 3)} "
                          f"{dice.choice(['BC', 'KA', 'OT'])}",
        }[kind]()
    raise ValueError((cls, kind))


def grouped(value, dice):
    return dice.choice([value, " ".join(re.findall(".{4}", value)), "-".join(re.findall(".{4}", value))])


# MARK: Evasions. Each takes (words, class or None, language, dice) and gives the words as typed.

def cased(table):
    """Letter by letter, or two letters at once where the table has two."""
    pattern = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)), re.I)

    def turn(words):
        def one(match):
            new = table[match[0].lower()]
            return new[:1].upper() + new[1:] if match[0][0].isupper() else new
        return pattern.sub(one, words.replace("‘", "ʻ"))
    return turn


def on_marked(turn, classes):
    return lambda words, cls, lang, dice: turn(words, lang, dice) if cls in classes else words


def on_all(turn):
    return lambda words, cls, lang, dice: turn(words)


def spaced(words, lang, dice):
    return re.sub(r"(?<=\w)(?=\w)", " ", words)


def dotted(words, lang, dice):
    return ".".join(re.findall(r"\w", words.lstrip("+")))


def in_words(words, lang, dice):
    out, left = [], re.sub(r"[^\w]", "", words)
    while left:
        if left[0].isdigit() and len(left) > 1 and left[1].isdigit() and left[0] != "0" \
                and int(left[:2]) > 19 and dice.random() < .35:
            unit = DIGIT_WORDS[lang][int(left[1])]
            tens = TENS[lang][int(left[0])]
            out.append(tens if left[1] == "0" else tens + JOIN[lang] + unit)
            left = left[2:]
        else:
            out.append(DIGIT_WORDS[lang][int(left[0])] if left[0].isdigit() else left[0])
            left = left[1:]
    return " ".join(out)


def zero_width(words, lang, dice):
    sign = dice.choice(["\u200b", "\u200c", "\u2060", "\u00ad", "\u200e"])
    return re.sub(r"(?<=\w\w)(?=\w)", sign, words)


def lookalike(words, lang, dice):
    turned = words.translate(LOOKALIKE)
    if turned == words:
        turned = words.translate(LOOKALIKE_BACK)
    keep = [a if dice.random() < .35 else b for a, b in zip(words, turned)]
    return "".join(keep)


def letter_digits(words, lang, dice):
    return words.translate(str.maketrans("013", "ОlЗ"))


def full_width(words, lang, dice):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in words)


def arabic_digits(words, lang, dice):
    return words.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def at_dot(words, lang, dice):
    left, right = dice.choice([(" ", " "), (" (", ") "), (" [", "] ")])
    words = re.sub(r"^@", AT[lang] + " ", words)
    return words.replace("@", left + AT[lang] + right).replace(".", left + DOT[lang] + right)


def split_lines(words, lang, dice):
    places = [m.start() for m in re.finditer(r"(?<=\w\w)[ -]?(?=\w\w)", words)]
    if not places:
        return words
    place = dice.choice(places)
    return words[:place] + "\n" + words[place:].lstrip(" ")


def latin(half):
    tg = cased(TG_LATIN if half == "dev" else TG_LATIN_2)
    ru = cased(RU_LATIN if half == "dev" else RU_LATIN_2)
    uz = cased(UZ_LATIN)
    return lambda words, cls, lang, dice: {"tg": tg, "ru": ru, "uz": uz}.get(lang, str)(words)


def evasions(half):
    structured = NUMBERS | {"DATE", "COORDINATES"}
    lower_latin = latin(half)
    return {
        "lower": on_all(str.lower),
        "upper": on_all(str.upper),
        "spaced": on_marked(spaced, NUMBERS | {"HANDLE", "PLATE"}),
        "spaced-name": on_marked(spaced, {"PERSON"}),
        "dotted": on_marked(dotted, NUMBERS),
        "words": on_marked(in_words, NUMBERS),
        "zero-width": on_marked(zero_width, NUMBERS | ADDRESSES_ONLINE | WORDS | {"PLATE"}),
        "homoglyph": on_marked(lookalike, ADDRESSES_ONLINE | WORDS | {"PLATE", "IBAN"}),
        "letter-digits": on_marked(letter_digits, NUMBERS),
        "full-width": on_marked(full_width, structured | {"EMAIL", "PLATE"}),
        "arabic-digits": on_marked(arabic_digits, structured | {"AGE", "ADDRESS"}),
        "at-dot": on_marked(at_dot, ADDRESSES_ONLINE),
        "split": on_marked(split_lines, NUMBERS | {"PERSON", "ADDRESS", "EMPLOYER", "EMAIL"}),
        "latin": lower_latin,
        "latin-lower": lambda w, c, lang, d: lower_latin(w, c, lang, d).lower(),
        "russian-keys": on_all(lambda w: "".join(RUSSIAN_KEYS.get(c, c) for c in w).lower()),
        "no-apostrophes": on_all(lambda w: re.sub("[ʻʼ‘’']", "", w)),
        "cyrillic": lambda w, c, lang, d: w if c in ADDRESSES_ONLINE | NUMBERS | {"PLATE"}
        else re.sub(r"\bе", "э", re.sub(r"\bЕ", "Э", cased(UZ_CYRILLIC)(w))),
    }


def fits(name, parts, lang, before, after):
    """Whether an evasion belongs to a language and changed anything."""
    if before == after:
        return False
    if name == "russian-keys":
        return lang in ("tg", "uz") and any(c in RUSSIAN_KEYS for c in before)
    if name in ("cyrillic", "no-apostrophes"):
        return lang == "uz" and not re.search("[а-я]", before.lower())
    if name in ("latin", "latin-lower"):
        return bool(re.search("[а-яё]", before.lower()))
    return True


def read(path, half, dice):
    """The lines of a text file as (language, evasion, [(words, class or None)])."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        head, text = line.split(" ", 1)
        lang, _, tag = head.partition("+")
        parts, last = [], 0
        for mark in MARK.finditer(text):
            parts.append((text[last:mark.start()], None))
            value = mark[2]
            if value.startswith("*"):
                value = made(mark[1], value[1:], dice, half)
            parts.append((value, mark[1]))
            last = mark.end()
        parts.append((text[last:], None))
        yield lang, tag or "none", parts


def record(lang, evasion, parts):
    text, spans = "", []
    for words, cls in parts:
        if cls:
            spans.append({"start": len(text), "end": len(text) + len(words), "class": cls})
        text += words
    return {"text": text, "lang": lang, "spans": spans, "evasion": evasion}


def stress(half, seed):
    dice = random.Random(seed)
    table, used, out = evasions(half), {}, []
    for lang, tag, parts in read(HERE / f"{half}.txt", half, dice):
        out.append(record(lang, tag, parts))
        before = "".join(words for words, _ in parts)
        choices = []
        for name, turn in table.items():
            turned = [(turn(words, cls, lang, dice), cls) for words, cls in parts]
            after = "".join(words for words, _ in turned)
            if fits(name, parts, lang, before, after):
                classes = {cls for _, cls in parts if cls} or {"nothing"}
                seen = max(used.get((name, cls), 0) for cls in classes)
                choices.append((seen, dice.random(), name, turned, classes))
        # Whatever was used least for these classes comes first, so that each meets each.
        marked = {cls for _, cls in parts if cls}
        extra = 6 if marked & (NUMBERS | ADDRESSES_ONLINE | {"PLATE", "COORDINATES"}) else 2
        for _, _, name, turned, classes in sorted(choices, key=lambda c: c[:2])[:extra]:
            out.append(record(lang, name, turned))
            for cls in classes:
                used[(name, cls)] = used.get((name, cls), 0) + 1
    return out


def check(lines):
    """Each mark lies in its text, begins and ends with a sign, and none overlaps another."""
    for line in lines:
        end = 0
        for span in line["spans"]:
            words = line["text"][span["start"]:span["end"]]
            assert end <= span["start"] and words and words == words.strip(), line
            end = span["end"]


def as_written(name):
    """The sentences of a file as they stand: whoever wrote them chose the evasions."""
    made = []
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        lang, words = line.split(" ", 1)
        text, spans, end = "", [], 0
        for mark in MARK.finditer(words):
            text += words[end:mark.start()]
            span = {"start": len(text), "end": len(text) + len(mark[2]), "class": mark[1]}
            # Neither for nor against whoever masks it: a make of car, a month with its year.
            spans.append(span | ({"identifier": "NO_MASK"} if mark[1] == "MAY" else {}))
            text, end = text + mark[2], mark.end()
        made.append({"text": text + words[end:], "lang": lang, "spans": spans, "evasion": "by hand"})
    return made


def main():
    for name in ("later", "plain", "addresses", "voices", "voices-heldout"):
        lines = as_written(name)
        check(lines)
        with (HERE / f"stress-{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        print(f"stress-{name}.jsonl", len(lines), "texts,", sum(len(x["spans"]) for x in lines), "marks")
    for half, seed in (("dev", 20261127), ("heldout", 72116202)):
        lines = stress(half, seed)
        check(lines)
        path = HERE / f"stress-{half}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for line in lines:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        print(path.name, len(lines), "texts,", sum(len(x["spans"]) for x in lines), "marks")


if __name__ == "__main__":
    main()
