# ruff: noqa: E501  (tables are easier to read, and to add to, in wide rows)
"""Where there is music: not under everything, and always in and out on a cut."""

import hashlib
import re
from collections.abc import Sequence
from fractions import Fraction

from filmwright.departments.sound.beds import scene_samples
from filmwright.departments.sound.documents import Score, ScoreCue
from filmwright.model.shots import SceneShots, Shot, ShotList
from filmwright.model.time import Rate, samples_at

__all__ = ["film_key", "mood_of", "spot_film", "spot_scene"]

_SHORTEST_SECONDS = 5.0
_MOST_SHARE = 0.55
"""Music lies under about half of a film at most: silence is what makes it heard."""

_MOODS: tuple[tuple[str, str], ...] = (
    # mood of the score, stems of words that a scene's mood, beat or action may have
    ("chase", "chase pursu race sprint escap flee hunt verfolg persec poursui"),
    ("tense", "tens suspen threat danger fear nervous anxi menac panic urgen stalk confront thriller conflict argu angr angst miedo peur furcht"),
    ("dark", "dark grim dread horror sinister ominous grief-stricken murder death violen nightmare bleak"),
    ("sad", "sad grief mourn melanchol lonel loss lost regret farewell goodbye tear weep sorrow funeral trauer trist duelo"),
    ("mystery", "myster secret strange uncanny curious puzzl investigat discover hidden clue noir"),
    ("wonder", "wonder awe magic dream vast miracle star cosmic marvel"),
    ("triumph", "triumph victor hero win celebrat proud glor epic"),
    ("playful", "comic comed funny playful light-hearted lighthearted whims silly farce absurd awkward"),
    ("warm", "warm tender love romant happy joy famil friend reconcil hope gentle comfort kind laugh"),
    ("calm", "calm quiet peace serene still neutral intimate everyday"),
)  # fmt: skip


_LIGHT = ("warm", "cold", "cool", "neutral", "day", "night")
"""What the look says of a scene's light, which is not how it feels."""


_NIGHT = re.compile(r"\b(?:night|midnight|nacht|noche|nuit)\b")


def film_key(project: str) -> int:
    """The key of a film's score, in semitones over A: fixed by its name."""
    return hashlib.sha256(project.encode()).digest()[0] % 12 - 5


def spot_film(shot_list: ShotList) -> dict[str, Score]:
    """The music of every scene, by scene id. A scene's music depends on that scene and its place in its act only."""
    scenes = [s for s in shot_list.scenes if s.shots]
    out: dict[str, Score] = {}
    for index, scene in enumerate(scenes):
        first = index == 0 or scenes[index - 1].act != scene.act
        last = index == len(scenes) - 1 or scenes[index + 1].act != scene.act
        out[scene.scene_id] = spot_scene(
            scene,
            shot_list.fps,
            key=film_key(shot_list.project_id or shot_list.title),
            opens=first,
            closes=last,
            ends=index == len(scenes) - 1,
        )
    return out


def spot_scene(
    scene: SceneShots, fps: str = "24", *, key: int = 0, opens: bool = False, closes: bool = False, ends: bool = False
) -> Score:
    """The music of one scene: under its opening when it opens an act, under its strongest stretch, under its end.

    Cues begin and end on cuts between shots. `ends` is the film's last scene, whose music goes on into the credits.
    """
    rate = Rate(fps=Fraction(fps))
    cuts = _cuts(scene.shots, rate)
    samples = scene_samples(scene, fps)
    mood = mood_of(scene)
    stretches: list[tuple[int, int, str]] = []
    if opens:
        stretches.append((0, _first_speech(scene.shots), "opening of an act"))
    peak = _peak(scene)
    if peak is not None:
        stretches.append((*peak, "its strongest stretch"))
    if closes or ends:
        stretches.append((_last_third(scene.shots), len(scene.shots), "end of an act" if not ends else "the end"))
    cues = tuple(
        ScoreCue(
            start=cuts[first],
            end=cuts[last],
            mood=_sharper(mood, scene.shots[first:last]),
            intensity=round(_intensity(scene.shots[first:last]), 2),
            key=key,
            seed=f"{scene.scene_id}/{number}",
            leaves=not (ends and last == len(scene.shots)),
            reason=f"{why}; mood {mood}",
        )
        for number, (first, last, why) in enumerate(_merged(stretches))
        if cuts[last] - cuts[first] >= _SHORTEST_SECONDS * 48_000
    )
    return Score(scene_id=scene.scene_id, samples=samples, cues=cues)


