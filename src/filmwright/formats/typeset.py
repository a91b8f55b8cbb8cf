"""Typesetting with typst: a template, its data as JSON, the shipped fonts; the same input gives the same PDF."""

import json
import subprocess
import sys
from pathlib import Path

from filmwright.errors import MakerError

__all__ = ["typeset", "typeset_apart"]


def typeset(source: Path, data: object) -> bytes:
    """Set a template (pictures lie beside it) with data that it reads from `sys.inputs.data`; gives a PDF."""
    import typst  # noqa: PLC0415  # thirty megabytes that only a sheet needs

    from filmwright.fonts import folder  # noqa: PLC0415

    return bytes(
        typst.compile(
            str(source),
            font_paths=[str(folder())],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=0,
        )
    )


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
