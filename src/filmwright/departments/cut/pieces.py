"""Pieces of picture that belong to no single shot: joins, titles, act fades, end card, credits."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from filmwright.model.cut import Credit, Piece
from filmwright.model.media import Clip
from filmwright.render.titles import CreditLine, credit_pages, end_card, fade, title_card
from filmwright.render.video import decode, encode

__all__ = [
    "act_fade",
    "closing",
    "credits_roll",
    "dissolve",
    "fade_through_black",
    "held_card",
    "join",
    "pages",
    "title",
]

Picture = NDArray[np.uint8]

_TITLE_FADE_SECONDS = 0.5


def join(piece: Piece, left: Clip, right: Clip, left_video: bytes, right_video: bytes) -> bytes:
    """The frames of a dissolve or a fade through black between two clips, encoded."""
    half = piece.frames // 2
    tail = left.handle_in + left.body_frames - half
    if piece.transition == "dissolve":
        outgoing = decode(left_video, tail, piece.frames)
        incoming = decode(right_video, right.handle_in - half, piece.frames)
        frames = dissolve(outgoing, incoming)
    else:
        outgoing = decode(left_video, tail, half)
        incoming = decode(right_video, right.handle_in, half)
        frames = fade_through_black(outgoing, incoming)
    return encode(frames, width=left.width, height=left.height, fps=Fraction(left.fps))


def dissolve(outgoing: Sequence[Picture], incoming: Sequence[Picture]) -> list[Picture]:
    """Mix equally long runs of frames; the first frame already shows a little of the new shot."""
    count = len(outgoing)
    mixed: list[Picture] = []
    for index, (old, new) in enumerate(zip(outgoing, incoming, strict=True), 1):
        share = (index * 256) // (count + 1)
        blend = (old.astype(np.uint16) * (256 - share) + new.astype(np.uint16) * share + 128) >> 8
        mixed.append(blend.astype(np.uint8))
    return mixed


def fade_through_black(outgoing: Sequence[Picture], incoming: Sequence[Picture]) -> list[Picture]:
    """Down to black over the first run, up from black over the second."""
    down = [fade(f, 1 - i / len(outgoing)) for i, f in enumerate(outgoing, 1)]
    up = [fade(f, i / len(incoming)) for i, f in enumerate(incoming)]
    return down + up


def act_fade(piece: Piece, left: Clip, right: Clip, left_video: bytes, right_video: bytes) -> bytes:
    """Between acts: the last picture held and faded out, then the next act's first picture faded in."""
    half = piece.frames // 2
    last = decode(left_video, left.handle_in + left.body_frames - 1, 1) * half
    first = decode(right_video, right.handle_in, 1) * (piece.frames - half)
    return encode(fade_through_black(last, first), width=left.width, height=left.height, fps=Fraction(left.fps))


def held_card(card: Picture, frames: int, fps: Fraction, *, fade_in: bool, fade_out: bool) -> bytes:
    """A card held for `frames`, faded from and to black over half a second where asked."""
    height, width = card.shape[:2]
    ramp = min(int(fps * Fraction(_TITLE_FADE_SECONDS)), frames // 3)
    shown: list[Picture] = []
    for index in range(frames):
        amount = 1.0
        if fade_in and index < ramp:
            amount = (index + 1) / (ramp + 1)
        if fade_out and index >= frames - ramp:
            amount = min(amount, (frames - index) / (ramp + 1))
        shown.append(fade(card, amount))
    return encode(shown, width=width, height=height, fps=fps)


def title(text: str, lines: Sequence[str], *, frames: int, width: int, height: int, fps: Fraction) -> bytes:
    """The opening title: up from black, then a plain cut to the film."""
    return held_card(title_card(text, lines, width=width, height=height), frames, fps, fade_in=True, fade_out=True)


def closing(text: str, tagline: str, *, frames: int, width: int, height: int, fps: Fraction) -> bytes:
    """The end card."""
    return held_card(end_card(text, tagline, width=width, height=height), frames, fps, fade_in=True, fade_out=False)


def pages(lines: Sequence[Credit], *, width: int, height: int) -> tuple[Picture, ...]:
    """The credit pages as pictures."""
    return credit_pages([CreditLine(c.role, c.names) for c in lines], width=width, height=height)


def credits_roll(lines: Sequence[Credit], *, frames: int, width: int, height: int, fps: Fraction) -> bytes:
    """The credit pages, each shown equally long; the last fades to black."""
    cards = pages(lines, width=width, height=height)
    share = frames // len(cards)
    shown: list[Picture] = []
    for index, card in enumerate(cards):
        length = share if index < len(cards) - 1 else frames - share * (len(cards) - 1)
        ramp = min(int(fps * Fraction(_TITLE_FADE_SECONDS)), length // 3)
        last = index == len(cards) - 1
        shown.extend(fade(card, min(1.0, (length - i) / (ramp + 1))) if last else card for i in range(length))
    return encode(shown, width=width, height=height, fps=fps)
