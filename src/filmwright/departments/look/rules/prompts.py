"""Sentences for people and places: well formed, from closed parts, in English."""

import re
from collections.abc import Sequence

from filmwright.departments.look.rules.appearance import Seen
from filmwright.departments.look.rules.colours import hair_name, name_of
from filmwright.model.bible import StyleBible
from filmwright.model.cast import Member
from filmwright.model.figure import FigureLook
from filmwright.model.set_design import SetDesign

__all__ = ["article", "clothes", "hair", "join", "physical_summary", "place_prompt", "portrait_prompt", "signature"]

_TOPS = {"tshirt": "T-shirt", "labcoat": "lab coat", "uniform": "uniform", "scrubs": "scrubs", "vest": "waistcoat"}
_HAIR = {
    "buzz": "cropped {} hair", "short": "short {} hair", "side_part": "{} hair with a side parting",
    "swept_back": "swept-back {} hair", "spiky": "wild {} hair", "receding": "thinning {} hair",
    "curly": "curly {} hair",
    "afro": "a {} afro", "bob": "a {} bob", "pixie": "short {} hair", "shoulder": "shoulder-length {} hair",
    "long": "long {} hair", "wavy": "wavy {} hair", "fringe": "{} hair with a fringe", "ponytail": "a {} ponytail",
    "bun": "a {} bun", "braids": "braided {} hair",
}  # fmt: skip
_BUILD = {"slight": "slightly built", "slim": "slim", "average": "", "stocky": "stocky", "heavy": "heavily built"}
_BOTTOMS = {"long_skirt": "long skirt"}
_BEARD = {"stubble": "stubble", "moustache": "a moustache", "goatee": "a goatee", "full": "a full beard"}
_HATS = {"brim": "hat", "headscarf": "headscarf", "hood": "hood"}
_PLURAL = ("scrubs", "trousers", "jeans", "shorts", "leggings")
_SOUNDS_LIKE_CONSONANT = re.compile(r"^(?:uni|eu|one|us[aeiu])", re.IGNORECASE)


def article(words: str) -> str:
    """`a` or `an` with the words."""
    vowel = words[:1].lower() in "aeiou" and not _SOUNDS_LIKE_CONSONANT.match(words)
    eighty = re.match(r"^(?:8\d?|11|18)(?:\D|$)", words) is not None
    return f"{'an' if vowel or eighty else 'a'} {words}"


def join(items: Sequence[str]) -> str:
    """`a, b and c`."""
    kept = [item for item in items if item]
    return kept[0] if len(kept) == 1 else ", ".join(kept[:-1]) + " and " + kept[-1] if kept else ""


def _noun(look: FigureLook) -> str:
    if look.age < 13:
        return {"female": "girl", "male": "boy"}.get(look.sex, "child")
    if look.age < 18:
        return {"female": "teenage girl", "male": "teenage boy"}.get(look.sex, "teenager")
    return {"female": "woman", "male": "man"}.get(look.sex, "person")


def hair(look: FigureLook) -> str:
    """The hair in words."""
    if look.hair == "bald":
        return "a bald head"
    text = _HAIR[look.hair].format(hair_name(look.hair_colour))
    return article(text[2:]) if text.startswith("a ") else text


def clothes(look: FigureLook) -> str:
    """What somebody wears, in words."""
    parts = [_upper(look)]
    dressed = look.bottom == "dress" or look.top in ("suit", "uniform", "scrubs", "dress", "robe")
    if not dressed and not _over_dress(look):
        below = f"{name_of(look.bottom_colour)} {_BOTTOMS.get(look.bottom, look.bottom)}"
        parts.append(below if look.bottom in _PLURAL else article(below))
    if look.hat != "none":
        parts.append(article(f"{name_of(look.hat_colour)} {_HATS.get(look.hat, look.hat)}"))
    return join(parts)


def _over_dress(look: FigureLook) -> bool:
    """A skirt of the colour of what is under the coat or apron is the rest of a dress."""
    under = look.top_colour if look.top == "apron" else look.inner_colour
    return look.bottom == "skirt" and look.bottom_colour == under


