"""The steps of sound after the lines: what a scene sounds like, and the sound of the film."""

from collections.abc import Sequence

import numpy as np

from filmwright.departments.sound.documents import (
    Bed,
    EffectList,
    FilmLevel,
    Interlude,
    LimitedLoudness,
    SceneSound,
    SceneTiming,
    Score,
)
from filmwright.departments.sound.plan import plan_scene_sound
from filmwright.engine.step import step
from filmwright.model.media import Line, SoundTrack, Stem
from filmwright.ref import Ref
from filmwright.render.audio import aac, ambience, effects, flac, loudness, master, mix, music
from filmwright.render.audio.dsp import Sound, peak, place, stereo
from filmwright.render.audio.limiter import REACH
from filmwright.store import Blobs

__all__ = [
    "chunk",
    "level",
    "make_bed",
    "make_effects",
    "make_interlude",
    "make_score",
    "scene_track",
    "stems",
    "track",
]

_WHEELS = ("numpy", "scipy", "soundfile")
_CODED = ("numpy", "scipy", "soundfile", "av")


@step("sound.ambience", version=1, wheels=_WHEELS)
def make_bed(bed: Bed, blobs: Blobs) -> Stem:
    """Make the ambience of a scene, at its own level, before the mix."""
    return _stem("ambience", bed.scene_id, ambience.bed(bed.layers, bed.samples, bed.seed, bed.level), blobs)


@step("sound.effects", version=1, wheels=_WHEELS)
def make_effects(effect_list: EffectList, blobs: Blobs) -> Stem:
    """Make the effects of a scene, each at its moment, before the mix."""
    out = np.zeros((effect_list.samples, 2), np.float32)
    for item in effect_list.effects:
        made = effects.effect(item.kind, item.samples, item.seed, distance=item.distance, pan=item.pan)
        place(out, made, item.sample, item.gain)
    return _stem("effects", effect_list.scene_id, out, blobs)


@step("sound.music", version=1, wheels=_WHEELS)
def make_score(score: Score, blobs: Blobs) -> Stem:
    """Make the music of a scene, before the mix."""
    out = np.zeros((score.samples, 2), np.float32)
    for cue in score.cues:
        piece = music.compose(
            cue.end - cue.start,
            mood=cue.mood,
            intensity=cue.intensity,
            key=cue.key,
            seed=cue.seed,
            enters=cue.enters,
            leaves=cue.leaves,
        )
        place(out, piece, cue.start)
    return _stem("music", score.scene_id, out, blobs)


@step("sound.stems", version=1, wheels=_WHEELS)
def stems(
    timing: SceneTiming, lines: tuple[Line, ...], bed: Stem, effect_stem: Stem, score: Stem, blobs: Blobs
) -> SceneSound:
    """Mix a scene: its four stems as they lie in the mix, and the mix."""
    plan = plan_scene_sound(timing, lines)
    voices = [
        mix.Voice(flac.read(blobs.get(placed.line.audio)), placed.start, placed.treatment) for placed in plan.lines
    ]
    beds = [_fitted(flac.read(blobs.get(s.audio)), plan.samples) for s in (bed, effect_stem, score)]
    mixed = mix.mix_scene(plan.samples, voices, *beds, space=timing.space)
    scene = timing.scene_id
    return SceneSound(
        scene_id=scene,
        samples=plan.samples,
        dialogue=_stem("dialogue", scene, mixed.dialogue, blobs),
        ambience=_stem("ambience", scene, mixed.ambience, blobs),
        effects=_stem("effects", scene, mixed.effects, blobs),
        music=_stem("music", scene, mixed.music, blobs),
        mix=_stem("mix", scene, mixed.total, blobs),
    )


@step("sound.interlude", version=1, wheels=_WHEELS)
def make_interlude(interlude: Interlude, blobs: Blobs) -> Stem:
    """Make the sound of a title, of a fade between acts, or of the credits."""
    length = interlude.samples + interlude.tail
    out = np.zeros((length, 2), np.float32)
    for side, bed in (("before", interlude.before), ("after", interlude.after)):
        if bed is None:
            continue
        sound = ambience.bed(bed.layers, interlude.samples, bed.seed, bed.level) * np.float32(mix.AMBIENCE)
        place(out, _towards(sound, rising=side == "after", whole=interlude.kind != "act_fade"), 0)
    if interlude.mood:
        piece = music.compose(
            length,
            mood=interlude.mood,
            intensity=0.5,
            key=interlude.key,
            seed=interlude.seed,
            enters=True,
            leaves=True,
            tail=interlude.tail,
        )
        place(out, piece, 0, 2 * mix.MUSIC if interlude.kind != "act_fade" else mix.MUSIC)
    return _stem("mix", interlude.kind, out, blobs)


def _towards(sound: Sound, *, rising: bool, whole: bool) -> Sound:
    """A bed that comes or goes over the stretch (equal power), or over its half of it."""
    share = np.linspace(0, 1, len(sound), dtype=np.float32)
    curve = np.sin(share * np.pi / 2) if rising else np.cos(share * np.pi / 2)
    return sound * (curve if not whole else curve**2)[:, None].astype(np.float32)


@step("sound.level", version=1, wheels=("numpy",), inline=True)
def level(sounds: tuple[SceneSound | Stem, ...], starts: tuple[int, ...], samples: int, blobs: Blobs) -> FilmLevel:
    """Find the one gain of the film from the energies that its parts already carry."""
    return FilmLevel(gain_db=master.film_gain(_energies(sounds, starts, samples, blobs)))


