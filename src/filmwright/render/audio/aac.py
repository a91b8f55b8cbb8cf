"""AAC-LC in pieces that fit together: 48 kHz stereo, packets of 1,024 samples.

Packet `j` of a sound decodes to its samples [1024 (j - 1), 1024 j), so the first packet is the codec's delay. A chunk
is encoded with some packets before and after it that are thrown away, so that the codec is in full swing where the
chunk begins; put behind one another, chunks play as if encoded at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import av
import numpy as np
from av.codec.context import Flags

from filmwright.errors import MakerError, StoreError
from filmwright.render.audio.dsp import RATE, Sound

__all__ = [
    "BIT_RATE",
    "PACKET",
    "PRIMING",
    "RUN_IN",
    "RUN_OUT",
    "Encoded",
    "decode",
    "encode",
    "encode_chunk",
    "join_packets",
    "packet_count",
    "split_packets",
    "stream_extradata",
    "to_adts",
]

PACKET = 1024
"""Samples per packet."""

PRIMING = 1024
"""Samples that the decoder gives before the sound begins."""

BIT_RATE = 192_000
RUN_IN = 4
"""Packets encoded before a chunk and thrown away."""

RUN_OUT = 3
"""Packets of sound that the encoder is shown after a chunk."""

_SAMPLING_INDEX = 3  # 48 kHz (ISO/IEC 14496-3, table 1.18)


@dataclass(frozen=True, slots=True)
class Encoded:
    """Packets in order and the AudioSpecificConfig that decodes them."""

    packets: tuple[bytes, ...]
    extradata: bytes


def packet_count(samples: int) -> int:
    """Packets of a sound of `samples` samples, with the one of the delay."""
    return -(-samples // PACKET) + 1 if samples else 0


def encode(sound: Sound) -> Encoded:
    """A whole sound `(n, 2)`; it gives `packet_count(n)` packets."""
    return encode_chunk(sound, first=0, count=packet_count(len(sound)))


def encode_chunk(sound: Sound, *, first: int, count: int) -> Encoded:
    """Encode what was read of a film's sound and give `count` packets, without the `first` ones.

    `sound` begins `first` packets before the sample where the chunk's first packet begins its window, that is at sample
    1024 (j - first) of the film for a chunk whose first packet is number j; past its end there is silence.
    """
    wanted = (first + count + 1) * PACKET
    padded = np.zeros((2, max(wanted, -(-len(sound) // PACKET) * PACKET)), np.float32)
    padded[:, : len(sound)] = sound.T
    codec = _encoder()
    made: list[bytes] = []
    for at in range(0, padded.shape[1], PACKET):
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(padded[:, at : at + PACKET]), "fltp", "stereo")
        frame.sample_rate = RATE
        frame.pts = at
        made.extend(bytes(packet) for packet in codec.encode(frame))
        if len(made) >= first + count:
            break
    else:
        made.extend(bytes(packet) for packet in codec.encode(None))
    if len(made) < first + count:
        raise MakerError("The AAC encoder gave fewer packets than it was given sound: report this with the film.")
    return Encoded(tuple(made[first : first + count]), bytes(codec.extradata or b""))


def _encoder() -> av.AudioCodecContext:
    codec = av.CodecContext.create("aac", "w")
    codec.sample_rate = RATE
    codec.layout = "stereo"
    codec.format = "fltp"
    codec.bit_rate = BIT_RATE
    codec.flags |= Flags.bitexact
    codec.thread_count = 1
    codec.open()
    return codec


def decode(packets: Sequence[bytes], extradata: bytes) -> Sound:
    """Everything that the packets decode to, `(1024 len(packets), 2)`, the delay included; not clipped."""
    codec = av.CodecContext.create("aac", "r")
    codec.extradata = extradata
    codec.thread_count = 1
    parts: list[Sound] = []
    for number, data in enumerate(packets):
        packet = av.Packet(data)
        packet.pts = number * PACKET
        parts.extend(np.asarray(frame.to_ndarray(), np.float32) for frame in codec.decode(packet))
    parts.extend(np.asarray(frame.to_ndarray(), np.float32) for frame in codec.decode(None))
    return np.concatenate(parts, axis=1).T if parts else np.zeros((0, 2), np.float32)


def join_packets(packets: Sequence[bytes]) -> bytes:
    """The file of a chunk: each packet with its length before it as 4 bytes, most significant first."""
    return b"".join(len(packet).to_bytes(4, "big") + packet for packet in packets)


def split_packets(data: bytes) -> Iterator[bytes]:
    """The packets of a chunk's file; raises StoreError when it is cut short."""
    at = 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if at + 4 + length > len(data):
            raise StoreError("A chunk of the film's sound is cut short: make it again.")
        yield data[at + 4 : at + 4 + length]
        at += 4 + length


def to_adts(packets: Sequence[bytes]) -> bytes:
    """A plain .aac file: each packet with an ADTS header (ISO/IEC 14496-3, annex 1.A)."""
    out = bytearray()
    for packet in packets:
        length = len(packet) + 7
        out += bytes(
            (
                0xFF,
                0xF1,
                1 << 6 | _SAMPLING_INDEX << 2,
                2 << 6 | length >> 11,
                length >> 3 & 0xFF,
                (length & 7) << 5 | 0x1F,
                0xFC,
            )
        )
        out += packet
    return bytes(out)


def stream_extradata() -> bytes:
    """The AudioSpecificConfig of everything that is encoded here."""
    return bytes(_encoder().extradata or b"")
