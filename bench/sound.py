# ruff: noqa: E501  (documents are written in wide rows)
"""The sound of a three-minute film, all of it: CPU seconds by kind of work, levels, peaks, offsets, words, pitches."""

import os
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np

from filmwright.departments import sound
from filmwright.departments.cut.plan import plan_cut
from filmwright.departments.sound.documents import SceneSound
from filmwright.model.cast import Cast, Member
from filmwright.model.shots import SceneShots, Shot, ShotList, VisualIntent
from filmwright.model.time import FILM
from filmwright.render.audio import aac, dsp, flac, loudness
from filmwright.render.audio.master import chunk_plan
from filmwright.store.blobs import FolderBlobs

P = ParamSpec("P")
R = TypeVar("R")

SCENES = ("INT. BAR - NIGHT", "EXT. BEACH - DAY", "INT. HOSPITAL WARD - NIGHT", "EXT. STREET - DAY")
SAID = (
    "I told you the ferry would be late, and you never listened to a word.",
    "Then where is the letter? You promised me the letter!",
    "It is gone. I burned it last night, every page of it.",
    "Why would you do that? That was all he left us.",
    "Because it was not meant for us. Sit down, Rae, please sit down.",
)
DONE = ("The door slams. She walks to the table and pours a drink.", "A phone rings. Nobody moves.")
SHOTS = 10


def story() -> ShotList:
    """Four scenes of ten shots: two in three speak, one in three acts."""
    return ShotList(
        project_id="bench", title="Bench", total_shots=40, total_duration_seconds=180,
        scenes=tuple(_scene(number, slug) for number, slug in enumerate(SCENES, 1)),
    )  # fmt: skip


def _scene(number: int, slug: str) -> SceneShots:
    return SceneShots(
        scene_id=f"s{number:03d}", scene_number=number, slugline=slug, beat="", emotional_polarity=0.0, act=1 + number // 3,
        visual_intent=VisualIntent(emotional_start="", emotional_end="", conflict_axis=""), target_duration_seconds=45,
        setting_ref_id=slug.lower(), shots=tuple(_shot(number, i) for i in range(1, SHOTS + 1)),
    )  # fmt: skip


def _shot(scene: int, number: int) -> Shot:
    words = None if number % 3 == 1 else SAID[(scene + number) % len(SAID)]
    frames = int((len(words) / 14 + 0.9) * 24) if words else 84
    return Shot(
        shot_id=f"s{scene:03d}_{number:03d}", number=f"SH{number * 10:04d}", title="", trigger="action", content="",
        text=words or DONE[number % 2], dialogue_text=words, dialogue_speaker=("rae", "tom")[number % 2] if words else None,
        shot_type="MS", size="MS", camera_height=1.6, camera_movement="static", lens_mm=35, distance_band="social",
        emotional_intensity=0.3 + 0.06 * number, duration_frames=frames, duration_seconds=frames / 24,
        pacing_curve="moderate", transition_to_next="cut", setting_ref_id="x",
    )  # fmt: skip


class Clock:
    """CPU seconds of this process and its children, by name."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def run(self, name: str, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do the work and add what it took."""
        before = sum(os.times()[:4])
        made = work(*args, **kwargs)
        self.spent[name] += sum(os.times()[:4]) - before
        return made


def main() -> None:
    """Make the film's sound and print the lines."""
    clock, shots = Clock(), story()
    with tempfile.TemporaryDirectory() as folder:
        _measure(clock, shots, FolderBlobs(Path(folder)))


