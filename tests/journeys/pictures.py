"""Small pictures, and the one picture of the README: four pages of a vote side by side."""

from PIL import Image

from tests.journeys.conftest import SHOTS

PAGES = ("slip-320", "confirm-320", "receipt-320", "result-320")
HEIGHT, GAP, GROUND = 900, 16, "#8a8378"


def main() -> None:
    """Make every picture small, and join the four of the README."""
    for path in sorted(SHOTS.glob("*.png")):
        Image.open(path).convert("RGB").quantize(64).save(path, optimize=True)
    pictures = [Image.open(SHOTS / f"{name}.png").convert("RGB") for name in PAGES]
    width = sum(one.width for one in pictures) + GAP * (len(pictures) + 1)
    joined = Image.new("RGB", (width, HEIGHT + 2 * GAP), GROUND)
    left = GAP
    for one in pictures:
        joined.paste(one.crop((0, 0, one.width, min(one.height, HEIGHT))), (left, GAP))
        left += one.width + GAP
    joined.save(SHOTS / "readme.png", optimize=True)


if __name__ == "__main__":
    main()
