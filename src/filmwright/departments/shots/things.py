"""How large things are in the world, for the size of their pictures; the words are in `data/things.toml`."""

from functools import lru_cache

from filmwright.departments.shots.grammar.lexicon import Lexicon
from filmwright.packaged import packaged_words

__all__ = ["is_large", "is_mass", "is_small"]


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, frozenset[str]]]:
    return packaged_words("filmwright.departments.shots", "data/things.toml")


def _listed(lex: Lexicon, kind: str, head: str) -> bool:
    words = _tables().get(lex.language, {}).get(kind, frozenset[str]())
    return head in words or (head.endswith("s") and head[:-1] in words) or (head.endswith("es") and head[:-2] in words)


def is_small(lex: Lexicon, head: str) -> bool:
    """Whether a noun is a thing that fits into two hands, something to read, or a picture: seen in an insert."""
    if not head or _listed(lex, "large", head) or _listed(lex, "mass", head):
        return False
    kinds = ("prop", "text", "image")
    return _listed(lex, "small", head) or any(lex.noun_is(kind, head) for kind in kinds)


def is_large(lex: Lexicon, head: str) -> bool:
    """Whether a noun is landscape, a building or a crowd: seen wide."""
    return bool(head) and (_listed(lex, "large", head) or lex.noun_is("place", head))


def is_mass(lex: Lexicon, head: str) -> bool:
    """Whether a noun is weather, light or a substance: it has no article and no size of its own."""
    return _listed(lex, "mass", head)
