"""Who looks how: the words of the script that attach to each person, and fixed choices where it is silent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from filmwright.departments.look.rules.appearance import Garment, Seen, merge, read_description
from filmwright.departments.look.rules.colours import draw, pick
from filmwright.departments.look.rules.lists import appearance, colours, garments, hair_nouns, look_up
from filmwright.formats.fountain_headings import fold
from filmwright.formats.fountain_prose import Found, NameIndex, sentences
from filmwright.model.cast import Member
from filmwright.model.figure import FaceShape, FigureLook
from filmwright.model.screenplay import Screenplay

__all__ = ["Described", "Outfit", "Person", "describe", "figure_of", "hair_names"]

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_OPENING = re.compile(r"(?:^|[.;:,]\s)\s*(?:an?|un[ae]?|une?|eine?)\s+([^,.;:]{1,40}?)(,?)\s*$", re.IGNORECASE)
_CHILD = 13
_OLD = 66
_DARK = 4  # from this skin on, hair that nobody describes is dark
_FAIR = ("blonde", "ginger", "light-brown", "platinum", "auburn")
_AFTER_VERB = (
    "the",
    "round",
    "around",
    "up",
    "down",
    "past",
    "it",
    "him",
    "her",
    "them",
    "his",
    "their",
    "himself",
    "herself",
)
_EYES = ("#4a3222", "#3a281d", "#4d6b46", "#4f7391", "#6d7880", "#6b5130")


@dataclass(frozen=True, slots=True)
class Outfit:
    """What somebody wears from a scene on: the script's words about it."""

    from_scene: int
    seen: Seen


@dataclass(frozen=True, slots=True)
class Described:
    """All that the script says of somebody's looks: the first outfit, then changes in order."""

    outfits: tuple[Outfit, ...]


@dataclass(slots=True)
class _Gathered:
    """What is being read of one person."""

    seen: Seen = field(default_factory=Seen)
    changes: list[Outfit] = field(default_factory=list[Outfit])
    met: int | None = None


def describe(screenplay: Screenplay, members: Sequence[Member]) -> tuple[Described, ...]:
    """Read the looks of every member from the whole script."""
    index = NameIndex([(m.name, *m.aliases) for m in members])
    found = [_Gathered() for _ in members]
    language = screenplay.language
    met = {scene.scene_id: number for number, scene in enumerate(screenplay.scenes)}
    for number, (member, own) in enumerate(zip(members, found, strict=True)):
        own.met = met.get(member.first_scene)
        after = read_description(_descriptive(member.description, language), language)
        own.seen = merge(after, read_description(_before_name(member, number, index), language))
    for number, scene in enumerate(screenplay.scenes):
        for element in scene.elements:
            if element.kind == "action":
                _paragraph(element.text, number, index, members, found, language)
    return tuple(Described((Outfit(0, own.seen), *own.changes)) for own in found)


def _before_name(member: Member, number: int, index: NameIndex) -> str:
    """What stands right before the name: `A wiry woman, KATE` or `a wiry KATE`."""
    own = [f for f in index.find(member.introduction) if f.owner == number]
    before = member.introduction[: own[0].start] if own else ""
    match = _OPENING.search(before)
    if match is None:
        return ""
    last = [fold(w) for w in _WORD.findall(match[1])][-1:]
    apposition = match[2] == "," and last and last[0] in appearance().grammar["person"]
    return match[1] if apposition or not match[2] else ""


def _descriptive(description: str, language: str) -> str:
    """The part of an introduction before its verb: `tall, grey braid` of `tall, grey braid, dries a glass`."""
    before, colon, after = description.partition(": ")
    if colon:  # `tall, edges toward the stair: cropped silver hair, a velvet dress`
        return f"{_descriptive(before, language)}; {after}"
    chunks = re.split(r"(,\s*)", description)
    kept: list[str] = []
    for chunk in chunks:
        if chunk.strip() and not chunk.startswith(",") and language == "en" and _opens_with_verb(chunk):
            kept.append(_worn_after_verb(chunk))
            break
        kept.append(chunk)
    return "".join(kept)


