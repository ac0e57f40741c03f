# SPDX-License-Identifier: Apache-2.0
"""Copies among the testimonies: what `ovoz list` says of a flood, and that it says no word of it."""

import json
import re

import sealing
from machines import hand_over, result
from test_commands import fill, filled, voice  # noqa: F401  (a fixture)
from test_flood import new_slips, send, slip_token

COPIED = ("The invented clerk at the invented desk did not listen to me and then sent me home "
          "without any paper, and {} nobody told me where else I could go that evening")


def saying(words, **more):
    return {**voice(1, **more), "answers": {"change": {"text": words}}}


def crowd():
    """Five copies, two of another text, and three who say something of their own."""
    own = [saying(f"Invented person {n} wants a doctor, a bed {n} nights long, and number {n} to call")
           for n in ("one", "two", "three")]
    copies = [saying(COPIED.format(word)) for word in ("so", "then", "still", "again", "so")]
    pair = [saying("Please let an interpreter of the invented language come before anybody asks")] * 2
    return own + copies + pair


def test_copies_are_marked_in_the_list_and_shown_by_groups(filled):  # noqa: F811
    vault = filled(crowd())
    groups = {line["id"]: line.get("group") for line in vault.list()}
    assert sorted(str(group) for group in groups.values()) == ["1"] * 5 + ["2"] * 2 + ["None"] * 3
    shown = result(vault.ovoz("list")).splitlines()
    assert shown[0].endswith("sealed  alike")
    assert max(map(len, shown)) <= 80
    place = shown[0].index("alike")
    for line in shown[1:]:
        (record,) = [record for record in groups if record.startswith(line[:8])]
        expected = f"≈{groups[record]}" if groups[record] else ""
        assert line[place:] == expected

    told = json.loads(result(vault.ovoz("list", "--duplicates", "--json")))
    assert told["schema"] == "ovoz.duplicates"
    first, second = told["value"]
    assert (first["size"], second["size"]) == (5, 2)
    assert first["lanes"] == {"open": 5} and first["languages"] == ["en"]
    assert 40 <= first["percentAlike"] < 100 and second["percentAlike"] == 100
    assert {groups[record] for record in first["members"]} == {1}

    plain = result(vault.ovoz("list", "--duplicates"))
    assert re.match(r"≈1  5 testimonies, at least \d\d % alike; 5 open; en\n    ", plain)
    assert plain.count("≈") == 2
    assert all(record[:8] in plain for record, group in groups.items() if group)


def test_no_word_of_a_copy_is_shown_or_written(filled):  # noqa: F811  G8
    vault = filled(crowd())
    for options in ([], ["--json"], ["--duplicates"], ["--duplicates", "--json"]):
        finished = vault.ovoz("list", *options)
        assert finished.returncode == 0
        assert "clerk" not in finished.stdout + finished.stderr
    for file in vault.folder.glob("**/*"):
        assert not file.is_file() or b"clerk" not in file.read_bytes()


def test_a_list_without_copies_says_so(filled):  # noqa: F811
    vault = filled(crowd()[:3])
    assert result(vault.ovoz("list", "--duplicates")) == "no testimonies are nearly the same\n"
    assert json.loads(result(vault.ovoz("list", "--duplicates", "--json")))["value"] == []


def test_a_flood_of_copies_shows_by_its_lane_and_a_guest_among_them_stays_apart(server, vault):
    """Somebody without slips copies the words that came with one; nothing is judged by that alone."""
    campaign = server.campaign()
    first, second = [slip_token(digits) for digits in new_slips(server, 2)]
    own = sealing.seal(campaign, crowd()[0])
    copied = sealing.seal(campaign, saying(COPIED.format("so")))
    assert send(server, own, slip=first) == send(server, copied, slip=second) == ["accepted"]
    fill(server, [saying(COPIED.format(word)) for word in ("then", "still", "again")])
    server.stop()
    hand_over(server, vault)
    lines = {line["id"]: line for line in vault.list()}
    assert sorted(line["lane"] for line in lines.values()) == ["invited"] * 2 + ["open"] * 3
    guest, target = lines[own[23:39].hex()], lines[copied[23:39].hex()]
    assert (guest["lane"], guest.get("group")) == ("invited", None)
    assert (target["lane"], target["group"]) == ("invited", 1)
    (group,) = json.loads(result(vault.ovoz("list", "--duplicates", "--json")))["value"]
    assert group["lanes"] == {"invited": 1, "open": 3} and target["id"] in group["members"]
    assert "4 testimonies" in (shown := result(vault.ovoz("list", "--duplicates")))
    assert "; 3 open, 1 invited; en\n" in shown
