"""Whether a flat is still the developer's (未售, 未交付), in the ways rosters say so."""

import re
from enum import StrEnum

from participation.residents.rules.roster.rows import Entry
from participation.residents.rules.roster.words import Column

DEVELOPER = "开发商"
_NAMED = re.compile(
    r"(?:房地产)?(?:开发商|开发企业|开发单位|建设单位)(?:自持|自留|持有|所有|未售)?|"
    r"(?:尚?未|待)(?:出?售|交付|交房)(?:房|房源|出)?"
)
_UNSOLD = re.compile(r"(?:尚?未|待)出?售|(?:开发商|开发企业|建设单位)(?:自持|自留|持有|所有)")
_UNDELIVERED = re.compile(r"(?:尚?未|待)(?:交付|交房|交楼)")
_DELIVERED = re.compile(r"已(?:交付|交房|交楼|入住)")
_SAYING = (Column.BUILDING, Column.PURPOSE, Column.STANDING, Column.NOTE)


class Sale(StrEnum):
    """Where a flat stands: its owner's (已交付), not sold (未售), sold and not yet handed over."""

    DELIVERED = "delivered"
    UNSOLD = "unsold"
    UNDELIVERED = "undelivered"


def names_developer(name: str) -> bool:
    """Whether what stands in an owner's place is no name: 开发商, 建设单位, 未售."""
    return _NAMED.fullmatch(name) is not None


def sale_of(at: Entry, owner: str) -> Sale:
    """Return where a row says its flat stands, by building, use, state or note, or by the owner."""
    said = [at.text(column) for column in _SAYING] + [at.building]
    if any(_DELIVERED.search(text) for text in said):
        return Sale.DELIVERED
    if any(_UNDELIVERED.search(text) for text in (*said, owner)):
        return Sale.UNDELIVERED
    if names_developer(owner) or any(_UNSOLD.search(text) for text in said):
        return Sale.UNSOLD
    return Sale.DELIVERED
