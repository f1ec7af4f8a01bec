"""Words for a charter's versions: ways to decide, approval, what the floor allows, refusals."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.bodies.present.words import share_words
from participation.bodies.rules.charters import CharterVersion, Way
from participation.web.tongue import day_full

WAYS = {
    Way.PHONE: _l("手机"),
    Way.PAPER: _l("纸票"),
    Way.HELPER: _l("上门帮投"),
}

REFUSALS = {
    "charter-name-missing": _l("请写上章程的名称。"),
    "charter-text-missing": _l("请把章程全文贴进来。"),
    "charter-text-long": _l("太长了，最多 %(most)d 个字。请只贴章程正文。"),
    "article-odd": _l("请写 1 到 %(most)d 的条数。"),
    "days-odd": _l("请写 0 到 %(most)d 天。"),
    "floor-odd": _l("一次最多 %(minutes)d 分钟，一件事最多 %(turns)d 次。请改一改。"),
    "charter-too-early": _l("要晚于 %(day)s：组织是那天成立的，或者上一版是那天生效的。"),
    "ways-need-approval": _l(
        "不开会就能定事，要镇（街道）批准。请写上文号和日子；没有批准就都不勾。"
    ),
    "approval-late": _l("批准的日子晚于生效的日子。请改一改。"),
}


def way_choices() -> list[tuple[str, Any]]:
    """Return the ways to choose from."""
    return [(str(way), words) for way, words in WAYS.items()]


def way_words(version: CharterVersion) -> str:
    """Return by which ways homes may decide outside a meeting: 手机、纸票."""
    return "、".join(str(WAYS[way]) for way in Way if way in version.ways)


def approval_words(version: CharterVersion) -> str:
    """Return who approved it: 镇政发〔2026〕3号，2026年1月20日."""
    approval = version.approval
    if approval is None:
        return str(_("没有写批准文号"))
    return f"{approval.number}，{day_full(approval.day)}"


def version_facts(version: CharterVersion) -> list[tuple[Any, Any]]:
    """Return what a version says, as pairs of a word and what it is."""
    outside = way_words(version) or _("都不行，各户投的只算征求意见")
    return [
        (_("从哪天起"), day_full(version.since)),
        (_("哪一条"), version.charter.clause),
        (_("到会"), _("应到的%(share)s才能开会", share=share_words(version.quorum))),
        (_("通过"), _("到会的%(share)s赞成才算通过", share=share_words(version.majority))),
        (_("通知"), _("提前 %(days)d 天", days=version.notice_days)),
        (
            _("发言"),
            _("一次 %(minutes)d 分钟，%(turns)d 次", minutes=version.minutes, turns=version.turns),
        ),
        (_("不开会怎么定"), outside),
        (_("批准"), approval_words(version)),
        (_("哪次会定的"), version.adopted_by or _("没有写")),
    ]
