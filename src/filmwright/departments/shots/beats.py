"""Storyboard beats: the shots of a film gathered into its twelve to twenty-four moments.

A beat begins with a scene. Short neighbours in one act are told together, long scenes part where the scene turns:
where somebody comes or goes, something is found or shown, or the feeling changes most. The same shots always give the
same beats.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from filmwright.engine.step import step
from filmwright.model.beats import BeatCamera, BeatTransitions, Storyboard, StoryboardBeat
from filmwright.model.shots import SceneShots, Shot, ShotList

__all__ = ["FEWEST_BEATS", "MOST_BEATS", "storyboard"]

FEWEST_BEATS, MOST_BEATS = 12, 24
_SECONDS_A_BEAT = 40.0
_LEAST_SHOTS = 2  # shots on each side of a turn at which a scene is divided; one where there are too few
_MOST_WORDS = 45  # words of a description
_TURNS = {"entrance": 1.0, "exit": 0.9, "discovery": 1.0, "reveal": 0.7, "look": 0.3, "insert": 0.2, "reaction": 0.2}
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*[\"”’)]*\s*")
_MAJOR = re.compile(r"^(?:INT|EXT|INT\.?/EXT|EXT\.?/INT|I/E|EST)\b[. ]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A run of shots, with the scenes they are from."""

    scenes: tuple[SceneShots, ...]
    shots: tuple[Shot, ...]
    home: SceneShots  # the scene that most of it plays in

    @property
    def seconds(self) -> float:
        return sum(s.duration_seconds for s in self.shots)


@step("shots.beats", version=1, inline=True)
def storyboard(shot_list: ShotList) -> Storyboard:
    """Tell a film in its beats, from its shot list."""
    moments = [_Moment((scene,), scene.shots, scene) for scene in shot_list.scenes if scene.shots]
    wanted = _wanted(shot_list)
    moments = _parted(_gathered(moments, wanted), wanted)
    beats = tuple(_beat(at, moment, moments, shot_list) for at, moment in enumerate(moments))
    return Storyboard(
        project_id=shot_list.project_id,
        title=shot_list.title,
        total_duration_seconds=shot_list.total_duration_seconds,
        beats=beats,
    )


def _wanted(shot_list: ShotList) -> int:
    by_length = round(shot_list.total_duration_seconds / _SECONDS_A_BEAT)
    return max(FEWEST_BEATS, min(MOST_BEATS, by_length))


# -- how many, and where they begin


def _gathered(moments: list[_Moment], wanted: int) -> list[_Moment]:
    """Neighbours told together, the shortest first and within an act where possible, until there are few enough."""
    out = list(moments)
    while len(out) > wanted:
        at = min(range(len(out) - 1), key=lambda n: (out[n].home.act != out[n + 1].home.act, _together(out, n), n))
        out[at : at + 2] = [_merged(out[at], out[at + 1])]
    return out


def _together(moments: Sequence[_Moment], at: int) -> float:
    one, other = moments[at], moments[at + 1]
    same = 0.75 if one.home.setting_ref_id == other.home.setting_ref_id else 1.0
    return round((one.seconds + other.seconds) * same, 3)


def _merged(one: _Moment, other: _Moment) -> _Moment:
    home = one.home if one.seconds >= other.seconds else other.home
    return _Moment(tuple(dict.fromkeys((*one.scenes, *other.scenes))), (*one.shots, *other.shots), home)


def _parted(moments: list[_Moment], wanted: int) -> list[_Moment]:
    """Scenes divided at their turns, the longest first, until there are enough or none can be divided."""
    out = list(moments)
    while len(out) < wanted:
        least = next((n for n in (_LEAST_SHOTS, 1) if any(_cuts(m.shots, n) for m in out)), 0)
        if not least:
            break
        divisible = [n for n, m in enumerate(out) if _cuts(m.shots, least)]
        at = max(divisible, key=lambda n: (round(out[n].seconds, 3), -n))
        moment, cut = out[at], _turn(out[at].shots, least)
        out[at : at + 1] = [_part(moment, moment.shots[:cut]), _part(moment, moment.shots[cut:])]
    return out


def _cuts(shots: Sequence[Shot], least: int) -> list[int]:
    """Where a run of shots may be divided: `least` on each side, and words of the script in both parts."""
    told = [at for at, shot in enumerate(shots) if shot.text]
    if not told:
        return []
    return [at for at in range(least, len(shots) - least + 1) if told[0] < at <= told[-1]]


