"""Photos made fit to be kept: real pictures, in the real process."""

import io

import pytest
from PIL import Image

from participation.kernel.outcome import Refusal
from participation.paper.photos import LONGEST_SIDE, shrink
from tests.archive.pictures import photo


def opened(data: bytes | Refusal) -> Image.Image:
    assert isinstance(data, bytes), data
    return Image.open(io.BytesIO(data))


def test_a_photo_becomes_small_and_forgets_where_it_was_taken() -> None:
    before = photo()
    assert b"telephone" in before
    small = shrink(before)
    image = opened(small)
    assert (image.format, image.size) == ("JPEG", (LONGEST_SIDE, 1600))
    assert not image.getexif()
    assert isinstance(small, bytes)
    assert b"telephone" not in small


def test_a_photo_taken_sideways_stands_upright() -> None:
    image = opened(shrink(photo((2000, 1000), turned=True)))
    assert image.size == (1000, 2000)
    red, white = image.getpixel((500, 400)), image.getpixel((500, 1600))
    assert isinstance(red, tuple)
    assert isinstance(white, tuple)
    assert red[1] < 90 < 200 < white[1]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_photos_become_jpegs_too(kind: str) -> None:
    image = opened(shrink(photo((300, 200), kind)))
    assert (image.format, image.size) == ("JPEG", (300, 200))


def test_what_is_clear_becomes_white_as_on_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    pixel = opened(shrink(out.getvalue())).getpixel((20, 20))
    assert isinstance(pixel, tuple)
    assert min(pixel) > 250


def test_a_photo_of_forty_megapixels_is_kept() -> None:
    image = opened(shrink(photo((7300, 5500))))
    assert max(image.size) == LONGEST_SIDE


@pytest.mark.parametrize("keep", [3000, 40])
def test_a_photo_that_did_not_arrive_whole_is_refused(keep: int) -> None:
    found = shrink(photo((2000, 1500))[:keep])
    assert isinstance(found, Refusal)
    assert found.code == "photo-broken"


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    # A small file: white squeezes well. Opened naively it takes a gigabyte.
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 200_000
    found = shrink(bomb.getvalue())
    assert isinstance(found, Refusal)
    assert found.code == "photo-vast"
