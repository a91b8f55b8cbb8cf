"""The one door to the video codec: frames in, H.264 out, and back.

Every piece of every film is encoded with one setting, so that pieces join by copying packets: closed
groups of pictures, `stitchable` so that all pieces carry the same parameter sets, one thread because x264 gives
a different stream for each thread count, and no date or library name in the file. Measurements and the recipe:
docs/concepts/assembly.md.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import version
from typing import Any

import av
import numpy as np
from av.codec.context import Flags
from av.container import InputContainer
from av.video.frame import PictureType
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from filmwright.errors import StoreError

__all__ = ["GOP_FRAMES", "Packet", "Track", "decode", "encode", "encoder_identity", "packets"]

GOP_FRAMES = 48
"""A keyframe at least every two seconds at 24 fps, so that seeking is quick."""

_X264 = {
    "preset": "veryfast",
    "crf": "21",
    "forced-idr": "1",
    "x264-params": (
        f"stitchable=1:open-gop=0:scenecut=0:threads=1:keyint={GOP_FRAMES}:bframes=2:b-pyramid=none:level=4.0"
        # macroblock-tree rate control gives another stream once in a few hundred times for the same frames
        ":mbtree=0"
        ":colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv"
    ),
}


_NO_DECODING = {"threads": "1", "skip_frame": "all"}  # opening a piece otherwise decodes frames: 10 ms against 1


@dataclass(frozen=True, slots=True)
class Packet:
    """One coded frame. `frame` is its place in display order, counted from the piece's first frame."""

    data: bytes
    frame: int
    keyframe: bool


@dataclass(frozen=True, slots=True)
class Track:
    """The packets of one piece in decode order, with the parameter sets that a decoder needs first."""

    packets: tuple[Packet, ...]
    extradata: bytes
    width: int
    height: int

    def cut(self, first: int, frames: int) -> tuple[Packet, ...]:
        """Packets of frames [first, first + frames); both ends must be keyframes (or the end of the piece).

        Raises:
            StoreError: a border is not a keyframe, so the frames cannot be copied without encoding.
        """
        keys = {p.frame for p in self.packets if p.keyframe}
        total = len(self.packets)
        if first not in keys or (first + frames != total and first + frames not in keys):
            raise StoreError(f"Frames {first} to {first + frames} of a piece of {total} do not lie between keyframes.")
        return tuple(
            Packet(p.data, p.frame - first, p.keyframe) for p in self.packets if first <= p.frame < first + frames
        )


def encoder_identity() -> str:
    """What the bytes of a piece depend on besides its frames: library version and settings."""
    return f"av-{version('av')}:libx264:{sorted(_X264.items())}"


def encode(
    frames: Iterable[NDArray[np.uint8]],
    *,
    width: int,
    height: int,
    fps: Fraction,
    keyframes: Sequence[int] = (),
) -> bytes:
    """Encode RGB frames of shape (height, width, 3) as an MP4 without sound.

    Width and height are even. `keyframes` are frame numbers that must be cut points; frame 0 always is.
    A frame that is the same object as the one before it is converted only once.
    """
    forced = {0, *keyframes}
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4", options={"fflags": "+bitexact"}) as out:
        stream = out.add_stream("libx264", rate=fps, options=dict(_X264))
        context = stream.codec_context
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        context.time_base = 1 / fps
        context.thread_count = 1
        context.flags |= Flags.bitexact
        for number, frame in enumerate(_converted(frames)):
            frame.pts = number
            frame.time_base = 1 / fps
            frame.pict_type = PictureType.I if number in forced else PictureType.NONE
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return buffer.getvalue()


def _converted(frames: Iterable[NDArray[np.uint8]]) -> Iterator[av.VideoFrame]:
    last: NDArray[np.uint8] | None = None
    planes: NDArray[np.uint8] | None = None
    for rgb in frames:
        if planes is None or rgb is not last:
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb), format="rgb24")
            frame = frame.reformat(
                format="yuv420p",
                src_colorspace=Colorspace.ITU709,
                dst_colorspace=Colorspace.ITU709,
                src_color_range=ColorRange.JPEG,
                dst_color_range=ColorRange.MPEG,
            )
            planes, last = np.asarray(frame.to_ndarray(), np.uint8), rgb
        copy = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        copy.colorspace, copy.color_range = Colorspace.ITU709, ColorRange.MPEG
        yield copy


def _opened(data: bytes, *, decoding: bool = True) -> InputContainer:
    """The piece, opened for reading. PyAV's types take only words for stream options, the library takes more."""
    options: Any = {} if decoding else {"stream_options": [_NO_DECODING]}
    container: InputContainer = av.open(io.BytesIO(data), "r", format="mp4", **options)
    return container


def packets(data: bytes) -> Track:
    """Take a piece apart into its coded frames."""
    with _opened(data, decoding=False) as source:
        stream = source.streams.video[0]
        coded = [p for p in source.demux(stream) if p.size]
        times = sorted(p.pts for p in coded if p.pts is not None)
        place = {pts: index for index, pts in enumerate(times)}
        return Track(
            tuple(Packet(bytes(p), place[p.pts], p.is_keyframe) for p in coded if p.pts is not None),
            bytes(stream.codec_context.extradata or b""),
            stream.width,
            stream.height,
        )


def decode(data: bytes, first: int = 0, frames: int | None = None) -> list[NDArray[np.uint8]]:
    """Frames [first, first + frames) as RGB arrays of shape (height, width, 3)."""
    end = None if frames is None else first + frames
    found: list[NDArray[np.uint8]] = []
    with _opened(data) as source:
        for number, frame in enumerate(source.decode(video=0)):
            if end is not None and number >= end:
                break
            if number >= first:
                found.append(_rgb(frame))
    return found


def _rgb(frame: av.VideoFrame) -> NDArray[np.uint8]:
    rgb = frame.reformat(
        format="rgb24",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
    )
    return np.asarray(rgb.to_ndarray(), np.uint8)
