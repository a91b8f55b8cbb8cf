"""What an animal of the cast looks like: its kind, size and coat, from the words that the script ties to it.

Only words that belong to the animal count: its name and other names, its description, and in the sentence that
brings it in the adjectives next to the noun that names its kind. Where the script is silent the choice is fixed by
the animal's id; two animals of a kind get coats that can be told apart.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from filmwright.departments.look.rules.colours import apart, farthest, nearest, pick
from filmwright.departments.look.rules.lists import colours, load_words, look_up, table, wordlist
from filmwright.departments.look.rules.prompts import article, join
from filmwright.formats.fountain_headings import fold
from filmwright.model.bible import StyleBible
from filmwright.model.cast import Member
from filmwright.model.figure import AnimalLook

__all__ = ["Beast", "animal_of", "is_animal", "portrait_of", "summary_of", "tell_apart", "wears"]

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[,;:.()–—!?]")
_STOPS = frozenset(",;:.()–—!?")
_REACH = 4
"""Adjectives further from their noun than this belong to something else."""

_LINKS = frozenset(
    (
        "with",
        "in",
        "and",
        "its",
        "her",
        "his",
        "a",
        "an",
        "con",
        "y",
        "un",
        "una",
        "avec",
        "et",
        "une",
        "mit",
        "und",
        "einem",
    )
)
"""Words before which the reach of an adjective ends."""

_ENOUGH = 12.0
"""CIEDE2000 from which two coats can be told apart."""

_MIDDLE = "dog"
"""Kind of an animal of which the script says nothing but that it is one."""


@dataclass(frozen=True, slots=True)
class Beast:
    """The look of one animal, whether its coat was free to choose, and the reasons."""

    look: AnimalLook
    free: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is known of a kind, or of a breed of it."""

    species: str
    size: float
    coats: tuple[str, ...]
    values: Mapping[str, str | bool]


@dataclass(frozen=True, slots=True)
class _Words:
    species: Mapping[str, str]
    breeds: Mapping[str, Mapping[str, Any]]
    unknown: Mapping[str, str]
    kinds: Mapping[str, Mapping[str, Any]]
    coats: Mapping[str, str]
    coat_words: Mapping[str, str]
    patterns: Mapping[str, str]
    sizes: Mapping[str, str]
    builds: Mapping[str, str]
    furs: Mapping[str, str]
    ears: Mapping[str, str]
    ear_nouns: frozenset[str]
    collars: frozenset[str]
    young: frozenset[str]
    horned: frozenset[str]
    maned: frozenset[str]
    nearest: Mapping[str, str]


@cache
def _words() -> _Words:
    data = load_words("animals")
    coats: dict[str, str] = data["coats"]
    also = {w: c for w, c in table(data["coats_also"]["words"]).items() if c in coats}
    return _Words(
        species={w: kind for kind, line in data["species"].items() for w in wordlist(line)},
        breeds={fold(w): values for w, values in data["breeds"].items()},
        unknown={fold(w): value for w, value in data["unknown"].items()},
        kinds=data["kinds"],
        coats=coats,
        coat_words={**{name: name for name in coats}, **also},
        patterns=table(data["patterns"]["words"]),
        sizes=table(data["sizes"]["words"]),
        builds=table(data["builds"]["words"]),
        furs=table(data["furs"]["words"]),
        ears={w: kind for kind in ("pricked", "floppy") for w in wordlist(data["ears"][kind])},
        ear_nouns=wordlist(data["ears"]["noun"]),
        collars=wordlist(data["collar"]["noun"]),
        young=wordlist(data["young"]["words"]) | wordlist(data["forms"]["young"]),
        horned=wordlist(data["forms"]["horned"]),
        maned=wordlist(data["forms"]["maned"]),
        nearest=table(data["forms"]["nearest"]),
    )


def is_animal(member: Member) -> bool:
    """Whether a member of the cast has the body of an animal: animals, and groups that are named by a kind."""
    if member.kind == "animal":
        return True
    if member.kind != "group":
        return False
    last = _tokens(member.name)[-1:]
    return bool(last) and _species_at(last[0]) is not None


