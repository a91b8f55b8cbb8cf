"""Who is in the picture, from the script's own words to the shots: short scripts labelled by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from filmwright.departments.screenplay import read_cast, read_screenplay
from filmwright.departments.shots.v1_decompose import decompose
from filmwright.model.cast import Cast, Member
from filmwright.model.shots import SceneSetting, ShotOptions

PASSAGES = Path(__file__).parent / "data" / "scenes.txt"
_SPEECH = re.compile(r"^([A-ZÀ-Þ][A-ZÀ-Þ0-9 .'’/-]*?(?: \([^)]*\))?): (.+)$")


@dataclass(frozen=True)
class Line:
    text: str
    people: tuple[str, ...]
    offscreen: bool


@dataclass(frozen=True)
class Script:
    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Outcome:
    kind: str
    text: str
    wanted: frozenset[str]
    found: frozenset[str]
    voice_right: bool

    @property
    def right(self) -> bool:
        return self.wanted == self.found and self.voice_right


def scripts() -> Iterator[Script]:
    kind, lines = "", list[Line]()
    for raw in [*PASSAGES.read_text(encoding="utf-8").splitlines(), ""]:
        if raw.startswith("#"):
            continue
        if raw.startswith("==") or not raw.strip():
            if lines:
                yield Script(kind, tuple(lines))
            lines = []
            kind = raw[2:].strip() if raw.startswith("==") else kind
        else:
            text, _, people = raw.partition(" | ")
            names = people.split()
            lines.append(Line(text.strip(), tuple(n for n in names if n not in {"-", "off"}), "off" in names))


def _source(script: Script) -> tuple[str, list[bool]]:
    parts, spoken = ["INT. ROOM - DAY"], list[bool]()
    for line in script.lines:
        speech = _SPEECH.match(line.text)
        order = speech is not None and ("POV" in speech[1])
        spoken.append(speech is not None and not order)
        if speech is not None and not order:
            parts.append(f"{speech[1]}\n{speech[2]}")
        else:
            parts.append(f"!{line.text}" if line.text.isupper() else line.text)
    return "\n\n".join(parts) + "\n", spoken


def _is(member: Member, label: str) -> bool:
    names = {member.character_id, *(n.casefold() for n in (member.name, *member.aliases))}
    words = {word for name in names for word in re.split(r"[\s_]+", name)}
    return label in names or label.replace("_", " ") in names or (label in words and "young" not in words)


def _label(who: str, cast: Cast, labels: list[str]) -> str:
    """The label that a person of the cast is known by in the passage."""
    member = next((m for m in cast.members if m.character_id == who), None)
    if member is None:
        return who
    return next((label for label in labels if _is(member, label)), who)


def outcomes_of(script: Script) -> Iterator[Outcome]:
    source, spoken = _source(script)
    screenplay = read_screenplay(source.encode())
    cast = read_cast(screenplay)
    scene = screenplay.scenes[0]
    setting = SceneSetting(
        setting_ref_id="room",
        location_name="Room",
        kind_words=("room",),
        time_of_day="day",
        language=screenplay.language,
    )
    found = decompose(scene, cast, setting, ShotOptions())
    starts = [n for n, e in enumerate(scene.elements) if e.kind in {"action", "character"}]
    assert len(starts) == len(script.lines), [e.text for e in scene.elements]
    labels = list(dict.fromkeys(p for line in script.lines for p in line.people))
    elements = [starts[at] + spoken[at] for at in range(len(script.lines))]
    for at, line in enumerate(script.lines):
        shots = [s for s in found.segments if any(e == elements[at] for e, _, _ in s.spans)]
        covered = {e for s in shots for e, _, _ in s.spans}
        wanted = frozenset(p for n, other in enumerate(script.lines) if elements[n] in covered for p in other.people)
        people = frozenset(_label(f.who, cast, labels) for s in shots for f in s.figures)
        voice = not spoken[at] or all(s.offscreen == line.offscreen for s in shots if s.said)
        if spoken[at]:  # who else hears a line is the director's choice
            people &= wanted
        yield Outcome(script.kind, line.text, wanted, people, voice)


def outcomes() -> list[Outcome]:
    return [o for script in scripts() for o in outcomes_of(script)]


@pytest.fixture(scope="module")
def results() -> list[Outcome]:
    return outcomes()


def test_the_right_people_are_in_the_picture(results: list[Outcome]) -> None:
    """At least 95 of 100 labelled paragraphs show exactly the right people."""
    wrong = [f"[{o.kind}] {o.text} -> {sorted(o.found)}" for o in results if not o.right]
    assert 1 - len(wrong) / len(results) >= 0.95, "\n".join(wrong)
