"""V6: the words for image and video models, and for people: well-formed sentences, each fact once."""

import re
from dataclasses import dataclass
from functools import lru_cache

from filmwright.departments.shots.grammar.lexicon import Lexicon
from filmwright.departments.shots.grammar.names import NameIndex
from filmwright.departments.shots.motion import faults_of, motion_of
from filmwright.departments.shots.segment import Segment
from filmwright.departments.shots.staging import Staged
from filmwright.departments.shots.v2_sizes import Sizing
from filmwright.departments.shots.v3_camera import Camera
from filmwright.model.shots import SceneSetting
from filmwright.packaged import packaged_table

__all__ = ["Prompts", "ambient_of", "write_prompts"]


@dataclass(frozen=True, slots=True)
class Prompts:
    """Everything that V6 writes for one shot."""

    title: str
    content: str
    motion: str | None
    scene_prompt: str
    video_prompt: str
    negative_prompt: str
    ambient: str
    prefix: str
    init_image: str


_SIZE_WORDS = {
    "ECU": "Extreme close-up",
    "CU": "Close-up",
    "MCU": "Medium close-up",
    "MS": "Medium shot",
    "MLS": "Medium long shot",
    "WS": "Wide shot",
    "EWS": "Extreme wide shot",
    "INSERT": "Insert shot",
    "OTS": "Over-the-shoulder shot",
    "TWO": "Two-shot",
    "POV": "Point-of-view shot",
}
_ANGLE_WORDS = {
    "eye": "at eye level",
    "low": "from a low angle",
    "high": "from a high angle",
    "overhead": "from overhead",
    "worm": "from the ground",
    "dutch": "with a tilted horizon",
}
_MOVE_WORDS = {
    "static": "The camera holds still.",
    "push_in": "The camera pushes in slowly.",
    "pull_out": "The camera pulls back slowly.",
    "pan_left": "The camera pans left.",
    "pan_right": "The camera pans right.",
    "tilt_up": "The camera tilts upward.",
    "tilt_down": "The camera tilts downward.",
    "track_left": "The camera tracks to the left.",
    "track_right": "The camera tracks to the right.",
    "tracking": "The camera follows the movement.",
    "crane_up": "The camera rises on a crane.",
    "crane_down": "The camera descends on a crane.",
    "handheld": "The camera is handheld.",
    "arc_left": "The camera circles to the left.",
    "arc_right": "The camera circles to the right.",
    "zoom_in": "The lens zooms in.",
    "zoom_out": "The lens zooms wide.",
}
_POSTURE_WORDS = {
    "stand": "stands",
    "sit": "sits",
    "walk": "walks",
    "run": "runs",
    "kneel": "kneels",
    "crouch": "crouches",
    "lie": "lies",
    "lean": "leans",
}
_SIDE_WORDS = {
    "left": "on the left of the frame",
    "right": "on the right of the frame",
    "center": "in the center of the frame",
}
_BASE_NEGATIVE = ("blurry", "low quality", "extra limbs", "deformed hands", "text", "watermark")
_LAST_STOP = re.compile(r"[\s.,;:!?…—–\-]+$")


@lru_cache(maxsize=1)
def _sounds() -> dict[str, dict[str, str]]:
    return packaged_table("filmwright.departments.shots", "data/sounds.toml")


def ambient_of(place_words: list[str], *, exterior: bool, time_of_day: str, weather: str, heard: list[str]) -> str:
    """What can be heard: the place, the weather, the hour outdoors, and the sounds that the text names."""
    table = _sounds()
    sounds = [table["place"][w] for w in place_words if w in table["place"]][:1]
    if weather in table["weather"]:
        sounds.append(table["weather"][weather] if exterior else f"{table['weather'][weather]} outside")
    elif exterior:
        hour = next((k for k in ("night", "dawn", "dusk") if k in time_of_day.lower()), "day")
        sounds.append(table["time_out"][hour])
    if not sounds:
        sounds.append("a quiet room tone")
    sounds.extend(s for s in heard if not any(s in known for known in sounds))
    line = ", ".join(dict.fromkeys(sounds))
    return f"{line[:1].upper()}{line[1:]}."


def _heard(segment: Segment, lex: Lexicon) -> list[str]:
    table = _sounds()["heard"]
    found: list[str] = []
    for sentence, _ in segment.parsed:
        for token in sentence.tokens:
            key = token.lemma if token.lemma in table else token.lower
            if (
                key in table
                and table[key] not in found
                and (token.tag != "NOUN" or not lex.noun_is("prop", token.lower))
            ):
                found.append(table[key])
    return found[:3]