def _opens_with_verb(chunk: str) -> bool:
    words = [fold(w) for w in _WORD.findall(chunk)[:3]]
    if not words:
        return False
    known = appearance()
    first = words[1] if words[0] in ("and", "then", "now") and len(words) > 1 else words[0]
    if first in known.grammar["wear"] or (first in ("is", "has") and len(words) > 1):
        return first == "is" and words[1].endswith("ing")
    at = words.index(first)
    second = words[at + 1] if at + 1 < len(words) else ""
    if first.endswith("s") and second in _AFTER_VERB:
        return True  # `skirts round the bridge`, `boots the door`
    ends_like_verb = len(first) > 3 and first.endswith("s") and not first.endswith(("ss", "us"))
    noun = look_up(garments("en"), first) or look_up(hair_nouns("en"), first) or first in known.glasses
    return ends_like_verb and not noun and first not in known.beard and not first.endswith("less")


def _worn_after_verb(chunk: str) -> str:
    """`enters in a yellow raincoat`: only what follows `in` or `wearing`."""
    match = re.search(r"\b(?:in|wearing)\s+(?:an?|the|his|her|their)?\s*(.+)$", chunk)
    return match[0] if match else ""


def _paragraph(
    text: str, scene: int, index: NameIndex, members: Sequence[Member], found: list[_Gathered], language: str
) -> None:
    """Read the sentences of a paragraph; a sentence that opens with a pronoun speaks of the one named before."""
    subject: int | None = None
    for start, end in sentences(text):
        sentence = text[start:end]
        names = index.find(sentence)
        owners = list(dict.fromkeys(n.owner for n in names))
        if owners:
            subject = owners[0] if len(owners) == 1 or _leads(names, sentence) else None
        if subject is None:
            continue
        own = found[subject]
        introduced = sentence == members[subject].introduction
        said = _said_of_subject(sentence, names, subject, members[subject], language, introduced=introduced)
        if not said.silent:
            _take(own, said, scene, sentence, language)


def _leads(names: Sequence[Found], sentence: str) -> bool:
    """The first name opens the sentence and no other stands before the verb."""
    return names[0].start < 5 and (len(names) < 2 or "," in sentence[names[0].end : names[1].start])


