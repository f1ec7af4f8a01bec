"""A QR code reads back as what went in, whichever picture it came in."""

import io
import re

import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from participation.paper import qr

ADDRESS = "https://yiqilai.example.cn/s/7K3F9M2QX4RT8VWY2BCDGHJNPS9"


def test_the_png_is_black_on_white_with_four_free_modules_around() -> None:
    image = Image.open(io.BytesIO(qr.png(ADDRESS, pixels_per_module=3))).convert("1")
    side, _ = qr.path(ADDRESS)
    assert image.size == (3 * (side + 8), 3 * (side + 8))
    assert image.getpixel((11, 11)) == 255
    assert image.getpixel((12, 12)) == 0


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="ABCdef0123456789:/-.", min_size=1, max_size=90))
def test_the_path_fills_exactly_the_dark_modules(text: str) -> None:
    side, line = qr.path(text)
    filled = set()
    for start, row, length in re.findall(r"M(\d+) (\d+)h(\d+)v1H\1z", line):
        filled |= {(int(start) + step, int(row)) for step in range(int(length))}
    matrix = segno.make_qr(text, error="m", boost_error=False, mask=3).matrix
    assert side == len(matrix)
    assert filled == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def test_the_svg_is_small_and_keeps_the_quiet_zone() -> None:
    picture = qr.svg(ADDRESS).decode()
    assert 'viewBox="-4 -4 41 41"' in picture
    assert len(picture) < 5000
