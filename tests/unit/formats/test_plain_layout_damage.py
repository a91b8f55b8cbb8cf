"""Damaged texts and PDFs are read or refused; nothing crashes."""

import contextlib
import random
import time

import pytest

from filmwright.errors import ScriptError
from filmwright.formats.layout import split_cue
from filmwright.formats.registry import read_script

from .drafts import LAYOUTS
from .printed import Look, pdf, press
from .test_pdf_layouts import SCRIPT

TEXTS = [path.read_text("utf-8").split("\n") for path in sorted(LAYOUTS.iterdir())]
SIGNS = [
    "“",
    "”",
    '"',
    "—",
    "(",
    ")",
    "[",
    "]",
    "*",
    "_",
    "**",
    "\f",
    ".",
    ":",
    "«",
    "„",
    "\t",
    "#",
    "> ",
    "---",
    "\u2028",
]


def damaged_text(seed: int) -> bytes:
    rng = random.Random(seed)
    lines = list(rng.choice(TEXTS))
    for _ in range(rng.randrange(1, 25)):
        at = rng.randrange(len(lines))
        match rng.randrange(4):
            case 0:
                lines.insert(at, rng.choice(rng.choice(TEXTS)))
            case 1:
                lines[at] = ""
            case 2:
                cut = rng.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:cut] + rng.choice(SIGNS) + lines[at][cut:]
            case _:
                lines.append(lines.pop(at))
    return "\n".join(lines).encode()


def damaged_pdf(seed: int, whole: bytes) -> bytes:
    rng = random.Random(seed)
    data = bytearray(whole)
    if rng.random() < 0.3:
        data = data[: rng.randrange(len(data))] + b"%%EOF"
    for _ in range(rng.randrange(1, 30)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("block", range(8))
def test_texts_with_lines_moved_cut_and_mixed(block: int) -> None:
    for seed in range(block * 25, block * 25 + 25):
        with contextlib.suppress(ScriptError):
            script = read_script(damaged_text(seed), "x.txt")
            assert all(0 < p.confidence <= 1 for p in script.parsed.pieces)


@pytest.mark.parametrize("block", range(4))
def test_pdfs_with_bytes_changed_and_ends_missing(block: int) -> None:
    whole = pdf(press(SCRIPT[:20], Look()))
    for seed in range(block * 25, block * 25 + 25):
        with contextlib.suppress(ScriptError):
            read_script(damaged_pdf(seed, whole), "x.pdf")


def test_an_octal_sign_that_is_too_large_is_one_sentence() -> None:
    """The font maps of this file need pdfminer, and it trips over `\\777`."""
    whole = pdf([[(100.0, 100.0, "\x01\x02\x03" * 20, "F1"), (100.0, 120.0, "(\\777", "F1")]])
    with pytest.raises(ScriptError) as caught:
        read_script(whole.replace(b"\\(\\\\777", b"\\777"), "x.pdf")
    assert "x.pdf" in str(caught.value)


LONG_LINES = {
    "brackets that never close": "ANNA " + "(" * 400 + ")b",
    "a name and many blanks": "ANNA" + " " * 20_000 + ".x",
    "many brackets": "ANNA " + "(a) " * 5_000 + "b",
    "a bracket without end": "ANNA (" + "a" * 50_000,
}


@pytest.mark.parametrize("line", LONG_LINES.values(), ids=list(LONG_LINES))
def test_odd_names_take_no_time(line: str) -> None:
    begin = time.process_time()
    read_script(f"INT. HALL - DAY\n\n{line}\nHello.\n".encode(), "x.fountain")
    read_script(f"{line}\nHello.\n".encode(), "x.txt")
    split_cue(line)
    assert time.process_time() - begin < 2