def mood_of(scene: SceneShots) -> str:
    """The score's mood for a scene, from its own words for it; else from how it feels."""
    intent = scene.visual_intent
    mood = "" if scene.mood in _LIGHT else scene.mood
    words = f"{mood} {scene.beat} {intent.emotional_end} {intent.emotional_start}"
    found = _named(words)
    if found == "calm" and _NIGHT.search(scene.slugline.casefold()):
        return "mystery"
    if found:
        return found
    strength = _intensity(scene.shots)
    if scene.emotional_polarity < -0.25:
        return "tense" if strength > 0.6 else "sad"
    if scene.emotional_polarity > 0.25:
        return "triumph" if strength > 0.75 else "warm"
    return "mystery" if strength > 0.55 else "calm"


def _named(words: str) -> str | None:
    tokens = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", words.casefold())
    for mood, stems in _MOODS:
        if any(token.startswith(stem) for stem in stems.split() for token in tokens):
            return mood
    return None


def _sharper(mood: str, shots: Sequence[Shot]) -> str:
    """A stretch of running is a chase, whatever the scene is called."""
    moving = sum(any(p.posture == "run" for p in shot.performances) for shot in shots)
    fast = sum(shot.pacing_curve == "action" for shot in shots)
    return "chase" if shots and (moving * 2 >= len(shots) or (fast * 2 > len(shots) and mood == "tense")) else mood


def _cuts(shots: Sequence[Shot], rate: Rate) -> list[int]:
    frames, out = 0, [0]
    for shot in shots:
        frames += shot.duration_frames
        out.append(samples_at(frames, rate))
    return out


def _first_speech(shots: Sequence[Shot]) -> int:
    """The cut on which the first words come, after two shots at least; the whole scene when nobody speaks."""
    spoken = next((i for i, shot in enumerate(shots) if shot.dialogue_text), len(shots))
    return max(min(spoken, len(shots)), min(2, len(shots)))


def _last_third(shots: Sequence[Shot]) -> int:
    total, passed = sum(s.duration_frames for s in shots), 0
    for index, shot in enumerate(shots):
        if passed >= total * 0.66:
            return index
        passed += shot.duration_frames
    return max(0, len(shots) - 1)


def _peak(scene: SceneShots) -> tuple[int, int] | None:
    """The longest run of shots that are intense, or a disaster; None when the scene stays calm."""
    best: tuple[int, int] | None = None
    run: int | None = None
    for index, shot in enumerate([*scene.shots, None]):
        strong = shot is not None and (shot.emotional_intensity >= 0.7 or shot.is_disaster_moment)
        if strong and run is None:
            run = index
        elif not strong and run is not None:
            if best is None or index - run > best[1] - best[0]:
                best = (run, index)
            run = None
    if best is None:
        return None
    length = sum(s.duration_frames for s in scene.shots[best[0] : best[1]])
    total = sum(s.duration_frames for s in scene.shots) or 1
    return best if length / total <= _MOST_SHARE else (best[1] - max(1, (best[1] - best[0]) // 2), best[1])


def _merged(stretches: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Stretches that touch or overlap become one."""
    out: list[tuple[int, int, str]] = []
    for first, last, why in sorted(s for s in stretches if s[1] > s[0]):
        if out and first <= out[-1][1]:
            out[-1] = (
                out[-1][0],
                max(out[-1][1], last),
                f"{out[-1][2]}, {why}" if why not in out[-1][2] else out[-1][2],
            )
        else:
            out.append((first, last, why))
    return out


def _intensity(shots: Sequence[Shot]) -> float:
    frames = sum(s.duration_frames for s in shots)
    return sum(s.emotional_intensity * s.duration_frames for s in shots) / frames if frames else 0.3
