"""The cut: which pieces of picture follow one another, and where each sound lies, to the frame."""

from typing import ClassVar, Literal

from filmwright.model.document import BlobRef, Document, Model

__all__ = ["CREDIT_ROWS", "Caption", "CaptionList", "Credit", "Cut", "Film", "Piece", "PieceKind"]


CREDIT_ROWS = 12
"""Rows on a page of credits."""


PieceKind = Literal["title", "body", "join", "act_fade", "end_card", "credits"]


class Piece(Model):
    """A run of whole frames on the film's timeline.

    `body`: frames [source_in, source_in + frames) of a shot's clip (counted from the clip's first handle frame).
    `join`: a dissolve or fade between two shots. `title`, `end_card`, `credits`, `act_fade`: made by the cut.
    `start_frame` counts from the film's first frame; pieces are contiguous.
    """

    kind: PieceKind
    start_frame: int
    frames: int
    shot_id: str | None = None
    next_shot_id: str | None = None
    scene_id: str | None = None
    source_in: int = 0
    transition: str = "cut"


class Caption(Model):
    """A subtitle: shown from `start_sample` to `end_sample` of the film's sound."""

    start_sample: int
    end_sample: int
    text: str
    speaker: str = ""
    shot_id: str = ""
    offscreen: bool = False


class CaptionList(Document):
    """The subtitles of one scene, in film samples."""

    schema_label: ClassVar[str] = "captions/1"

    scene_id: str
    captions: tuple[Caption, ...] = ()


class Credit(Model):
    """A line of the end credits."""

    role: str
    names: tuple[str, ...]


class Cut(Document):
    """The edit.

    `total_frames` is the sum of the pieces: title + shots + act fades + end card + credits, exactly.
    """

    schema_label: ClassVar[str] = "cut/1"

    project_id: str
    title: str
    fps: str
    width: int
    height: int
    total_frames: int
    title_frames: int
    shot_frames: int
    act_fade_frames: int
    end_card_frames: int
    credits_frames: int
    pieces: tuple[Piece, ...]
    scene_starts: dict[str, int]
    captions: tuple[Caption, ...] = ()
    credits: tuple[Credit, ...] = ()


class Film(Document):
    """A finished file: the film, or one scene of it."""

    schema_label: ClassVar[str] = "film/1"

    video: BlobRef
    frames: int
    fps: str
    width: int
    height: int