def animal_of(member: Member, seed: str | None = None) -> Beast:
    """The look of an animal; what the script leaves open is fixed by `seed`, the member's id unless given."""
    key = seed or member.character_id
    said, kind_word, kind, why = _said(member)
    words = _words()
    coat = next((c for w in said if (c := look_up(words.coat_words, w)) is not None), None)
    second = next((c for w in said if (c := look_up(words.coat_words, w)) is not None and c != coat), None)
    coat_name = coat or pick(key, "coat", kind.coats)
    if kind.species == "gull" and coat_name == "white":  # white gulls have a grey mantle
        coat_name = kind.coats[0]
    pattern = _pattern(kind, said, (coat, second), key)
    young = kind_word in words.young or any(w in words.young for w in said)
    look = AnimalLook.model_validate(
        {
            "species": kind.species,
            "build": _first(words.builds, said) or kind.values.get("build") or "medium",
            "size_m": _size(kind, said, young=young, key=key),
            "young": young,
            "fur": _fur(kind, said),
            "ears": _ears(said) or kind.values.get("ears") or "own",
            "horns": _horns(kind, kind_word, said),
            "coat_colour": words.coats[coat_name],
            "second_colour": _second(kind, coat_name, second, pattern),
            "mane_colour": _mane(kind, coat_name),
            "pattern": pattern,
            "eyes": str(kind.values["eyes"]),
            "collar": _collar(member, key),
        }
    )
    fixed = coat is not None or "coat" in kind.values or len(kind.coats) == 1
    spoken = [w for w in said if _means_something(w)]
    heard = f"the script says: {', '.join(spoken)}" if spoken else "the script does not say how it looks"
    return Beast(look, not fixed, (why, heard))


# ---------------------------------------------------------------- reading


def _tokens(text: str) -> list[str]:
    return [fold(t) for t in _TOKEN.findall(text)]


def _said(member: Member) -> tuple[list[str], str, _Kind, str]:
    """The words that describe an animal, the word that names its kind, what is known of that kind, and why."""
    described = _tokens(member.description)
    named = [t for text in (member.name, *member.aliases) for t in _tokens(text)]
    sentence = _tokens(member.introduction)
    relations = [fold(r.word) for r in member.relations]
    for tokens in (described, named, sentence, relations):
        at = next((i for i in range(len(tokens) - 1, -1, -1) if _breed_at(tokens[i]) is not None), None)
        if at is None:
            at = next((i for i in range(len(tokens)) if _species_at(tokens[i]) is not None), None)
        if at is not None:
            word = tokens[at]
            said = _own([*named, ",", *described, ",", *_around(sentence, word)])
            return said, word, *_kind(word)
    size = _by_size([*named, *described])
    kind = _kind(size)[0]
    why = f"the script does not say what kind of animal; drawn as {article(size)} by its size"
    return _own([*named, ",", *described]), size, kind, why


def _own(tokens: Sequence[str]) -> list[str]:
    """The words without those that describe a collar or another thing that the animal has on, each once."""
    kept: list[str] = []
    for t in tokens:
        if t in _words().collars:
            while kept and kept[-1] not in _STOPS and kept[-1] not in _LINKS:
                kept.pop()
        kept.append(t)
    return [t for t in dict.fromkeys(kept) if t not in _STOPS]


def _around(tokens: Sequence[str], word: str) -> list[str]:
    """Adjectives next to the noun: before it, and after it until the sentence goes on."""
    if word not in tokens:
        return []
    at = tokens.index(word)
    before: list[str] = []
    for t in reversed(tokens[max(0, at - _REACH) : at]):
        if t in _STOPS:
            break
        before.append(t)
    after: list[str] = []
    for t in tokens[at + 1 : at + 3]:
        if t in _STOPS:
            break
        after.append(t)
    return [*reversed(before), *(w for w in after if _means_something(w))]


def _breed_at(word: str) -> str | None:
    return _form(_words().breeds, word)


def _species_at(word: str) -> str | None:
    words = _words()
    return _form(words.breeds, word) or _form(words.species, word) or _form(words.unknown, word)


def _form(known: Mapping[str, object], word: str) -> str | None:
    """The entry that a word is a form of: itself, or without the ending of a plural."""
    for ending in ("", "s", "es", "e", "en", "n", "er"):
        stem = word[: len(word) - len(ending)] if ending and word.endswith(ending) else word
        if (not ending or word.endswith(ending)) and len(stem) >= 3 and stem in known:
            return stem
    if word.endswith("ies") and word[:-3] + "y" in known:
        return word[:-3] + "y"
    return None


