"""Words for the archive: what a file proves, and why it cannot be kept."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from participation.archive.rules import FileKind
from participation.archive.rules.pack import Fault

KINDS: dict[FileKind, Any] = {
    FileKind.SIGNED: _l("签了字的记录"),
    FileKind.SEALED: _l("盖了章的纪要"),
    FileKind.SIGN_IN: _l("签到表"),
    FileKind.BALLOTS: _l("表决票和计票单"),
    FileKind.POSTED: _l("贴出来的照片"),
    FileKind.TAKEN_DOWN: _l("揭下来的照片"),
    FileKind.SCENE: _l("会场照片"),
    FileKind.RECEIPT: _l("收据或发票"),
    FileKind.OTHER: _l("别的材料"),
}

REFUSALS = {
    "pack-broken": _l("这个压缩包打不开，或者不是存档包。"),
    "files-missing": _l("还没有选照片或扫描件。请先选，再存。"),
    "file-empty": _l("这个文件是空的。请重新拍一张，或者重新扫描。"),
    "file-big": _l("这个文件太大，一个最多 %(most)d 兆。请分开扫描，或者拍成照片。"),
    "photo-heic": _l(
        "这张照片是苹果手机的格式，旧电脑打不开。"
        "请在手机“设置、相机、格式”里选“兼容性最佳”，再拍一张；或者把照片发到电脑再传。"
    ),
    "file-odd": _l("只收照片（JPG、PNG）和扫描件（PDF）。请换一个。"),
    "photo-broken": _l("这张照片打不开，可能没有传完。请重新拍一张。"),
    "photo-vast": _l("这张照片太大，最多 %(most)s 像素。请在手机上选小一点的尺寸再拍。"),
    "file-title-missing": _l("请写上这是什么材料。"),
    "files-many": _l("这里最多存 %(most)d 个文件。请把多页扫描成一个 PDF。"),
    "never-public": _l("签名、签到表和选票上有各家的名字，不能公开。请不要勾公开。"),
    "file-gone": _l("没有找到这个文件，或者已经撤下了。"),
    "strike-file-reason": _l("请写上为什么撤下。"),
}


FAULTS: dict[Fault, Any] = {
    Fault.NO_MANIFEST: _l("这不是存档包：里面没有 manifest.json。"),
    Fault.MALFORMED: _l("包里的清单或者一份材料读不通。"),
    Fault.MISSING: _l("清单上有的文件，包里少了。"),
    Fault.EXTRA: _l("包里有清单上没有的文件。"),
    Fault.CHANGED: _l("有的文件和清单上的摘要对不上，被改过。"),
    Fault.REVISION: _l("有一版记录和它自己的摘要对不上。"),
    Fault.LOG: _l("日志摘抄前后接不上，被改过。"),
    Fault.UNKNOWN_TO_LOG: _l("有的记录或附件，日志里没有写过。"),
    Fault.PAPER: _l("打印件和登记簿上的摘要对不上。"),
    Fault.OTHER_PACK: _l("这不是您手里那个号的包。"),
}


def kind_choices(kinds: Iterable[FileKind]) -> list[tuple[str, Any]]:
    """Return kinds to choose from."""
    return [(str(kind), KINDS[kind]) for kind in kinds]


def size_words(size: int) -> str:
    """Return a size as people say it: 0.6 MB."""
    return f"{max(size / 1_000_000, 0.1):.1f} MB"
