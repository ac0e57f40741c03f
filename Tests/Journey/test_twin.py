# SPDX-License-Identifier: Apache-2.0
"""Page/seal.js in a real browser and sealing.py, against the vectors and against each other."""

import base64
import json
import os
import random

import pytest

import sealing
from machines import ROOT

VECTORS = ROOT / "Tests" / "SealingTests" / "Vectors"
SCRIPT = ROOT / "Sources" / "Intake" / "IntakeServer" / "Page" / "seal.js"
FORM = json.loads((VECTORS / "form.json").read_text(encoding="utf-8"))
MOST_SCRIPT_BYTES = 8_192

# Answers hex, or "refused: " and the reason that the script gave.
SEAL = """async ({plan, answers, record, key}) => {
  const curve = {name: 'ECDH', namedCurve: 'P-256'};
  const bytes = hex => Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16));
  const fixed = {};
  if (key) {
    const {d, ...open} = key;
    fixed.record = bytes(record);
    fixed.ephemeral = {
      privateKey: await crypto.subtle.importKey('jwk', key, curve, false, ['deriveBits']),
      publicKey: await crypto.subtle.importKey('jwk', open, curve, true, []),
    };
  }
  if ('replyKey' in answers) {
    answers.replyKey = Uint8Array.from(answers.replyKey.match(/../g) || [], p => parseInt(p, 16));
  }
  try {
    const sealed = await Ovoz.seal(plan, answers, fixed);
    return [...sealed].map(byte => byte.toString(16).padStart(2, '0')).join('');
  } catch (error) {
    return `refused: ${error.code}`;
  }
}"""


def vectors(*expected):
    """Every vector with one of these expectations, or all of them."""
    found = []
    for file in sorted(VECTORS.glob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        vector = dict(line.split(": ", 1) for line in lines if ": " in line)
        if not expected or vector["expect"] in expected:
            found.append(pytest.param(vector, id=file.stem))
    return found


def plan(campaign):
    """What the page holds for its script; the server's SealingPlan."""
    def ids(members):
        return [member["id"] for member in members]

    def item(question):
        most = {"most": question["most"]} if "most" in question else {}
        return {"id": question["id"], "kind": question["kind"], "size": question.get("size"),
                "textLimit": question.get("textLimit", 0), **most,
                "choices": ids(question.get("choices", [])), "rows": ids(question.get("rows", []))}

    return {"campaign": campaign.id.hex(), "publicKey": campaign.public_key.hex(),
            "formVersion": campaign.form_version.hex(), "languages": campaign.form["languages"],
            "questions": [item(q) for q in campaign.form["questions"]],
            "facts": [item(f) for f in campaign.form["facts"]]}


def campaign_of(vector):
    return sealing.Campaign(bytes.fromhex(vector["campaign"]), bytes.fromhex(vector["public"]),
                            FORM, sealing.form_version(FORM))


def new_campaign(form=FORM):
    key = os.urandom(32)
    public = sealing.public_bytes(sealing.private_from(key))
    return key, sealing.Campaign(os.urandom(16), public, form, sealing.form_version(form))


def as_web_key(scalar):
    """RFC 7517: the form in which WebCrypto takes a private key."""
    private = sealing.private_from(bytes.fromhex(scalar))
    numbers = private.public_key().public_numbers()

    def text(number):
        return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()

    return {"kty": "EC", "crv": "P-256", "d": text(private.private_numbers().private_value),
            "x": text(numbers.x), "y": text(numbers.y)}


@pytest.fixture(scope="module")
def script(browser, closed_server):
    """`Ovoz.seal` in a page of a secure address; WebCrypto is nowhere else."""
    context = browser.new_context(ignore_https_errors=True, bypass_csp=True)
    page = context.new_page()
    page.goto(closed_server.address)
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))

    def seal(campaign, answers, record=None, key=None):
        return page.evaluate(
            SEAL, {"plan": plan(campaign), "answers": answers, "record": record, "key": key})

    yield seal
    context.close()


def test_the_script_is_small():  # G13
    assert len(SCRIPT.read_bytes()) < MOST_SCRIPT_BYTES


def test_there_are_vectors_of_each_kind():
    assert len(vectors()) > 100
    assert len(vectors("opened")) >= 8 and len(vectors("refused_to_seal")) >= 5


