"""A short film's sound from its shots to its AAC: lengths, levels, what a change remakes."""

from dataclasses import dataclass

import numpy as np
import pytest
from sound_story import film, person, scene, shot

from filmwright.departments import sound
from filmwright.departments.cut.plan import plan_cut
from filmwright.departments.sound.documents import SceneSound
from filmwright.model.cast import Cast
from filmwright.model.media import Line, SoundTrack, Stem
from filmwright.model.shots import ShotList
from filmwright.model.time import FILM, samples_at
from filmwright.render.audio import aac, dsp, flac, loudness
from filmwright.render.audio.limiter import REACH
from filmwright.render.audio.master import chunk_plan
from filmwright.store.blobs import FolderBlobs

SAID = ("I told you that the ferry would be late.", "Then where is the letter?")


@dataclass
class Made:
    blobs: FolderBlobs
    shots: ShotList
    lines: dict[str, tuple[Line, ...]]
    scenes: dict[str, SceneSound]
    parts: list[Stem | SceneSound]
    starts: tuple[int, ...]
    samples: int
    chunks: list[object]
    track: SoundTrack


def story() -> ShotList:
    def talk(n: int, scene_id: str) -> object:
        words, who = SAID[n % 2], ("rae", "tom")[n % 2]
        return shot(n, 84, text=words, dialogue_text=words, dialogue_speaker=who, shot_id=f"{scene_id}_{n:03d}")

    def one(number: int, slug: str) -> object:
        scene_id = f"s{number:03d}"
        silent = shot(1, 72, text="The door slams.", shot_id=f"{scene_id}_001")
        return scene(slug, silent, talk(2, scene_id), talk(3, scene_id), scene_id=scene_id, scene_number=number)

    return film(one(1, "INT. BAR - NIGHT"), one(2, "EXT. BEACH - DAY"))


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Made:
    blobs, shots = FolderBlobs(tmp_path_factory.mktemp("blobs")), story()
    voices = sound.cast_voices(Cast(members=(person("rae", "female"), person("tom", "male"))))
    scores, lines, scenes = sound.spot_film(shots), {}, {}
    for one in shots.scenes:
        lines[one.scene_id] = tuple(
            sound.line(
                shot_id=s.shot_id,
                character_ref_id=s.dialogue_speaker,
                text=s.dialogue_text,
                voice=voices.of(s.dialogue_speaker),
                treatment="room",
                samples=sound.room_for_line(s.duration_frames, FILM),
                blobs=blobs,
            )
            for s in one.shots
            if s.dialogue_text
        )
        scenes[one.scene_id] = sound.stems(
            timing=sound.scene_timing(one),
            lines=lines[one.scene_id],
            bed=sound.make_bed(bed=sound.plan_bed(one), blobs=blobs),
            effect_stem=sound.make_effects(effect_list=sound.plan_effects(one), blobs=blobs),
            score=sound.make_score(score=scores[one.scene_id], blobs=blobs),
            blobs=blobs,
        )
    cut = plan_cut(shots)
    planned = sound.film_parts(cut.pieces, cut.scene_starts, shots)
    parts = [
        scenes[p.scene_id] if p.scene_id else sound.make_interlude(interlude=p.interlude, blobs=blobs) for p in planned
    ]
    starts, samples = tuple(p.start for p in planned), sound.film_samples(cut.pieces, "24")
    level = sound.level(sounds=tuple(parts), starts=starts, samples=samples, blobs=blobs)
    chunks = [
        sound.chunk(
            sounds=tuple(parts[i] for i in c.parts),
            offsets=tuple(starts[i] - c.start for i in c.parts),
            samples=c.end - c.start,
            run_in=c.run_in,
            packets=c.packets,
            film_level=level,
            blobs=blobs,
        )
        for c in chunk_plan([(p.start, p.samples) for p in planned], samples)
    ]
    track = sound.track(
        chunks=tuple(chunks), sounds=tuple(parts), starts=starts, samples=samples, film_level=level, blobs=blobs
    )
    return Made(blobs, shots, lines, scenes, parts, starts, samples, chunks, track)


def stem(made: Made, scene_id: str, kind: str) -> np.ndarray:
    return flac.read(made.blobs.get(getattr(made.scenes[scene_id], kind).audio))


def decoded(made: Made, track: SoundTrack) -> np.ndarray:
    packets = [p for c in track.chunks for p in aac.split_packets(made.blobs.get(c))]
    assert len(packets) == aac.packet_count(track.samples)
    return aac.decode(packets, bytes.fromhex(track.extradata_hex))[track.priming :][: track.samples]


def test_stems_are_as_long_as_their_scene_and_add_up(made: Made) -> None:
    for one in made.shots.scenes:
        samples = samples_at(sum(s.duration_frames for s in one.shots))
        stems = [stem(made, one.scene_id, k) for k in ("dialogue", "ambience", "effects", "music")]
        assert {len(s) for s in stems} == {samples}
        assert np.abs(sum(stems) - stem(made, one.scene_id, "mix")).max() < 1e-5


