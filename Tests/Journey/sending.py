# SPDX-License-Identifier: Apache-2.0
"""What a browser sends: a sealed testimony and, beside it, receipt, slip and puzzle, in one length."""

import hashlib

EXTRA = 72


def submission(sealed, token=None, slip=None, nonce=None):
    """What is missing comes from the sealed bytes, so that sending again sends the same."""
    filler = hashlib.shake_128(b"beside" + sealed).digest(EXTRA)
    return sealed + (token or filler[:32]) + (slip or filler[32:64]) + (nonce or filler[64:])
