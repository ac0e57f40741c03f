# SPDX-License-Identifier: Apache-2.0
"""A receipt's digits and what is derived from them, in Python; and the receipt page's two questions."""

import hashlib
import hmac
import json
import os
import secrets

LOOK, WITHDRAW = b"\1", b"\2"
ROUNDS, REQUEST = 600_000, 64
FORM = "application/x-www-form-urlencoded"


def fresh_digits():
    """22 random digits and two that check them (ISO/IEC 7064, MOD 97-10)."""
    number = secrets.randbelow(10**22)
    return f"{number:022d}{98 - number * 100 % 97:02d}"


def token_of(digits, campaign):
    """What the intake is shown of a receipt."""
    stretched = hashlib.pbkdf2_hmac(
        "sha256", digits.encode(), b"ovoz receipt v1" + campaign.id, ROUNDS, 32)
    return hmac.digest(stretched, b"ovoz receipt token v1", "sha256")


def slip_of(digits):
    return hashlib.sha256(b"ovoz slip v1" + digits.encode()).digest()


def question(action, token):
    """What the page's script sends; nobody asks for an answer here, so the name is random."""
    return (action + token + os.urandom(16)).ljust(REQUEST, b"\0")


def ask(intake, action, token):
    status, _, reply = intake.post(
        question(action, token), "application/octet-stream", "/receipt")
    assert status == 200
    return json.loads(reply)


def state_of(intake, token):
    return ask(intake, LOOK, token)["state"]


def withdraw(intake, token):
    assert ask(intake, WITHDRAW, token) == {"done": True}
