"""Forms of the archive: photos and scans to keep, and taking one away."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, RadioField, StringField

from participation.archive.rules import REASON_LENGTH, TITLE_LENGTH
from participation.web.forms import Form, at_most, needed


class KeepForm(Form):
    """Photos or scans; the page gives the kinds."""

    kind = RadioField(_l("这是什么"), [needed(_l("请选一样。"))])
    files = MultipleFileField(
        _l("照片或扫描件"), description=_l("可以一次选几张。照片存的时候会变小，字看得清。")
    )
    title = StringField(
        _l("写一句说明"), [at_most(TITLE_LENGTH)], description=_l("不写也行。别的材料要写。")
    )
    is_public = BooleanField(_l("上面没有别人的名字和电话，可以给大家看"))


class StrikeForm(Form):
    """Why a file is taken away."""

    reason = StringField(
        _l("为什么撤下"),
        [needed(_l("请写上为什么撤下。")), at_most(REASON_LENGTH)],
        description=_l("比如：传错了，是另一次会的。撤下以后，文件删掉，这句话留着。"),
    )