def _measure(clock: Clock, shots: ShotList, blobs: FolderBlobs) -> None:
    people = (Member(character_id="rae", name="Rae", sex="female", speaks=True), Member(character_id="tom", name="Tom", sex="male", speaks=True))  # fmt: skip
    voices, scores = sound.cast_voices(Cast(members=people)), sound.spot_film(shots)
    scenes: dict[str, SceneSound] = {}
    above, late, pitches = [], [], defaultdict(list)
    for scene in shots.scenes:
        lines = tuple(
            clock.run(
                "lines", sound.line, shot_id=s.shot_id, character_ref_id=s.dialogue_speaker or "", text=s.dialogue_text,
                voice=voices.of(s.dialogue_speaker), treatment="room",
                samples=sound.room_for_line(s.duration_frames, FILM), blobs=blobs,
            )
            for s in scene.shots
            if s.dialogue_text
        )  # fmt: skip
        timing = sound.scene_timing(scene)
        bed = clock.run("ambience", sound.make_bed, bed=sound.plan_bed(scene), blobs=blobs)
        effects = clock.run("effects", sound.make_effects, effect_list=sound.plan_effects(scene), blobs=blobs)
        score = clock.run("music", sound.make_score, score=scores[scene.scene_id], blobs=blobs)
        made = clock.run(
            "mix", sound.stems, timing=timing, lines=lines, bed=bed, effect_stem=effects, score=score, blobs=blobs
        )
        scenes[scene.scene_id] = made
        said, ambience, music = (flac.read(blobs.get(s.audio)) for s in (made.dialogue, made.ambience, made.music))
        for placed in sound.plan_scene_sound(timing, lines).lines:
            part = slice(placed.start, placed.end)
            above.append(_lufs(said[part]) - _lufs((ambience + music)[part]))
            pitches[placed.line.character_ref_id].append(placed.line.median_pitch_hz)
        loud = np.abs(said).max(axis=1) > 0.01
        late.extend(
            int(np.argmax(loud[c.start_sample - 2000 : c.end_sample])) - 2000 for c in sound.captions(timing, lines, 0)
        )
    cut = plan_cut(shots)
    planned = sound.film_parts(cut.pieces, cut.scene_starts, shots)
    parts = [
        scenes[p.scene_id] if p.scene_id else clock.run("interludes", sound.make_interlude, interlude=p.interlude, blobs=blobs)
        for p in planned
    ]  # fmt: skip
    starts, samples = tuple(p.start for p in planned), sound.film_samples(cut.pieces, "24")
    level = sound.level(sounds=tuple(parts), starts=starts, samples=samples, blobs=blobs)
    chunks = tuple(
        clock.run(
            "AAC", sound.chunk, sounds=tuple(parts[i] for i in c.parts), offsets=tuple(starts[i] - c.start for i in c.parts),
            samples=c.end - c.start, run_in=c.run_in, packets=c.packets, film_level=level, blobs=blobs,
        )
        for c in chunk_plan([(p.start, p.samples) for p in planned], samples)
    )  # fmt: skip
    for scene_sound in scenes.values():
        clock.run("AAC of scene files", sound.scene_track, sound=scene_sound, film_level=level, blobs=blobs)
    packets = [p for c in chunks for p in aac.split_packets(blobs.get(c))]
    film = aac.decode(packets, aac.stream_extradata())[aac.PRIMING :][:samples]
    total = sum(clock.spent.values())
    seconds = samples / 48_000
    print(
        f"all sound of {seconds:.0f} s of film | {total:.1f} s CPU = {total / seconds * 180:.1f} per 3 minutes | 12 s"
    )
    for name, spent in clock.spent.items():
        print(f"  {name} | {spent:.2f} s CPU | ")
    print(f"loudness of the decoded film | {_integrated(film):.2f} LUFS | -16 +-0.5")
    print(f"peak of the decoded film | {dsp.decibels(dsp.peak(film)):.2f} dBFS | at most 0")
    print(f"speech above ambience and music | at least {min(above):.1f} LU, mean {np.mean(above):.1f} | 6 LU")
    print(f"first sound of a subtitle's words | {min(late)} to {max(late)} samples off | 2000 (a frame)")
    medians = sorted(float(np.median(p)) for p in pitches.values())
    print(f"median pitches | {medians[0]:.0f} and {medians[1]:.0f} Hz, {medians[1] / medians[0] - 1:.0%} apart | 15%")
    print(f"sound against picture | {_offset(film, scenes, planned, blobs)} samples | under 48 (1 ms)")
    print(f"samples | {len(film)} | {samples}")


def _lufs(part: np.ndarray) -> float:
    return loudness.lufs_of(loudness.block_energies(part))


def _integrated(part: np.ndarray) -> float:
    return loudness.integrated(loudness.block_energies(part))


def _offset(film: np.ndarray, scenes: dict[str, SceneSound], planned: object, blobs: FolderBlobs) -> int:
    """The largest distance between where a scene's mix should lie in the decoded film and where it does."""
    worst = 0
    for part in planned:
        if part.scene_id:
            mixed = flac.read(blobs.get(scenes[part.scene_id].mix.audio))[200_000:230_000, 0].astype(float)
            around = film[part.start + 199_000 : part.start + 231_000, 0].astype(float)
            worst = max(worst, abs(int(np.correlate(around, mixed, mode="valid").argmax()) - 1000))
    return worst


if __name__ == "__main__":
    main()
