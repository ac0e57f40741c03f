# SPDX-License-Identifier: Apache-2.0
"""Writes every file in Vectors/, from form.json and each vector's name alone, and tests them.

    python3 make_vectors.py           write the files, remove those no longer made, test all
    python3 make_vectors.py --check   write nothing: exit 1 if a file would change, test all

A failure is sealed like any other testimony, so that nothing but what its comment says is wrong:
a reader that forgets that one check opens it. The voices are invented.
"""

import copy
import hashlib
import json
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / "Journey"))
import sealing  # noqa: E402  (found through the line above)

VECTORS = HERE / "Vectors"
FORM = json.loads((VECTORS / "form.json").read_text(encoding="utf-8"))
FIELDS = [name for name, _ in sealing.fields(FORM)]
CLASSES = dict(sealing.fields(FORM))
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B


def scalar(name):
    number = int.from_bytes(hashlib.sha256(name.encode()).digest(), "big")
    return (1 + number % (ORDER - 1)).to_bytes(32, "big")


def record_id(name):
    return hashlib.sha256(b"record " + name.encode()).digest()[:16]


def campaign_file(form, identity):
    """A campaign file as its maker would publish it, with the vectors' key."""
    version, public = sealing.form_version(form), sealing.public_bytes(sealing.private_from(KEY))
    return {"ovoz": "campaign", "version": 1, "id": identity.hex(), "name": "Vectors", "suite": 1,
            "publicKey": public.hex(), "answerKey": bytes(32).hex(), "opens": "2030-01-01", "closes": "2030-12-31",
            "epochDays": 7, "formVersion": version.hex(), "form": form,
            "fingerprint": sealing.fingerprint(identity, public, bytes(32), version).hex()}


KEY = scalar("campaign")
CAMPAIGN = sealing.Campaign.load(campaign_file(FORM, record_id("campaign")))

ORDINARY = {
    "language": "en",
    "answers": {
        "voice": {"choices": [], "text": "An invented voice: nobody asked what I needed."},
        "mood": {"choices": ["bad"], "text": "too many people"},
        "help": {"choices": ["shelter.yes", "health.missed"], "text": ""}},
    "permissions": {"voice": 2, "mood": 1, "help": 1},
    "helped": False, "keep": False,
    "facts": {"gender": ["woman"]}}

SKIPPED = {
    "language": "en",
    "answers": {name: {"choices": [], "text": ""} for name in ("voice", "mood", "help")},
    "permissions": {"voice": 0, "mood": 0, "help": 0},
    "helped": False, "keep": False,
    "facts": {"gender": []}}


@dataclass
class Draft:
    """A good testimony that a vector may spoil before it is sealed."""

    name: str
    bound: bytearray
    names: list
    padded: list
    enc: bytes = b""
    dh: bytes = b""
    public_key: bytes = CAMPAIGN.public_key

    @staticmethod
    def of(name):
        contents = sealing.encode_answers(FORM, ORDINARY)
        bound = sealing.bound_header(CAMPAIGN, record_id(name), 1)
        padded = [sealing.pad(text, CLASSES[field]) for text, field in zip(contents, FIELDS)]
        return Draft(name, bytearray(bound), list(FIELDS), padded)

    def put(self, field, content):
        self.padded[FIELDS.index(field)] = sealing.pad(content, CLASSES[field])

    def spoil(self, field, at, byte):
        padded = bytearray(self.padded[FIELDS.index(field)])
        padded[at] = byte
        self.padded[FIELDS.index(field)] = bytes(padded)

    def seal(self):
        ephemeral = sealing.private_from(scalar(self.name))
        enc = self.enc or sealing.public_bytes(ephemeral)
        dh = self.dh or ephemeral.exchange(
            ec.ECDH(), sealing.point_from(self.public_key, "bad_campaign"))
        secret = sealing.shared_secret(dh, enc, self.public_key)
        return sealing.seal_padded(secret, bytes(self.bound), enc, self.names, self.padded)


# How a vector is told: one decorated function each, or one line where only bytes differ.

FILES = {}


def one_line(answers):
    """JSON that no editor can change unseen: signs that do not show are escaped."""
    text = json.dumps(answers, ensure_ascii=False)
    return "".join(c if c.isprintable() and not unicodedata.combining(c)
                   else json.dumps(c)[1:-1] for c in text)


def tell(name, **lines):
    if name in FILES:
        raise ValueError(f"two vectors are named {name}")
    FILES[name] = "".join(f"{key}: {value}\n" for key, value in lines.items())


