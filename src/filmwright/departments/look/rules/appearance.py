"""Reading a description of somebody: build, hair, beard, glasses, clothes, colours.

A description is a stretch of words that grammar has already tied to one person. Adjectives belong to the
noun they stand before (or, in Romance languages, right after); commas and prepositions end their reach.
"""

import re
from dataclasses import dataclass, field, replace

from filmwright.departments.look.rules.lists import Appearance, appearance, colours, garments, hair_nouns, look_up
from filmwright.formats.fountain_headings import fold

__all__ = ["Garment", "Seen", "merge", "read_description"]

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[,;:.()–—]")
_STOPS = frozenset(",;:.()–—")
_LINKS = ("the", "an", "of", "de", "di", "her", "his", "a")
_SHADES = ("charcoal", "sky-blue", "navy")
_REACH = 4  # adjectives further before a noun than this belong to something else


@dataclass(frozen=True, slots=True)
class Garment:
    """Something worn: where, what, its colour if said, and the words that say it."""

    slot: str
    kind: str
    colour: str | None
    words: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What a description says; None where it is silent."""

    build: str | None = None
    height: float | None = None
    hair: str | None = None
    hair_colour: str | None = None
    beard: str | None = None
    glasses: bool = False
    skin: int | None = None
    eyes: str | None = None
    garments: tuple[Garment, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether it says nothing at all."""
        return self == Seen()


@dataclass(slots=True)
class _Reading:
    """Where a description has got to: the adjectives waiting for their noun."""

    tokens: list[str]
    raw: list[str]
    language: str
    seen: Seen = field(default_factory=Seen)
    waiting: list[int] = field(default_factory=list[int])
    taken: int = -9
    hair_at: int = -9
    negated: bool = False
    under: bool = False
    over: bool = False


def read_description(text: str, language: str = "en") -> Seen:
    """Read one description."""
    tokens, raw = _joined_pairs(_TOKEN.findall(text))
    state = _Reading(tokens, raw, language)
    for at, token in enumerate(state.tokens):
        _token(state, at, token)
    _finish(state)
    return state.seen


def _joined_pairs(found: list[str]) -> tuple[list[str], list[str]]:
    """Folded words and words as written, two words that are one garment joined (`dressing gown`)."""
    pairs = appearance().pairs
    tokens: list[str] = []
    raw: list[str] = []
    for token in found:
        key = f"{tokens[-1]}_{fold(token)}" if tokens else ""
        if key in pairs:
            tokens[-1] = pairs[key]
            raw[-1] = f"{raw[-1]} {token}"
        else:
            tokens.append(fold(token))
            raw.append(token)
    return tokens, raw


def _token(state: _Reading, at: int, token: str) -> None:
    words = appearance()
    grammar = words.grammar
    if token in _STOPS:
        _finish(state)
        state.negated = state.under = state.over = False
        return
    if token in grammar["no"]:
        _finish(state)
        state.negated = True
        return
    if _noun(state, at, token, words):
        state.waiting = []
        state.taken = at
        state.negated = state.under = state.over = False
        return
    if token in grammar["body"]:
        state.waiting = []
    elif token in grammar["over"] or token in grammar["under"]:
        _finish(state)
        state.over, state.under = token in grammar["over"], token in grammar["under"]
    elif token in grammar["edges"]:
        if token not in _LINKS or (state.waiting and _is_adjective(state.tokens[state.waiting[-1]])):
            _finish(state)
    else:
        state.waiting.append(at)


def _noun(state: _Reading, at: int, token: str, words: Appearance) -> bool:
    """Take a noun of hair, beard, glasses, head, eyes or clothes with its adjectives; False if it is none."""
    if state.negated:
        nouns, clothes = hair_nouns(state.language), garments(state.language)
        known = token in nouns or token in words.beard or look_up(clothes, token) is not None
        return known and token not in words.hair_styles
    return _face_noun(state, at, token, words) or _hair_noun(state, at, token, words) or _clothes_noun(state, at)


