"""QR codes: one vector path for paper and pages, SVG and PNG for whoever wants a picture."""

import io
from collections.abc import Iterator
from itertools import groupby

import segno

_LEVEL = "m"
_MASK = 3
_PAPER_QUIET = 4


def _code(text: str) -> segno.QRCode:
    # A fixed mask spares trying all eight: five hundred slips in a second, and as easy to scan.
    return segno.make_qr(text, error=_LEVEL, boost_error=False, mask=_MASK)


def path(text: str) -> tuple[int, str]:
    """Return the code's side in modules, without quiet zone, and the `d` of one SVG path.

    The path fills whole modules, row by row; whoever draws it leaves four modules free around.
    """
    code = _code(text)
    return len(code.matrix), "".join(
        f"M{start} {row}h{length}v1H{start}z"
        for row, modules in enumerate(code.matrix)
        for start, length in _dark_runs(modules)
    )


def _dark_runs(modules: bytes | bytearray) -> Iterator[tuple[int, int]]:
    start = 0
    for is_dark, run in groupby(modules):
        length = len(list(run))
        if is_dark:
            yield start, length
        start += length


def svg(text: str, quiet: int = _PAPER_QUIET) -> bytes:
    """Return a black-on-white SVG without size of its own, `quiet` modules free around it."""
    side, line = path(text)
    full = side + 2 * quiet
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-quiet} {-quiet} {full} {full}">'
        f'<path fill="#fff" d="M{-quiet} {-quiet}h{full}v{full}h-{full}z"/><path d="{line}"/></svg>'
    ).encode()


def png(text: str, pixels_per_module: int = 8, quiet: int = _PAPER_QUIET) -> bytes:
    """Return a black-on-white PNG of the code."""
    target = io.BytesIO()
    _code(text).save(target, kind="png", scale=pixels_per_module, border=quiet)
    return target.getvalue()
