"""Put a film together by copying packets: picture pieces, sound, subtitles, each on exact integer times."""

import heapq
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.codec.context import Flags
from av.container import OutputContainer
from av.packet import Packet as AvPacket
from av.stream import Stream
from av.subtitles.stream import SubtitleStream

from filmwright.errors import StoreError
from filmwright.render.video import Packet

if TYPE_CHECKING:
    Coded = AvPacket[Any]  # generic in its types, not at run time
else:
    Coded = AvPacket

__all__ = ["AAC_FRAME", "AacTrack", "Subtitle", "write_film"]

AAC_FRAME = 1024
"""Samples per AAC packet."""

_REORDER = 2  # frames by which x264 delays decoding for its B-frames (bframes=2, no pyramid: 1; 2 is always enough)
_SUBTITLE_TICKS = 1000
_ASS_HEADER = (
    b"[Script Info]\r\nScriptType: v4.00+\r\n\r\n[V4+ Styles]\r\n"
    b"Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
    b"Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, "
    b"MarginV, Encoding\r\n"
    b"Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1\r\n\r\n[Events]\r\n"
    b"Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r\n"
)


@dataclass(frozen=True, slots=True)
class AacTrack:
    """AAC-LC packets of 1,024 samples each, 48 kHz stereo; the first `priming` samples are the codec's delay."""

    packets: Sequence[bytes]
    extradata: bytes
    priming: int
    samples: int


@dataclass(frozen=True, slots=True)
class Subtitle:
    """Text shown from `start` to `end`, both in samples at 48 kHz."""

    start: int
    end: int
    text: str


def write_film(
    path: Path,
    pieces: Iterable[tuple[Sequence[Packet], int]],
    *,
    template: bytes,
    fps: Fraction,
    sound: AacTrack | None = None,
    subtitles: Sequence[Subtitle] = (),
    language: str = "eng",
    title: str = "",
) -> int:
    """Write the MP4 and return its number of frames.

    `pieces` are packets in decode order with the number of frames they hold; `template` is any piece's file, for the
    stream's parameters. Picture time is counted in frames, sound time in samples, so nothing drifts.
    """
    options = {"fflags": "+bitexact", "movflags": "+faststart+negative_cts_offsets"}
    with av.open(io.BytesIO(template)) as model, av.open(str(path), "w", format="mp4", options=options) as out:
        picture = out.add_stream_from_template(model.streams.video[0])
        tick = 1 / (fps * 1000)
        picture.time_base = tick
        voice = (_sound_stream(out, sound), sound) if sound is not None else None
        words = _subtitle_stream(out, language) if subtitles else None
        if title:
            out.metadata["title"] = title
        frames = 0

        def picture_packets() -> Iterator[Coded]:
            nonlocal frames
            order = 0
            for coded, count in pieces:
                for packet in coded:
                    item = AvPacket(packet.data)
                    item.stream = picture
                    item.time_base = tick
                    item.pts = (frames + packet.frame) * 1000
                    item.dts = (order - _REORDER) * 1000
                    item.duration = 1000
                    item.is_keyframe = packet.keyframe
                    order += 1
                    yield item
                frames += count

        tracks = [picture_packets()]
        if voice is not None:
            tracks.append(_sound_packets(*voice))
        if words is not None:
            tracks.append(_subtitle_packets(words, subtitles))
        for item in _in_time_order(tracks):
            out.mux_one(item)
    return frames


def _sound_stream(out: OutputContainer, sound: AacTrack) -> av.AudioStream:
    stream = out.add_stream("aac", rate=48_000, layout="stereo")
    stream.codec_context.bit_rate = 192_000
    stream.codec_context.flags |= Flags.bitexact
    stream.codec_context.open()
    if bytes(stream.codec_context.extradata or b"")[:2] != sound.extradata[:2]:
        raise StoreError("The sound was encoded with other settings than this film's.")
    return stream


def _subtitle_stream(out: OutputContainer, language: str) -> SubtitleStream:
    stream = out.add_stream("mov_text")
    stream.codec_context.subtitle_header = _ASS_HEADER
    stream.codec_context.time_base = Fraction(1, _SUBTITLE_TICKS)
    stream.time_base = Fraction(1, _SUBTITLE_TICKS)
    stream.metadata["language"] = language
    return stream


def _sound_packets(stream: Stream, sound: AacTrack) -> Iterator[Coded]:
    for number, data in enumerate(sound.packets):
        item = AvPacket(data)
        item.stream = stream
        item.time_base = Fraction(1, 48_000)
        item.pts = item.dts = number * AAC_FRAME - sound.priming
        item.duration = AAC_FRAME
        item.is_keyframe = True
        yield item


def _subtitle_packets(stream: Stream, subtitles: Sequence[Subtitle]) -> Iterator[Coded]:
    """One packet per caption, and an empty one for each gap: a text track has no holes."""
    shown = 0
    for caption in sorted(subtitles, key=lambda s: s.start):
        start, end = caption.start * 1000 // 48_000, caption.end * 1000 // 48_000
        start = max(start, shown)
        if start > shown:
            yield _text_packet(stream, "", shown, start)
        if end > start:
            yield _text_packet(stream, caption.text, start, end)
            shown = end
    yield _text_packet(stream, "", shown, shown + 1)


def _text_packet(stream: Stream, text: str, start: int, end: int) -> Coded:
    raw = text.encode()
    item = AvPacket(len(raw).to_bytes(2, "big") + raw)
    item.stream = stream
    item.time_base = Fraction(1, _SUBTITLE_TICKS)
    item.pts = item.dts = start
    item.duration = end - start
    item.is_keyframe = True
    return item


def _in_time_order(tracks: Sequence[Iterator[Coded]]) -> Iterator[Coded]:
    """Merge the tracks by decode time, so that a player never has to seek between them."""

    def keyed(number: int, track: Iterator[Coded]) -> Iterator[tuple[float, int, int, Coded]]:
        seconds = 0.0
        for order, item in enumerate(track):
            if order == 0:
                seconds = float(item.time_base)
            yield (item.dts or 0) * seconds, number, order, item

    for *_, item in heapq.merge(*(keyed(n, t) for n, t in enumerate(tracks))):
        yield item
