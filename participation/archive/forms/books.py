"""Forms of the archive's books: a term of keeping, a use of a seal, striking one out."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, StringField

from participation.archive.rules.books import LINE_LENGTH
from participation.web.forms import CountField, DayField, Form, at_most, needed, written


class TermForm(Form):
    """For how long a kind of record is kept."""

    holding = RadioField(_l("哪一种"), [needed(_l("请选一种。"))])
    length = RadioField(
        _l("留多久"),
        [needed(_l("请选一样。"))],
        choices=[SelectChoice("ever", _l("永久")), SelectChoice("years", _l("留几年"))],
    )
    years = CountField(_l("几年"), description=_l("选“留几年”的，写数字，比如 30。"))
    basis = StringField(
        _l("按哪个规定"),
        [needed(_l("请写上是按哪个规定。")), at_most(LINE_LENGTH)],
        description=_l("比如：县档案局 2026 年的保管期限表"),
    )


class SealForm(Form):
    """That a seal was set."""

    day = DayField(_l("哪天盖的"), [written()])
    seal = StringField(
        _l("哪枚章"),
        [needed(_l("请写上用的是哪枚章。")), at_most(LINE_LENGTH)],
        description=_l("比如：村民委员会公章"),
    )
    what = StringField(
        _l("盖在什么上"),
        [needed(_l("请写上盖在什么上。")), at_most(LINE_LENGTH)],
        description=_l("比如：11 月 24 日议事会纪要"),
    )
    copies = CountField(_l("几份"))
    asked_by = StringField(_l("谁要用"), [needed(_l("请写上谁要用章。")), at_most(LINE_LENGTH)])
    approved_by = StringField(_l("谁批准"), [needed(_l("请写上谁批准的。")), at_most(LINE_LENGTH)])


class VoidForm(Form):
    """Why a line is struck out."""

    why = StringField(
        _l("为什么作废"),
        [needed(_l("请写上为什么作废。")), at_most(LINE_LENGTH)],
        description=_l("原来那一条留着，另写一条说明作废。"),
    )
