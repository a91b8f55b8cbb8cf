"""A voice for every character: by sex, age and language, no two of a film alike.

Pitches are given out in the order in which people appear, each as far as it can be from those before it inside the
range of its sex and age, so that someone who joins the film later changes nobody else's voice.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

from filmwright.departments.sound.documents import Voice, VoiceMap
from filmwright.engine.step import step
from filmwright.model.cast import Cast, Member

__all__ = ["SPREAD", "cast_voices", "pitch_range", "voice_map"]

SPREAD = 1.18
"""Ratio by which two voices are kept apart where the range allows it; 15 % is what must be heard."""

_STEPS_PER_OCTAVE = 24
_EASED = (1.0, 1.35, 1.8)
"""How far a crowded range may be stretched, tried in turn."""


@dataclass(frozen=True, slots=True)
class _Timbre:
    """A variant of espeak-ng and its measured median pitch at pitch settings 10, 50 and 90."""

    name: str
    hertz: tuple[float, float, float]


_MALE = (
    _Timbre("m3", (77, 105, 157)),
    _Timbre("m7", (83, 108, 156)),
    _Timbre("Michael", (86, 109, 158)),
    _Timbre("m1", (71, 95, 143)),
    _Timbre("Reed", (87, 116, 172)),
    _Timbre("adam", (75, 102, 154)),
    _Timbre("Lee", (68, 95, 151)),
    _Timbre("Jacky", (88, 118, 176)),
    _Timbre("m5", (74, 103, 155)),
)
_FEMALE = (
    _Timbre("f2", (141, 194, 293)),
    _Timbre("Annie", (206, 247, 317)),
    _Timbre("f3", (160, 212, 305)),
    _Timbre("linda", (151, 229, 368)),
    _Timbre("f1", (127, 180, 276)),
    _Timbre("f5", (143, 206, 315)),
    _Timbre("steph", (118, 183, 299)),
    _Timbre("Alicia", (181, 250, 375)),
)
_OLD_FEMALE = (_Timbre("grandma", (159, 206, 285)),)
_OLD_MALE = (_Timbre("grandpa", (75, 105, 158)),)
_CHILD = (_FEMALE[1], _FEMALE[7], _FEMALE[3])

_LANGUAGES = {
    # BCP 47 to espeak-ng, with accents that one film can hold side by side
    "en": ("en-us", "en-us", "en-gb-x-rp"),
    "en-us": ("en-us",),
    "en-gb": ("en-gb-x-rp",),
    "fr": ("fr",),
    "pt": ("pt-br",),
    "zh": ("cmn",),
    "no": ("nb",),
}


@step("sound.voices", version=1, inline=True)
def cast_voices(cast: Cast, language: str = "en") -> VoiceMap:
    """Give every character of the cast a voice."""
    return voice_map(cast, language)


def voice_map(cast: Cast, language: str = "en") -> VoiceMap:
    """The voices of a cast; deterministic, the same for the same order of appearance."""
    taken: list[float] = []
    voices: dict[str, Voice] = {}
    people = sorted(cast.members, key=lambda m: not m.speaks)  # those who speak choose first
    for index, member in enumerate(people):
        voice = _voice(member, index, language, taken)
        taken.append(voice.median_pitch_hz)
        voices[member.character_id] = voice
    narrator = _voice(Member(character_id="", name="NARRATOR"), len(people), language, taken)
    return VoiceMap(language=language, voices=voices, narrator=narrator)


def pitch_range(sex: str, age: int | None) -> tuple[float, float]:
    """Median speaking pitch of such a person, lowest and highest in hertz.

    Men 85 to 155, women 160 to 260, children 240 to 320 (Baken and Orlikoff, Clinical Measurement of Speech and Voice:
    men's voices rise in old age, women's fall).
    """
    if age is not None and age < 13:
        return 240.0, 320.0
    if sex == "female":
        low, high = 160.0, 260.0
        return (
            (low, 215.0)
            if age is not None and age >= 60
            else (185.0, high)
            if age is not None and age < 22
            else (low, high)
        )
    if sex == "male":
        low, high = 85.0, 155.0
        return (100.0, high) if age is not None and (age >= 65 or age < 20) else (low, 140.0)
    return 120.0, 215.0


def _voice(member: Member, index: int, language: str, taken: Sequence[float]) -> Voice:
    sex = _sex(member)
    low, high = pitch_range(sex, member.age)
    hertz = _free_pitch(low, high, taken)
    timbre = _timbres(sex, member.age)[index % len(_timbres(sex, member.age))]
    accents = _LANGUAGES.get(language.lower()) or _LANGUAGES.get(_base(language)) or (_base(language),)
    dice = hashlib.sha256(member.character_id.encode()).digest()
    old, young = (member.age or 40) >= 65, (member.age or 40) < 20
    return Voice(
        character_ref_id=member.character_id,
        name=f"{accents[index % len(accents)]}+{timbre.name}",
        language=language,
        pitch=_setting(timbre, hertz),
        range=42 + dice[0] % 24 + (8 if young else 0),
        rate_wpm=158 + dice[1] % 15 + (4 if young else -10 if old else 0),
        median_pitch_hz=hertz,
        tone=round((dice[2] / 255 - 0.5) * 4, 2),
        reason=f"{sex}, {'age ' + str(member.age) if member.age is not None else 'age not said'}",
    )


def _sex(member: Member) -> str:
    """As the script says; where it is silent, a fixed choice by name."""
    if member.sex != "unknown" or not member.character_id:
        return member.sex
    return "female" if hashlib.sha256(member.character_id.encode()).digest()[3] % 2 else "male"


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _timbres(sex: str, age: int | None) -> tuple[_Timbre, ...]:
    if age is not None and age < 13:
        return _CHILD
    if age is not None and age >= 65:
        return _OLD_FEMALE if sex == "female" else _OLD_MALE
    return _FEMALE if sex == "female" else _MALE


def _free_pitch(low: float, high: float, taken: Sequence[float]) -> float:
    """The pitch in the range that is far enough from those taken and nearest to its middle; else the farthest one.

    A crowded range is stretched a little before two voices are let come closer than `SPREAD`.
    """
    best = (0.0, 0.0)
    for stretch in _EASED:
        for hertz in _grid(low, high, stretch):
            gap = min((abs(math.log(hertz / t)) for t in taken), default=math.inf)
            if gap >= math.log(SPREAD) - 1e-9:
                return round(hertz, 1)
            if gap > best[0] + 1e-9:
                best = (gap, hertz)
    return round(best[1] or math.sqrt(low * high), 1)


def _grid(low: float, high: float, stretch: float) -> list[float]:
    middle, half = (math.log2(low) + math.log2(high)) / 2, (math.log2(high) - math.log2(low)) / 2 * stretch
    count = int(half * _STEPS_PER_OCTAVE)
    # packed from the ends, a range holds the most voices: middle, lowest, highest, then between
    offsets = sorted(range(-count, count + 1), key=lambda k: (k != 0, -abs(k), k))
    return [2 ** (middle + k / _STEPS_PER_OCTAVE) for k in offsets if 78 < 2 ** (middle + k / _STEPS_PER_OCTAVE) < 340]


def _setting(timbre: _Timbre, hertz: float) -> int:
    """The pitch setting at which the variant comes near `hertz`: log-linear between its three measured points."""
    low, middle, high = (math.log(h) for h in timbre.hertz)
    wanted = math.log(hertz)
    value = (
        10 + 40 * (wanted - low) / (middle - low) if wanted < middle else 50 + 40 * (wanted - middle) / (high - middle)
    )
    return min(max(round(value), 0), 99)
