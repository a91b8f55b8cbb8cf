"""Finding the people of the cast by their names in running text."""

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import cast as typed

from filmwright.departments.shots.grammar.lexicon import Lexicon, lexicon
from filmwright.model.cast import Cast, Member

__all__ = ["NameIndex", "Who", "display_name", "name_index"]


@dataclass(frozen=True, slots=True)
class Who:
    """One member of the cast, as the grammar needs it."""

    id: str
    name: str
    sex: str
    kind: str
    count: int
    age: int | None = None
    extra: bool = False
    members: tuple[str, ...] = ()
    heads: frozenset[str] = frozenset()  # last words of what this one is called, lower case
    scenes: tuple[str, ...] = ()
    told: bool = True  # the action tells of them: they are not only heard

    @property
    def many(self) -> bool:
        """Whether this is more than one person."""
        return self.kind == "group" or self.count > 1


_NAME_WORD = re.compile(
    r"[^\W_]+(?:[-’'](?!s\b|S\b)[^\W_]+)*\.?(?<=[^\W_])|(?i:Mrs|Mr|Ms|Dr|St|Prof|Sgt|Lt|Capt|Col|Gen|Rev)\."
)
_ARTICLES = frozenset(
    {
        *("the", "a", "an", "el", "la", "los", "las", "un", "una", "der", "die", "das", "den", "ein", "eine", "einen"),
        *("le", "les", "une", "il", "lo", "gli", "i", "uno", "o", "os", "as", "um", "uma"),
    }
)


_VOICE_OF = re.compile(
    r"^(?:la voz|voz|la voix|voix|la voce|voce|die stimme|stimme)\s+(?:(?:del?|de la|du|di|der|des|do|da|von)\s+|d['’])"
)


@dataclass(slots=True)
class NameIndex:
    """Every name and alias by its first word; `find` gives the longest that starts at a token."""

    people: dict[str, Who]
    by_word: dict[str, list[tuple[tuple[str, ...], str, bool]]] = field(default_factory=dict)
    by_cue: dict[str, str] = field(default_factory=dict)
    caseless: list[tuple[str, str]] = field(default_factory=list)
    kin: dict[tuple[str, str], str] = field(default_factory=dict)  # (owner, word) -> who that is
    heads: frozenset[str] = frozenset()
    by_scene: dict[str, tuple[str, ...]] = field(default_factory=dict)  # named people by scene id
    scene_ids: tuple[str, ...] = ()

    def people_before(self, scene_id: str) -> tuple[str, ...]:
        """The named people of the scene before this one."""
        before = bisect_left(self.scene_ids, scene_id)
        return self.by_scene[self.scene_ids[before - 1]] if before else ()

    def named_in(self, text: str) -> list[str]:
        """The people whose names stand in a text with a capital, in order."""
        words = _NAME_WORD.findall(text)
        lowered = [w.casefold() for w in words]
        found: list[str] = []
        for at, word in enumerate(lowered):
            if word in self.by_word:
                hit = self.find(words, lowered, at, after_article=at > 0 and lowered[at - 1] in _ARTICLES)
                if hit is not None:
                    found.append(hit[0])
        return found

    def groups(self) -> tuple[str, ...]:
        """The groups whose members the script names."""
        return tuple(w for w, p in self.people.items() if p.members)

    def everyone_in(self, who: str) -> tuple[str, ...]:
        """The named members of a group, or the one person."""
        person = self.people.get(who)
        return person.members if person is not None and person.members else (who,)

    def find(
        self, words: Sequence[str], lowered: Sequence[str], at: int, *, after_article: bool
    ) -> tuple[str, int] | None:
        """The person named at token `at` and how many tokens the name takes, or None.

        A proper name must be written with a capital; a role ("the bartender") may be lower case
        after an article or a possessive.
        """
        for name, person, role in self.by_word.get(lowered[at], ()):
            size = len(name)
            if tuple(lowered[at : at + size]) != name:
                continue
            capital = words[at][:1].isupper() or not words[at][:1].islower()
            if capital or (role and after_article):
                return person, size
        return None

    def cue(self, speaker: str) -> str | None:
        """The person a cue belongs to; `TOM/WOLF` when both names are one person's."""
        whole = self.by_cue.get(" ".join(speaker.split()).casefold())
        if whole is None:
            bare = _VOICE_OF.sub("", " ".join(speaker.split()).casefold())
            whole = self.by_cue.get(bare)
        if whole is not None or "/" not in speaker:
            return whole
        parts = {self.by_cue.get(" ".join(part.split()).casefold()) for part in speaker.split("/")}
        return parts.pop() if len(parts) == 1 else None


