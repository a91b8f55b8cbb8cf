"""The people of a story: which names, titles and roles mean one person, and who is he and who she.

`Father Quill`, `Quill` and `the priest` are one by the title; `his sexton, Amos Leary`, `Dacey, the kitchen boy` and
`le facteur Bastien` by apposition; `whom they called Pike` by a nickname; `a girl ... This was Nora Fitch.` by what
comes next. A word that two people could own means neither.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from filmwright.formats.fountain_prose import sentences
from filmwright.formats.story_words import StoryWords, folded

__all__ = ["StoryPeople", "StoryPerson"]

_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w)[^\W\d_]+|-(?=\w)[^\W\d_]+)*\.?")
_OWNER = re.compile(r"['’]s?$")
_OF = frozenset({"of", "de", "von", "di"})
_MOST = 4  # words of the longest name
_LONGEST = 120  # words of the longest sentence that is looked at

Core = tuple[str, ...]


class _Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """Folded, without a stop."""
        return folded(self.text.rstrip("."))

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


class _Run(NamedTuple):
    """A name in a sentence: its title, its words, the tokens it takes, and whether it owns something."""

    title: str
    core: Core
    text: str
    first: int
    last: int
    owns: bool


@dataclass(slots=True)
class StoryPerson:
    """Somebody with a name: every form of it (folded, without titles), roles that mean them, `he` or `she` or ``.

    `said_roles` are roles of theirs that stand at a verb of saying: words for people beyond doubt.
    """

    cores: list[Core]
    name: str
    title: str = ""
    roles: list[str] = field(default_factory=list[str])
    said_roles: list[str] = field(default_factory=list[str])  # those of them that a verb of saying has had
    sex: str = ""


@dataclass(slots=True)
class StoryPeople:
    """Looks people up by a name or a role."""

    words: StoryWords
    people: list[StoryPerson] = field(default_factory=list[StoryPerson])
    common: frozenset[str] = frozenset()  # words that are written small somewhere
    _by_word: dict[str, dict[int, StoryPerson]] = field(default_factory=dict[str, "dict[int, StoryPerson]"])
    _met: dict[tuple[str, Core], StoryPerson | None] = field(
        default_factory=dict["tuple[str, Core]", "StoryPerson | None"]
    )
    _closed: frozenset[str] = frozenset()  # pronouns, articles, prepositions and the like
    _by_core: dict[Core, StoryPerson | None] = field(default_factory=dict[Core, "StoryPerson | None"])
    _by_role: dict[str, StoryPerson | None] = field(default_factory=dict[str, "StoryPerson | None"])

    @classmethod
    def learn(
        cls, told: Sequence[str], said: Sequence[str], speakers: Collection[str], words: StoryWords
    ) -> "StoryPeople":
        """Read what is told and said; `speakers` are names and roles that stand as subjects of verbs of saying."""
        closed = words.small | words.articles | words.near | words.he | words.she | words.they | {words.i}
        out = cls(words, common=_small_words(told), _closed=closed)
        spoken = {core for name in speakers if (core := out.core_of(name))}
        seen: list[list[tuple[list[_Token], list[_Run], str]]] = []
        for text in told:
            rows = [(tokens, out._runs(tokens, part), part) for tokens, part in _sentences(text)]
            seen.append(rows)
        runs = [(tokens, run, part) for rows in seen for tokens, found, part in rows for run in found]
        kept = out._people_among(runs, spoken, _capitals_inside(said))
        out._gather([run for _, run, _ in runs if run.core in kept], spoken)
        roles = {core[-1] for core in spoken} | words.male | words.female
        for rows in seen:
            out._link(rows, roles)
        out._settle()
        for person in out.people:
            person.said_roles = [role for role in person.roles if (role,) in spoken]
        return out

    # -- looking up

    def core_of(self, name: str) -> Core:
        """The words of a name, folded, without its titles and articles."""
        parts = [folded(w.rstrip(".")) for w in name.split()]
        while len(parts) > 1 and (parts[0] in self.words.titles or parts[0] in self.words.articles):
            parts.pop(0)
        return tuple(parts)

    def find(self, name: str) -> StoryPerson | None:
        """Whom a name means: `Quill`, `FATHER QUILL`; None when nobody or several could be meant."""
        return self._by_core.get(self.core_of(name))

    def by_role(self, role: str) -> StoryPerson | None:
        """Whom `the priest` means."""
        return self._by_role.get(folded(role))

    # -- names in the text

    def _runs(self, tokens: Sequence[_Token], text: str) -> list[_Run]:
        out: list[_Run] = []
        at = 0
        while at < len(tokens):
            run = self._run_at(tokens, at, text)
            if run is None:
                at += 1
            else:
                out.append(run)
                at = run.last + 1
        return out

    def _run_at(self, tokens: Sequence[_Token], at: int, text: str) -> _Run | None:
        first, title = at, ""
        if tokens[at].word in self.words.titles and at + 1 < len(tokens) and tokens[at + 1].capital:
            title = tokens[at].word
            at += 1
        elif not self._may_open(tokens[at]) or (at == 0 and self._opens_only(tokens)):
            return None
        core: list[str] = []
        owns = False
        last = at
        while at < len(tokens) and len(core) < _MOST and tokens[at].capital:
            gap = text[tokens[at - 1].end : tokens[at].start] if core else ""
            if core and (gap.strip() or tokens[at - 1].text.endswith(".") or not self._may_open(tokens[at])):
                break
            word = tokens[at].text.rstrip(".")
            owns = bool(_OWNER.search(word))
            core.append(folded(_OWNER.sub("", word)))
            last = at
            at += 1
            if owns:
                break
        named = tokens[first + bool(title) : last + 1]
        said = " ".join(_OWNER.sub("", token.text.rstrip(".")) for token in named)
        return _Run(title, tuple(core), said, first, last, owns) if core else None

    def _opens_only(self, tokens: Sequence[_Token]) -> bool:
        """`Had King Solomon been there`: the capital of the first word is the sentence's, not a name's."""
        adverb = self.words.i == "i" and tokens[0].word.endswith("ly") and not tokens[0].text.endswith(".")
        return (tokens[0].word in self.common or adverb) and len(tokens) > 1

    def _may_open(self, token: _Token) -> bool:
        if not token.capital or len(token.text) < 2:
            return False
        word = token.word
        return len(word) > 1 and word not in self._closed and token.text.rstrip(".").casefold() not in self._closed

    def _people_among(
        self, runs: Iterable[tuple[Sequence[_Token], _Run, str]], spoken: Collection[Core], called: Collection[str]
    ) -> set[Core]:
        """The names that are people: titled, speaking, or doing more than places do."""
        score: Counter[Core] = Counter()
        total: Counter[Core] = Counter()
        inner: Counter[Core] = Counter()
        nouns = self.words.i == "ich"  # German writes every noun with a capital
        for tokens, run, text in runs:
            before = tokens[run.first - 1].word if run.first else ""
            inner[run.core] += run.first > 0
            if run.first and len(run.core) > 1:
                inner[run.core[:1]] += 1  # `This was Nora Fitch` knows Nora too
            total[run.core] += 1
            score[run.core] += 6 * bool(run.title)
            if before in self.words.at_place:
                score[run.core] -= 2
            elif (before in self.words.articles - self.words.never or before in _OF) and not run.title:
                score[run.core] -= 1  # `the Morven`
            if not nouns:
                score[run.core] += run.owns or self._acts(tokens, run, text)
                inner[run.core] += run.first == 0 and len(run.core) > 1
        words_said = {word for core in spoken for word in core}
        kept = {
            core for core, count in score.items()
            if core in spoken
            or (set(core) & words_said and count >= 0 and not nouns)
            or (
                count > 0 and (inner[core] or count > 1 or core[0] in called)
                and count * 4 >= total[core] and not self._is_word(core)
            )
        }  # fmt: skip
        return kept | {core for core in score if len(core) > 1 and core[:1] in kept and score[core] >= 0}

    def _is_word(self, core: Core) -> bool:
        """A month, a day, or what is also written small: no name."""
        return len(core) == 1 and (core[0] in self.words.no_place or core[0] in self.common)

    def _acts(self, tokens: Sequence[_Token], run: _Run, text: str) -> bool:
        """A word in small letters right after the name, no preposition: its verb."""
        if run.last + 1 >= len(tokens):
            return False
        follows = tokens[run.last + 1]
        apart = text[tokens[run.last].end : follows.start].strip()
        if apart or not follows.text[:1].islower():
            return False
        if self.words.i == "i":  # `the Southern gentleman`: in English a verb must look like one
            return follows.word.endswith("ed") or follows.word in self.words.said | self.words.moves | self.words.pasts
        return follows.word not in self.words.near | self.words.articles | self.words.with_

    # -- one person, many names

    def _gather(self, runs: Sequence[_Run], spoken: Collection[Core]) -> None:
        """Put names together, the longest first."""
        order: dict[tuple[str, Core], _Run] = {}
        for run in runs:
            order.setdefault((self._sex_of(run.title), run.core), run)
        for (sex, core), run in sorted(order.items(), key=lambda item: -len(item[0][1])):
            fits = [p for p in self._owners(core) if _holds(p.cores, core) and (not sex or p.sex in ("", sex))]
            fits = fits or self._titled(core)
            near = [p for p in fits if any(c == core for c in p.cores)] or fits
            if len(near) > 1:
                near = [p for p in near if any(c[0] == core[0] for c in p.cores)]
            if len(near) == 1:
                self._join(near[0], run, core, sex)
            elif not fits or core in spoken:
                person = StoryPerson([core], run.text.upper(), run.title, sex=sex)
                self.people.append(person)
                self._own(person, core)
                self._role_of_title(person, run.title)

    def _own(self, person: StoryPerson, core: Core) -> None:
        for word in core:
            self._by_word.setdefault(word, {})[id(person)] = person

    def _owners(self, core: Core) -> Iterable[StoryPerson]:
        """Those with a name that holds the rarest word of another."""
        return min((self._by_word.get(word, {}) for word in core), key=len).values()

    def _titled(self, core: Core) -> list[StoryPerson]:
        """Those whom a title alone can mean: `Madame` after `Mme. Sofronie`, `the Colonel`."""
        if len(core) != 1 or core[0] not in self.words.titles:
            return []
        return [p for p in self.people if p.title and _short_for(p.title, core[0])]

    def _join(self, person: StoryPerson, run: _Run, core: Core, sex: str) -> None:
        if core not in person.cores:
            person.cores.append(core)
            self._own(person, core)
        person.sex = person.sex or sex
        if run.title and not person.title and core == person.cores[0]:
            person.title = run.title
        self._role_of_title(person, run.title)

    def _role_of_title(self, person: StoryPerson, title: str) -> None:
        role = self.words.titles[title][1] if title else ""
        if role and role not in person.roles:
            person.roles.append(role)

    def _sex_of(self, title: str) -> str:
        return self.words.titles[title][0] if title else ""

    def _who(self, run: _Run) -> StoryPerson | None:
        key = (self._sex_of(run.title), run.core)
        if key not in self._met:
            sex, core = key
            fits = [p for p in self._owners(core) if core in p.cores and (not sex or p.sex in ("", sex))]
            self._met[key] = fits[0] if len(fits) == 1 else None
        return self._met[key]

    # -- roles

    def _link(self, rows: Sequence[tuple[list[_Token], list[_Run], str]], roles: Collection[str]) -> None:
        before: tuple[list[_Token], list[_Run], str] | None = None
        for row in rows:
            tokens, runs, text = row
            for run in runs:
                person = self._who(run)
                if person is not None:
                    role = self._after(tokens, run, text) or self._in_front(tokens, run, text)
                    if role and role not in person.roles:
                        person.roles.append(role)
            self._nickname(tokens, runs, text)
            if before is not None and runs:
                self._from_before(before, row, roles)
            before = row

    def _after(self, tokens: Sequence[_Token], run: _Run, text: str) -> str:
        """The role in `Dacey, the kitchen boy,`; not in `Nora, the miller's daughter`."""
        end = tokens[run.last].end
        if run.owns or text[end : end + 1] != ",":
            return ""
        rest = list(tokens[run.last + 1 : run.last + 7])
        if not rest or rest[0].word not in self.words.articles:
            return ""
        taken: list[_Token] = []
        for token in rest[1:]:
            if taken and (text[taken[-1].end : token.start].strip() or token.word in self.words.near | {"of", "de"}):
                break
            taken.append(token)
        bare = taken and all(t.text[:1].islower() and not _OWNER.search(t.text) for t in taken) and len(taken) <= 3
        closed = bare and text[taken[-1].end : taken[-1].end + 1] in (",", ".", ";", " ", "")
        return taken[-1].word if closed and not taken[-1].text.endswith("ing") else ""

    def _in_front(self, tokens: Sequence[_Token], run: _Run, text: str) -> str:
        """The role in `his sexton, Amos Leary,` and in `le facteur Bastien`."""
        if run.first < 2:
            return ""
        role, opener = tokens[run.first - 1], tokens[run.first - 2]
        if opener.word in self.words.adjectives and run.first > 2:
            opener = tokens[run.first - 3]
        gap = text[role.end : tokens[run.first].start].strip()
        earlier = tokens[at - 1].word if (at := tokens.index(opener)) else ""
        if earlier in self.words.near | self.words.at_place | self.words.with_:
            return ""  # `in the basement, Jim`
        plain = role.text[:1].islower() and not _OWNER.search(role.text) and role.word not in self.words.adjectives
        if not plain or opener.word not in self.words.articles or gap not in ("", ","):
            return ""
        if gap == ",":
            return role.word
        known = self.words.sex_of(role.word) or self.words.i != "i"  # English sets adjectives there: `the fair Helen`
        return role.word if known and role.word not in self.words.small | self.words.near else ""

    def _nickname(self, tokens: Sequence[_Token], runs: Sequence[_Run], text: str) -> None:
        """`Nora Fitch, whom half the parish called Pike`: the first name of the sentence has the other."""
        owner = next((p for run in runs[:1] if not run.owns and (p := self._who(run)) is not None), None)
        if owner is None:
            return
        for at, token in enumerate(tokens[:-1]):
            follows = tokens[at + 1]
            apart = text[token.end : follows.start].strip(" \"“«‘'")
            if at > runs[0].last and token.word in self.words.called and follows.capital and not apart:
                core = (folded(follows.text.rstrip(".")),)
                for person in list(self._by_word.get(core[0], {}).values()):
                    if person is not owner and person.cores == [core]:
                        person.cores = []  # no person of their own
                        del self._by_word[core[0]][id(person)]
                if core not in owner.cores:
                    owner.cores.append(core)
                    self._own(owner, core)
                for sex in ("", "he", "she"):
                    self._met.pop((sex, core), None)

    def _from_before(
        self,
        before: tuple[list[_Token], list[_Run], str],
        row: tuple[list[_Token], list[_Run], str],
        roles: Collection[str],
    ) -> None:
        """`a girl of twelve ... This was Nora Fitch`; `They found the miller ... Martin Fitch had not spoken`."""
        tokens, runs, _ = row
        person = self._who(runs[0])
        if person is None or person.roles:
            return
        presented = [t.word for t in tokens[: runs[0].first]] in self.words.presents
        opens = runs[0].first == 0 and len(runs[0].core) > 1 and not runs[0].owns and runs[0].core == person.cores[0]
        if not (presented or (opens and not before[1])):
            return
        wanted = self.words.indefinite if presented else self.words.articles - self.words.indefinite
        met = [
            role for at, role in enumerate(before[0][1:], 1)
            if role.word in roles and before[0][at - 1].word in wanted and not _OWNER.search(role.text)
        ]  # fmt: skip
        if len(met) == 1:
            person.roles.append(met[0].word)

    def _settle(self) -> None:
        """Words that mean one person only."""
        self.people = [person for person in self.people if person.cores]
        for person in self.people:
            head = folded(person.name.split()[0])
            person.sex = person.sex or next((s for r in person.roles if (s := self.words.sex_of(r))), "")
            if person.title and head != person.title:
                person.name = f"{_spelled(person.title)} {person.name}"
            for core in person.cores:
                self._by_core[core] = None if core in self._by_core else person
            for role in person.roles:
                self._by_role[role] = None if role in self._by_role else person
        singles = Counter(word for p in self.people for word in {w for core in p.cores for w in core})
        for person in self.people:
            for word in sorted({w for core in person.cores for w in core}):
                if singles[word] == 1:
                    self._by_core.setdefault((word,), person)


def _short_for(title: str, word: str) -> bool:
    """Whether a title is the word or a short form of it: `mme` for `madame`, but `mrs` for no `miss`."""
    letters = iter(word)
    return title[:1] == word[:1] and title[-1:] == word[-1:] and all(letter in letters for letter in title)


def _small_words(told: Sequence[str]) -> frozenset[str]:
    return frozenset(folded(m[0].rstrip(".")) for text in told for m in _WORD.finditer(text) if m[0][0].islower())


def _capitals_inside(said: Sequence[str]) -> frozenset[str]:
    """Words that speeches write with a capital: people are called by their names."""
    return frozenset(folded(m[0].rstrip(".")) for text in said for m in _WORD.finditer(text) if m[0][0].isupper())


def _spelled(title: str) -> str:
    """A title in capitals, with a stop when it is short for a word."""
    return title.upper() + ("." if len(title) <= 3 and not any(c in "aeiou" for c in title[1:]) else "")


def _sentences(text: str) -> Iterator[tuple[list[_Token], str]]:
    for start, end in sentences(text):
        part = text[start:end]
        tokens = [_Token(m[0], *m.span()) for m in _WORD.finditer(part)]
        if tokens:
            yield tokens[:_LONGEST], part


def _holds(cores: Sequence[Core], part: Core) -> bool:
    """Whether a name is one of several, or a stretch of one of them."""
    size = len(part)
    return any(core[i : i + size] == part for core in cores for i in range(len(core) - size + 1))
