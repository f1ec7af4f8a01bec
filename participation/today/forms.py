"""The form of a code from paper."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from participation.web.forms import Form, at_most, needed


class CodeForm(Form):
    """The code that stands on a home card or a ballot slip, as somebody types it."""

    code = StringField(
        _l("户卡或选票上的码"),
        [needed(_l("请写上纸上的码。")), at_most(40)],
        description=_l("印在二维码旁边，八个字。大小写都行。"),
    )