def keys():
    return {"private": KEY.hex(), "public": CAMPAIGN.public_key.hex(),
            "campaign": CAMPAIGN.id.hex()}


def opened(comment, sealed_by=1, start=SKIPPED):
    """A testimony that opens; the function changes the answers of one."""
    def add(change):
        name = f"opened_{change.__name__}"
        answers = copy.deepcopy(start)
        change(answers)
        sealed = sealing.seal(CAMPAIGN, answers, record_id=record_id(name),
                              ephemeral=scalar(name), sealed_by=sealed_by)
        tell(name, expect="opened", comment=comment, **keys(), ephemeral=scalar(name).hex(),
             record=record_id(name).hex(), answers=one_line(answers), sealed=sealed.hex())
    return add


def refused(expect, comment):
    """A testimony that is refused; the function spoils a draft, or returns spoiled bytes."""
    def add(change):
        name = f"{expect}_{change.__name__}"
        draft = Draft.of(name)
        sealed = change(draft) or draft.seal()
        tell(name, expect=expect, comment=comment, **keys(),
             record=record_id(name).hex(), sealed=sealed.hex())
    return add


def named(name, change):
    change.__name__ = name
    return change


def header(expect, name, at, byte, comment):
    refused(expect, comment)(named(name, lambda draft: draft.bound.__setitem__(at, byte)))


def header_flip(expect, name, at, comment):
    """The bits of one bound byte turned, sealed so."""
    def change(draft):
        draft.bound[at] ^= 0xFF
    refused(expect, comment)(named(name, change))


def flip(name, at, comment):
    """One bit turned after sealing."""
    def change(draft):
        sealed = bytearray(draft.seal())
        sealed[at] ^= 1
        return bytes(sealed)
    refused("cannot_open", comment)(named(name, change))


def padding(name, field, at, byte, comment):
    refused("bad_padding", comment)(named(name, lambda draft: draft.spoil(field, at, byte)))


def content(name, field, plaintext, comment):
    refused("bad_content", comment)(named(name, lambda draft: draft.put(field, plaintext)))


def encode(comment, start=ORDINARY):
    """Answers that a sealer refuses."""
    def add(change):
        answers = copy.deepcopy(start)
        change(answers)
        tell(f"encode_{change.__name__}", expect="refused_to_seal", comment=comment,
             answers=one_line(answers))
    return add


def start_of(field):
    """Where a sealed field starts."""
    before = FIELDS[:FIELDS.index(field)]
    return sealing.HEADER + sum(CLASSES[name] + sealing.TAG for name in before)


def end_of(field):
    return start_of(field) + CLASSES[field] + sealing.TAG


# Testimonies that open.


@opened("Every question was skipped and every permission is the narrowest.")
def empty(answers):
    pass


@opened("Every field is as full as the form allows.")
def full(answers):
    answers["answers"] = {
        "voice": {"choices": [], "text": ("An invented voice. " * 11)[:200]},
        "mood": {"choices": ["bad"], "text": "twenty bytes of text"},
        "help": {"choices": ["shelter.missed", "health.missed"], "text": ""}}
    answers.update(language="ru", helped=True, keep=True, facts={"gender": ["other"]},
                   permissions={"voice": 3, "mood": 3, "help": 3})


@opened("Every field holds something ordinary.", start=ORDINARY)
def ordinary(answers):
    pass


@opened("The text is at its limit of 200 bytes, in letters of two bytes.")
def text_two_byte_letters(answers):
    answers["answers"]["voice"]["text"] = "овоз" * 25


@opened("The text is at its limit of 200 bytes, in letters of three bytes and one of two.")
def text_three_byte_letters(answers):
    answers["answers"]["voice"]["text"] = "声" * 66 + "я"


@opened("The text is at its limit of 200 bytes, in signs of four bytes.")
def text_four_byte_letters(answers):
    answers["answers"]["voice"]["text"] = "🌱" * 50


@opened("The text beside a choice is at its limit of 20 bytes.")
def text_beside_choice(answers):
    answers["answers"]["mood"] = {"choices": ["good"], "text": "тихо, тихо!"}


@opened("A text stands where no choice was made.")
def text_without_choice(answers):
    answers["answers"]["mood"]["text"] = "neither"


@opened("A line feed is the one control character that is kept.")
def text_line_feed(answers):
    answers["answers"]["voice"]["text"] = "\nfirst line\n\nsecond line\n"


@opened("A byte order mark is text like any other, also at the start.")
def text_byte_order_mark(answers):
    answers["answers"]["voice"]["text"] = "\ufeffvoice"


