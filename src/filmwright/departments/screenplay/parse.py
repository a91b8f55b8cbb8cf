"""Read a script: bytes in, `Screenplay` out."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, Protocol

from filmwright.engine.step import step
from filmwright.errors import ScriptError
from filmwright.formats.fountain import ParsedFountain, Piece
from filmwright.formats.fountain_headings import is_act_title
from filmwright.formats.language import detect
from filmwright.formats.registry import ReadScript, read_script
from filmwright.model.screenplay import (
    Element,
    Emphasis,
    LeftOutText,
    Scene,
    SceneFacts,
    Screenplay,
    ScriptNote,
    Span,
    TitleEntry,
)
from filmwright.ref import Ref

__all__ = ["Readable", "as_screenplay", "fountain", "fountain_text", "parse", "read_screenplay"]

Side = Literal["left", "right"]
_SPOKEN = ("action", "dialogue", "centered", "parenthetical", "lyrics")


class Readable(Protocol):
    """The part of a blob store that reading needs."""

    def get(self, ref: Ref, /) -> bytes:
        """The bytes at an address."""
        ...


@step("screenplay.parse", version=4, inline=True)
def parse(source: Ref, *, blobs: Readable, name: str = "script.fountain") -> Screenplay:
    """Read the bytes of a script as a screenplay.

    The words are kept as written; every piece knows the range of source it came from.
    """
    return read_screenplay(blobs.get(source), name=name, source=source)


@step("screenplay.fountain", version=1, inline=True, media_type="text/x-fountain")
def fountain(source: Ref, *, blobs: Readable, name: str = "script.fountain") -> bytes:
    """Write a script of any format as Fountain."""
    data = blobs.get(source)
    return fountain_text(read_script(data, name), data)


def fountain_text(script: ReadScript, data: bytes) -> bytes:
    """A script as Fountain: the file itself, byte for byte, when it is Fountain, else what was understood of it."""
    return data if script.format == "fountain" else script.parsed.source.encode()


def read_screenplay(data: bytes, *, name: str = "script.fountain", source: Ref | None = None) -> Screenplay:
    """Read the bytes of a script as a screenplay.

    Args:
        data: the whole file.
        name: its file name, for messages.
        source: the address of `data`; computed when not given.

    Raises:
        ScriptError: not a script that can be read, or a script without a scene.
    """
    return as_screenplay(read_script(data, name), name=name, source=source or Ref.of(data, "text/x-fountain"))


def as_screenplay(script: ReadScript, *, name: str, source: Ref) -> Screenplay:
    """The screenplay of a script that was read from `source`; raises ScriptError when it has no scene."""
    parsed = script.parsed
    starts = [i for i, piece in enumerate(parsed.pieces) if piece.kind == "heading"]
    if not starts:
        raise ScriptError(_no_scene(name, parsed))
    duals = _duals(parsed.pieces)
    acts = _acts(parsed.pieces)
    edges = [*starts, len(parsed.pieces)]
    bounds = [parsed.pieces[i].start for i in starts] + [len(parsed.source)]
    scenes = tuple(
        _scene(parsed.pieces, edges[n], edges[n + 1], n + 1, acts[edges[n]], duals) for n in range(len(starts))
    )
    lost = [
        ScriptNote(line=piece.line, message="`^` asks for two speeches side by side, but no speech stands before it.")
        for i, piece in enumerate(parsed.pieces)
        if piece.dual and duals.get(i) != "right"
    ]
    notes = [ScriptNote(line=w.line, message=w.message) for w in parsed.warnings]
    return Screenplay(
        source=source,
        format=script.format,
        encoding=script.encoding,
        language=detect(_prose(parsed.pieces)).code,
        title_page=tuple(TitleEntry(key=t.key, values=t.values) for t in parsed.title),
        preamble=tuple(_element(p, 0, duals.get(i)) for i, p in enumerate(parsed.pieces[: starts[0]])),
        scenes=scenes,
        scene_spans=tuple(Span(start=a, end=b) for a, b in pairwise(bounds)),
        warnings=tuple(sorted([*notes, *lost], key=lambda n: (n.line, n.message))),
        left_out=tuple(LeftOutText(what=item.what, text=item.text, place=item.place) for item in script.left_out),
    )


def _no_scene(name: str, parsed: ParsedFountain) -> str:
    return (
        f"`{name}` holds no scene in its {len(parsed.pieces)} paragraphs: put a scene heading such as "
        "`INT. KITCHEN - DAY` or `EXT. BEACH - NIGHT` on a line of its own before each scene."
    )


def _prose(pieces: Sequence[Piece]) -> str:
    return "\n".join(p.text for p in pieces if p.kind in _SPOKEN)


def _duals(pieces: Sequence[Piece]) -> dict[int, Side]:
    """Cues that speak side by side: `^` marks the right one, its left is the speech right before it."""
    sides: dict[int, Side] = {}
    before: int | None = None
    for index, piece in enumerate(pieces):
        if piece.kind == "character":
            if piece.dual and before is not None:
                sides.setdefault(before, "left")
                sides[index] = "right"
            before = index
        elif piece.kind not in ("dialogue", "parenthetical", "lyrics", "note", "boneyard"):
            before = None
    return sides


def _acts(pieces: Sequence[Piece]) -> list[int]:
    """The act each piece stands in; sections count when they look like acts."""
    act, started = 1, False
    out: list[int] = []
    for piece in pieces:
        if piece.kind == "section" and is_act_title(piece.text):
            act += started
            started = True
        elif piece.kind == "heading" and not started:
            started = True  # scenes before the first act section are the first act
        out.append(act)
    return out


def _scene(pieces: Sequence[Piece], first: int, last: int, ordinal: int, act: int, duals: dict[int, Side]) -> Scene:
    head = pieces[first]
    parts = head.heading
    assert parts is not None, "a heading piece carries its parts"
    base = head.start
    return Scene(
        scene_id=f"s{ordinal:03d}",
        ordinal=ordinal,
        heading=_element(head, base, None),
        scene_number=parts.number,
        int_ext=parts.int_ext,
        place=parts.place,
        time_of_day=parts.time_of_day,
        act=act,
        facts=head.facts or SceneFacts(),
        elements=tuple(_element(pieces[i], base, duals.get(i)) for i in range(first + 1, last)),
    )


def _element(piece: Piece, base: int, dual: Side | None) -> Element:
    return Element.model_construct(
        kind=piece.kind,
        text=piece.text,
        span=Span.model_construct(start=piece.start - base, end=piece.end - base),
        forced=piece.forced,
        confidence=piece.confidence,
        reason=piece.reason,
        emphasis=tuple(Emphasis(start=a, end=b, style=style) for a, b, style in piece.emphasis),
        notes=piece.notes,
        name=piece.name,
        extensions=piece.extensions,
        dual=dual,
        level=piece.level,
    )