def _part(moment: _Moment, shots: tuple[Shot, ...]) -> _Moment:
    ids = {s.shot_id for s in shots}
    scenes = tuple(scene for scene in moment.scenes if any(s.shot_id in ids for s in scene.shots))
    return _Moment(scenes, shots, moment.home if moment.home in scenes else scenes[0])


def _turn(shots: Sequence[Shot], least: int) -> int:
    """The shot with which something new begins, rather near the middle."""
    total = sum(s.duration_seconds for s in shots) or 1.0
    best, found = -1.0, 0
    for at in _cuts(shots, least):
        one, other = shots[at - 1], shots[at]
        off_middle = abs(sum(s.duration_seconds for s in shots[:at]) / total - 0.5)
        change = abs(other.emotional_intensity - one.emotional_intensity)
        newcomers = bool(set(other.character_ref_ids) - {who for s in shots[:at] for who in s.character_ref_ids})
        score = _TURNS.get(other.trigger, 0.0) + change + 0.5 * newcomers + 1.2 * (0.5 - off_middle)
        if score > best + 1e-9:
            best, found = score, at
    return found


# -- what one beat says


def _beat(at: int, moment: _Moment, moments: Sequence[_Moment], film: ShotList) -> StoryboardBeat:
    key = _key_shot(moment.shots)
    came = moments[at - 1].shots[-1] if at else None
    return StoryboardBeat(
        beat_number=at + 1,
        act=_act(at, moments, film),
        title=key.title or moment.home.slugline,
        description=_description(moment.shots, key),
        characters=tuple(dict.fromkeys(who for s in moment.shots for who in s.character_ref_ids)),
        location=_location(moment.home),
        camera=_camera(key),
        lighting=_lighting(moment),
        mood=_mood(moment),
        duration_seconds=round(moment.seconds, 3),
        dialogue=_line(moment.shots),
        sfx_notes=_heard(moment.shots),
        transitions=BeatTransitions.model_validate(
            {
                "in": _transition(came) if came is not None else "fade from black",
                "out": _transition(moment.shots[-1]) if at < len(moments) - 1 else "fade to black",
            }
        ),
        shot_ids=tuple(s.shot_id for s in moment.shots),
    )


def _act(at: int, moments: Sequence[_Moment], film: ShotList) -> str:
    """The act that the script marks; a script that marks none is told in three, a quarter, a half and a quarter."""
    if len({scene.act for scene in film.scenes}) > 1:
        return f"act_{moments[at].home.act}"
    total = sum(m.seconds for m in moments) or 1.0
    middle = sum(m.seconds for m in moments[:at]) + moments[at].seconds / 2
    return "act_1" if middle <= total / 4 else "act_2" if middle <= 3 * total / 4 else "act_3"


def _key_shot(shots: Sequence[Shot]) -> Shot:
    """The picture that stands for the beat: people in it, what weighs most, what is held longest."""

    def weight(at: int) -> tuple[float, int]:
        shot = shots[at]
        told = 0.35 * bool(shot.text and not shot.dialogue_text) + 0.3 * bool(shot.characters_in_frame)
        turn = 0.25 * _TURNS.get(shot.trigger, 0.0)
        return round(shot.emotional_intensity + told + turn + min(shot.duration_seconds, 12.0) / 40, 4), -at

    return shots[max(range(len(shots)), key=weight)]


def _description(shots: Sequence[Shot], key: Shot) -> str:
    """What happens, in the script's own words: the action of the beat from its beginning, the key picture with it."""
    told = [s for s in shots if s.text and not s.dialogue_text]
    chosen: list[str] = []
    room = _MOST_WORDS
    for shot in sorted(told, key=lambda s: (s is not key, shots.index(s)))[:6]:
        sentences = _sentences(shot.text)
        for number, sentence in enumerate(sentences):
            size = len(sentence.split())
            if size > room and (chosen or number):
                break
            chosen.append(f"{shots.index(shot):04d}{number:03d}{sentence}")
            room -= size
    if chosen:
        return " ".join(entry[7:] for entry in sorted(chosen))
    return " ".join(dict.fromkeys(s.content for s in shots if s.content))[:240].strip() or key.title


def _sentences(text: str) -> list[str]:
    return [s.strip() for s in _SENTENCE.findall(" ".join(text.split())) if s.strip()]


