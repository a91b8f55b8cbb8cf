"""The one line that says what happens in a scene: the writer's own, or a sentence of the scene as it stands."""

from collections.abc import Sequence
from typing import Literal

from filmwright.departments.breakdown.phrases import sentences, tokens
from filmwright.model.screenplay import Scene, speeches

__all__ = ["synopsis"]

_LONGEST = 140
_COMFORTABLE = range(25, 110)
By = Literal["writer", "script", "nobody"]


def synopsis(scene: Scene, names: Sequence[tuple[str, ...]], handling: frozenset[str]) -> tuple[str, By]:
    """The line and whose it is.

    The writer's `=` line, or the summary that the script's program keeps, comes first. Otherwise the sentence of the
    action that names most people doing something; a scene of talk alone gives its first speech, with the speaker.
    """
    own = next((e.text for e in scene.elements if e.kind == "synopsis" and e.text.strip()), scene.facts.synopsis)
    if own.strip():
        return " ".join(own.split()), "writer"
    found = [s for e in scene.elements if e.kind == "action" for s in sentences(e.text)]
    if found:
        best = max(range(len(found)), key=lambda at: (_weight(found[at], names, handling), -at))
        return " ".join(found[best].split()).lstrip("-–— "), "script"
    said = next(iter(speeches(scene)), None)
    if said is not None and said.text:
        first = next(sentences(said.text), said.text)
        return f"{said.speaker}: “{first}”", "script"
    return "", "nobody"


def _weight(sentence: str, names: Sequence[tuple[str, ...]], handling: frozenset[str]) -> int:
    words = [token.word.removesuffix("'s") for token in tokens(sentence) if not token.mark]
    people = sum(_names(words, name) for name in names)
    weight = 3 * min(people, 2) + any(word in handling for word in words)
    weight += len(sentence) in _COMFORTABLE
    return weight - 4 * (len(sentence) > _LONGEST) - 2 * (len(words) < 4)


def _names(words: Sequence[str], name: tuple[str, ...]) -> bool:
    return any(tuple(words[at : at + len(name)]) == name for at in range(len(words)))