def _energies(sounds: Sequence[SceneSound | Stem], starts: Sequence[int], samples: int, blobs: Blobs) -> np.ndarray:
    parts = [
        (start, loudness.from_bytes(blobs.get(mixed.blocks)))
        for start, mixed in zip(starts, map(_mix_of, sounds), strict=True)
        if mixed.blocks is not None
    ]
    return master.film_blocks(parts, samples)


@step("sound.limited", version=1, wheels=_WHEELS)
def limited(sound: SceneSound | Stem, film_level: FilmLevel, blobs: Blobs) -> LimitedLoudness:
    """Measure a sound behind the limiter, at the gain that its energies asked for and at a higher one."""
    mixed = stereo(flac.read(blobs.get(_mix_of(sound).audio)))
    gains = tuple(film_level.gain_db + more for more in master.TRIED_DB)
    kept = [blobs.put(loudness.to_bytes(master.limited_blocks(mixed, gain))) for gain in gains]
    return LimitedLoudness(gains_db=gains, blocks=tuple(kept))


@step("sound.settled_level", version=1, wheels=("numpy",), inline=True)
def settled_level(
    measured: tuple[LimitedLoudness, ...], starts: tuple[int, ...], samples: int, film_level: FilmLevel, blobs: Blobs
) -> FilmLevel:
    """Find the gain at which the film is as loud as it should be with the limiter in its way."""
    if not measured:
        return film_level
    found = [
        loudness.integrated(
            master.film_blocks(
                [(at, loudness.from_bytes(blobs.get(m.blocks[i]))) for at, m in zip(starts, measured, strict=True)],
                samples,
            )
        )
        for i in range(len(master.TRIED_DB))
    ]
    return FilmLevel(gain_db=master.settled_gain(measured[0].gains_db, found))


@step("sound.chunk", version=1, wheels=_CODED)
def chunk(
    sounds: tuple[SceneSound | Stem, ...],
    offsets: tuple[int, ...],
    samples: int,
    run_in: int,
    packets: int,
    film_level: FilmLevel,
    blobs: Blobs,
) -> Ref:
    """Encode some seconds of the film's sound.

    `offsets` say where each sound begins, counted from the first of the `samples` samples that the chunk is made from;
    so a chunk that only moved is not made again. It gives `packets` packets after `run_in` that are thrown away.
    """
    bus = np.zeros((samples + 2 * REACH, 2), np.float32)
    for sound, offset in zip(map(_mix_of, sounds), offsets, strict=True):
        first, last = max(0, -offset - REACH), min(sound.samples, samples + REACH - offset)
        if last > first:
            part = flac.read_part(blobs.path(sound.audio), first, last)
            place(bus, part, offset + first + REACH)
    made = master.encode_limited(
        bus, before=REACH, samples=samples, gain=film_level.gain_db, run_in=run_in, packets=packets
    )
    return blobs.put(aac.join_packets(made.packets), "audio/aac")


@step("sound.track", version=1, wheels=_CODED, inline=True)
def track(
    chunks: tuple[Ref, ...],
    sounds: tuple[SceneSound | Stem, ...],
    starts: tuple[int, ...],
    samples: int,
    film_level: FilmLevel,
    blobs: Blobs,
) -> SoundTrack:
    """Put the chunks of the film's sound behind one another."""
    found = loudness.integrated(_energies(sounds, starts, samples, blobs))
    return _track(chunks, samples, found, film_level)


@step("sound.scene_track", version=1, wheels=_CODED)
def scene_track(sound: SceneSound, film_level: FilmLevel, blobs: Blobs) -> SoundTrack:
    """Encode the sound of one scene for its own file, as loud as it is in the film."""
    bus = np.pad(flac.read(blobs.get(sound.mix.audio)), ((REACH, REACH), (0, 0)))
    count = aac.packet_count(sound.samples)
    made = master.encode_limited(
        bus, before=REACH, samples=sound.samples, gain=film_level.gain_db, run_in=0, packets=count
    )
    whole = blobs.put(aac.join_packets(made.packets), "audio/aac")
    found = loudness.integrated(_energies((sound,), (0,), sound.samples, blobs))
    return _track((whole,), sound.samples, found, film_level)


def _track(chunks: tuple[Ref, ...], samples: int, found: float, film_level: FilmLevel) -> SoundTrack:
    return SoundTrack(
        chunks=chunks,
        extradata_hex=aac.stream_extradata().hex(),
        priming=aac.PRIMING,
        samples=samples,
        loudness_lufs=round(found + film_level.gain_db, 2) if np.isfinite(found) else -70.0,
        gain_db=film_level.gain_db,
    )


def _mix_of(sound: SceneSound | Stem) -> Stem:
    return sound.mix if isinstance(sound, SceneSound) else sound


def _fitted(sound: Sound, samples: int) -> Sound:
    """Exactly `samples` long: a bed is made from the same frames, but a shot may have been lengthened since."""
    if len(sound) >= samples:
        return sound[:samples]
    missing = samples - len(sound)
    return np.concatenate([sound, sound[::-1][:missing], np.zeros((max(0, missing - len(sound)), 2), np.float32)])


def _stem(kind: str, scene_id: str, sound: Sound, blobs: Blobs) -> Stem:
    """Store a stem; only mixes carry their energies, because only they are summed."""
    measured = blobs.put(loudness.to_bytes(loudness.block_energies(sound))) if kind == "mix" else None
    return Stem.model_validate(
        {
            "kind": kind,
            "scene_id": scene_id,
            "audio": blobs.put(flac.write(sound), flac.MEDIA_TYPE),
            "samples": len(sound),
            "blocks": measured,
            "peak": round(peak(sound), 5),
        }
    )
