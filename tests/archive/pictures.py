"""Photos as telephones take them, made here: no picture of anybody."""

import io

from PIL import Image

LEFT_UP = 6  # EXIF orientation: turn a quarter clockwise to see it upright


def photo(size: tuple[int, int] = (3000, 2000), kind: str = "JPEG", turned: bool = False) -> bytes:
    """Return a photo with a red left half; with the place it was taken in its EXIF."""
    image = Image.new("RGB", size, "white")
    image.paste((200, 30, 30), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F] = "a telephone"
    exif[0x8825] = {1: "N", 2: (32.0, 5.0, 0.0)}
    if turned:
        exif[0x0112] = LEFT_UP
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
