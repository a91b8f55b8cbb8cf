"""The storyboard sheet: six boards a page with picture, number, size, move, action, dialogue and seconds."""

import io
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

import typst
from PIL import Image

from filmwright.fonts import folder

__all__ = ["BoardEntry", "write_boards"]

_PICTURE_WIDTH = 720  # pixels in print: about 200 dpi at the printed width


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """One board of the sheet; `picture` is a PNG."""

    number: str
    slug: str
    seconds: str
    size: str
    camera: str
    transition: str
    action: str
    dialogue: str
    speaker: str
    picture: bytes


def write_boards(title: str, subtitle: str, boards: Sequence[BoardEntry], *, language: str = "en") -> bytes:
    """The sheet as a PDF; the same boards give the same bytes."""
    with tempfile.TemporaryDirectory(prefix="filmwright-boards-") as scratch:
        rows = []
        for index, entry in enumerate(boards):
            name = f"b{index:05d}.jpg"
            (Path(scratch) / name).write_bytes(_printed(entry.picture))
            row = asdict(entry)
            row["picture"] = name
            rows.append(row)
        source = Path(scratch) / "sheet.typ"
        source.write_bytes((files("filmwright.formats") / "boards.typ").read_bytes())
        data = {"title": title, "subtitle": subtitle, "language": language, "boards": rows}
        pdf = typst.compile(
            str(source),
            font_paths=[str(folder())],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=0,
        )
        return bytes(pdf)


def _printed(png: bytes) -> bytes:
    """The picture at print size as a JPEG: a sheet of 754 boards stays a few megabytes."""
    with Image.open(io.BytesIO(png)) as picture:
        scale = min(1.0, _PICTURE_WIDTH / picture.width)
        size = (round(picture.width * scale), round(picture.height * scale))
        out = io.BytesIO()
        picture.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=88)
        return out.getvalue()
