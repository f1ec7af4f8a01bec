"""Words for printing: what is printed, how far it is, and why it is not."""

from flask_babel import lazy_gettext as _l

from participation.residents.rules.jobs import JobKind, JobState

KINDS = {
    JobKind.HOME_CARDS: _l("户卡"),
    JobKind.BALLOTS: _l("选票"),
}
STATES = {
    JobState.WAITING: (_l("排着队"), "amber"),
    JobState.PRINTING: (_l("正在做"), "amber"),
    JobState.READY: (_l("可以打印了"), "pine"),
    JobState.REFUSED: (_l("没有做成"), "seal"),
    JobState.DONE: (_l("已经删掉"), "plain"),
}

REFUSALS = {
    "address-loopback": _l(
        "现在的网址只有这台电脑打得开，印出来的码手机扫不开。"
        "请管机器的人先设好网址（PARTICIPATION_BASE_URL）；想先看看样子，请打印样张。"
    ),
    "cards-nobody": _l("没有要打印的户。每一户都有户卡了，或者名册还是空的。"),
    "print-gone": _l("这份文件已经不在了。要再打印，请重新做一份。"),
    "range-malformed": _l("--range 要写成 1-40 这样。"),
}