def _location(scene: SceneShots) -> str:
    return " ".join(_MAJOR.sub("", scene.slugline).split()).title() or scene.setting_ref_id.replace("_", " ").title()


_TYPES = {
    "ECU": "extreme close-up",
    "CU": "close-up",
    "MCU": "medium close-up",
    "MS": "medium shot",
    "MLS": "medium long shot",
    "WS": "wide shot",
    "EWS": "extreme wide shot",
    "INSERT": "insert",
    "OTS": "over the shoulder",
    "TWO": "two-shot",
    "POV": "point of view",
}
_MOVES = {
    "static": "static",
    "push_in": "slow push-in",
    "pull_out": "slow pull-out",
    "crane_up": "crane up",
    "crane_down": "crane down",
    "arc_left": "arc to the left",
    "arc_right": "arc to the right",
    "tracking": "tracking",
}


def _camera(key: Shot) -> BeatCamera:
    tracking = key.camera_movement in {"tracking", "track_left", "track_right"}
    return BeatCamera(
        shot_type="tracking" if tracking else _TYPES[key.shot_type],
        angle=key.angle if key.angle != "eye" else "eye level",
        movement=_MOVES.get(key.camera_movement, key.camera_movement.replace("_", " ")),
    )


_LIGHTS = {
    "night": "night: pools of light, deep shadows",
    "dawn": "dawn: cool, low light",
    "morning": "morning: soft light from one side",
    "day": "day: even light",
    "noon": "noon: hard light from above",
    "afternoon": "afternoon: warm light from one side",
    "sunset": "sunset: warm, low light, long shadows",
    "dusk": "dusk: blue light, lamps coming on",
    "evening": "evening: warm lamps, blue windows",
}
_SOURCES = re.compile(
    r"\b(candle|candles|lamp|lamps|lantern|lanterns|torch|flashlight|headlights|moonlight|sunlight|neon|firelight|spotlight"
    r"|streetlight|floodlight|chandelier|chandeliers|screen|screens|fire|flames)\b",
    re.IGNORECASE,
)


def _lighting(moment: _Moment) -> str:
    """The hour and the weather, and the lights that the text names."""
    hour = moment.home.time_of_day.lower()
    light = next((words for name, words in _LIGHTS.items() if name in hour), hour or _LIGHTS["day"])
    named = dict.fromkeys(m.group().lower() for s in moment.shots for m in _SOURCES.finditer(s.text))
    parts = [light]
    if moment.home.weather not in {"", "clear"}:
        parts.append(moment.home.weather)
    if named:
        parts.append(f"light from {_listed(list(named)[:3])}")
    return ", ".join(parts)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _mood(moment: _Moment) -> str:
    shots = moment.shots
    heat = sum(s.emotional_intensity for s in shots) / len(shots)
    tone = sum(s.emotional_polarity for s in shots) / len(shots)
    feeling = ("joyful" if heat > 0.45 else "hopeful") if tone > 0.12 else "tense" if heat > 0.4 else "calm"
    if tone < -0.12:
        feeling = "desperate" if heat > 0.45 else "troubled"
    return ", ".join(dict.fromkeys(w for w in (feeling, moment.home.mood) if w))


def _line(shots: Sequence[Shot]) -> str | None:
    """The line that weighs most, with its speaker."""
    spoken = [s for s in shots if s.dialogue_text]
    if not spoken:
        return None
    best = max(range(len(spoken)), key=lambda n: (spoken[n].emotional_intensity, spoken[n].speech_seconds, -n))
    return f"{spoken[best].dialogue_speaker}: {spoken[best].dialogue_text}"


def _heard(shots: Sequence[Shot]) -> str:
    sounds = _distinct(part.strip(" .") for s in shots for part in s.ambient_description.split(","))
    line = ", ".join(sounds[:5])
    return line[:1].upper() + line[1:]


def _distinct(parts: Iterable[str]) -> list[str]:
    seen: dict[str, str] = {}
    for part in parts:
        if part:
            seen.setdefault(part.casefold(), part if not seen else part[:1].lower() + part[1:])
    return list(seen.values())


def _transition(shot: Shot) -> str:
    return {"fade_out": "fade to black", "fade_black": "fade to black", "fade_in": "fade from black"}.get(
        shot.transition_to_next, shot.transition_to_next.replace("_", " ")
    )