# The browser's script


@pytest.mark.parametrize("vector", vectors("opened"))
def test_the_script_gives_the_same_bytes(script, vector):  # G2
    sealed = script(campaign_of(vector), json.loads(vector["answers"]), vector["record"],
                    as_web_key(vector["ephemeral"]))
    by_browser = bytes.fromhex(vector["sealed"])[71] == 1
    # A script can never say that the server sealed.
    assert (sealed == vector["sealed"]) is by_browser
    assert bytes.fromhex(sealed)[71] == 1


@pytest.mark.parametrize("vector", vectors("refused_to_seal"))
def test_the_script_refuses_what_no_form_can_hold(script, vector):
    refused = script(new_campaign()[1], json.loads(vector["answers"]))
    assert refused.startswith("refused: ") and not refused.endswith("undefined")


def test_python_opens_whatever_the_script_seals(script):  # G4 G7
    key, campaign = new_campaign()
    dice, lengths = random.Random(5), set()
    for _ in range(40):
        answers = any_answers(campaign.form, dice)
        sealed = bytes.fromhex(script(campaign, answers))
        lengths.add(len(sealed))
        assert sealing.open_sealed(campaign, key, sealed) == answers
    assert lengths == {sealing.sealed_length(campaign.form)}


def test_the_script_never_seals_to_the_same_bytes_twice(script):
    _, campaign = new_campaign()
    answers = any_answers(campaign.form, random.Random(7))
    first, second = (bytes.fromhex(script(campaign, answers)) for _ in range(2))
    # Record id, encapsulated key, and every field.
    assert first[23:39] != second[23:39] and first[73:138] != second[73:138]
    assert first[138:170] != second[138:170]


def any_answers(form, dice):
    answers = {question["id"]: any_answer(question, dice) for question in form["questions"]}
    return {"language": dice.choice(form["languages"]), "answers": answers,
            "permissions": {name: dice.randint(0, 3) for name in answers},
            "helped": dice.random() < 0.5, "keep": dice.random() < 0.5,
            **({"replyKey": dice.randbytes(32).hex()} if dice.random() < 0.5 else {}),
            "facts": {f["id"]: any_answer(f, dice)["choices"] for f in form["facts"]}}


def any_answer(question, dice):
    known, kind = sealing.places(question), question["kind"]
    if kind == "matrix":
        chosen = [dice.choice([p for p in known if p.startswith(row["id"] + ".")])
                  for row in question["rows"] if dice.random() < 0.6]
    else:
        most = {"text": 0, "single": 1}.get(kind, question.get("most", len(known)))
        chosen = sorted(dice.sample(known, dice.randint(0, most)), key=known.index)
    letters = dice.randint(0, question.get("textLimit", 0) // 4)
    text = "".join(dice.choice("abғӣқўʻ€😀\n ") for _ in range(letters))
    return {"choices": chosen, "text": text}


# Python


@pytest.mark.parametrize("vector", vectors())
def test_python_does_with_each_vector_what_it_says(vector):  # G12
    if vector["expect"] == "refused_to_seal":
        with pytest.raises(sealing.Refused, match="refused_to_seal"):
            sealing.seal(new_campaign()[1], json.loads(vector["answers"]))
        return
    campaign, sealed = campaign_of(vector), bytes.fromhex(vector["sealed"])
    key = bytes.fromhex(vector["private"])
    if vector["expect"] != "opened":
        with pytest.raises(sealing.Refused) as refusal:
            sealing.open_sealed(campaign, key, sealed)
        assert refusal.value.name == vector["expect"]
        return
    answers = json.loads(vector["answers"])
    again = sealing.seal(campaign, answers, record_id=bytes.fromhex(vector["record"]),
                         ephemeral=bytes.fromhex(vector["ephemeral"]), sealed_by=sealed[71])
    assert again == sealed
    opened = sealing.open_sealed(campaign, key, sealed)
    assert sealing.encode_answers(FORM, opened) == sealing.encode_answers(FORM, answers)


def test_every_single_changed_byte_of_a_testimony_is_refused():  # G12
    key, campaign = new_campaign()
    sealed = sealing.seal(campaign, {"language": "en", "permissions": 1})
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(sealing.Refused):
            sealing.open_sealed(campaign, key, bytes(changed))