def test_words_of_the_dialogue_stem_lie_where_the_subtitles_say(made: Made) -> None:
    for one in made.shots.scenes:
        loud = np.abs(stem(made, one.scene_id, "dialogue")).max(axis=1)
        for caption in sound.captions(sound.scene_timing(one), made.lines[one.scene_id], 0):
            heard = np.flatnonzero(loud[caption.start_sample - 2000 : caption.end_sample] > 0.01)
            assert abs(int(heard[0]) - 2000) <= 2000


def test_speech_is_six_units_above_what_lies_under_it(made: Made) -> None:
    for one in made.shots.scenes:
        said, under = (
            stem(made, one.scene_id, "dialogue"),
            stem(made, one.scene_id, "ambience") + stem(made, one.scene_id, "music"),
        )
        for placed in sound.plan_scene_sound(sound.scene_timing(one), made.lines[one.scene_id]).lines:
            part = slice(placed.start, placed.end)
            levels = [loudness.lufs_of(loudness.block_energies(s[part])) for s in (said, under)]
            assert levels[0] - levels[1] >= 6


def test_the_film_is_as_loud_as_asked_and_never_passes_full_scale(made: Made) -> None:
    film_sound = decoded(made, made.track)
    assert len(film_sound) == made.samples
    assert loudness.integrated(loudness.block_energies(film_sound)) == pytest.approx(-16, abs=0.5)
    assert dsp.peak(film_sound) <= 1.0


def test_no_two_seconds_of_a_scene_are_silent(made: Made) -> None:
    film_sound = np.abs(decoded(made, made.track)).max(axis=1)
    for part, start in zip(made.parts, made.starts, strict=True):
        if isinstance(part, SceneSound):
            inside = film_sound[start : start + part.samples]
            tenths = inside[: len(inside) // 4800 * 4800].reshape(-1, 4800).max(axis=1)
            quiet = "".join("q" if t < 0.001 else "." for t in tenths)
            assert "q" * 20 not in quiet


def test_the_encoded_film_lies_on_the_mix_to_the_sample(made: Made) -> None:
    film_sound = decoded(made, made.track)
    for scene_id, one in made.scenes.items():
        at = made.starts[made.parts.index(one)]
        mixed = stem(made, scene_id, "mix")[100_000:140_000, 0].astype(float)
        around = film_sound[at + 100_000 - 200 : at + 140_000 + 200, 0].astype(float)
        assert np.correlate(around, mixed, mode="valid").argmax() == 200


def test_a_scene_has_a_track_of_its_own_as_loud_as_in_the_film(made: Made) -> None:
    level = sound.level(sounds=tuple(made.parts), starts=made.starts, samples=made.samples, blobs=made.blobs)
    one = made.scenes["s001"]
    own = decoded(made, sound.scene_track(sound=one, film_level=level, blobs=made.blobs))
    at = made.starts[made.parts.index(one)]
    there = decoded(made, made.track)[at + 100_000 : at + 200_000]
    assert dsp.decibels(dsp.rms(own[100_000:200_000])) == pytest.approx(dsp.decibels(dsp.rms(there)), abs=0.3)


def test_a_chunk_that_only_moved_is_the_same_chunk(made: Made) -> None:
    level = sound.level(sounds=tuple(made.parts), starts=made.starts, samples=made.samples, blobs=made.blobs)
    one = made.scenes["s002"]
    made_twice = {
        sound.chunk(
            sounds=(one,), offsets=(-REACH,), samples=60_000, run_in=4, packets=40, film_level=level, blobs=made.blobs
        )
        for _ in range(2)
    }
    assert len(made_twice) == 1


def test_everything_is_the_same_when_made_again(made: Made) -> None:
    one = made.shots.scenes[0]
    again = sound.stems(
        timing=sound.scene_timing(one),
        lines=made.lines["s001"],
        bed=sound.make_bed(bed=sound.plan_bed(one), blobs=made.blobs),
        effect_stem=sound.make_effects(effect_list=sound.plan_effects(one), blobs=made.blobs),
        score=sound.make_score(score=sound.spot_film(made.shots)["s001"], blobs=made.blobs),
        blobs=made.blobs,
    )
    assert again == made.scenes["s001"]


def test_a_changed_line_leaves_the_beds_alone() -> None:
    one = story().scenes[0]
    words = "Then where is my letter?"
    changed = one.model_copy(
        update={"shots": (*one.shots[:2], one.shots[2].model_copy(update={"text": words, "dialogue_text": words}))}
    )
    assert sound.plan_bed(one) == sound.plan_bed(changed)
    assert sound.plan_effects(one) == sound.plan_effects(changed)
    assert sound.spot_film(film(one)) == sound.spot_film(film(changed))
    assert sound.scene_timing(one) == sound.scene_timing(changed)


def test_documents_survive_their_bytes(made: Made) -> None:
    one = made.shots.scenes[0]
    for document in (
        sound.plan_bed(one),
        sound.plan_effects(one),
        sound.scene_timing(one),
        made.scenes["s001"],
        made.track,
    ):
        assert type(document).from_bytes(document.to_bytes()) == document
