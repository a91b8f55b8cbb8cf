"""Reading a description of somebody: build, hair, beard, glasses, clothes, colours.

A description is a stretch of words that grammar has already tied to one person. Adjectives belong to the
noun they stand before (or, in Romance languages, right after); commas and prepositions end their reach.
"""

import re
from dataclasses import dataclass, field, replace

from filmwright.departments.look.rules.lists import Appearance, appearance, colours, look_up
from filmwright.formats.fountain_headings import fold

__all__ = ["Garment", "Seen", "merge", "read_description"]

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[,;:.()–—]")
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
    taken: int = -1
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
    if token in ",;:.()–—":
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
    if token in grammar["over"] or token in grammar["under"]:
        _finish(state)
        state.over, state.under = token in grammar["over"], token in grammar["under"]
    elif token in grammar["edges"]:
        if token not in ("the", "an", "of", "de", "di", "her", "his", "a"):
            _finish(state)
    else:
        state.waiting.append(at)


def _noun(state: _Reading, at: int, token: str, words: Appearance) -> bool:
    """Take a noun of hair, beard, glasses, head, eyes or clothes with its adjectives; False if it is none."""
    if state.negated:
        known = token in words.hair_nouns or token in words.beard or look_up(words.garments, token) is not None
        return known and token not in words.hair_styles
    if token in words.glasses:
        state.seen = _note(replace(state.seen, glasses=True), state, at)
        return True
    beard = look_up(words.beard, token)
    if beard is not None:
        state.seen = _note(replace(state.seen, beard=beard, hair_colour=state.seen.hair_colour), state, at)
        _beard_colour(state)
        return True
    if token in words.heads and _styles(state):
        _apply_hair(state, at, "-")
        return True
    hair = look_up(words.hair_nouns, token)
    if hair is not None and (token not in words.hair_styles or not _next_is_noun(state, at)):
        _apply_hair(state, at, hair)
        return True
    if token in ("eyes", "ojos", "yeux", "augen", "occhi", "olhos", "eyed"):
        found = [colours().eyes[state.tokens[i]] for i in state.waiting if state.tokens[i] in colours().eyes]
        state.seen = replace(state.seen, eyes=found[-1] if found else state.seen.eyes)
        return True
    garment = _garment(state, at)
    if garment is not None:
        _wear(state, at, garment)
        return True
    return False


def _garment(state: _Reading, at: int) -> str | None:
    """What a word says is worn; None for a word that only describes the next (`a dress shirt`)."""
    words, token = appearance(), state.tokens[at]
    following = state.tokens[at + 1] if at + 1 < len(state.tokens) else ""
    if following in words.garments and token not in words.grammar["edges"]:
        return None
    own = words.own_garments.get(state.language, {})
    return own.get(token) or look_up(words.garments, token, compound=True)


def _next_is_noun(state: _Reading, at: int) -> bool:
    """`curly hair`: a word that is also a noun of hair is an adjective before one."""
    if at + 1 >= len(state.tokens):
        return False
    words = appearance()
    following = state.tokens[at + 1]
    return following in words.hair_nouns or look_up(words.garments, following) is not None


def _near(state: _Reading) -> list[int]:
    return state.waiting[-_REACH:]


def _styles(state: _Reading) -> list[str]:
    styles = appearance().hair_styles
    return [s for i in _near(state) if (s := look_up(styles, state.tokens[i])) is not None]


def _apply_hair(state: _Reading, at: int, noun: str) -> None:
    styles = _styles(state)
    colour = _hair_colour(state, at)
    style = noun if noun != "-" else (styles[-1] if styles else None)
    if noun == "long" and "short" in styles:
        style = "short"
    if noun == "curly" and styles and styles[-1] == "buzz":
        style = "curly"
    seen = state.seen
    state.seen = _note(replace(seen, hair=style or seen.hair, hair_colour=colour or seen.hair_colour), state, at)


def _hair_colour(state: _Reading, at: int) -> str | None:
    """The colour before the noun, else right after it (`moño blanco`)."""
    known = colours().hair_words
    before = [c for i in _near(state) if (c := look_up(known, state.tokens[i])) is not None]
    if before:
        return before[-1]
    after = state.tokens[at + 1 : at + 3]
    for token in after:
        if token in appearance().grammar["edges"] or token in ",;:.":
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
        if token in appearance().grammar["edges"] or token in ",;:.":
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
    """Adjectives that no noun took speak of the person: `tall and broad`, `bald`, `bearded`."""
    words = appearance()
    for at in state.waiting:
        token = state.tokens[at]
        seen = state.seen
        build, height = look_up(words.build, token), words.height.get(token)
        skin = colours().skin_words.get(token)
        alone = token not in _LENGTHS and at != state.taken + 1
        style = look_up(words.hair_styles, token) if alone else None
        said = build is not None or height is not None or style is not None or skin is not None
        state.seen = replace(
            seen,
            build=seen.build or build,
            height=seen.height if seen.height is not None else height,
            skin=seen.skin if seen.skin is not None else skin,
            hair=seen.hair or style,
            words=(*seen.words, state.raw[at]) if said else seen.words,
        )
        if token.endswith(("-haired", "haarig", "head")) or token in ("blonde", "blond", "brunette", "redhead"):
            colour = look_up(colours().hair_words, token) or look_up(colours().hair_words, token.split("-")[0])
            state.seen = replace(state.seen, hair_colour=state.seen.hair_colour or colour)
    state.waiting = []


_LENGTHS = frozenset(
    "short long straight wild messy pinned tied kurz lang court courts longs corto largo corti lunghi curto longo parted "
    "unruly recogido cropped".split()  # noqa: SIM905  # a list of words reads better as words
)


def merge(first: Seen, more: Seen) -> Seen:
    """What two descriptions say together; the first wins where both speak."""
    slots = {g.slot for g in first.garments}
    fresh = tuple(g for g in more.garments if g.slot not in slots and not (g.slot == "both" and slots & {"top", "bottom"}))
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
