"""Fountain text as a draft: for formats that are Fountain in a wrapping, or words without any layout."""

from dataclasses import replace

from filmwright.formats.draft import Draft, Paragraph
from filmwright.formats.fountain import ParsedFountain, Piece, read

__all__ = ["drafted", "fountain_draft"]


def fountain_draft(text: str, *, encoding: str = "utf-8") -> Draft:
    """Fountain text as a draft."""
    return drafted(read(text), encoding=encoding)


def drafted(parsed: ParsedFountain, *, encoding: str = "utf-8") -> Draft:
    """A script in pieces as a draft: same kinds, words, names, notes, numbers, guesses."""
    return Draft(
        paragraphs=tuple(_paragraph(piece) for piece in parsed.pieces),
        title=tuple((entry.key, entry.values) for entry in parsed.title),
        warnings=parsed.warnings,
        encoding=encoding,
    )


def _paragraph(piece: Piece) -> Paragraph:
    item = Paragraph(
        kind=piece.kind,
        text=piece.text,
        emphasis=piece.emphasis,
        notes=piece.notes,
        extensions=piece.extensions,
        dual="right" if piece.dual else None,
        level=piece.level,
        scene_number=piece.heading.number if piece.heading else None,
        facts=piece.facts,
        confidence=piece.confidence,
        reason=piece.reason,
        place=f"line {piece.line}",
        verbatim=True,
    )
    if piece.name is None:
        return item
    return replace(item, text=piece.name, emphasis=tuple(e for e in piece.emphasis if e[1] <= len(piece.name)))
