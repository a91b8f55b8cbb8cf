"""Prints scripts as PDFs of many layouts, with nothing but the bytes of the format: what other programs' exports are."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Look:
    """One program's page: sizes in points, widths in characters."""

    paper: tuple[float, float] = (612, 792)
    size: float = 12
    pitch: float = 12
    action: tuple[float, int] = (108, 60)
    speech: tuple[float, int] = (180, 35)
    aside: tuple[float, int] = (208, 25)
    cue: float = 252
    cue_centered: bool = False
    top: float = 72
    rows: int = 54
    scene_numbers: bool = False
    page_number: bool = True
    more: bool = True
    header: str = ""
    bold_headings: bool = False
    heading_space: int = 0
    rotate: int = 0
    serif: bool = False


Item = tuple[str, str]
Shown = tuple[float, float, str, str]  # left, top, words, font


@dataclass
class Press:
    look: Look
    pages: list[list[Shown]] = field(default_factory=list)
    row: float = 0
    number: int = 0

    def turn(self) -> None:
        self.pages.append([])
        self.row = 0
        look = self.look
        number = len(self.pages)
        if look.page_number and number > 1:
            self.pages[-1].append((look.paper[0] - 90, 36, f"{number}.", "F1"))
        if look.header:
            self.pages[-1].append((look.action[0], 36, f"{look.header} {number}", "F1"))

    def line(self, left: float, text: str, font: str = "F1") -> None:
        look = self.look
        self.pages[-1].append((left, look.top + self.row * look.pitch, text, font))

    def room(self) -> float:
        return self.look.rows - self.row


def width(text: str, look: Look) -> float:
    return len(text) * look.size * 0.6


def press(items: Sequence[Item], look: Look) -> list[list[Shown]]:  # noqa: C901  # one branch per kind
    out = Press(look)
    out.turn()
    speaker = ""
    for at, (kind, text) in enumerate(items):
        if kind == "heading":
            blank(out, look.heading_space + 4)
            out.row += look.heading_space if out.row else 0
            out.number += 1
            if look.scene_numbers:
                out.line(look.action[0] - 40, str(out.number))
                out.line(look.action[0] + look.action[1] * look.size * 0.6 + 10, str(out.number))
            put(out, look.action, text, "F2" if look.bold_headings else "F1")
        elif kind in ("action", "transition"):
            blank(out, 2)
            if kind == "transition":
                out.line(look.action[0] + width("x" * look.action[1], look) - width(text, look), text)
                out.row += 1
            else:
                put(out, look.action, text)
        elif kind == "cue":
            speaker = text
            blank(out, 3)
            left = look.cue
            if look.cue_centered:
                left = look.paper[0] / 2 - width(text, look) / 2
            out.line(left, text)
            out.row += 1
        elif kind == "aside":
            put(out, look.aside, text)
        elif kind == "say":
            say(out, text, speaker)
        elif kind == "dual":
            dual(out, text)
        out.row += 1 if at + 1 == len(items) or items[at + 1][0] not in ("aside", "say") else 0
    return out.pages


def blank(out: Press, need: int) -> None:
    if out.room() < need:
        out.turn()


def put(out: Press, column: tuple[float, int], text: str, font: str = "F1") -> None:
    for line in textwrap.wrap(text, column[1]):
        if out.room() < 1:
            out.turn()
        out.line(column[0], line, font)
        out.row += 1


def say(out: Press, text: str, speaker: str) -> None:
    look = out.look
    for line in textwrap.wrap(text, look.speech[1]):
        if out.room() < 2:
            if look.more:
                out.line(look.cue, "(MORE)")
            out.turn()
            if look.more:
                out.line(look.cue, f"{speaker} (CONT'D)")
                out.row += 1
        out.line(look.speech[0], line)
        out.row += 1


def dual(out: Press, text: str) -> None:
    """`ANNA: Words. | BEN: Words.`"""
    look = out.look
    blank(out, 6)
    sides = [side.strip().split(": ", 1) for side in text.split("|")]
    start, deepest = out.row, out.row
    for (name, words), left in zip(sides, (look.action[0] + 20, look.action[0] + 230), strict=True):
        out.row = start
        out.line(left + 50, name)
        out.row += 1
        for line in textwrap.wrap(words, 22):
            out.line(left, line)
            out.row += 1
        deepest = max(deepest, out.row)
    out.row = deepest


# --- bytes ----------------------------------------------------------------------------------------------


def pdf(pages: Sequence[Sequence[Shown]], look: Look | None = None, *, size: float | None = None) -> bytes:
    look = look or Look()
    width_, height = look.paper
    if look.rotate in (90, 270):
        width_, height = height, width_
    parts: list[bytes] = []
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    base = "Times" if look.serif else "Courier"
    plain = "Times-Roman" if look.serif else "Courier"
    parts.append(b"<</Type/Catalog/Pages 2 0 R>>")
    parts.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    parts.append(f"<</Type/Font/Subtype/Type1/BaseFont/{plain}/Encoding/WinAnsiEncoding>>".encode())
    parts.append(f"<</Type/Font/Subtype/Type1/BaseFont/{base}-Bold/Encoding/WinAnsiEncoding>>".encode())
    for index, page in enumerate(pages):
        body = "\n".join(_show(item, look, size or look.size) for item in page).encode("cp1252")
        parts.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width_:g} {height:g}]/Rotate {look.rotate}"
            f"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents {6 + 2 * index} 0 R>>".encode()
        )
        parts.append(b"<</Length %d>>stream\n%s\nendstream" % (len(body), body))
    return assemble(parts)


def assemble(parts: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)


def _show(item: Shown, look: Look, size: float) -> str:
    left, top, words, font = item
    wide, high = look.paper
    matrix = {
        0: f"1 0 0 1 {left:.2f} {high - top:.2f}",
        90: f"0 1 -1 0 {top:.2f} {left:.2f}",
        180: f"-1 0 0 -1 {wide - left:.2f} {top:.2f}",
        270: f"0 -1 1 0 {high - top:.2f} {wide - left:.2f}",
    }[look.rotate]
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size:g} Tf {matrix} Tm ({escaped}) Tj ET"