@opened("U+0080 and U+0085 are not among the forbidden control characters.")
def text_high_controls(answers):
    answers["answers"]["voice"]["text"] = "a\u0080b\u0085c"


@opened("Letters stay composed or decomposed, as they were written.")
def text_decomposed(answers):
    answers["answers"]["voice"]["text"] = "и\u0306 й"


@opened("The highest code point, U+10FFFF, is allowed.")
def text_highest_code_point(answers):
    answers["answers"]["voice"]["text"] = "\U0010ffff"


@opened("Quotes, backslashes and markup are text.")
def text_markup(answers):
    answers["answers"]["voice"]["text"] = "\"<b>\\u0000</b>\" & 'so'"


@opened("The browser sealed.", sealed_by=1)
def sealed_by_browser(answers):
    pass


@opened("The server sealed, since JavaScript was off.", sealed_by=2)
def sealed_by_server(answers):
    pass


@opened("Every permission is 1: it may be counted.")
def permission_counted(answers):
    answers["permissions"] = {"voice": 1, "mood": 1, "help": 1}


@opened("Every permission is 2: it may be retold.")
def permission_retold(answers):
    answers["permissions"] = {"voice": 2, "mood": 2, "help": 2}


@opened("Every permission is 3: it may be quoted.")
def permission_quoted(answers):
    answers["permissions"] = {"voice": 3, "mood": 3, "help": 3}


@opened("Each question has a permission of its own, in the form's order.")
def permission_each_its_own(answers):
    answers["permissions"] = {"voice": 3, "mood": 0, "help": 1}


@opened("A receipt was taken: the consent, of version 2, ends in the reply key.", start=ORDINARY)
def reply_key(answers):
    answers["replyKey"] = hashlib.sha256(b"reply key").hexdigest()


@opened("The reply key is all zeros: it is a key like any other.")
def reply_key_zeros(answers):
    answers["replyKey"] = bytes(32).hex()


@opened("The reply key is all ones, beside both flags and the second language.")
def reply_key_ones(answers):
    answers.update(replyKey="ff" * 32, helped=True, keep=True, language="ru")


@opened("The first choice is position 0.")
def choice_first(answers):
    answers["answers"]["mood"]["choices"] = ["good"]


@opened("The last choice is position 1.")
def choice_last(answers):
    answers["answers"]["mood"]["choices"] = ["bad"]


@opened("Only the matrix's first row is answered, in its first column: place 0.")
def matrix_first_place(answers):
    answers["answers"]["help"]["choices"] = ["shelter.yes"]


@opened("Only the matrix's last row is answered, in its last column: place 5.")
def matrix_last_place(answers):
    answers["answers"]["help"]["choices"] = ["health.missed"]


@opened("The rows of the matrix have the last and the first column: neighbouring places 2 and 3.")
def matrix_neighbours(answers):
    answers["answers"]["help"]["choices"] = ["shelter.missed", "health.yes"]


@opened("The fact is its first choice.")
def fact_first(answers):
    answers["facts"]["gender"] = ["woman"]


@opened("The fact is its last choice.")
def fact_last(answers):
    answers["facts"]["gender"] = ["other"]


@opened("Someone helped to write.")
def helped(answers):
    answers["helped"] = True


@opened("It may be kept after the campaign's key is destroyed.")
def keep(answers):
    answers["keep"] = True


@opened("Consent was read in the second language.")
def second_language(answers):
    answers["language"] = "ru"


# The header and the length (section 6, step 1).


@refused("too_short", "Only the first four bytes are there.")
def magic_only(draft):
    return draft.seal()[:4]


@refused("too_short", "The header lacks its last byte.")
def header_less_one(draft):
    return draft.seal()[:sealing.HEADER - 1]


header_flip("bad_magic", "first_byte", 0, "The first byte of the magic is wrong.")
header_flip("bad_magic", "last_byte", 3, "The last byte of the magic is wrong.")
header("bad_magic", "lower_case", 3, ord("z"), "The magic ends in a small letter.")
header("unknown_version", "zero", 4, 0, "The format version is 0.")
header("unknown_version", "two", 4, 2, "The format version is 2.")
header("unknown_suite", "zero", 6, 0, "The suite is 0.")
header("unknown_suite", "two", 6, 2, "The suite is 2.")
header("unknown_suite", "high_byte", 5, 1, "The suite is 0x0101: its high byte counts too.")
header_flip("other_campaign", "first_byte", 7, "The campaign id differs in its first byte.")
header_flip("other_campaign", "last_byte", 22, "The campaign id differs in its last byte.")
header_flip("other_form", "first_byte", 39, "The form version differs in its first byte.")
header_flip("other_form", "last_byte", 70, "The form version differs in its last byte.")
header("bad_sealer", "zero", 71, 0, "Sealed by is 0.")
header("bad_sealer", "three", 71, 3, "Sealed by is 3.")
header("bad_field_count", "zero", 72, 0, "The header counts no field, and all are there.")
header("bad_field_count", "one_less", 72, 4, "The header counts one field less than there are.")
header("bad_field_count", "one_more", 72, 6, "The header counts one field more than there are.")