def _upper(look: FigureLook) -> str:
    if look.top == "apron":
        below = "dress" if _over_dress(look) else "shirt"
        return f"{article(name_of(look.inner_colour))} apron over {article(name_of(look.top_colour))} {below}"
    top = f"{name_of(look.top_colour)} {_TOPS.get(look.top, look.top)}"
    worn = top if look.top in _PLURAL else article(top)
    return f"{worn} over {article(name_of(look.inner_colour))} dress" if _over_dress(look) else worn


def physical_summary(member: Member, look: FigureLook) -> str:
    """One sentence on body and face."""
    who = article(" ".join(w for w in (_tall(look), _BUILD[look.build], _noun(look)) if w))
    extra = [hair(look), _BEARD.get(look.beard, ""), "glasses" if look.glasses else ""]
    if member.kind == "group":
        who = f"{member.count} people; the first is {who}"
    verb = "are" if member.kind == "group" else "is"
    return f"{_opening(member.name)} {verb} {who} of about {look.age} with {join(extra)}."


def _opening(name: str) -> str:
    return name[:1].upper() + name[1:]


def _tall(look: FigureLook) -> str:
    usual = 1.78 if look.sex == "male" else 1.65
    if look.age < 17:
        return ""
    return "tall" if look.height_m >= usual + 0.07 else "short" if look.height_m <= usual - 0.07 else ""


def signature(look: FigureLook, seen: Seen) -> str:
    """The one thing to know somebody by: in the script's own words where it gives any."""
    worn = [g.words for g in seen.garments if g.colour is not None and " " in g.words]
    if worn:
        return worn[0]
    longer = [w for w in seen.words if " " in w]
    if longer:
        return longer[0]
    if look.beard != "none":
        return _BEARD[look.beard]
    return join([hair(look), f"{name_of(look.top_colour)} {_TOPS.get(look.top, look.top)}"])


def portrait_prompt(member: Member, look: FigureLook, style: StyleBible) -> str:
    """A prompt for one portrait: who, body, hair, clothes, background, style; three sentences."""
    words = [w for w in (_BUILD[look.build], _noun(look)) if w]
    who = article(f"{look.age}-year-old {' '.join(words)}")
    extra = [hair(look), _BEARD.get(look.beard, ""), "glasses" if look.glasses else ""]
    return (
        f"Portrait of {member.name}, {who} with {join(extra)}, wearing {clothes(look)}. "
        f"Head and shoulders, neutral expression, eye-level camera, plain grey background. "
        f"The style is {style.visual_tone}, with {style.lighting_style}."
    )


def place_prompt(name: str, design: SetDesign, time_of_day: str, weather: str, style: StyleBible) -> str:
    """A prompt for one picture of an empty place."""
    kind = design.kind.replace("generic_", "").replace("_", " ")
    state = {"shabby": "shabby ", "rich": "richly furnished " if design.interior else "stately "}.get(design.wealth, "")
    things = join([article(f.replace("_", " ")) for f in _single(design.features)][:5])
    holds = f" with {things}" if things else ""
    when = "by day" if time_of_day == "day" else f"at {time_of_day}"
    side = "Interior" if design.interior else "Exterior"
    return (
        f"{side} view of {name}, {article(state + kind)}{holds}, {when}{_sky(weather, inside=design.interior)}. "
        f"No people. {_colours(design)} The style is {style.visual_tone}, with {style.lighting_style}."
    )


def _sky(weather: str, *, inside: bool) -> str:
    if weather == "clear":
        return ""
    words = "an overcast sky" if weather == "overcast" else "a storm" if weather == "storm" else weather
    return f", with {words} outside" if inside else f", under {words}" if weather == "overcast" else f", in {words}"


def _colours(design: SetDesign) -> str:
    wall, floor, accent = (name_of(c) for c in (design.palette.wall, design.palette.floor, design.palette.accent))
    if design.interior:
        return f"The walls are {wall} and the floor is {floor}, with {accent} accents."
    return f"The colours are {join(list(dict.fromkeys((wall, floor, accent))))}."


def _single(features: Sequence[str]) -> list[str]:
    """Features that take an article in the singular."""
    return [f for f in features if not f.endswith("s") and f != "bar"]
