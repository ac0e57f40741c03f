# SPDX-License-Identifier: Apache-2.0
"""Page/receipt.js in a real browser, against the vectors that the Swift tests read too."""

import json

import pytest

from machines import ROOT

VECTORS = ROOT / "Tests" / "ReceiptTests" / "Vectors"
SCRIPT = ROOT / "Sources" / "Intake" / "IntakeServer" / "Page" / "receipt.js"
MOST_SCRIPT_BYTES = 4_096
# WebCrypto is on secure addresses only; this one is answered by the test itself.
ADDRESS = "https://receipt.example/"

READ = """text => {
  try { return Receipt.parse(text); } catch (error) { return error.code; }
}"""
KEYS = """async ([digits, campaign]) => {
  const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  const keys = await Receipt.keys(digits, campaign);
  return {token: hex(keys.token), reply_key: hex(keys.replyKey), reply_name: hex(keys.replyName),
          slip: hex(await Receipt.slip(digits))};
}"""


def vectors(*expected):
    found = []
    for file in sorted(VECTORS.glob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        vector = dict(line.split(": ", 1) for line in lines)
        if vector["expect"] in expected:
            found.append(pytest.param(vector, id=file.stem))
    return found


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context()
    context.route("**", lambda route: route.fulfill(
        body="<!doctype html><title>-</title>", content_type="text/html"))
    page = context.new_page()
    page.goto(ADDRESS)
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    yield page
    context.close()


def test_the_script_is_small():  # G13
    assert len(SCRIPT.read_bytes()) < MOST_SCRIPT_BYTES


@pytest.mark.parametrize("vector", vectors("read"))
def test_what_a_person_typed_is_read(page, vector):  # G13
    assert page.evaluate(READ, json.loads(vector["text"])) == vector["digits"]


@pytest.mark.parametrize("vector", vectors("empty", "wrong_length", "wrong_digit"))
def test_what_is_no_code_is_refused_by_its_name(page, vector):
    assert page.evaluate(READ, json.loads(vector["text"])) == vector["expect"]


@pytest.mark.parametrize("vector", vectors("keys"))
def test_a_code_gives_its_keys_and_its_slip_token(page, vector):  # G6
    made = page.evaluate(KEYS, [vector["digits"], vector["campaign"]])
    assert made == {name: vector[name] for name in made} and len(made) == 4


def test_fresh_codes_are_whole_and_different(page):
    codes = page.evaluate("() => Array.from({length: 5000}, () => Receipt.make())")
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert len(code) == 24 and code.isascii() and code.isdigit() and int(code) % 97 == 1
    assert page.evaluate("codes => codes.every(code => Receipt.parse(code) === code)", codes)


def test_fresh_digits_do_not_lean_to_the_low_ones(page):
    digits = page.evaluate(
        "() => Array.from({length: 20000}, () => Receipt.make().slice(0, 22)).join('')")
    # Bytes modulo 10 without rejection would give 60.9 %, twelve standard deviations from 60 %.
    assert abs(sum(digit < "6" for digit in digits) / len(digits) - 0.6) < 0.0045


def test_groups_are_six_of_four(page):
    groups = page.evaluate("() => Receipt.groups('123456789012345678901234')")
    assert groups == ["1234", "5678", "9012", "3456", "7890", "1234"]


def test_every_wrong_digit_and_every_swap_is_caught(page):
    missed = page.evaluate("""() => {
      const refused = text => {
        try { return !Receipt.parse(text); } catch (error) { return error.code === 'wrong_digit'; }
      };
      const missed = [];
      for (let round = 0; round < 20; round++) {
        const code = Receipt.make();
        for (let at = 0; at < 24; at++) {
          for (const digit of '0123456789') {
            const wrong = code.slice(0, at) + digit + code.slice(at + 1);
            if (wrong !== code && !refused(wrong)) missed.push(wrong);
          }
          const swapped = code.slice(0, at) + code.slice(at, at + 2).split('').reverse().join('')
            + code.slice(at + 2);
          if (swapped !== code && !refused(swapped)) missed.push(swapped);
        }
      }
      return missed;
    }""")
    assert missed == []