def _kind(word: str) -> tuple[_Kind, str]:
    """What is known of the kind that a word names, and a sentence that says so."""
    words = _words()
    breed = _form(words.breeds, word)
    if breed is not None:
        own = words.breeds[breed]
        base = words.kinds[own["kind"]]
        coats = (own["coat"],) if "coat" in own else tuple(base["coats"].split())
        values = {k: v for k, v in {**base, **own}.items() if k not in ("size", "coats", "kind")}
        return _Kind(own["kind"], float(own["size"]), coats, values), _because(breed, own["kind"])
    species = _form(words.species, word)
    if species is not None:
        kind = words.species[species]
        return _plain(kind), _because(species, kind)
    nearest_kind, size = words.unknown[_form(words.unknown, word) or word].split()
    plain = _plain(nearest_kind)
    bare = {k: v for k, v in plain.values.items() if k not in ("fur", "pattern")}
    found = replace(plain, size=float(size), values=bare)
    return found, f"no body of {article(word)} is known; drawn as the nearest, {article(nearest_kind)} of its size"


def _because(word: str, kind: str) -> str:
    if word in _words().nearest:
        return f"{article(word)} is drawn as the nearest, {article(kind)}"
    return f"{article(word)}" if word != kind else f"{article(kind)}"


def _plain(kind: str) -> _Kind:
    base = _words().kinds[kind]
    values = {k: v for k, v in base.items() if k not in ("size", "coats")}
    return _Kind(kind, float(base["size"]), tuple(base["coats"].split()), values)


def _by_size(said: Sequence[str]) -> str:
    """A kind for size words alone."""
    scale = _first(_words().sizes, said)
    if scale is None:
        return _MIDDLE
    return "cat" if float(scale) < 0.7 else "bear" if float(scale) > 1.25 else _MIDDLE


def _first(known: Mapping[str, str], said: Sequence[str]) -> str | None:
    return next((v for w in said if (v := look_up(known, w)) is not None), None)


def _means_something(word: str) -> bool:
    w = _words()
    lists = (w.coat_words, w.patterns, w.sizes, w.builds, w.furs)
    return any(look_up(known, word) is not None for known in lists) or word in w.young


# ---------------------------------------------------------------- choosing


def _size(kind: _Kind, said: Sequence[str], *, young: bool, key: str) -> float:
    scale = float(_first(_words().sizes, said) or 1.0)
    own = 1.0 + (int(pick(key, "size", ("0", "1", "2", "3", "4"))) - 2) * 0.025
    return round(min(2.2, max(0.05, kind.size * scale * own * (0.55 if young else 1.0))), 3)


def _pattern(kind: _Kind, said: Sequence[str], coats: tuple[str | None, str | None], key: str) -> str:
    found = _first(_words().patterns, said)
    if found is not None:
        return found
    own = str(kind.values.get("pattern", ""))
    if coats[1] is not None and kind.species not in ("bird", "gull", "owl"):
        return "patches"
    whole = coats[0] is not None and kind.species in ("dog", "cat", "cow")  # a black dog is black all over
    if whole or own or "coat" in kind.values:
        return "plain" if whole else own or "plain"
    return pick(key, "pattern", _PATTERNS_OF.get(kind.species, ("plain",)))


_PATTERNS_OF = {"cat": ("plain", "stripes", "belly"), "dog": ("plain", "plain", "belly"), "horse": ("points",)}
"""Patterns to choose from where the script says nothing."""


def _fur(kind: _Kind, said: Sequence[str]) -> str:
    own = str(kind.values.get("fur", "short"))
    return own if own == "woolly" else (_first(_words().furs, said) or own)


def _ears(said: Sequence[str]) -> str | None:
    words = _words()
    for word, following in zip(said, [*said[1:], ""], strict=True):
        if word in words.ears and following in words.ear_nouns:
            return words.ears[word]
    return None


def _horns(kind: _Kind, word: str, said: Sequence[str]) -> bool:
    words = _words()
    if kind.species == "lion":
        return _form(dict.fromkeys(words.maned), word) is not None
    return bool(kind.values.get("horns")) or _form(dict.fromkeys(words.horned), word) is not None or "horned" in said