def display_name(name: str) -> str:
    """A name as it is written in a sentence: "RAE CALDER" becomes "Rae Calder"; "McTeague" stays."""
    if not name.isupper():
        return name
    return " ".join("-".join(_capital(part) for part in word.split("-")) for word in name.split())


def _capital(word: str) -> str:
    if len(word) > 2 and word[1] in "'’":  # O'Hara
        return word[:2] + word[2:].capitalize()
    if word.startswith("MC") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    return word.capitalize() if len(word) > 1 else word


def _is_role(words: Iterable[str], lex: Lexicon) -> bool:
    """Whether a name is a common noun: by its last word, in Romance languages by its first ("monja alta")."""
    first, *_, last = [*words] * 2
    heads = {first, last} if lex.language in {"es", "fr", "it", "pt"} else {last}
    return any(lex.noun_is(kind, head) for kind in ("person", "female", "male", "animal") for head in sorted(heads))


def name_index(cast: Cast, lex: Lexicon) -> NameIndex:
    """Index a cast. Names that mean two people are left to the first who has them in full.

    The caller may add people to the index it gets: the parts that change are its own.
    """
    made = _indexed(typed("Hashable", cast), lex.language)  # frozen models hash by value
    return replace(made, people=dict(made.people), by_cue=dict(made.by_cue))


@lru_cache(maxsize=4)
def _indexed(whole: Hashable, language: str) -> NameIndex:
    cast = typed("Cast", whole)
    lex = lexicon(language)
    index = NameIndex({m.character_id: _who(m, lex) for m in cast.members})
    for member in cast.members:
        for name in (member.name, *member.aliases):
            _add(index, name, member, lex)
    for entries in index.by_word.values():
        entries.sort(key=lambda e: -len(e[0]))
    index.caseless.sort(key=lambda e: -len(e[0]))
    index.kin = {(r.to, r.word): m.character_id for m in cast.members for r in m.relations}
    index.heads = frozenset(head for who in index.people.values() for head in who.heads)
    for who, person in index.people.items():
        if person.kind == "person" and not person.extra:
            for scene in person.scenes:
                index.by_scene[scene] = (*index.by_scene.get(scene, ()), who)
    index.scene_ids = tuple(sorted(index.by_scene))
    return index


def _who(member: Member, lex: Lexicon) -> Who:
    name = display_name(member.name)
    called = [n.split() for n in (member.name, *member.aliases) if n.strip()]
    common = member.role or member.extra or member.kind != "person"
    heads = frozenset(w[-1].casefold() for w in called if common or w[-1].islower() or _is_role((w[-1].lower(),), lex))
    return Who(
        member.character_id, name, member.sex, member.kind, member.count, member.age,
        extra=member.extra, members=member.members, heads=heads, scenes=member.scenes,
        told=bool(member.introduction),
    )  # fmt: skip


def _add(index: NameIndex, name: str, member: Member, lex: Lexicon) -> None:
    key = " ".join(name.split()).casefold()
    if not key:
        return
    index.by_cue.setdefault(key, member.character_id)
    if not any(c.islower() or c.isupper() for c in name):
        index.caseless.append((name, member.character_id))
    words = tuple(part for part in _split_name(key) if part)
    articles = ("the", "a", "an", "el", "la", "der", "die", "das", "le", "another", "otro", "otra", "autre", "altro")
    if len(words) > 1 and words[0] in articles:
        words = words[1:]
    if not words:
        return
    entries = index.by_word.setdefault(words[0], [])
    if all(entry[0] != words for entry in entries):
        role = member.extra or member.role or member.kind != "person" or _is_role(words, lex) or name.islower()
        entries.append((words, member.character_id, role))


def _split_name(key: str) -> list[str]:
    return [word.strip(',;:()"“”«»') for word in key.split()]