@refused("other_campaign", "It was sealed for another campaign that has the same key and form.")
def same_key(draft):
    draft.bound[7:23] = record_id("another campaign")


@refused("other_form", "It was sealed for a form whose choices stand in another order.")
def choices_reordered(draft):
    form = copy.deepcopy(FORM)
    form["questions"][1]["choices"].reverse()
    draft.bound[39:71] = sealing.form_version(form)


@refused("bad_field_count", "A field is missing, and the header says so.")
def field_missing(draft):
    draft.bound[72] = 4
    del draft.padded[2], draft.names[2]


@refused("bad_field_count", "A field was added, and the header says so.")
def field_added(draft):
    draft.bound[72] = 6
    draft.padded.append(bytes(64))
    draft.names.append("more")


@refused("bad_length", "The last byte is missing.")
def one_less(draft):
    return draft.seal()[:-1]


@refused("bad_length", "One byte was added.")
def one_more(draft):
    return draft.seal() + b"\0"


@refused("bad_length", "There is a header and nothing else.")
def header_only(draft):
    return draft.seal()[:sealing.HEADER]


@refused("bad_length", "The last field is missing, and the header counts it.")
def last_field_missing(draft):
    return draft.seal()[:start_of("facts")]


@refused("bad_length", "A field in the middle is missing, and the header counts it.")
def middle_field_missing(draft):
    sealed = draft.seal()
    return sealed[:start_of("mood")] + sealed[end_of("mood"):]


@refused("bad_length", "The last field is there twice.")
def last_field_twice(draft):
    sealed = draft.seal()
    return sealed + sealed[start_of("facts"):]


@refused("bad_length", "A field is padded to the next class.")
def field_of_next_class(draft):
    draft.padded[1] = draft.padded[1].ljust(256, b"\0")


@refused("bad_length", "A field is not padded.")
def field_not_padded(draft):
    draft.padded[1] = draft.padded[1].rstrip(b"\0")


@refused("bad_length", "The last field's tag is missing.")
def last_tag_missing(draft):
    return draft.seal()[:-sealing.TAG]


# The encapsulated key (section 6, step 2). Each is sealed as a reader without the check would
# open it, with what plain curve arithmetic gives for the shared point.