class _Writer:
    """Writes the prompts of one shot."""

    def __init__(
        self,
        segment: Segment,
        sizing: Sizing,
        camera: Camera,
        cast: list[Staged],
        setting: SceneSetting,
        names: NameIndex,
        lex: Lexicon,
    ) -> None:
        self.segment, self.sizing, self.camera, self.cast = segment, sizing, camera, cast
        self.setting, self.names, self.lex = setting, names, lex
        self.motion, self.first_motion = motion_of(segment, lex, self.name)

    def name(self, who: str) -> str:
        return self.names.people[who].name

    def place(self) -> str:
        words = self.setting.location_name or self.setting.setting_ref_id.replace("_", " ")
        return words.title() if words.isupper() else words

    def people_sentences(self) -> list[str]:
        return [self._placed(p) for p in self.cast]

    def _placed(self, person: Staged) -> str:
        name = self.name(person.who)
        side = _SIDE_WORDS[person.side]
        many = self.names.people[person.who].many
        if person.visibility == "back":
            return f"{name} {'are' if many else 'is'} seen from behind, near the camera, {side}."
        if person.visibility == "partial":
            figure = next(f for f in self.segment.figures if f.who == person.who)
            part = self.lex.in_english(figure.body) or "hands"
            return (
                f"Only the {part} of {name} can be seen."
                if not part.endswith("s")
                else f"Only the {part} of {name} are seen."
            )
        verb = _POSTURE_WORDS[person.posture]
        if many:
            verb = verb.removesuffix("s")
        sentence = f"{name} {verb} {side}"
        looks = self._looks(person)
        if looks:
            sentence += f", looking {looks}"
        if person.speaking:
            sentence += " and speaking" if looks else ", speaking"
        if person.holds and person.holds != person.looks_at:
            sentence += f", with the {person.holds} in hand"
        if person.expression != "neutral":
            sentence += f", {_FACE_WORDS[person.expression]}"
        return sentence + "."

    def _looks(self, person: Staged) -> str:
        target = person.looks_at
        if target is None:
            return ""
        if target in self.names.people:
            return f"at {self.name(target)}"
        return {
            "down": "downward",
            "away": "away",
            "camera_left": "past the camera",
            "camera_right": "past the camera",
        }.get(target, f"at the {target}")

    def setting_sentence(self) -> str:
        sentence = f"The place is {self.place()}"
        if self.setting.time_of_day:
            sentence += f", {self.setting.time_of_day.lower()}"
        if self.setting.weather not in {"", "clear"}:
            sentence += f", with {self.setting.weather}"
        return sentence + "."

    def mood_sentence(self) -> str:
        said = (*self.setting.mood_keywords, self.setting.mood)
        words = [w for w in dict.fromkeys(said) if w][:3]
        return f"The mood is {', '.join(words)}." if words else ""

    def scene_prompt(self) -> str:
        head = f"{_SIZE_WORDS[self.sizing.shot_type]} {_ANGLE_WORDS[self.camera.angle]}."
        if self.sizing.shot_type == "INSERT" and self.segment.dwells_on is not None:
            head = (
                f"Insert shot of the {self.lex.in_english(self.segment.dwells_on)} {_ANGLE_WORDS[self.camera.angle]}."
            )
        parts = [head, *self.people_sentences()]
        if self.motion is not None:
            parts.append(f"{self.motion}.")
        parts.extend((self.setting_sentence(), self.mood_sentence()))
        return " ".join(p for p in parts if p)

    def video_prompt(self) -> str:
        return f"{_MOVE_WORDS[self.camera.movement]} {self.moving_sentence()}"

    def moving_sentence(self) -> str:
        segment = self.segment
        if self.motion is not None and segment.said is None:
            return f"{self.motion}."
        if segment.answers:
            return self._exchange()
        if self.motion is not None:
            also = f" and {segment.dual_name} speak" if segment.dual_name is not None else " speaks"
            return f"{self.motion}. Then {segment.speaker_name}{also}."
        if segment.said is not None and not segment.offscreen:
            return self._speaking()
        who = self.name(self.cast[0].who) if self.cast else ""
        return self._default(who) if segment.said is None else self._while_heard(who)

    @staticmethod
    def _while_heard(who: str) -> str:
        return f"{who} listens to a voice from elsewhere." if who else "The place lies still while a voice is heard."

    def _speaking(self) -> str:
        segment = self.segment
        if segment.dual_name is not None:
            return f"{segment.speaker_name} and {segment.dual_name} speak at the same time."
        to = f" to {self.name(segment.listener)}" if segment.listener in self.names.people else ""
        return f"{segment.speaker_name} speaks{to} with small natural gestures."

    def _exchange(self) -> str:
        """Who speaks in turn while the shot holds, after what they do."""
        names = list(dict.fromkeys(s.name for s in self.segment.spoken()))
        if self.motion is not None:
            return f"{self.motion}. Then {_listed(names)} {'speak in turn' if len(names) > 1 else 'speaks'}."
        if len(names) == 1:
            return f"{names[0]} speaks, pauses and speaks on."
        return f"{names[0]} speaks, then {_listed(names[1:])} {'answer' if len(names) > 2 else 'answers'}."

    def _default(self, who: str) -> str:
        trigger = self.segment.trigger
        if who:
            return {
                "reaction": f"{who} listens quietly.",
                "entrance": f"{who} comes into view.",
                "exit": f"{who} goes out of view.",
                "look": f"{who} looks attentively.",
                "discovery": f"{who} notices something.",
                "insert": f"{who} moves slightly.",
            }.get(trigger, f"{who} moves a little and breathes.")
        return {
            "establishing": "The place breathes with small ambient motion.",
            "insert": "The thing lies still in soft light.",
            "text_on_screen": "The words stay readable.",
            "transition": "The light changes slowly.",
        }.get(trigger, "The place lives with small ambient motion.")

    def title(self) -> str:  # noqa: PLR0911  (rules in order)
        segment = self.segment
        if segment.said is not None:
            if segment.offscreen:
                return f"Voice of {segment.speaker_name}"
            if segment.dual_name is not None:
                return f"{segment.speaker_name} and {segment.dual_name}"
            if len(speakers := list(dict.fromkeys(s.name for s in segment.spoken()))) > 1:
                return _listed(speakers)
            to = f" to {self.name(segment.listener)}" if segment.listener in self.names.people else ""
            return f"{segment.speaker_name}{to}"
        if segment.trigger == "establishing" and not segment.text:
            return self.place()
        if segment.trigger == "reaction" and self.cast:
            return f"{self.name(self.cast[0].who)} reacts"
        if segment.order is not None and segment.order.name == "insert" and segment.dwells_on is not None:
            return f"Insert: the {self.lex.in_english(segment.dwells_on)}"
        source = self.first_motion or " ".join(segment.text.split())
        words = _LAST_STOP.sub("", source).split()[:6]
        while len(words) > 1 and faults_of(" ".join(words)):
            words.pop()
        return _LAST_STOP.sub("", " ".join(words)) or self.place()

    def content(self) -> str:
        segment = self.segment
        if segment.said is not None:
            both = f" / {segment.dual_name}: {segment.dual_said}" if segment.dual_said is not None else ""
            more = "".join(f" / {s.name}: {s.text}" for s in segment.answers)
            return f"{segment.speaker_name}: {segment.said}{more}{both}"
        if segment.trigger == "establishing" and not segment.text:
            return f"{self.place()}{', ' + self.setting.time_of_day.lower() if self.setting.time_of_day else ''}."
        if segment.trigger == "reaction" and self.cast:
            return f"{self.name(self.cast[0].who)} listens."
        return " ".join(segment.text.split())


