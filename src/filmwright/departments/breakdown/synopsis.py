"""The one line that says what happens in a scene: the writer's own, or a sentence of the scene as it stands."""

from typing import Literal

from filmwright.departments.breakdown.items import People
from filmwright.departments.breakdown.phrases import sentences, tokens
from filmwright.model.screenplay import Scene, speeches

__all__ = ["synopsis"]

_LONGEST = 160
_SUBJECT = 3  # a name among so many first words is the subject
_COMFORTABLE = range(25, 110)
By = Literal["writer", "script", "nobody"]


def synopsis(scene: Scene, people: People, handling: frozenset[str]) -> tuple[str, By]:
    """The line and whose it is.

    The writer's `=` line, or the summary that the script's program keeps, comes first. Otherwise the sentence of the
    action that names most people doing something; a scene of talk alone gives its first speech, with the speaker.
    """
    own = next((e.text for e in scene.elements if e.kind == "synopsis" and e.text.strip()), scene.facts.synopsis)
    if own.strip():
        return " ".join(own.split()), "writer"
    found = [s for e in scene.elements if e.kind == "action" for s in sentences(e.text)]
    if found:
        best = max(range(len(found)), key=lambda at: (_weight(found[at], people, handling), -at))
        return " ".join(found[best].split()).lstrip("-–— "), "script"
    said = next(iter(speeches(scene)), None)
    if said is not None and said.text:
        first = next(sentences(said.text), said.text)
        return f"{said.speaker}: “{first}”", "script"
    return "", "nobody"


def _weight(sentence: str, people: People, handling: frozenset[str]) -> int:
    """How much a sentence tells: people named, something done with a thing, neither short nor long."""
    words = [token for token in tokens(sentence) if not token.mark]
    hits = people.named(words)
    weight = 3 * min(len({person.character_id for _, _, person in hits}), 2)
    weight += 2 * any(start < _SUBJECT for start, _, _ in hits)
    weight += any(token.word in handling for token in words)
    weight += len(sentence) in _COMFORTABLE
    return weight - 4 * (len(sentence) > _LONGEST) - 6 * (len(words) < 4)
