"""Typesetting with typst: a template, its data as JSON, the shipped fonts; the same input gives the same PDF."""

import json
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from filmwright.errors import MakerError

__all__ = ["typeset", "typeset_apart", "typeset_packaged"]


def typeset(source: Path, data: object, *, fonts: Path | None = None) -> bytes:
    """Set a template (pictures lie beside it) with data that it reads from `sys.inputs.data`; gives a PDF.

    `fonts` is a folder with more font files than those that ship.
    """
    import typst

    from filmwright.fonts import folder  # noqa: PLC0415  (it draws letters with pillow; a sheet alone needs it)

    return bytes(
        typst.compile(
            str(source),
            font_paths=[str(folder()), *([str(fonts)] if fonts else ())],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=0,
        )
    )


def typeset_packaged(template: str, data: object, *, font: Path | None = None) -> bytes:
    """Set a template that lies in this package and shows no pictures; `font` is a font file more."""
    with tempfile.TemporaryDirectory(prefix="filmwright-sheet-") as scratch:
        source = Path(scratch) / template
        source.write_bytes((files("filmwright.formats") / template).read_bytes())
        if font is not None:
            (Path(scratch) / f"extra{font.suffix}").write_bytes(font.read_bytes())
        return typeset(source, data, fonts=Path(scratch))


def typeset_apart(source: Path, data: object) -> bytes:
    """The same in a process of its own: the typesetter never gives back the memory of pictures that it has set.

    Raises MakerError when that process fails.
    """
    given, made = source.with_suffix(".json"), source.with_suffix(".pdf")
    given.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    command = [sys.executable, "-m", "filmwright.formats.typeset", str(source), str(given), str(made)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own module
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise MakerError(f"The storyboard sheet could not be set ({reason}): run the same command again.")
    return made.read_bytes()


if __name__ == "__main__":
    template, content, target = (Path(argument) for argument in sys.argv[1:])
    target.write_bytes(typeset(template, json.loads(content.read_text("utf-8"))))
