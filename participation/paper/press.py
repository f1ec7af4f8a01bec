"""The press: sets one Typst template with data, in a bounded process of its own, one at a time."""

import fcntl
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from participation.kernel.outcome import Refusal
from participation.paper.fonts import Fonts, missing_glyphs

TEMPLATES = Path(__file__).parent / "typst"
ROOT = Path(__file__).parents[2]
_TOO_BIG = 9


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one print may cost: CPU seconds, address space in bytes, seconds of waiting in all."""

    cpu_seconds: int = 120
    memory_bytes: int = 3 * 1024**3
    wait_seconds: float = 240


BOUNDS = Bounds()


def press(
    template: str, data: Mapping[str, object], fonts: Fonts, bounds: Bounds = BOUNDS
) -> bytes | Refusal:
    """Return the PDF of a template (its name without `.typ`) filled with JSON-like data.

    Refuses `glyph-missing` (facts `characters`: what no font can draw), `print-too-big` (the
    worker met its limit of memory or CPU seconds) and `press-busy` (no turn or no end within
    the seconds of waiting). User text is data to the template, never markup.
    """
    missing = missing_glyphs("".join(_texts(data)), fonts)
    if missing:
        return Refusal("glyph-missing", facts={"characters": tuple(sorted(missing))})
    folders = [str(folder) for folder in fonts.folders]
    job = {"template": template, "fonts": folders, "data": data, "bounds": asdict(bounds)}
    try:
        worker = subprocess.run(
            [sys.executable, "-m", "participation.paper.press"],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=bounds.wait_seconds,
            # None of our settings and secrets: the worker needs the code and nothing else.
            env={"PYTHONPATH": str(ROOT)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Refusal("press-busy")
    return _outcome(worker, template)


def _outcome(worker: subprocess.CompletedProcess[bytes], template: str) -> bytes | Refusal:
    if worker.returncode == 0:
        return worker.stdout
    if worker.returncode < 0 or worker.returncode == _TOO_BIG:
        return Refusal("print-too-big")
    raise RuntimeError(f"{template}: {worker.stderr.decode(errors='replace')}")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _bind(bounds: Mapping[str, int]) -> None:
    seconds, memory = bounds["cpu_seconds"], bounds["memory_bytes"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _wait_for_turn() -> int:
    """Hold the lock until this process ends; a folder can be locked and needs no right to write."""
    handle = os.open(TEMPLATES, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def compile_job(job: Mapping[str, Any]) -> bytes:
    """Return the PDF of a job, in this process; the template sees the template folder only."""
    import typst

    pdf = typst.compile(
        TEMPLATES / f"{job['template']}.typ",
        root=TEMPLATES,
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=job["fonts"]
        ),
        format="pdf",
        sys_inputs={"data": json.dumps(job["data"])},
    )
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one run of bytes")
    return pdf


def main() -> int:
    """Read a job from standard input, write its PDF to standard output."""
    job = json.load(sys.stdin)
    _wait_for_turn()
    _bind(job["bounds"])
    try:
        sys.stdout.buffer.write(compile_job(job))
    except MemoryError:
        return _TOO_BIG
    return 0


if __name__ == "__main__":
    sys.exit(main())