def _second(kind: _Kind, coat: str, second: str | None, pattern: str) -> str:
    words = _words()
    name = second or str(kind.values["second"])
    if name == coat and pattern in ("patches", "spots", "stripes"):
        name = "black" if coat in ("white", "cream") else "white"
    return words.coats[name]


def _mane(kind: _Kind, coat: str) -> str:
    name = str(kind.values["mane"])
    if kind.species == "horse" and coat in ("white", "grey", "cream"):
        name = "silver"
    if kind.species == "horse" and coat in ("gold", "sand"):
        name = "cream"
    return _words().coats[name]


def _collar(member: Member, key: str) -> str | None:
    """The colour of a collar, when the script gives it one."""
    words, paint = _words(), colours().paint
    for text in (member.description, member.introduction):
        tokens = _tokens(text)
        for at, word in enumerate(tokens):
            if word not in words.collars:
                continue
            near = [*tokens[max(0, at - 3) : at], *tokens[at + 1 : at + 2]]
            named = next((c for t in near if (c := look_up(colours().paint_words, t)) is not None and c in paint), None)
            return paint[named or pick(key, "collar", ("red", "blue", "brown"))]
    return None


def tell_apart(beasts: Sequence[tuple[str, Beast]]) -> tuple[Beast, ...]:
    """Give every animal whose coat is free one that differs from those of its kind before it."""
    done: list[Beast] = []
    for key, beast in beasts:
        taken = [b.look.coat_colour for b in done if b.look.species == beast.look.species]
        close = [c for c in taken if apart(c, beast.look.coat_colour) < _ENOUGH]
        told = beast
        if close and beast.free:
            kind = _plain(beast.look.species)
            start = int(pick(key, "coat start", tuple(str(i) for i in range(len(kind.coats)))))
            names = [*kind.coats[start:], *kind.coats[:start], "white", "black", "grey", "rust", "gold", "charcoal"]
            chosen = farthest([_words().coats[n] for n in names], taken, enough=_ENOUGH * 1.5)
            told = replace(beast, look=beast.look.model_copy(update={"coat_colour": chosen}))
        done.append(told)
    return tuple(done)


# ---------------------------------------------------------------- in words


def _coat_name(colour: str) -> str:
    return nearest(colour, tuple(_words().coats.items()))


_PATTERNS = {
    "belly": "{0} with {1} underneath", "patches": "{0} with patches of {1}", "spots": "{0} with spots of {1}",
    "stripes": "striped {0}", "saddle": "{0} with a dark back", "points": "{0} with dark legs",
}  # fmt: skip


def _coat(look: AnimalLook) -> str:
    text = _PATTERNS.get(look.pattern, "{0}")
    return text.format(_coat_name(look.coat_colour), _coat_name(look.second_colour))


def _noun(look: AnimalLook) -> str:
    words = {"slight": "lean", "medium": "", "heavy": "heavy"}[look.build]
    return " ".join(w for w in ("young" if look.young else "", words, look.species) if w)


def wears(look: AnimalLook) -> str:
    """The coat and collar in words: what an animal has for a wardrobe."""
    hair = {"short": "coat", "long": "long coat", "woolly": "fleece"}[look.fur]
    birds = ("bird", "crow", "pigeon", "gull", "owl", "eagle", "hen", "duck")
    own = f"{_coat_name(look.coat_colour)} {'plumage' if look.species in birds else hair}"
    collar = f"{nearest(look.collar, tuple(colours().paint.items()))} collar" if look.collar else ""
    return join([own, article(collar) if collar else ""])


def summary_of(member: Member, look: AnimalLook) -> str:
    """One sentence on the body."""
    name = member.name[:1].upper() + member.name[1:]
    if member.kind == "group":
        return f"{name} are {member.count} animals; the first is {article(_noun(look))}, {_coat(look)}."
    return f"{name} is {article(_noun(look))}, {_coat(look)}, {look.size_m:.2f} m high."


def portrait_of(member: Member, look: AnimalLook, style: StyleBible) -> str:
    """A prompt for one portrait."""
    return (
        f"Portrait of {member.name}, {article(_noun(look))}, {_coat(look)}. "
        f"Head and chest, camera at its eye level, plain grey background. "
        f"The style is {style.visual_tone}, with {style.lighting_style}."
    )
