"""Photos made fit to be kept: upright, small, without where and with what they were taken."""

import io
import resource
import subprocess
import sys
from pathlib import Path

from participation.kernel.outcome import Refusal

ROOT = Path(__file__).parents[2]
MOST_PIXELS = 120_000_000
LONGEST_SIDE = 2400
QUALITY = 82
CPU_SECONDS = 20
MEMORY_BYTES = 1536 * 1024**2
WAIT_SECONDS = 60
_BROKEN, _VAST = 3, 4


def shrink(data: bytes) -> bytes | Refusal:
    """Return a photo as an upright JPEG of at most 2400 pixels a side, without its EXIF.

    Done in a process of its own with bounds of memory and time: a photo is a stranger's file.
    Refuses `photo-broken` and `photo-vast` (over 120 million pixels, or more than the bounds).
    """
    try:
        worker = subprocess.run(
            [sys.executable, "-m", "participation.paper.photos"],
            input=data,
            capture_output=True,
            timeout=WAIT_SECONDS,
            env={"PYTHONPATH": str(ROOT)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _vast()
    if worker.returncode == 0:
        return worker.stdout
    if worker.returncode == _BROKEN:
        return Refusal("photo-broken", "files")
    if worker.returncode == _VAST or worker.returncode < 0:
        return _vast()
    raise RuntimeError(worker.stderr.decode(errors="replace"))


def _vast() -> Refusal:
    return Refusal("photo-vast", "files", {"most": f"{MOST_PIXELS // 10_000} 万"})


def made_small(data: bytes) -> bytes:
    """Return the small JPEG of a photo, in this process; `OSError` where it cannot be read."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses twice as many
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as image:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        if upright.mode in {"RGBA", "LA", "P", "PA"}:
            clear = upright.convert("RGBA")
            upright = Image.new("RGB", clear.size, "white")
            upright.paste(clear, mask=clear.getchannel("A"))
        small = io.BytesIO()
        upright.convert("RGB").save(small, "JPEG", quality=QUALITY, optimize=True)
    return small.getvalue()


def main() -> int:
    """Read a photo from standard input, write what is kept of it to standard output."""
    import warnings

    from PIL import Image

    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        sys.stdout.buffer.write(made_small(sys.stdin.buffer.read()))
    except (Image.DecompressionBombError, MemoryError):
        return _VAST
    except (OSError, ValueError, SyntaxError):
        return _BROKEN
    return 0


if __name__ == "__main__":
    sys.exit(main())
