"""The form a helper fills in at the door before anything is read out."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from participation.votes.rules.vote import Vote
from participation.web.forms import Form, at_most, needed


class HelpForm(Form):
    """The voter's slip, what shows that the voter is there, and what the helper declares."""

    slip_code = StringField(_l("他票上的八位码"), [needed(), at_most(40)])
    digits = StringField(_l("他票折起来那一面的四位数"), [at_most(20)])
    first = StringField(
        _l("第一位见证人的码"),
        [at_most(40)],
        description=_l(
            "见证人自己的户卡或者户票上的八位码。两位见证人不能是一家，也不能是他家的。"
        ),
    )
    second = StringField(_l("第二位见证人的码"), [at_most(40)])
    receipt = StringField(
        _l("以前的回执码"), [at_most(40)], description=_l("帮他投过一次，现在想改，才填。")
    )
    declared = BooleanField(
        _l("是他自己要我帮的。我不是他家的亲属，见证人不是我的亲属，这次也不是评议我或者我家的事。")
    )


def help_form(vote: Vote) -> HelpForm:
    """Return the form for a vote; fields it has no use for are left out."""
    form = HelpForm()
    if not vote.needs_digits:
        del form.digits
    if not vote.is_secret:
        del form.receipt
    return form
