"""What Filmwright understood of a script: format, scenes, speakers; what it guessed; what it left out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import ClassVar

from filmwright.app.source import Source
from filmwright.formats.fountain import Piece
from filmwright.formats.pagination import paginate
from filmwright.formats.registry import FORMATS, ReadScript
from filmwright.model.document import Document, Model
from filmwright.model.screenplay import Screenplay, ScriptNote, speeches

__all__ = ["Guess", "GuessedLine", "LeftOutGroup", "ReadScene", "Speaker", "Understanding", "understand"]

_SHOWN = 3
"""How many lines of each guess are shown."""
_TITLES = {"columns": "plain text in columns", "stage play": "a stage play", "markdown": "Markdown", "prose": "a story"}


class ReadScene(Model):
    """One scene: its number in the script's order, its heading, and how much it holds."""

    ordinal: int
    heading: str
    number: str | None = None
    page: int
    eighths: int
    speeches: int
    confidence: float = 1.0


class Speaker(Model):
    """Somebody who speaks: how often, and how many words."""

    name: str
    speeches: int
    words: int
    scenes: int


class GuessedLine(Model):
    """One line that the reader had to guess, where it stands and how sure this is."""

    kind: str
    text: str
    place: str
    confidence: float


class Guess(Model):
    """One rule that guessed: how often, how sure on average, and the least sure lines."""

    reason: str
    kind: str
    count: int
    confidence: float
    lines: tuple[GuessedLine, ...]


class LeftOutGroup(Model):
    """Words that are no part of the script, of one kind."""

    what: str
    count: int
    examples: tuple[str, ...]


class Understanding(Document):
    """What was understood of a file. `pages` and `eighths` are those of the industry's layout, not of the file."""

    schema_label: ClassVar[str] = "understanding/1"

    name: str
    format: str
    format_title: str
    encoding: str
    language: str
    title: str | None = None
    pages: int
    acts: int
    words: int
    scenes: tuple[ReadScene, ...]
    speakers: tuple[Speaker, ...]
    paragraphs: dict[str, int]
    dual_speeches: int
    notes: int
    sure: int
    guessed: tuple[Guess, ...]
    left_out: tuple[LeftOutGroup, ...]
    warnings: tuple[ScriptNote, ...]


def understand(source: Source) -> Understanding:
    """Everything that was understood of a script."""
    play = source.screenplay
    elements = [*play.preamble, *(e for s in play.scenes for e in (s.heading, *s.elements))]
    kinds = Counter(e.kind for e in elements)
    return Understanding(
        name=source.name,
        format=play.format,
        format_title=_title_of(play.format),
        encoding=play.encoding,
        language=play.language,
        title=" ".join((play.title_value("title") or "").split()) or None,
        pages=len(paginate(play).pages),
        acts=max((scene.act for scene in play.scenes), default=1),
        words=sum(len(e.text.split()) for e in elements if e.kind not in ("note", "boneyard")),
        scenes=_scenes(play),
        speakers=_speakers(play),
        paragraphs={kind: kinds[kind] for kind in sorted(kinds)},
        dual_speeches=sum(e.dual == "right" for e in elements),
        notes=kinds["note"] + sum(len(e.notes) for e in elements),
        sure=sum(not e.guessed for e in elements),
        guessed=tuple(_guesses(source.script)),
        left_out=tuple(_left_out(source.script)),
        warnings=play.warnings,
    )


def _title_of(name: str) -> str:
    if name == "fountain":
        return "Fountain"
    return next((kind.title for kind in FORMATS if kind.name == name), _TITLES.get(name, name))


def _scenes(play: Screenplay) -> tuple[ReadScene, ...]:
    places = paginate(play).scenes
    return tuple(
        ReadScene(
            ordinal=scene.ordinal,
            heading=scene.heading.text,
            number=scene.scene_number,
            page=place.page,
            eighths=place.eighths,
            speeches=len(speeches(scene)),
            confidence=scene.heading.confidence,
        )
        for scene, place in zip(play.scenes, places, strict=True)
    )


def _speakers(play: Screenplay) -> tuple[Speaker, ...]:
    """Everybody who speaks, the most talkative first."""
    count: Counter[str] = Counter()
    words: Counter[str] = Counter()
    where: dict[str, set[int]] = {}
    for scene in play.scenes:
        for speech in speeches(scene):
            count[speech.speaker] += 1
            words[speech.speaker] += len(speech.text.split())
            where.setdefault(speech.speaker, set()).add(scene.ordinal)
    order = sorted(count, key=lambda name: (-count[name], -words[name], name))
    return tuple(Speaker(name=n, speeches=count[n], words=words[n], scenes=len(where[n])) for n in order)


# --- guesses and leavings -------------------------------------------------------------------------------


def _guesses(script: ReadScript) -> Iterable[Guess]:
    """Guesses by rule, the least sure rule first."""
    groups: dict[tuple[str, str], list[GuessedLine]] = {}
    for piece in script.parsed.pieces:
        if piece.confidence < 1.0:
            groups.setdefault((piece.reason, piece.kind), []).append(_line(piece, script.format))
    mean = {key: sum(line.confidence for line in lines) / len(lines) for key, lines in groups.items()}
    for reason, kind in sorted(groups, key=lambda key: (round(mean[key], 3), key)):
        lines = groups[reason, kind]
        least = sorted(range(len(lines)), key=lambda at: (lines[at].confidence, at))[:_SHOWN]
        yield Guess(
            reason=reason,
            kind=kind,
            count=len(lines),
            confidence=round(mean[reason, kind], 2),
            lines=tuple(lines[at] for at in least),
        )


def _line(piece: Piece, form: str) -> GuessedLine:
    place = f"line {piece.line}" if form == "fountain" else piece.place
    return GuessedLine(kind=piece.kind, text=_short(piece.text), place=place, confidence=round(piece.confidence, 2))


def _left_out(script: ReadScript) -> Iterable[LeftOutGroup]:
    groups: dict[str, list[str]] = {}
    for item in script.left_out:
        groups.setdefault(item.what, []).append(
            f"{_short(item.text)} ({item.place})" if item.place else _short(item.text)
        )
    for what in sorted(groups):
        yield LeftOutGroup(what=what, count=len(groups[what]), examples=tuple(_some(groups[what])))


def _some(texts: Sequence[str]) -> Sequence[str]:
    return texts if len(texts) <= _SHOWN else [*texts[: _SHOWN - 1], texts[-1]]


def _short(text: str, room: int = 100) -> str:
    words = " ".join(text.split())
    return words if len(words) <= room else words[: room - 1].rstrip() + "…"
