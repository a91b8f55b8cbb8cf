"""Who is in the picture, judged on passages labelled by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from filmwright.departments.shots.grammar.lexicon import lexicon
from filmwright.departments.shots.grammar.names import name_index
from filmwright.departments.shots.grammar.parse import parse
from filmwright.departments.shots.presence import Presence
from filmwright.model.cast import Cast

PASSAGES = Path(__file__).parent / "data" / "presence.txt"


@dataclass(frozen=True)
class Labelled:
    kind: str
    scene: int
    text: str
    visible: frozenset[str]
    partial: frozenset[str]
    also: tuple[str, ...]


def labelled() -> Iterator[Labelled]:
    kind, scene = "", 0
    for line in PASSAGES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("=="):
            kind, scene = line[2:].strip(), scene + 1
        elif not line.strip():
            scene += 1
        else:
            text, _, rest = line.partition("|")
            people, _, also = rest.partition(";")
            names = [w for w in people.split() if w != "-"]
            yield Labelled(
                kind,
                scene,
                text.strip(),
                frozenset(w for w in names if not w.startswith("*")),
                frozenset(w[1:] for w in names if w.startswith("*")),
                tuple(also.split()),
            )


@dataclass
class Outcome:
    label: Labelled
    found: frozenset[str]
    held: bool

    @property
    def right(self) -> bool:
        return self.found == self.label.visible | self.label.partial and self.held


def outcomes(people: Cast) -> list[Outcome]:
    lex = lexicon("en")
    names = name_index(people, lex)
    presence, scene, out = Presence(lex, names), -1, []
    for label in labelled():
        if label.scene != scene:
            presence, scene = Presence(lex, names), label.scene
        reading = presence.read(parse(label.text, 0, len(label.text), lex, names))
        found = frozenset(reading.visible) | frozenset(reading.partial)
        held = all(_holds(check, reading.enters, reading.exits, presence) for check in label.also)
        out.append(Outcome(label, found, held))
    return out


def _holds(check: str, enters: list[str], exits: list[str], presence: Presence) -> bool:
    what, _, who = check.partition("=")
    if what == "in":
        return who in enters
    if what == "out":
        return who in exits
    return presence.stance(who).posture == what


def test_there_are_enough_passages_of_every_kind() -> None:
    assert len({label.scene for label in labelled()}) >= 40
    assert len({label.kind for label in labelled()}) >= 10


def test_people_in_the_labelled_passages(people: Cast) -> None:
    """At least 92 of 100 labelled sentences show exactly the right people."""
    results = outcomes(people)
    wrong = [f"[{o.label.kind}] {o.label.text} -> {sorted(o.found)} {o.held}" for o in results if not o.right]
    share = 1 - len(wrong) / len(results)
    assert share >= 0.92, f"{share:.3f}\n" + "\n".join(wrong)


def test_merely_mentioned_people_are_left_out(people: Cast) -> None:
    shown = [
        o.label.text for o in outcomes(people) if o.label.kind in {"mentions", "voices"} and o.found - o.label.visible
    ]
    assert not shown


@pytest.mark.parametrize("kind", ["names", "pronouns", "entrances and exits", "posture", "unlisted verbs"])
def test_each_kind_is_mostly_right(people: Cast, kind: str) -> None:
    results = [o for o in outcomes(people) if o.label.kind == kind]
    assert sum(o.right for o in results) / len(results) >= 0.85
