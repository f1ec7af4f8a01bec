"""Errors are pages too, in the reader's language, saying what to do next."""

from typing import Any

from flask import Flask, g, render_template
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from participation.db.durable import NotDurableError
from participation.db.session import OperationalError

WORDS: dict[int, tuple[Any, Any]] = {
    400: (
        _l("这一页要重新打开"),
        _l("页面放得太久了，还没有记下来。请再扫一次纸上的码，或者重新打开那一页，再按一次。"),
    ),
    403: (_l("这一页不归您办"), _l("请登录有这个职务的账号，或者找村（居）委会。")),
    404: (_l("没有找到这一页"), _l("请核对地址，或者再扫一次纸上的码。")),
    405: (_l("这一步要在页面里按"), _l("请退回上一页，按页面上的按钮。")),
    413: (_l("文件太大了"), _l("请把文件分小一点，再传一次。")),
    429: (_l("试的次数太多了"), _l("请过十五分钟再来。")),
    500: (_l("我们这边出错了"), _l("已经记下来了。请过一会儿再试；急事请打村（居）委会的电话。")),
    503: (_l("这会儿人太多"), _l("还没有记下来。请过一分钟再按一次。")),
}


def _page(code: int) -> tuple[str, int]:
    heading, advice = WORDS.get(code, WORDS[400 if code < 500 else 500])
    return render_template("web/error.html", heading=heading, advice=advice), code


def add_errors(app: Flask) -> None:
    """Word every error of the application."""

    @app.errorhandler(CSRFError)
    def _stale(_error: CSRFError) -> tuple[str, int]:
        return _page(400)

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Any:
        if error.code is None or error.code < 400:
            return error
        return _page(error.code)

    @app.errorhandler(NotDurableError)
    @app.errorhandler(OperationalError)
    def _busy(error: OperationalError | NotDurableError) -> tuple[str, int]:
        kind = error.orig if isinstance(error, OperationalError) else error
        app.logger.error("database not available: %s", type(kind).__name__)
        g.is_broken = True
        return _page(503)
