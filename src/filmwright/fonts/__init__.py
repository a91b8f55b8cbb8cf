"""The fonts that ship with Filmwright, and what they can draw.

All are under the SIL Open Font License. A character that none of them has is reported by name, never drawn as a box.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

__all__ = ["FACES", "face", "folder", "missing"]

FACES = {
    "sans": "NotoSans-Regular.ttf",
    "sans-bold": "NotoSans-Bold.ttf",
    "serif": "NotoSerif-Regular.ttf",
    "serif-bold": "NotoSerif-Bold.ttf",
    "serif-italic": "NotoSerif-Italic.ttf",
    "courier": "CourierPrime-Regular.otf",
    "courier-bold": "CourierPrime-Bold.otf",
    "courier-italic": "CourierPrime-Italic.otf",
    "courier-bold-italic": "CourierPrime-BoldItalic.otf",
}


def folder() -> Path:
    """Where the font files lie."""
    return Path(str(files("filmwright.fonts")))


def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """One of `FACES` at a size in pixels."""
    return ImageFont.truetype(str(folder() / FACES[name]), size, layout_engine=ImageFont.Layout.BASIC)


def _drawn(name: str, text: str) -> bytes:
    """The text in black and white, as bytes that can be compared."""
    page = Image.new("L", (48, 48))
    ImageDraw.Draw(page).text((8, 4), text, 255, face(name, 24))
    return page.tobytes()


@cache
def _blank(name: str) -> bytes:
    return _drawn(name, "\ufdd0")


@cache
def _has(name: str, character: str) -> bool:
    if character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Mn"):
        return True
    return _drawn(name, character) != _blank(name)


def missing(text: str, name: str = "sans") -> tuple[str, ...]:
    """Characters of `text` that the face cannot draw, each once, in order of appearance."""
    return tuple(c for c in dict.fromkeys(text) if not _has(name, c))
