"""Receipts: how a retry is safe and a change of mind possible without linking voter and choice.

The confirm page carries a retry code of 128 random bits, signed. The receipt (回执码) is derived
from it, so sending the same page twice gives the same receipt and nothing has to be remembered.

While a secret vote is open a ballot carries one locator, `recall_hash`, made with the server's key
from the vote, the receipt and the code on the voter's own slip. The slip's code is stored nowhere
but as another keyed hash, so database and key together do not lead from a mark to a ballot: a list
of receipts and a list of marks have nothing in common. The locator answers two questions:

* Is this a retry? Derive the receipt of the retry code that came; if a ballot lies under its
  locator with the same choice, it was counted: answer with the same receipt.
* A change of mind? The voter types the receipt. If a ballot lies under the locator of receipt and
  slip, it is taken out and a new one put in under the new receipt; the mark is not touched. The
  receipt of somebody else opens nothing, for the slip is another. The code is the one the vote was
  cast with: by QR the long one, typed the short one; the other finds nothing, the first stands.

The short code could be guessed through by who holds database and key and the time for it, while the
vote is open; the long one could not. A stub typed for paper is given a receipt of its own, made of
fresh chance, so that both published lists are equally long; no ballot lies under it.

Sealing drops the locators, so afterwards a receipt proves that a ballot was counted, never which.
A page sent again after it finds no ballot: that its receipt stands, and the mark, is the answer.
Whoever watches the server during the vote could still link: the page says so.
"""

from participation.kernel.codes import keyed, typed


def receipt_code(key: bytes, retry_code: str) -> str:
    """Return the receipt of a retry code: eight letters to type, the last a check on the rest.

    Two retry codes of one vote may meet (one vote in a thousand at 7,000 ballots): where the
    receipt is already given and no ballot lies under the locator, ask again with a new retry code.
    """
    return typed(keyed(key, "receipt", retry_code))


def recall_hash(key: bytes, vote_id: str, receipt: str, slip_code: str) -> bytes:
    """Return the 32-byte locator of a secret ballot, found by who holds both receipt and slip."""
    return keyed(key, "recall", vote_id, receipt, slip_code)
