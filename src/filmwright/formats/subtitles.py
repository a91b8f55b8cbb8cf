"""SubRip (.srt) and WebVTT (.vtt): subtitles for players and editors.

Line rules follow common broadcast practice: at most 42 characters a line, two lines a caption.
"""

import re
from collections.abc import Iterable, Sequence

from filmwright.model.cut import Caption
from filmwright.model.time import SAMPLE_RATE

__all__ = ["LINE_LENGTH", "caption_text", "split_captions", "write_srt", "write_vtt"]

LINE_LENGTH = 42
"""Characters per subtitle line (BBC and Netflix guidance both end near here)."""

_ARROW = "-->"


def caption_text(text: str, *, speaker: str = "", offscreen: bool = False) -> str:
    """The words of a caption on at most two balanced lines; someone not in the picture is named."""
    words = " ".join(text.split())
    if offscreen and speaker:
        words = f"{speaker.upper()}: {words}"
    if len(words) <= LINE_LENGTH:
        return words
    breaks = [m.start() for m in re.finditer(" ", words)]
    if not breaks:
        return words
    middle = len(words) / 2
    best = min(breaks, key=lambda at: (max(at, len(words) - at - 1) > LINE_LENGTH, abs(at - middle), at))
    return f"{words[:best]}\n{words[best + 1 :]}"


def write_srt(captions: Iterable[Caption]) -> str:
    """SubRip text; times to the millisecond, numbers from 1."""
    return "".join(
        f"{number}\n{_clock(c.start_sample, ',')} {_ARROW} {_clock(c.end_sample, ',')}\n{_shown(c)}\n\n"
        for number, c in enumerate(captions, 1)
    )


def write_vtt(captions: Iterable[Caption], *, language: str = "en") -> str:
    """WebVTT text, with the speaker as a voice span so that players can style it."""
    head = f"WEBVTT\nLanguage: {language}\n\n"
    return head + "".join(
        f"{number}\n{_clock(c.start_sample, '.')} {_ARROW} {_clock(c.end_sample, '.')}\n{_voice(c)}\n\n"
        for number, c in enumerate(captions, 1)
    )


def split_captions(words: Sequence[tuple[str, int, int]], *, longest_samples: int = 7 * SAMPLE_RATE) -> list[list[int]]:
    """Group the words of a speech (text, first sample, last sample) into captions of at most two lines.

    A caption ends at a sentence end when it is already half full, and never lasts longer than `longest_samples`.
    Returns the indices of the words of each caption.
    """
    groups: list[list[int]] = [[]]
    shown = ""
    for index, (text, _, end) in enumerate(words):
        full = not _fits(f"{shown} {text}")
        long = bool(groups[-1]) and end - words[groups[-1][0]][1] > longest_samples
        ended = len(shown) > LINE_LENGTH and shown.rstrip("\"'”’»)")[-1:] in ".!?…"
        if groups[-1] and (full or long or ended):
            groups.append([])
            shown = ""
        groups[-1].append(index)
        shown = f"{shown} {text}".strip()
    return [g for g in groups if g]


def _fits(text: str) -> bool:
    """Whether a caption holds this on two lines."""
    return all(len(line) <= LINE_LENGTH for line in caption_text(text).split("\n"))


def _shown(caption: Caption) -> str:
    return caption_text(caption.text.replace(_ARROW, "→"), speaker=caption.speaker, offscreen=caption.offscreen)


def _voice(caption: Caption) -> str:
    escaped = caption.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    voice = caption.speaker.replace("&", "&amp;").replace("<", "").replace(">", "")
    return f"<v {voice}>{caption_text(escaped)}" if voice else caption_text(escaped)


def _clock(sample: int, mark: str) -> str:
    ms = (sample * 1000 + SAMPLE_RATE // 2) // SAMPLE_RATE
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}{mark}{ms % 1000:03d}"
