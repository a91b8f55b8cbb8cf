"""What is installed on this machine, what is missing, and how to get it."""

import importlib
import os
import shutil
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import ClassVar

from filmwright.model.document import Document, Model

__all__ = ["Finding", "Findings", "examine"]

_SPACE_MB = 500


class Finding(Model):
    """One thing looked at. `needed` things that are not `ok` stop films from being made."""

    name: str
    ok: bool
    needed: bool = True
    detail: str


class Findings(Document):
    """Everything looked at."""

    schema_label: ClassVar[str] = "findings/1"

    findings: tuple[Finding, ...]

    @property
    def healthy(self) -> bool:
        """Whether a film can be made here."""
        return all(f.ok for f in self.findings if f.needed)


def examine(library: Path) -> Findings:
    """Look at Python, the libraries, the voices, the encoder, fonts, disk and keys."""
    return Findings(
        findings=(
            _python(),
            _package("drawing", "numba", "numba"),
            _package("video and sound", "av", "av"),
            _package("voices", "espeakng-loader", "espeakng_loader"),
            _package("sheets", "typst", "typst"),
            _package("edit hand-over", "opentimelineio", "opentimelineio"),
            _tried("H.264 encoder", _encoder),
            _tried("speech", _speech),
            _tried("fonts", _fonts),
            _disk(library),
            _writable(library),
            _cores(),
            _optional("uv", "faster installs: see the uv project's page"),
        )
    )


def _python() -> Finding:
    return Finding(name="Python", ok=sys.version_info >= (3, 11), detail=sys.version.split()[0])


def _package(what: str, distribution: str, module: str) -> Finding:
    try:
        importlib.import_module(module)
        return Finding(name=what, ok=True, detail=f"{distribution} {version(distribution)}")
    except (ImportError, PackageNotFoundError, OSError) as error:
        fix = f"pip install --force-reinstall {distribution}"
        return Finding(name=what, ok=False, detail=f"`{distribution}` does not load ({error}): {fix}")


def _tried(what: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(name=what, ok=True, detail=attempt())
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        return Finding(name=what, ok=False, detail=f"{error}: install Filmwright again")


def _encoder() -> str:
    import av

    for name in ("libx264", "aac"):
        av.CodecContext.create(name, "w")
    return "libx264 and aac"


def _speech() -> str:
    import espeakng_loader

    data = Path(espeakng_loader.get_data_path())
    if not data.is_dir():
        raise OSError(f"no voices at {data}")
    return f"espeak-ng voices at {data}"


def _fonts() -> str:
    from filmwright.fonts import FACES, face

    for name in FACES:
        face(name, 12)
    return f"{len(FACES)} faces"


def _disk(library: Path) -> Finding:
    place = library.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free // 1_000_000
    word = "" if free >= _SPACE_MB else f": a film needs about {_SPACE_MB} MB, make space"
    return Finding(name="disk", ok=free >= _SPACE_MB, detail=f"{free:,} MB free at {place}{word}")


def _writable(library: Path) -> Finding:
    place = library.absolute()
    while not place.exists():
        place = place.parent
    ok = os.access(place, os.W_OK)
    return Finding(
        name="library", ok=ok, detail=f"{library}{'' if ok else ' cannot be written: choose another --library'}"
    )


def _cores() -> Finding:
    return Finding(name="cores", ok=True, needed=False, detail=f"{os.cpu_count()}; one picture at a time on each")


def _optional(tool: str, how: str) -> Finding:
    found = shutil.which(tool)
    return Finding(name=tool, ok=found is not None, needed=False, detail=found or f"not needed; {how}")
