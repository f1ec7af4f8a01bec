"""Words for rosters on their way in: states, refusals, and rows not taken."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from participation.residents.present import roster
from participation.residents.present.roster import FIELDS, STANDINGS, reason_words
from participation.residents.rules.identity import Sex
from participation.residents.rules.imports import ImportState
from participation.residents.rules.people import ChangeKind
from participation.residents.rules.roster.outcome import Fault
from participation.residents.rules.roster.words import Column
from participation.residents.rules.standing import Standing

STATES = {
    ImportState.WAITING: (_l("等着读"), "amber"),
    ImportState.READING: (_l("正在读"), "amber"),
    ImportState.PREVIEW: (_l("等您看"), "seal"),
    ImportState.STORING: (_l("正在存"), "amber"),
    ImportState.STORED: (_l("已收进名册"), "pine"),
    ImportState.REFUSED: (_l("没有收"), "seal"),
    ImportState.DROPPED: (_l("没有用"), "plain"),
}

REFUSALS = roster.REFUSALS | {
    "file-missing": _l("还没有选文件。请先选一份 .xlsx 或 .csv，再按上传。"),
    "file-unreadable": _l("打不开这个文件（%(why)s）。请核对文件名。"),
    "import-moved-on": _l("这一份已经不在等您看了。请回到导入的名单，看看它到哪一步了。"),
    "import-questions-open": _l("还有没定的人。请给下面每一个人选一样，再按确认。"),
    "import-answered-twice": _l("有两行选了名册上的同一个人。请改一行，再按确认。"),
    "import-unreadable": _l("这份表没有读成。请重新另存为 .xlsx，再上传。"),
    "roster-changed": _l("您看的时候，名册改动过。表已经重新读了一遍，请再看一次。"),
}

_LEFT = {
    ChangeKind.DEATH: _l("名册上记着这个人去世了。如果记错了，请先在名册里改回来。"),
    ChangeKind.MOVED_OUT: _l("名册上记着这个人迁走了。如果又回来了，请在名册里办迁入。"),
}
_DOUBTFUL = _l("名册上有很像的人，要请人来定。请在网页上导入这份表。")
_LEFT_ELSE = _l("这个人以前从名册上移出了。如果又回来了，请在名册里办迁入。")


def reasons(row: Mapping[str, Any]) -> str:
    """Return in one text all that is said of a row, as a report keeps it."""
    return " ".join(_reason(fault) for fault in row["faults"])


def _reason(fault: Mapping[str, Any]) -> str:
    code, facts = fault["code"], dict(fault["facts"])
    if code == "person-left":
        return str(_LEFT.get(ChangeKind(facts["why"]), _LEFT_ELSE))
    if code == "person-doubtful":
        return str(_DOUBTFUL)
    if code == "sex-differs":
        facts = {name: Sex(value) for name, value in facts.items()}
    return reason_words(Fault("", 0, Column.IGNORED, code, facts))


def field_line(change: Mapping[str, str]) -> str:
    """Return one change as a line: `电话 138****0001 → 139****0002`."""
    name = str(FIELDS[change["field"]])
    old, new = (_value(change["field"], change[side]) for side in ("old", "new"))
    if not new:
        return name
    return f"{name} {old} → {new}" if old else f"{name} {new}"


def _value(field: str, value: str) -> str:
    if field == "standing" and value:
        return str(STANDINGS[Standing(value)])
    if field == "sex" and value:
        return "男" if value == Sex.MALE else "女"
    return value


def area_words(centi: int) -> str:
    """Return an area in square metres with its two decimals."""
    return f"{centi // 100}.{centi % 100:02}"


def change_line(changed: Mapping[str, Any]) -> str:
    """Return all that changes for one person, as one line."""
    return "；".join(field_line(one) for one in changed["fields"])