def _listed(names: list[str]) -> str:
    """Names as a sentence lists them."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


_FACE_WORDS = {
    "happy": "with a warm face",
    "sad": "with a sad face",
    "angry": "with an angry face",
    "afraid": "with fear in the eyes",
    "surprised": "with wide eyes",
    "disgusted": "with disgust",
    "determined": "with a firm look",
    "tired": "with a weary face",
}


def write_prompts(
    segment: Segment,
    sizing: Sizing,
    camera: Camera,
    cast: list[Staged],
    setting: SceneSetting,
    names: NameIndex,
    lex: Lexicon,
    *,
    exterior: bool,
    place_words: list[str],
) -> Prompts:
    """All prompts of one shot."""
    writer = _Writer(segment, sizing, camera, cast, setting, names, lex)
    prefixes = [setting.portraits[p.who] for p in cast if p.who in setting.portraits]
    negative = ", ".join(dict.fromkeys([*setting.do_not, *_BASE_NEGATIVE]))
    continued = segment.part > 0
    return Prompts(
        title=writer.title(),
        content=writer.content(),
        motion=writer.motion,
        scene_prompt=writer.scene_prompt(),
        video_prompt=writer.video_prompt(),
        negative_prompt=negative,
        ambient=ambient_of(
            place_words,
            exterior=exterior,
            time_of_day=setting.time_of_day,
            weather=setting.weather,
            heard=_heard(segment, lex),
        ),
        prefix=" ".join(prefixes),
        init_image="previous_frame" if continued else ("reference" if setting.setting_ref_id else "generated"),
    )
