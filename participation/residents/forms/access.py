"""Forms of signing in."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField

from participation.web.forms import Form, at_most, needed


class SignInForm(Form):
    """Name and password."""

    login = StringField(_l("登录名"), [needed(), at_most(40)])
    password = PasswordField(_l("密码"), [needed(), at_most(200)])
    next = HiddenField()


class PasswordForm(Form):
    """A new password."""

    password = PasswordField(_l("新密码（十个字以上）"), [needed(), at_most(200)])