def _said_of_subject(
    sentence: str, names: Sequence[Found], subject: int, member: Member, language: str, *, introduced: bool
) -> Seen:
    """What one sentence says of its subject: after `is` or `wears`, after `in a`, and of `her grey hair`."""
    grammar = appearance().grammar
    seen = Seen()
    own = [n for n in names if n.owner == subject]
    other = [n.start for n in names if n.owner != subject]
    start = own[0].end if own else 0
    end = min([o for o in other if o > start], default=len(sentence))
    body = sentence[start:end]
    words = [(fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(body)]
    if introduced:
        return seen  # its description was read already
    head = words[0 if own else 1 :][:2]
    for word, _, stop in head:
        if word in grammar["be"] or word in grammar["wear"]:
            return read_description(_first_clause(body[stop:]), language)
        if not word.endswith("ly"):
            break
    if own and body.lstrip().startswith(","):
        seen = read_description(_descriptive(body.strip(" ,"), language), language)
    for place, (word, _, stop) in enumerate(words):
        following = [w for w, _, _ in words[place + 1 : place + 7]]
        taken_in = place > 0 and words[place - 1][0] in grammar["takes"]
        if (word in grammar["inside"] and not taken_in and _worn_next(following, language)) or (
            _is_own(word, member) and _hair_next(following[:3], language)
        ):
            seen = merge(seen, read_description(_noun_phrase(body[stop:]), language))
    return seen


def _is_own(word: str, member: Member) -> bool:
    """A possessive that can mean the subject: not `her` of a man."""
    grammar = appearance().grammar
    if word not in grammar["her_his"]:
        return False
    return not (word in grammar["hers"] and member.sex == "male") and not (
        word in grammar["his"] and member.sex == "female"
    )


def _first_clause(text: str) -> str:
    return re.split(r"\s+(?:and|but|while|as|when)\s+(?=\w+s\b)", text)[0]


def _noun_phrase(text: str) -> str:
    return re.split(r"[,.;:!?]|\s(?:and|with|as|while|until|to|y|con|und|mit|et|avec)\s", text)[0]


def _worn_next(following: Sequence[str], language: str) -> bool:
    """`in his old grey coat`: a garment before the phrase ends."""
    known = appearance()
    edges = known.grammar["edges"] - {"a", "an", "his", "her", "their", "einem", "einer", "un", "una"}
    for word in following:
        if word in edges:
            return False
        if look_up(garments(language), word, compound=True) is not None:
            return True
    return False


def _hair_next(following: Sequence[str], language: str) -> bool:
    known = appearance()
    return any(w in hair_nouns(language) or w in known.beard for w in following)


def _take(own: _Gathered, said: Seen, scene: int, sentence: str, language: str) -> None:
    """Add what was said, as a change of clothes when it is one."""
    del language
    tops = [g for g in said.garments if g.slot in ("top", "both")]
    now = any(fold(w) in appearance().grammar["change"] for w in _WORD.findall(sentence))
    current = own.changes[-1].seen if own.changes else own.seen
    worn = [g for g in current.garments if g.slot in ("top", "both")]
    differs = bool(tops) and bool(worn) and all(not _alike(t, w) for t in tops for w in worn)
    if tops and scene > (own.met or 0) and (differs or (now and not worn)):
        body = replace(current, garments=())
        own.changes.append(Outfit(scene, merge(replace(said, words=tuple(g.words for g in said.garments)), body)))
    elif not own.changes:
        own.seen = merge(own.seen, said)


def _alike(one: Garment, two: Garment) -> bool:
    """The same thing said again: `her coat` for the oilskin coat."""
    same_colour = one.colour is None or two.colour is None or one.colour == two.colour
    return one.kind == two.kind and same_colour


# --- from words to a figure ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """A figure with what in it is free to change, and why things are as they are."""

    look: FigureLook
    free: frozenset[str]
    reasons: tuple[str, ...]


def figure_of(member: Member, seen: Seen) -> Person:
    """A figure from what is known of somebody; the rest is fixed by their id."""
    seed = member.character_id
    sex = _sex(member, seed)
    age = member.age if member.age is not None else _age(member, seed)
    build = seen.build or ("slight" if age < _CHILD else pick(seed, "build", ("slim", "average", "average", "stocky")))
    skin = _skin(seed, seen)
    hair, hair_colour = _hair(seed, seen, sex, age, skin)
    clothes = _clothes(member, seen, sex, age, seed)
    free = {name for name, fixed in (("build", seen.build), ("hair_colour", seen.hair_colour)) if fixed is None}
    free |= {"hair"} if seen.hair is None else set()
    free |= clothes.free
    # the closed lists are checked by the document; `words/` holds only their members
    look = FigureLook.model_validate(
        {
            "sex": sex,
            "age": min(110, max(1, age)),
            "height_m": _height(sex, age, seen.height or 0.0, seed),
            "build": build,
            "skin": skin,
            "face": _face(seed),
            "eyes": seen.eyes or pick(seed, "eyes", _EYES),
            "hair": hair,
            "hair_colour": hair_colour,
            "beard": _beard(seed, seen, sex, age),
            "glasses": seen.glasses or (age >= 50 and draw(seed, "glasses", 5) == 0),
            "hat": clothes.hat,
            "hat_colour": clothes.hat_colour,
            "top": clothes.top,
            "top_colour": clothes.top_colour,
            "inner_colour": clothes.inner_colour,
            "bottom": clothes.bottom,
            "bottom_colour": clothes.bottom_colour,
            "shoes": clothes.shoes,
            "shoe_colour": clothes.shoe_colour,
        }
    )
    said = f"the script says: {', '.join(seen.words)}" if seen.words else "the script does not say how they look"
    return Person(look, frozenset(free), (said, *clothes.reasons))


def _sex(member: Member, seed: str) -> str:
    if member.sex != "unknown":
        return member.sex
    return pick(seed, "sex", ("female", "male"))


def _age(member: Member, seed: str) -> int:
    del member
    return 26 + draw(seed, "age", 30)


def _height(sex: str, age: int, shift: float, seed: str) -> float:
    """Metres: adults by sex, children after the WHO growth tables, the old a little less."""
    grown = 1.78 if sex == "male" else 1.65
    steps = ((1, 0.75), (2, 0.87), (4, 1.02), (6, 1.16), (8, 1.28), (10, 1.39), (12, 1.5), (14, 1.62), (16, 1.7))
    if age < 17:
        height = _between(steps, age) * (1.0 if sex == "male" or age < 13 else 0.97)
        spread = 0.03
    else:
        height = grown - max(0, age - 60) * 0.0012
        spread = 0.06
    offset = (draw(seed, "height", 201) - 100) / 100 * spread if shift == 0 else shift
    scale = 1.0 if age >= 17 else 0.5
    return round(min(2.1, max(0.65, height + offset * scale)), 2)


def _between(steps: tuple[tuple[int, float], ...], age: int) -> float:
    for (a, low), (b, high) in pairwise(steps):
        if age <= b:
            return low + (high - low) * max(0, age - a) / (b - a)
    return steps[-1][1]


def _skin(seed: str, seen: Seen) -> str:
    skins = colours().skins
    if seen.skin is not None:
        return skins[seen.skin]
    if seen.hair_colour in _FAIR:
        return skins[(0, 0, 1, 1, 2)[draw(seed, "skin", 5)]]
    return skins[(0, 1, 1, 2, 2, 3, 4, 5)[draw(seed, "skin", 8)]]


def hair_names(age: int, skin: str) -> tuple[str, ...]:
    """Natural colours of hair for an age and a skin."""
    if age >= _OLD:
        return ("grey", "silver", "white")
    if colours().skins.index(skin) >= _DARK:
        return ("black", "dark-brown", "grey") if age >= 50 else ("black", "dark-brown")
    if age >= 50:
        return ("grey", "dark-brown", "brown", "auburn", "black")
    return ("black", "dark-brown", "brown", "light-brown", "auburn", "blonde", "ginger")


def _face(seed: str) -> FaceShape:
    """Every measure of the face, spread evenly over its range."""
    values = {name: round((draw(seed, f"face {name}", 161) - 80) / 100, 2) for name in FaceShape.model_fields}
    return FaceShape(**values)


def _hair(seed: str, seen: Seen, sex: str, age: int, skin: str) -> tuple[str, str]:
    known, silent = colours(), appearance().silent
    group = "old" if age >= _OLD else "child" if age < _CHILD else "grown"
    key = {"child": ("hair_girl", "hair_boy"), "old": ("hair_old_f", "hair_old_m"), "grown": ("hair_f", "hair_m")}
    style = seen.hair or pick(seed, "hair", silent[key[group][0 if sex == "female" else 1]])
    if style in ("short", "buzz") and sex == "female" and seen.hair == "short":
        style = "pixie"
    if seen.hair_colour is not None:
        return style, known.hair[seen.hair_colour]
    return style, known.hair[pick(seed, "hair colour", hair_names(age, skin))]


def _beard(seed: str, seen: Seen, sex: str, age: int) -> str:
    if seen.beard is not None:
        return seen.beard
    if sex != "male" or age < 19:
        return "none"
    return pick(seed, "beard", ("none", "none", "none", "stubble", "none", "moustache", "full"))


# --- clothes ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Clothes:
    top: str
    top_colour: str
    inner_colour: str
    bottom: str
    bottom_colour: str
    shoes: str
    shoe_colour: str
    hat: str
    hat_colour: str
    free: frozenset[str]
    reasons: tuple[str, ...]


_BOTTOMS = ("charcoal", "navy", "brown", "grey", "black", "olive", "tan")


def _clothes(member: Member, seen: Seen, sex: str, age: int, seed: str) -> _Clothes:
    """The script's clothes, else what the role wears, else a fixed choice."""
    paint, silent = colours().paint, appearance().silent
    top, inner = _tops(seen)
    role = None if top is not None else _costume(member)
    free: set[str] = set()
    reasons: list[str] = []
    if top is not None:
        kind, colour = top.kind, top.colour
    elif role is not None:
        word, value = role
        kind, _, colour = value.split(":")
        reasons.append(f"dressed as `{word}`")
    else:
        options = "tops_child" if age < _CHILD else "tops_f" if sex == "female" else "tops_m"
        kind, colour = pick(seed, "top", silent[options]), None
        free.add("top")
    if colour is None:
        colour = pick(seed, "top colour", silent["colours"])
        free.add("top_colour")
    bottom, bottom_colour = _bottom(seen, kind, colour, inner, sex, age, seed)
    shoes = next((g for g in seen.garments if g.slot == "shoes"), None)
    hat = next((g for g in seen.garments if g.slot == "hat"), None)
    worn_hat = hat.kind if hat else appearance().costume_hats.get(role[0], "none") if role else "none"
    hat_paint = (hat.colour if hat and hat.colour else None) or (colour if role else "charcoal")
    inner_name = inner.colour if inner and inner.colour else pick(seed, "inner", ("white", "cream", "grey", "sky-blue"))
    outer, under = paint[colour], paint[inner_name]
    if kind == "apron":  # a figure's apron has the inner colour, and what it covers the top colour
        if inner is None or inner.colour is None:
            under = paint[pick(seed, "under", tuple(c for c in silent["colours"] if c != colour))]
            free.add("top_colour")
        outer, under = under, outer
    shoe_name = (
        shoes.colour if shoes and shoes.colour else pick(seed, "shoe colour", ("black", "brown", "charcoal", "tan"))
    )
    return _Clothes(
        top=kind,
        top_colour=outer,
        inner_colour=under,
        bottom=bottom,
        bottom_colour=paint[bottom_colour],
        shoes=shoes.kind if shoes else pick(seed, "shoes", silent["shoes"]),
        shoe_colour=paint[shoe_name],
        hat=worn_hat,
        hat_colour=paint[hat_paint],
        free=frozenset(free),
        reasons=tuple(reasons),
    )


def _tops(seen: Seen) -> tuple[Garment | None, Garment | None]:
    """The outer and the inner garment of the upper body."""
    tops = [g for g in seen.garments if g.slot in ("top", "both")]
    if not tops:
        return None, None
    layers = appearance().layers
    tops.sort(key=lambda g: (not g.over, layers.index(g.kind) if g.kind in layers else len(layers)))
    return tops[0], tops[1] if len(tops) > 1 else None


def _bottom(seen: Seen, top: str, colour: str, inner: Garment | None, sex: str, age: int, seed: str) -> tuple[str, str]:
    """What is worn below: said, part of a suit, dress or uniform, or a fixed choice."""
    said = next((g for g in seen.garments if g.slot == "bottom"), None)
    if said is not None:
        return said.kind, said.colour or pick(seed, "bottom colour", _BOTTOMS)
    if top == "dress":
        return "dress", colour
    if inner is not None and inner.kind == "dress":
        return "skirt", inner.colour or colour  # the dress shows below the coat
    if top in ("suit", "uniform", "scrubs"):
        return "trousers", colour
    if inner is not None and inner.slot == "both":
        return "trousers", inner.colour or colour
    silent = appearance().silent
    kinds = ("jeans", "shorts", "leggings") if age < _CHILD else silent["bottoms_f" if sex == "female" else "bottoms_m"]
    kind = pick(seed, "bottom", kinds)
    return kind, "blue" if kind == "jeans" else pick(seed, "bottom colour", tuple(c for c in _BOTTOMS if c != colour))


def _costume(member: Member) -> tuple[str, str] | None:
    """The role word of a name, an alias or a description that has a costume, and the costume.

    A surname is no role: `Anna Baker` does not bake.
    """
    costume = appearance().costume
    opening = re.match(r"^(?:an?|the|une?|un|una|eine?)\s+([^,.]{1,40})", member.description)
    surnames = {fold(alias) for alias in member.aliases if alias[:1].isupper() and " " not in alias}
    for text in (member.name, *member.aliases, opening[1] if opening else ""):
        for word in _WORD.findall(fold(text)):
            value = look_up(costume, word) if word not in surnames else None
            if value is not None:
                return word, value
    return None
