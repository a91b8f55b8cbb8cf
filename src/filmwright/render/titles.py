"""Title cards, end card and credit pages, drawn as a board artist letters them: ink on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from filmwright.fonts import face
from filmwright.model.cut import CREDIT_ROWS

__all__ = ["INK", "PAPER", "CreditLine", "credit_pages", "end_card", "fade", "title_card"]

PAPER = (247, 243, 234)
INK = (34, 32, 40)
_SOFT = (122, 116, 112)

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A role on the left and who filled it on the right; no names makes a heading."""

    role: str
    names: tuple[str, ...]


def title_card(title: str, lines: Sequence[str], *, width: int, height: int) -> Picture:
    """The film's title with lines below it (credit, author), between two thin rules."""
    picture, draw = _page(width, height)
    face_name = "serif-bold"
    size = _fitting(draw, title, face_name, width * 0.8, height * 0.15)
    wrapped = _wrapped(draw, title, face_name, size, width * 0.8)
    tall = size * 1.25 * len(wrapped)
    top = height * 0.46 - tall / 2
    for index, row in enumerate(wrapped):
        _centered(draw, row, face_name, size, width / 2, top + index * size * 1.25, INK)
    _rule(draw, width, top - size * 0.45)
    _rule(draw, width, top + tall + size * 0.35)
    small = max(14, round(height * 0.034))
    for index, line in enumerate(lines):
        y = top + tall + size * 0.35 + small * (1.1 + 1.6 * index)
        _centered(
            draw, line, "serif-italic" if index == 0 else "serif", small, width / 2, y, _SOFT if index == 0 else INK
        )
    return np.asarray(picture)


def end_card(text: str, tagline: str, *, width: int, height: int) -> Picture:
    """The closing card."""
    return title_card(text, (tagline,) if tagline else (), width=width, height=height)


def credit_pages(lines: Sequence[CreditLine], *, width: int, height: int) -> tuple[Picture, ...]:
    """Credits as pages of at most a dozen rows: role right-aligned to the middle, name left-aligned from it."""
    size = max(13, round(min(height * 0.8 / (CREDIT_ROWS * 1.75), width * 0.034)))
    rows: list[tuple[str, str]] = []
    for line in lines:
        names = line.names or ("",)
        rows.extend((line.role if index == 0 else "", name) for index, name in enumerate(names))
    pages = [rows[start : start + CREDIT_ROWS] for start in range(0, len(rows), CREDIT_ROWS)] or [[]]
    return tuple(_credit_page(page, size, width, height) for page in pages)


def _credit_page(rows: Sequence[tuple[str, str]], size: int, width: int, height: int) -> Picture:
    picture, draw = _page(width, height)
    top = height / 2 - len(rows) * size * 1.75 / 2
    gap = size * 0.8
    for index, (role, name) in enumerate(rows):
        y = top + index * size * 1.75
        if not name:
            _centered(draw, role, "serif-bold", size, width / 2, y, INK)
            continue
        role_face, name_face = face("serif-italic", size), face("serif", size)
        left = _shortened(draw, role, "serif-italic", size, width / 2 - gap - width * 0.05)
        draw.text((width / 2 - gap - draw.textlength(left, role_face), y), left, _SOFT, role_face)
        right = _shortened(draw, name, "serif", size, width / 2 - gap - width * 0.05)
        draw.text((width / 2 + gap, y), right, INK, name_face)
    return np.asarray(picture)


def fade(picture: Picture, amount: float) -> Picture:
    """`picture` at `amount` of its brightness: 1 as it is, 0 black."""
    if amount >= 1.0:
        return picture
    table = np.rint(np.arange(256) * max(0.0, amount)).astype(np.uint8)
    faded: Picture = table[picture]
    return faded


def _page(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Paper with a faint fixed grain, so that a card sits beside drawn frames."""
    grain = np.random.Generator(np.random.PCG64(7)).normal(0.0, 1.6, (height, width, 1))
    paper = np.clip(np.array(PAPER, np.float64) + grain, 0, 255).astype(np.uint8)
    picture = Image.fromarray(paper)
    return picture, ImageDraw.Draw(picture)


def _rule(draw: ImageDraw.ImageDraw, width: int, y: float) -> None:
    draw.line([(width * 0.36, y), (width * 0.64, y)], fill=INK, width=max(1, round(width / 900)))


def _fitting(draw: ImageDraw.ImageDraw, text: str, name: str, room: float, largest: float) -> int:
    """The largest size at which `text` fits on two lines."""
    size = max(16, round(largest))
    while size > 16 and (len(_wrapped(draw, text, name, size, room)) > 2 or _widest(draw, text, name, size) > room):
        size -= 2
    return size


def _widest(draw: ImageDraw.ImageDraw, text: str, name: str, size: int) -> float:
    return max((draw.textlength(word, face(name, size)) for word in text.split()), default=0.0)


def _wrapped(draw: ImageDraw.ImageDraw, text: str, name: str, size: int, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split() or [""]:
        candidate = f"{lines[-1]} {word}" if lines else word
        if lines and draw.textlength(candidate, face(name, size)) > room:
            lines.append(word)
        elif lines:
            lines[-1] = candidate
        else:
            lines.append(word)
    return lines


def _shortened(draw: ImageDraw.ImageDraw, text: str, name: str, size: int, room: float) -> str:
    font = face(name, size)
    while len(text) > 1 and draw.textlength(text, font) > room:
        text = text[:-2].rstrip() + "…"
    return text


def _centered(
    draw: ImageDraw.ImageDraw, text: str, name: str, size: int, x: float, y: float, colour: tuple[int, int, int]
) -> None:
    font = face(name, size)
    draw.text((x - draw.textlength(text, font) / 2, y), text, colour, font)
