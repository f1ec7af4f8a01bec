"""Words of the archive's books: terms of keeping, the register of seals, a year's list."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.archive.rules.books import (
    HELD_AS,
    Holding,
    SealUse,
    Term,
    standing,
)
from participation.audit.rules import Printed
from participation.paper.elections import PublicList
from participation.web.tongue import day_full

HOLDINGS: dict[Holding, Any] = {
    Holding.MINUTES: _l("会议记录和纪要"),
    Holding.VOTE_RESULT: _l("表决结果"),
    Holding.ELECTION_RESULT: _l("选举结果"),
    Holding.FILES: _l("照片和扫描件"),
}

REFUSALS = {
    "years-odd": _l("保管年数写 1 到 %(most)d；永久的，选“永久”。"),
    "basis-missing": _l("请写上是按哪个规定。"),
    "seal-missing": _l("请写上用的是哪枚章。"),
    "sealed-what-missing": _l("请写上盖在什么上。"),
    "asked-missing": _l("请写上谁要用章。"),
    "approved-missing": _l("请写上谁批准的。"),
    "copies-odd": _l("份数写 1 到 %(most)d。"),
    "sealed-later": _l("这一天还没有到。用过了章再登记。"),
    "approves-own": _l("要用章的人不能自己批。请写上另一位批准的人。"),
    "seal-use-gone": _l("没有找到这一条，或者已经作废了。"),
    "void-reason-missing": _l("请写上为什么作废。"),
}


def years_words(years: int | None) -> str:
    """Return for how long: 永久, 10 年."""
    return str(_("永久") if years is None else _("%(years)d 年", years=years))


def basis_words(term: Term) -> str:
    """Return by which text a term stands; a default says that nobody has verified it."""
    return term.basis or str(
        _("没有核实：村级档案管理办法第七条让县里调整附表，附表的原文没有找到")
    )


def year_list(
    year: int,
    printed: Sequence[Printed],
    files: Mapping[UUID, int],
    terms: Mapping[Holding, Term],
    issuer: str,
    today: date,
) -> PublicList:
    """Return a year's list of files (归档文件目录) for paper, in Chinese."""
    rows = tuple(
        (
            str(at),
            one.title,
            f"登记 {one.no} 号，第 {one.version} 版",
            day_full(one.printed_at),
            str(files.get(one.subject_id, 0) or ""),
            years_words(terms[HELD_AS[one.kind]].years) if one.kind in HELD_AS else "",
        )
        for at, one in enumerate(printed, start=1)
    )
    kept = [
        f"{HOLDINGS[one]}：{years_words(term.years)}，{basis_words(term)}。"
        for one, term in terms.items()
    ]
    return PublicList(
        title=f"{year} 年归档文件目录",
        lead=f"{issuer}。共 {len(rows)} 件，都在登记簿上，纸上的核对码可以查。",
        columns=("件号", "题名", "登记号和版次", "日期", "附件", "保管期限"),
        widths=(1, 6, 4, 3, 1, 2),
        rows=rows,
        notes=("保管期限：", *kept, "归档人：＿＿＿＿＿＿　　检查人：＿＿＿＿＿＿"),
        issuer=issuer,
        issued_on=day_full(today),
    )


def seal_book(month: str, uses: Sequence[SealUse], issuer: str, today: date) -> PublicList:
    """Return the register of seals of a month for paper, in Chinese."""
    void = {one.voids for one in uses if one.voids}
    rows = tuple(
        (
            str(one.no),
            day_full(one.day),
            one.seal,
            _what(one, void),
            "" if one.voids else str(one.copies),
            one.asked_by,
            one.approved_by,
            "",
        )
        for one in uses
    )
    year, number = month.split("-")
    return PublicList(
        title=f"{year} 年 {int(number)} 月用印登记",
        lead=f"{issuer}。本月盖章 {standing(uses)} 份，作废的不算。",
        columns=("号", "日期", "章", "盖在什么上", "份数", "谁用", "谁批", "签字"),
        widths=(1, 3, 3, 5, 1, 2, 2, 3),
        rows=rows,
        notes=("每一条登记以后不能改；写错了，另写一条作废。保管印章的人：＿＿＿＿＿＿",),
        issuer=issuer,
        issued_on=day_full(today),
    )


def _what(one: SealUse, void: set[int]) -> str:
    if one.voids:
        return f"第 {one.voids} 条作废：{one.what}"
    return f"{one.what}（已作废）" if one.no in void else one.what