def add(a, b):
    """Adds points of y² = x³ - 3x + any constant, as a reader does that checks nothing."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    if a == b:
        slope = 3 * (a[0] * a[0] - 1) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def unchecked_dh(x, y):
    point, total = (x % P, y % P), None
    for bit in reversed(range(256)):
        total = add(total, total)
        if int.from_bytes(KEY, "big") >> bit & 1:
            total = add(total, point)
    return (total[0] if total else 0).to_bytes(32, "big")


def encode_point(prefix, x, y):
    return bytes([prefix]) + x.to_bytes(32, "big") + y.to_bytes(32, "big")


def own_point(draft):
    public = sealing.private_from(scalar(draft.name)).public_key().public_numbers()
    return public.x, public.y


def take_point(draft, prefix, x, y):
    draft.enc, draft.dh = encode_point(prefix, x, y), unchecked_dh(x, y)


@refused("cannot_open", "enc is the point at infinity: 00, and zeros up to its length.")
def enc_infinity(draft):
    draft.enc, draft.dh = bytes(65), bytes(32)


@refused("cannot_open", "enc has the right prefix and both coordinates zero.")
def enc_zero_coordinates(draft):
    take_point(draft, 4, 0, 0)


@refused("cannot_open", "enc is not on the curve: its y is one too high.")
def enc_off_curve(draft):
    x, y = own_point(draft)
    take_point(draft, 4, x, y + 1)


@refused("cannot_open", "enc is compressed, with zeros up to its length.")
def enc_compressed(draft):
    x, y = own_point(draft)
    draft.enc, draft.dh = encode_point(2 + y % 2, x, 0), unchecked_dh(x, y)


@refused("cannot_open", "enc has a hybrid prefix, 06 or 07, that agrees with its y.")
def enc_hybrid(draft):
    x, y = own_point(draft)
    take_point(draft, 6 + y % 2, x, y)


@refused("cannot_open", "enc has a hybrid prefix, 06 or 07, that does not agree with its y.")
def enc_hybrid_other_parity(draft):
    x, y = own_point(draft)
    take_point(draft, 7 - y % 2, x, y)


@refused("cannot_open", "enc is an uncompressed point with the prefix 05.")
def enc_wrong_prefix(draft):
    take_point(draft, 5, *own_point(draft))


@refused("cannot_open", "enc is an uncompressed point with the prefix 00.")
def enc_zero_prefix(draft):
    take_point(draft, 0, *own_point(draft))


@refused("cannot_open", "enc is an uncompressed point with the compressed prefix 02 or 03.")
def enc_compressed_prefix(draft):
    x, y = own_point(draft)
    take_point(draft, 2 + y % 2, x, y)


@refused("cannot_open", "The x of enc is the field's prime, which stands for 0.")
def enc_x_not_reduced(draft):
    # The prime is 3 modulo 4, so that this power is a root of B.
    take_point(draft, 4, P, pow(B, (P + 1) // 4, P))


@refused("cannot_open", "The y of enc is the field's prime and 5, which stands for 5.")
def enc_y_not_reduced(draft):
    x = 0xD7325D7646CD60D80A92738CEB345F844CFFAF35841022CAB176F692DE8DE1D7
    take_point(draft, 4, x, P + 5)


@refused("cannot_open", "enc is mirrored: its x, and so the Diffie-Hellman secret, is the same.")
def enc_mirrored(draft):
    x, y = own_point(draft)
    sealed = draft.seal()
    return sealed[:73] + encode_point(4, x, P - y) + sealed[sealing.HEADER:]


@refused("cannot_open", "enc is that of another testimony.")
def enc_of_another(draft):
    another = Draft.of("another").seal()
    sealed = draft.seal()
    return sealed[:73] + another[73:sealing.HEADER] + sealed[sealing.HEADER:]


# Tags (section 6, step 3).

flip("tag_first_field", end_of("voice") - 1, "The first field's tag is wrong in its last bit.")
flip("tag_middle_field", end_of("mood") - sealing.TAG, "A middle field's tag is wrong.")
flip("tag_consent", end_of("consent") - 1, "The tag of consent is wrong.")
flip("tag_facts", end_of("facts") - 1, "The last bit of the last field's tag is wrong.")
flip("ciphertext_first_byte", start_of("voice"), "The first sealed byte is wrong.")
flip("ciphertext_padding", end_of("voice") - sealing.TAG - 1, "A sealed padding byte is wrong.")
flip("record_first_byte", 23, "The record id was changed after sealing, in its first byte.")
flip("record_last_byte", 38, "The record id was changed after sealing, in its last byte.")


@refused("cannot_open", "Sealed by was changed from the browser to the server after sealing.")
def sealed_by_changed(draft):
    sealed = bytearray(draft.seal())
    sealed[71] = 2
    return bytes(sealed)


def exchange(sealed, a, b):
    """Swaps two fields of one class."""
    first, second = sealed[start_of(a):end_of(a)], sealed[start_of(b):end_of(b)]
    sealed = sealed[:start_of(a)] + second + sealed[end_of(a):]
    return sealed[:start_of(b)] + first + sealed[end_of(b):]


@refused("cannot_open", "Two questions' fields of one class are swapped.")
def questions_swapped(draft):
    return exchange(draft.seal(), "mood", "help")


@refused("cannot_open", "A question's field and consent are swapped.")
def consent_swapped(draft):
    return exchange(draft.seal(), "voice", "consent")


@refused("cannot_open", "A question's field and facts are swapped.")
def facts_swapped(draft):
    return exchange(draft.seal(), "help", "facts")


@refused("cannot_open", "A field stands in another's place too.")
def field_repeated(draft):
    sealed = draft.seal()
    copied = sealed[start_of("mood"):end_of("mood")]
    return sealed[:start_of("help")] + copied + sealed[end_of("help"):]


@refused("cannot_open", "The consent is another record's.")
def consent_of_another(draft):
    another, sealed = Draft.of("another").seal(), draft.seal()
    start, end = start_of("consent"), end_of("consent")
    return sealed[:start] + another[start:end] + sealed[end:]


@refused("cannot_open", "A question's field is another record's.")
def field_of_another(draft):
    another, sealed = Draft.of("another").seal(), draft.seal()
    return sealed[:start_of("voice")] + another[start_of("voice"):end_of("voice")] \
        + sealed[end_of("voice"):]


@refused("cannot_open", "Two fields have each other's class, so that the whole length is right.")
def classes_exchanged(draft):
    draft.put("voice", b"\0short")
    draft.padded[0] = draft.padded[0][:64]
    draft.padded[1] = draft.padded[1].ljust(256, b"\0")


@refused("cannot_open", "It was sealed to another public key, under this campaign's id.")
def other_key(draft):
    draft.public_key = sealing.public_bytes(sealing.private_from(scalar("another key")))


@refused("cannot_open", "Two fields were sealed under each other's name.")
def names_exchanged(draft):
    draft.names[1], draft.names[2] = draft.names[2], draft.names[1]


# Padding (section 3.1).


@refused("bad_padding", "The first byte of the padding is not zero.")
def first_byte(draft):
    padded = draft.padded[0]
    draft.spoil("voice", 2 + int.from_bytes(padded[:2], "big"), 1)


padding("last_byte", "voice", 255, 1, "The last byte of the padding is not zero.")
padding("consent_last_byte", "consent", 255, 0x80, "The padding of consent is not zero.")
padding("facts_last_byte", "facts", 63, 1, "The padding of facts is not zero.")
padding("length_one_too_large", "voice", 1, 255, "The length is the class less 1.")
padding("length_of_class", "mood", 1, 64, "The length is the class, without the length's 2 bytes.")
padding("length_high_byte", "mood", 0, 1, "The length is past the class in its high byte.")


@refused("bad_padding", "The length is the highest there is.")
def length_highest(draft):
    draft.spoil("voice", 0, 255)
    draft.spoil("voice", 1, 255)


@refused("bad_padding", "The length ends before the text's last letter.")
def length_one_too_small(draft):
    draft.spoil("mood", 1, draft.padded[1][1] - 1)


# Contents: questions (section 3.2).

content("no_count", "voice", b"", "The field is empty: even the count is missing.")
content("choice_in_text_question", "voice", b"\1\0", "A question without choices has one.")
content("count_past_the_end", "mood", b"\2\0", "The count goes past the end of the content.")
content("count_highest", "voice", b"\xffvoice", "The count is 255 and five bytes follow.")
content("single_out_of_range", "mood", b"\1\2", "The choice is one past the last.")
content("single_two", "mood", b"\2\0\1", "A single question has two choices.")
content("matrix_out_of_range", "help", b"\1\6", "The place is one past the matrix's last.")
content("matrix_highest", "help", b"\1\xff", "The place is 255.")
content("matrix_descending", "help", b"\2\3\0", "The places go down.")
content("matrix_repeated", "help", b"\2\1\1", "A place stands there twice.")
content("matrix_two_in_row", "help", b"\2\0\1", "One row has two places.")
content("matrix_too_many", "help", b"\6\0\1\2\3\4\5", "All places are chosen.")
content("text_where_none", "help", b"\1\0a", "A text stands in a question whose limit is 0.")
content("text_too_long", "voice", b"\0" + b"a" * 201, "The text is one byte over its limit.")
content("text_beside_choice_too_long", "mood", b"\1\0" + b"a" * 21,
        "The text beside a choice is one byte over its limit.")
content("text_too_long_in_bytes", "voice", b"\0" + "ш".encode() * 101,
        "The text has 101 letters and 202 bytes: the limit counts bytes.")

# Contents: the text's letters.

content("utf8_overlong", "voice", b"\0\xc0\xaf", "A slash is written in two bytes.")
content("utf8_overlong_null", "voice", b"\0\xc0\x80", "U+0000 is written in two bytes.")
content("utf8_overlong_three", "voice", b"\0\xe0\x80\xaf", "A slash is written in three bytes.")
content("utf8_overlong_four", "voice", b"\0\xf0\x80\x80\xaf", "A slash is written in four bytes.")
content("utf8_surrogate", "voice", b"\0\xed\xa0\x80", "A high surrogate stands alone.")
content("utf8_surrogate_pair", "voice", b"\0\xed\xa0\xbc\xed\xbc\xb1",
        "A sign is written as two surrogates of three bytes each.")
content("utf8_truncated", "voice", b"\0a\xe2\x82", "The last letter lacks its third byte.")
content("utf8_truncated_inside", "voice", b"\0\xe2\x82a", "A letter lacks its third byte.")
content("utf8_continuation", "voice", b"\0\x80", "A continuation byte stands alone.")
content("utf8_past_unicode", "voice", b"\0\xf4\x90\x80\x80", "U+110000 is past the last.")
content("utf8_byte_ff", "voice", b"\0\xff", "The byte FF is in no UTF-8.")
content("control_null", "voice", b"\0a\0b", "The text holds U+0000.")
content("control_null_last", "voice", b"\0a\0", "The text ends in U+0000.")
content("control_tab", "voice", b"\0a\tb", "The text holds U+0009.")
content("control_return", "voice", b"\0a\r\nb", "The text holds U+000D.")
content("control_escape", "voice", b"\0\x1b[2J", "The text holds U+001B.")
content("control_unit_separator", "voice", b"\0a\x1fb", "The text holds U+001F.")
content("control_delete", "voice", b"\0a\x7fb", "The text holds U+007F.")

# Contents: consent and facts (sections 3.3 and 3.4).

content("consent_empty", "consent", b"", "The consent is empty.")
content("consent_version_zero", "consent", b"\0\0\0\3\0\0\0", "The consent's version is 0.")
content("consent_version_two", "consent", b"\2\0\0\3\0\0\0", "The consent's version is 2.")
content("consent_language", "consent", b"\1\2\0\3\0\0\0", "The language is one past the last.")
content("consent_flag_third", "consent", b"\1\0\4\3\0\0\0", "The third flag bit is set.")
content("consent_flag_highest", "consent", b"\1\0\x80\3\0\0\0", "The highest flag bit is set.")
content("consent_permission_four", "consent", b"\1\0\0\3\0\0\4", "A permission is 4.")
content("consent_one_less", "consent", b"\1\0\0\2\0\0", "A question has no permission.")
content("consent_one_more", "consent", b"\1\0\0\4\0\0\0\0", "A permission has no question.")
content("consent_count_only", "consent", b"\1\0\0\2\0\0\0", "The count alone is one too low.")
content("consent_count_past_the_end", "consent", b"\1\0\0\3\0\0", "The last permission is missing.")
content("consent_trailing", "consent", b"\1\0\0\3\0\0\0\0", "A byte follows the permissions.")
REPLY_KEY = b"\xa5" * 32
content("consent_version_three", "consent", b"\3\0\0\3\0\0\0" + REPLY_KEY,
        "The consent's version is 3, with a reply key.")
content("consent_version_three_bare", "consent", b"\3\0\0\3\0\0\0",
        "The consent's version is 3, without a reply key.")
content("consent_version_highest", "consent", b"\xff\0\0\3\0\0\0" + REPLY_KEY,
        "The consent's version is 255, with a reply key.")
content("consent_key_in_version_one", "consent", b"\1\0\0\3\0\0\0" + REPLY_KEY,
        "A reply key stands in a consent of version 1.")
content("consent_key_short", "consent", b"\2\0\0\3\0\0\0" + REPLY_KEY[1:],
        "The reply key is one byte short.")
content("consent_key_long", "consent", b"\2\0\0\3\0\0\0" + REPLY_KEY + b"\xa5",
        "A byte follows the reply key.")
content("consent_key_twice", "consent", b"\2\0\0\3\0\0\0" + REPLY_KEY * 2,
        "Two reply keys stand there.")
content("consent_key_one_less", "consent", b"\2\0\0\2\0\0" + REPLY_KEY,
        "Before the reply key a question has no permission.")
content("consent_key_count_only", "consent", b"\2\0\0\4\0\0\0" + REPLY_KEY,
        "Before the reply key the count alone is one too high.")
content("consent_key_permission_four", "consent", b"\2\0\0\3\0\0\4" + REPLY_KEY,
        "Before the reply key a permission is 4.")
content("consent_key_flag_third", "consent", b"\2\0\4\3\0\0\0" + REPLY_KEY,
        "Before the reply key the third flag bit is set.")
content("consent_key_language", "consent", b"\2\2\0\3\0\0\0" + REPLY_KEY,
        "Before the reply key the language is one past the last.")
content("fact_missing", "facts", b"", "The fact is missing.")
content("fact_trailing", "facts", b"\0\0", "A byte follows the last fact.")
content("fact_two", "facts", b"\2\0\1", "A single fact has two choices.")
content("fact_out_of_range", "facts", b"\1\3", "The fact's choice is one past the last.")
content("fact_count_past_the_end", "facts", b"\1", "The fact's choice is missing.")


# Answers that a sealer refuses.


@encode("The text is one byte over its limit.")
def text_too_long(answers):
    answers["answers"]["voice"]["text"] = "a" * 201


@encode("The text is within its limit in letters and over it in bytes.")
def text_too_long_in_bytes(answers):
    answers["answers"]["voice"]["text"] = "ш" * 101


@encode("A text stands in a question that takes none.")
def text_where_none(answers):
    answers["answers"]["help"]["text"] = "a"


@encode("A choice is not in the form.")
def unknown_choice(answers):
    answers["answers"]["mood"]["choices"] = ["fair"]


@encode("A question without choices has one.")
def choice_in_text_question(answers):
    answers["answers"]["voice"]["choices"] = ["good"]


@encode("A row is not in the form.")
def unknown_row(answers):
    answers["answers"]["help"]["choices"] = ["work.yes"]


@encode("A question is not in the form.")
def unknown_question(answers):
    answers["answers"]["age"] = {"choices": [], "text": "a"}


@encode("A single question has two choices.")
def two_for_single(answers):
    answers["answers"]["mood"]["choices"] = ["good", "bad"]


@encode("A choice stands there twice.")
def choice_twice(answers):
    answers["answers"]["mood"]["choices"] = ["good", "good"]


@encode("One row of the matrix has two choices.")
def two_in_matrix_row(answers):
    answers["answers"]["help"]["choices"] = ["shelter.yes", "shelter.no"]


@encode("A permission is 9.")
def permission_nine(answers):
    answers["permissions"]["voice"] = 9


@encode("A permission is for a question that is not in the form.")
def permission_unknown_question(answers):
    answers["permissions"]["age"] = 1


@encode("The language is not the form's.")
def unknown_language(answers):
    answers["language"] = "de"


@encode("A fact is not in the form.")
def unknown_fact(answers):
    answers["facts"]["village"] = ["woman"]


@encode("A single fact has two choices.")
def two_for_fact(answers):
    answers["facts"]["gender"] = ["woman", "man"]


@encode("The reply key is one byte short.")
def reply_key_short(answers):
    answers["replyKey"] = "a5" * 31


@encode("The reply key is one byte long.")
def reply_key_long(answers):
    answers["replyKey"] = "a5" * 33


@encode("The reply key is there, and empty.")
def reply_key_empty(answers):
    answers["replyKey"] = ""


# Writing and testing.


def outcome(lines):
    """What our own reader, or sealer, says to a vector."""
    try:
        if "sealed" not in lines:
            sealing.encode_answers(FORM, json.loads(lines["answers"]))
            return "sealed"
        sealed = bytes.fromhex(lines["sealed"])
        answers = sealing.open_sealed(CAMPAIGN, bytes.fromhex(lines["private"]), sealed)
        expected = json.loads(lines.get("answers", "null"))
        return "opened" if answers == expected else "opened with other answers"
    except sealing.Refused as refusal:
        return refusal.name


def sealed_again(lines):
    """Whether sealing an opened vector's answers gives its bytes."""
    sealed = bytes.fromhex(lines["sealed"])
    return sealed == sealing.seal(
        CAMPAIGN, json.loads(lines["answers"]), record_id=bytes.fromhex(lines["record"]),
        ephemeral=bytes.fromhex(lines["ephemeral"]), sealed_by=sealed[71])


def mistakes():
    """The vectors on disk that are not what their `expect:` says."""
    for path in sorted(VECTORS.glob("*.txt")):
        lines = dict(line.split(": ", 1) for line in path.read_text("utf-8").splitlines())
        said = outcome(lines)
        if said != lines["expect"]:
            yield f"{path.name}: expected {lines['expect']}, got {said}"
        elif said == "opened" and not sealed_again(lines):
            yield f"{path.name}: sealing again gives other bytes"


def write():
    for path in VECTORS.glob("*.txt"):
        if path.stem not in FILES:
            path.unlink()
    for name, text in FILES.items():
        (VECTORS / f"{name}.txt").write_text(text, encoding="utf-8")


def changed():
    on_disk = {path.stem: path.read_text("utf-8") for path in VECTORS.glob("*.txt")}
    return sorted(name for name in FILES.keys() | on_disk.keys()
                  if FILES.get(name) != on_disk.get(name))


def main():
    if sys.argv[1:] == ["--check"]:
        wrong = [f"{name}.txt: would change" for name in changed()]
    else:
        write()
        wrong = []
    wrong += mistakes()
    print("\n".join(wrong) or f"{len(FILES)} vectors hold")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