def _face_noun(state: _Reading, at: int, token: str, words: Appearance) -> bool:
    if token in words.glasses:
        state.seen = _note(replace(state.seen, glasses=True), state, at)
        return True
    beard = look_up(words.beard, token)
    if beard is not None:
        state.seen = _note(replace(state.seen, beard=beard), state, at)
        _beard_colour(state)
        return True
    if token in words.grammar["eyes"]:
        found = [colours().eyes[state.tokens[i]] for i in state.waiting if state.tokens[i] in colours().eyes]
        state.seen = replace(state.seen, eyes=found[-1] if found else state.seen.eyes)
        return True
    return False


def _hair_noun(state: _Reading, at: int, token: str, words: Appearance) -> bool:
    if token in words.heads and _styles(state):
        _apply_hair(state, at, "-")
        return True
    hair = look_up(hair_nouns(state.language), token)
    if hair is None or (token in words.hair_styles and _next_is_noun(state, at)):
        return False
    _apply_hair(state, at, hair)
    return True


def _clothes_noun(state: _Reading, at: int) -> bool:
    garment = _garment(state, at)
    if garment is None:
        return False
    _wear(state, at, garment)
    return True


def _garment(state: _Reading, at: int) -> str | None:
    """What a word says is worn; None for a word that only describes the next (`a dress shirt`)."""
    known, token = garments(state.language), state.tokens[at]
    following = state.tokens[at + 1] if at + 1 < len(state.tokens) else ""
    if following in known and token not in appearance().grammar["edges"]:
        return None
    return look_up(known, token, compound=True)


def _next_is_noun(state: _Reading, at: int) -> bool:
    """`curly hair`: a word that is also a noun of hair is an adjective before one."""
    if at + 1 >= len(state.tokens):
        return False
    following = state.tokens[at + 1]
    return following in hair_nouns(state.language) or look_up(garments(state.language), following) is not None


def _near(state: _Reading) -> list[int]:
    return state.waiting[-_REACH:]


def _styles(state: _Reading) -> list[str]:
    styles = appearance().hair_styles
    return [s for i in _near(state) if (s := look_up(styles, state.tokens[i])) is not None]


def _apply_hair(state: _Reading, at: int, noun: str) -> None:
    styles = _styles(state)
    colour = _hair_colour(state, at)
    state.hair_at = at
    style = noun if noun != "-" else (styles[-1] if styles else None)
    if noun == "long" and "short" in styles:
        style = "short"
    if noun == "curly" and styles and styles[-1] == "buzz":
        style = "curly"
    seen = state.seen
    if style is not None or colour is not None:
        state.seen = _note(replace(seen, hair=style or seen.hair, hair_colour=colour or seen.hair_colour), state, at)


def _hair_colour(state: _Reading, at: int) -> str | None:
    """The colour before the noun, else right after it (`moño blanco`)."""
    known = colours().hair_words
    before = [c for i in _near(state) if (c := look_up(known, state.tokens[i])) is not None]
    if before:
        return before[-1]
    after = state.tokens[at + 1 : at + 3]
    for token in after:
        if token in appearance().grammar["edges"] or token in _STOPS:
            return None
        found = look_up(known, token)
        if found is not None:
            return found
    return None


def _beard_colour(state: _Reading) -> None:
    """A coloured beard colours the hair where nothing else does."""
    found = [c for i in _near(state) if (c := look_up(colours().hair_words, state.tokens[i])) is not None]
    if found and state.seen.hair_colour is None:
        state.seen = replace(state.seen, hair_colour=found[-1])


def _wear(state: _Reading, at: int, value: str) -> None:
    place, _, usual = value.partition("=")[0].rpartition(":") if value.count(":") > 1 else (value, "", "")
    slot, _, kind = place.partition(":")
    colour = _paint(state, at) or usual or None
    words = _phrase(state, at)
    garment = Garment(slot, kind, colour, words, over=state.under)
    state.seen = _note(replace(state.seen, garments=(*state.seen.garments, garment)), state, at)


def _paint(state: _Reading, at: int) -> str | None:
    """The colour before a noun, else right after it, else that of its stuff."""
    known = colours().paint_words
    before = [c for i in _near(state) if (c := look_up(known, state.tokens[i])) is not None]
    if before:
        return before[0] if before[0] in _SHADES else before[-1]
    for token in state.tokens[at + 1 : at + 3]:
        if token in appearance().grammar["edges"] or token in _STOPS:
            break
        found = look_up(known, token)
        if found is not None:
            return found
    stuffs = [s for i in _near(state) if (s := colours().stuffs.get(state.tokens[i])) is not None]
    return stuffs[-1] if stuffs else None


