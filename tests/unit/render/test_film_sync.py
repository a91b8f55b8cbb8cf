"""Picture and sound of an assembled film lie on each other, to the sample."""

import io
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from filmwright.errors import StoreError
from filmwright.render.mux import AacTrack, Subtitle, write_film
from filmwright.render.video import decode, encode, packets

FPS = Fraction(24)
SIZE = {"width": 160, "height": 96}


def clip(frames: int, *, flash: int, seed: int, keyframes: tuple[int, ...] = ()) -> bytes:
    """A grey clip with one white frame."""
    grey = np.full((96, 160, 3), 60 + seed % 90, np.uint8)
    white = np.full_like(grey, 255)
    return encode((white if i == flash else grey for i in range(frames)), **SIZE, fps=FPS, keyframes=keyframes)


def aac(sound: np.ndarray) -> AacTrack:
    codec = av.CodecContext.create("aac", "w")
    codec.sample_rate, codec.layout, codec.format, codec.bit_rate = 48_000, "stereo", "fltp", 192_000
    codec.open()
    coded: list[bytes] = []
    for start in range(0, sound.shape[1], 1024):
        block = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound[:, start : start + 1024]), "fltp", "stereo")
        block.sample_rate, block.pts = 48_000, start
        coded += [bytes(p) for p in codec.encode(block)]
    coded += [bytes(p) for p in codec.encode(None)]
    return AacTrack(coded, bytes(codec.extradata), 1024, sound.shape[1])


@pytest.fixture(scope="module")
def flash_and_beep(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """200 shots, 30 of them joined by dissolves (made as pieces of their own), a beep under every flash."""
    dissolve, length = 8, 24
    pieces, flashes, at = [], [], 0
    plain = clip(length, flash=12, seed=1, keyframes=(dissolve // 2, length - dissolve // 2))
    join = clip(dissolve, flash=-1, seed=2)
    cut, joined = packets(plain), packets(join)
    dissolves = {i for i in range(3, 199) if i % 6 == 0}
    assert len(dissolves) >= 30
    for index in range(200):
        head = dissolve // 2 if index - 1 in dissolves else 0
        tail = dissolve // 2 if index in dissolves else 0
        pieces.append((cut.cut(head, length - head - tail), length - head - tail))
        flashes.append(at + 12 - head)
        at += length - head - tail
        if index in dissolves:
            pieces.append((joined.packets, dissolve))
            at += dissolve
    sound = np.zeros((2, at * 2000), np.float32)
    beep = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(2000) / 48_000).astype(np.float32)
    for frame in flashes:
        sound[:, frame * 2000 : frame * 2000 + 2000] = beep
    path = tmp_path_factory.mktemp("sync") / "film.mp4"
    words = [Subtitle(48_000, 96_000, "one — é"), Subtitle(96_000, 144_000, "two")]
    assert write_film(path, pieces, template=plain, fps=FPS, sound=aac(sound), subtitles=words) == at
    return path, flashes


def test_picture_and_sound_agree_by_timestamps_and_by_counting(flash_and_beep: tuple[Path, list[int]]) -> None:
    """Worst offset of 200 flashes under 1 ms, both ways of telling time; no frame off the grid."""
    path, flashes = flash_and_beep
    seen, times = [], []
    with av.open(str(path)) as film:
        for number, frame in enumerate(film.decode(video=0)):
            times.append(Fraction(frame.pts) * frame.time_base)
            if frame.to_ndarray(format="gray").mean() > 220:
                seen.append((number, times[-1]))
    assert [n for n, _ in seen] == flashes
    assert all(t == Fraction(n, 24) for n, t in enumerate(times))
    heard_by_time, heard_by_count, count, last = [], [], 0, -(10**9)
    with av.open(str(path)) as film:
        for block in film.decode(audio=0):
            start = Fraction(block.pts) * block.time_base
            for offset in np.flatnonzero(np.abs(block.to_ndarray()[0]) > 0.1):
                here = count + int(offset)
                if here - last > 4000:
                    heard_by_time.append(start + Fraction(int(offset), 48_000))
                    heard_by_count.append(Fraction(here, 48_000))
                last = here
            count += block.samples
    for frame, by_time, by_count in zip(flashes, heard_by_time, heard_by_count, strict=True):
        # the beep's sine passes 0.1 about two samples after it begins
        assert abs(by_time - Fraction(frame, 24)) < Fraction(1, 1000)
        assert abs(by_count - Fraction(frame, 24)) < Fraction(1, 1000)


def test_the_film_carries_its_subtitles(flash_and_beep: tuple[Path, list[int]]) -> None:
    with av.open(str(flash_and_beep[0])) as film:
        text = [bytes(p)[2:].decode() for p in film.demux(subtitles=0) if p.size > 2]
        starts = [p.pts for p in av.open(str(flash_and_beep[0])).demux(subtitles=0) if p.size > 2]
    assert text == ["one — é", "two"]
    assert starts == [1000, 2000]


def test_the_same_frames_give_the_same_bytes() -> None:
    assert len({clip(30, flash=3, seed=5) for _ in range(60)}) == 1


def test_pieces_of_different_pictures_share_their_parameter_sets() -> None:
    assert packets(clip(8, flash=1, seed=3)).extradata == packets(clip(60, flash=9, seed=80)).extradata


def test_a_piece_is_only_cut_at_keyframes() -> None:
    track = packets(clip(24, flash=12, seed=1, keyframes=(4,)))
    assert len(track.cut(4, 20)) == 20
    with pytest.raises(StoreError, match="keyframes"):
        track.cut(5, 19)


def test_decoding_gives_the_frames_asked_for() -> None:
    found = decode(clip(24, flash=12, seed=1), 11, 3)
    assert [f.mean() > 220 for f in found] == [False, True, False]


def test_colours_survive_the_codec() -> None:
    """Red stays red within what 4:2:0 and the quantiser allow: the matrix is BT.709 both ways."""
    red = np.zeros((96, 160, 3), np.uint8)
    red[...] = (200, 40, 60)
    (back,) = decode(encode([red], **SIZE, fps=FPS))
    assert np.abs(back.astype(int) - red).max() <= 4


def test_the_clip_says_what_it_is() -> None:
    with av.open(io.BytesIO(clip(24, flash=1, seed=1))) as source:
        stream = source.streams.video[0]
        assert (stream.codec_context.name, stream.average_rate, stream.frames) == ("h264", 24, 24)
        assert stream.codec_context.pix_fmt == "yuv420p"
