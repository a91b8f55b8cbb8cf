"""The storyboard sheet: six boards a page with picture, number, size, move, action, dialogue and seconds."""

import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter

from filmwright.formats.typeset import typeset, typeset_apart

__all__ = ["BoardEntry", "write_boards"]

_A_PAGE = 6
_AT_ONCE = 30 * _A_PAGE  # boards set in one go: the typesetter keeps every picture unpacked in memory
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


def write_boards(title: str, subtitle: str, boards: Iterable[BoardEntry], *, language: str = "en") -> bytes:
    """The sheet as a PDF; the same boards give the same bytes. Holds one picture at a time."""
    with tempfile.TemporaryDirectory(prefix="filmwright-boards-") as scratch:
        rows = []
        for index, entry in enumerate(boards):
            name = f"b{index:05d}.jpg"
            (Path(scratch) / name).write_bytes(_printed(entry.picture))
            rows.append(asdict(replace(entry, picture=b"")) | {"picture": name})
        source = Path(scratch) / "sheet.typ"
        source.write_bytes((files("filmwright.formats") / "boards.typ").read_bytes())
        look = {"title": title, "subtitle": subtitle, "language": language}
        setting = typeset if len(rows) <= _AT_ONCE else typeset_apart
        parts = [
            setting(source, look | {"pages": -(-len(rows) // _A_PAGE), "first": at // _A_PAGE + 1, "boards": some})
            for at in range(0, max(1, len(rows)), _AT_ONCE)
            for some in [rows[at : at + _AT_ONCE]]
        ]
        return parts[0] if len(parts) == 1 else _bound(parts, title)


def _bound(parts: Sequence[bytes], title: str) -> bytes:
    """Several sheets as one document."""
    with PdfWriter() as book:
        for part in parts:
            book.append(io.BytesIO(part), import_outline=False)
        book.metadata = {"/Title": title, "/Producer": "Filmwright"}
        out = io.BytesIO()
        book.write(out)
    return out.getvalue()


def _printed(png: bytes) -> bytes:
    """The picture at print size as a JPEG: a sheet of 754 boards stays a few megabytes."""
    with Image.open(io.BytesIO(png)) as picture:
        scale = min(1.0, _PICTURE_WIDTH / picture.width)
        size = (round(picture.width * scale), round(picture.height * scale))
        out = io.BytesIO()
        picture.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=88)
        return out.getvalue()