def _phrase(state: _Reading, at: int) -> str:
    """The words of a noun with its adjectives, and a colour after it."""
    first = state.waiting[-_REACH:][0] if state.waiting else at
    last = at
    if at + 1 < len(state.tokens) and look_up(colours().paint_words, state.tokens[at + 1]) is not None:
        last = at + 1
    return " ".join(state.raw[first : last + 1])


def _note(seen: Seen, state: _Reading, at: int) -> Seen:
    return replace(seen, words=(*seen.words, _phrase(state, at)))


def _finish(state: _Reading) -> None:
    """Adjectives that no noun took speak of the person: `tall and broad`, `bald`, `a heavy man`.

    Before a word that is neither an adjective nor a person they belong to that thing (`a heavy suitcase`).
    """
    waiting, state.waiting = state.waiting, []
    if waiting and waiting[0] == state.hair_at + 1:
        _done_to_hair(state, waiting)
    last = state.tokens[waiting[-1]] if waiting else ""
    if len(waiting) > 1 and not _is_adjective(last) and last not in appearance().grammar["person"]:
        return
    for at in waiting:
        _predicate(state, at)


def _done_to_hair(state: _Reading, waiting: list[int]) -> None:
    """`black hair pinned up`, `sandy hair combed over`."""
    done = appearance().done
    first = state.tokens[waiting[0]]
    key = f"{first}_{state.tokens[waiting[1]]}" if len(waiting) > 1 else first
    following = state.tokens[waiting[0] + 1] if waiting[0] + 1 < len(state.tokens) else ""
    style = done.get(f"{first}_{following}") or done.get(key) or done.get(first)
    if style is not None:
        state.seen = replace(state.seen, hair=style)


def _is_adjective(token: str) -> bool:
    words = appearance()
    return (
        look_up(words.build, token) is not None
        or token in words.height
        or token in colours().skin_words
        or look_up(words.hair_styles, token) is not None
        or look_up(colours().hair_words, token) is not None
    )


def _predicate(state: _Reading, at: int) -> None:
    words = appearance()
    token = state.tokens[at]
    seen = state.seen
    build, height = look_up(words.build, token), words.height.get(token)
    skin = colours().skin_words.get(token)
    alone = token not in words.grammar["lengths"] and at != state.taken + 1
    style = look_up(words.hair_styles, token) if alone else None
    said = build is not None or height is not None or style is not None or skin is not None
    colour = None
    if token.endswith(("-haired", "haarig", "head")) or token in ("blonde", "blond", "brunette", "redhead"):
        colour = look_up(colours().hair_words, token) or look_up(colours().hair_words, token.split("-")[0])
    state.seen = replace(
        seen,
        build=seen.build or build,
        height=seen.height if seen.height is not None else height,
        skin=seen.skin if seen.skin is not None else skin,
        hair=seen.hair or style,
        hair_colour=seen.hair_colour or colour,
        words=(*seen.words, state.raw[at]) if said else seen.words,
    )


def merge(first: Seen, more: Seen) -> Seen:
    """What two descriptions say together; the first wins where both speak."""
    slots = {g.slot for g in first.garments}
    taken = (
        slots | ({"top", "bottom"} if "both" in slots else set()) | ({"both"} if slots & {"top", "bottom"} else set())
    )
    fresh = tuple(g for g in more.garments if g.slot not in taken)
    return Seen(
        build=first.build or more.build,
        height=first.height if first.height is not None else more.height,
        hair=first.hair or more.hair,
        hair_colour=first.hair_colour or more.hair_colour,
        beard=first.beard or more.beard,
        glasses=first.glasses or more.glasses,
        skin=first.skin if first.skin is not None else more.skin,
        eyes=first.eyes or more.eyes,
        garments=(*first.garments, *fresh),
        words=(*first.words, *(w for w in more.words if w not in first.words)),
    )
