# SPDX-License-Identifier: Apache-2.0
"""Sends the invented voices of Tests/Voices to an intake, sealed as a browser seals them."""

import argparse
import http.client
import json
import ssl
import sys
from pathlib import Path

import sealing
from sending import submission

VOICES = Path(__file__).parent.parent / "Voices" / "voices.json"
LEVELS = {"readOnly": 0, "count": 1, "retell": 2, "quote": 3}


def invented():
    """The voices, in the shape that `sealing.seal` takes."""
    voices = json.loads(VOICES.read_text(encoding="utf-8"))["voices"]
    return [as_answers(voice) for voice in voices]


def as_answers(voice):
    answers = {
        question: {"choices": given.get("choices", []), "text": given.get("text", "")}
        if isinstance(given, dict) else {"choices": [], "text": given}
        for question, given in voice["answers"].items()
    }
    return {
        "language": voice["language"], "answers": answers, "permissions": LEVELS[voice["permission"]],
        "helped": False, "keep": False,
        "facts": {fact: [choice] for fact, choice in voice.get("facts", {}).items()},
    }


def trusting(certificate):
    """Takes this certificate and no other: reading all the world's authorities takes longer than a greeting."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.load_verify_locations(certificate)
    return trust


def connect(port, trust):
    return http.client.HTTPSConnection("127.0.0.1", port, context=trust, timeout=30)


def campaign_of(connection):
    connection.request("GET", "/campaign.json")
    return sealing.Campaign.load(json.loads(connection.getresponse().read()))


def post(connection, sealed):
    """The first word of the intake's reply."""
    connection.request(
        "POST", "/", submission(sealed), {"Content-Type": "application/octet-stream"})
    return connection.getresponse().read().split()[0].decode()


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--certificate", required=True, help="the intake's own, for 127.0.0.1")
    arguments.add_argument("--first", type=int, default=0, help="leave out this many voices")
    given = arguments.parse_args()
    connection = connect(given.port, trusting(given.certificate))
    campaign = campaign_of(connection)
    voices = invented()[given.first:]
    for number, voice in enumerate(voices, 1):
        word = post(connection, sealing.seal(campaign, voice))
        if word != "accepted":
            sys.exit(f"voice {number} was not accepted: {word}")
        if sys.stderr.isatty():
            print(f"\r{number} of {len(voices)} sent", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(f"{len(voices)} testimonies sent")


if __name__ == "__main__":
    main()
