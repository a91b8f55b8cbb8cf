"""A script in another format: any format that is read goes in; Fountain, Final Draft, PDF or text comes out."""

from pathlib import Path
from typing import Literal

from filmwright.app.files import write_file
from filmwright.app.source import Source
from filmwright.errors import UserError
from filmwright.formats import fdx_write, plain_text
from filmwright.formats.pagination import PAPERS, Pagination, paginate
from filmwright.model.breakdown import PaperName
from filmwright.model.screenplay import Screenplay

__all__ = ["ExportFormat", "export", "exported", "with_pages"]

ExportFormat = Literal["fountain", "fdx", "pdf", "text"]
_ENDINGS: dict[ExportFormat, str] = {"fountain": ".fountain", "fdx": ".fdx", "pdf": ".pdf", "text": ".txt"}
_FORMATS: dict[str, ExportFormat] = {
    ".fountain": "fountain", ".spmd": "fountain", ".fdx": "fdx", ".pdf": "pdf", ".txt": "text", ".text": "text",
}  # fmt: skip


def export(
    source: Source,
    *,
    fmt: ExportFormat | None = None,
    paper: PaperName = "letter",
    notes: bool = False,
    font: Path | None = None,
    output: Path | None = None,
    force: bool = False,
    script: Path | None = None,
) -> Path:
    """Write a script as a file of another format; returns where it lies.

    Args:
        source: the script.
        fmt: the format; that of the ending of `output` when left out, PDF without either.
        paper: US Letter or A4, for PDF.
        notes: whether the writer's notes are printed (PDF and text).
        font: a font file for letters that the fonts of Filmwright do not have (PDF).
        output: the file; the script's name with another ending, in the current folder, when left out.
        force: whether a file that exists is replaced.
        script: where the script lies; never written over.

    Raises:
        UserError: the file exists, the ending says no format, or a letter cannot be drawn.
    """
    chosen = fmt or _format_of(output)
    place = output or Path(f"{source.stem}{_ENDINGS[chosen]}")
    data = exported(source, chosen, paper=paper, notes=notes, font=font)
    return write_file(place, data, force=force, script=script)


def _format_of(output: Path | None) -> ExportFormat:
    if output is None:
        return "pdf"
    found = _FORMATS.get(output.suffix.lower())
    if found is None:
        known = ", ".join(f"`{name}`" for name in _ENDINGS)
        raise UserError(f"The ending of `{output.name}` does not say which format: add `--format`, one of {known}.")
    return found


def exported(
    source: Source,
    fmt: ExportFormat,
    *,
    paper: PaperName = "letter",
    notes: bool = False,
    font: Path | None = None,
) -> bytes:
    """The bytes of a script in another format. A Fountain script as Fountain is the file itself, byte for byte."""
    script = source.screenplay
    if fmt == "fountain":
        return source.fountain
    if fmt == "pdf":
        from filmwright.formats import screenplay_pdf  # noqa: PLC0415  (pillow and the fonts, for this format only)

        return screenplay_pdf.write(script, PAPERS[paper], notes=notes, font=font)
    if fmt == "text":
        return plain_text.write(script, notes=notes)
    return fdx_write.write(with_pages(script, paginate(script, PAPERS[paper])))


def with_pages(script: Screenplay, pages: Pagination) -> Screenplay:
    """A screenplay whose scenes say their page and length where the file did not: schedules are made of these."""
    scenes = tuple(
        scene.model_copy(
            update={
                "facts": scene.facts.model_copy(
                    update={
                        "page": scene.facts.page or str(place.page),
                        "length_eighths": scene.facts.length_eighths or place.eighths,
                    }
                )
            }
        )
        for scene, place in zip(script.scenes, pages.scenes, strict=True)
    )
    return script.model_copy(update={"scenes": scenes})
