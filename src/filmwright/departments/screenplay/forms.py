"""Every name of somebody in a script and where it stands: cues, introductions in capitals, and plain names."""

import re
from dataclasses import dataclass, replace

from filmwright.departments.screenplay.ages import bracket_age, described_age
from filmwright.departments.screenplay.capitals import Run, capital_runs, cut_rest
from filmwright.departments.screenplay.naming import Form, Name, read_name, split_cue
from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.departments.screenplay.plain_names import listed, plainly_named
from filmwright.departments.screenplay.texts import Reuse, apposition, looks_finite
from filmwright.formats.fountain_headings import is_capitals
from filmwright.model.screenplay import Screenplay

__all__ = ["find_forms"]

_BETWEEN = re.compile(r",\s+(?:(?:the|an?|her|his|their)\s+)?", re.IGNORECASE)
_ROW = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,\s*(?:and\s+)?|\s+(?:and|&|y|e|et|und)\s+)", re.IGNORECASE)
_NEXT_MEMBER = re.compile(r"[^.!?]{0,160};\s+(?:(?:and|y|e|et|und)\s+)?")
_OPENS_LIST = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|:|--|—|–|\()\s*")
_ROLE_BEFORE = re.compile(
    r"\b(?:the|an?|her|his|their|un[ae]?|une?|eine?|ihre?|seine?|su|son|sa|el|la|le|der|die|das|il|lo|o|a)\s+"
    r"(?:[^\W\d_][\w'’-]*\s+){0,3}([^\W\d_][\w'’-]*),?\s*$",
    re.IGNORECASE,
)
_PERSON_ENDING = re.compile(r"\w{2}(?:woman|women|folk|smith|keeper|maker|monger|mistress|herd|ologist|ographer)s?$")


def find_forms(screenplay: Screenplay) -> list[Form]:
    """All names of people in the order in which they are met."""
    forms: dict[object, Form] = {}
    spoken = _cue_names(screenplay)
    runs = _runs(screenplay, {cue.core for cue in spoken})
    aged = [name for found in runs.values() for run, name in found if run.bracket and bracket_age(run.bracket)]
    known = [*spoken, *dict.fromkeys(aged)]
    cues = {cue.core for cue in spoken}
    reused = Reuse.of(screenplay)
    for number, scene in enumerate(screenplay.scenes):
        for index, element in enumerate(scene.elements):
            if element.kind == "character":
                for part in split_cue(element.name or element.text):
                    _cue(forms, part, (number, index, 0))
            elif (number, index) in runs:
                found = runs[number, index]
                sure = [_is_somebody(r, n, known, reused, screenplay.language) for r, n in found]
                met = _with_companions(element.text, found, sure)
                _meet(forms, element.text, met, cues, (number, index))
    met_all = [*forms.values(), *listed(list(forms.values()), screenplay)]
    return [*met_all, *plainly_named(met_all, reused, screenplay)]


def _runs(screenplay: Screenplay, spoken: set[tuple[str, ...]]) -> dict[tuple[int, int], list[tuple[Run, Name]]]:
    """Capitals in every paragraph of action, by scene and element."""
    out: dict[tuple[int, int], list[tuple[Run, Name]]] = {}
    for number, scene in enumerate(screenplay.scenes):
        for index, element in enumerate(scene.elements):
            found = capital_runs(element.text) if element.kind == "action" else []
            if found:
                whole = [_without_verb(run, spoken) for run in found]
                out[number, index] = [(run, read_name(run.text)) for run in whole]
    return out


def _without_verb(run: Run, spoken: set[tuple[str, ...]]) -> Run:
    """`STUDENT TURNS`, in capitals with what the student does: a speaker's name, then a verb."""
    words = run.text.split()
    for size in range(1, len(words)):
        name = " ".join(words[:size])
        if looks_finite(fold(words[size])) and read_name(name).core in spoken:
            return run if read_name(run.text).core in spoken else replace(run, text=name, end=run.start + len(name))
    return run


def _with_companions(text: str, found: list[tuple[Run, Name]], sure: list[bool]) -> list[tuple[Run, Name]]:
    """Those who are somebody, and proper names that stand in one row with them: "IDA and OSKAR (9)"."""
    for _ in range(2):
        for at in range(len(found) - 1):
            (one, name), (two, other) = found[at], found[at + 1]
            if sure[at] != sure[at + 1] and _ROW.fullmatch(text[one.end : two.start]):
                new = other if sure[at] else name
                if not new.is_role and 1 <= len(new.core) <= 3 and not any(w in lexicon().never for w in new.core):
                    sure[at] = sure[at + 1] = True
    return [pair for pair, is_sure in zip(found, sure, strict=True) if is_sure]


def _meet(
    forms: dict[object, Form],
    text: str,
    met: list[tuple[Run, Name]],
    cues: set[tuple[str, ...]],
    place: tuple[int, int],
) -> None:
    """Note the people introduced in one paragraph, each with the words up to the next."""
    said = _roles_said(text, met, cues)
    ends = [run.start for run, _ in met[1:]] + [len(text) + 1]
    for at, ((run, name), end) in enumerate(zip(met, ends, strict=False)):
        if at in said.bearers:
            continue
        form = _form(forms, name, (*place, run.start))
        form.intros.append((place[0], cut_rest(run, text, end)))
        form.roles += said.roles.get(at, [])
        if name.is_group:
            form.members += _members_said(text, met, at)


def _members_said(text: str, met: list[tuple[Run, Name]], at: int) -> list[Name]:
    """The names in "the TWINS, IDA and OSKAR (9)"."""
    out: list[Name] = []
    for n in range(at + 1, len(met)):
        between = text[met[n - 1][0].end : met[n][0].start]
        joins = (
            _OPENS_LIST.fullmatch(between)
            if n == at + 1
            else _ROW.fullmatch(between) or _NEXT_MEMBER.fullmatch(between)
        )
        if met[n][1].is_group or joins is None:
            break
        out.append(met[n][1])
    return out if len(out) > 1 else []


@dataclass(frozen=True, slots=True)
class _Said:
    """Roles said with names, by the place of the name; `bearers` are role words that are no people of their own."""

    roles: dict[int, list[str]]
    bearers: frozenset[int]


def _roles_said(text: str, met: list[tuple[Run, Name]], cues: set[tuple[str, ...]]) -> _Said:
    """`The MAID, POPPY (19)`, `POPPY, the MAID` and `her butler, CRISP` each speak of one person."""
    roles: dict[int, list[str]] = {}
    bearers: set[int] = set()
    for at, (run, name) in enumerate(met):
        before = _ROLE_BEFORE.search(text[max(0, run.start - 90) : run.start])
        said = fold(before[1]) if before is not None and not name.is_role else ""
        role = (lexicon().role_of(said) or lexicon().animal_of(said)) if said else None
        if role is not None and not is_capitals(before[1] if before is not None else ""):
            roles.setdefault(at, []).append(role)
        if at + 1 == len(met):
            break
        follows, other = met[at + 1]
        if not _BETWEEN.fullmatch(text[run.end : follows.start]) or name.is_role == other.is_role:
            continue
        word, bearer, owner = (name, at, at + 1) if name.is_role else (other, at + 1, at)
        if not word.is_group and word.core not in cues:
            bearers.add(bearer)
            roles.setdefault(owner, []).append(word.core[-1])
    return _Said(roles, frozenset(bearers))


def _form(forms: dict[object, Form], name: Name, place: tuple[int, int, int]) -> Form:
    form = forms.get(name.key)
    if form is None:
        form = forms[name.key] = Form(name, first=place)
    return form


def _cue(forms: dict[object, Form], text: str, place: tuple[int, int, int]) -> None:
    name = read_name(text)
    if name.core and not (len(name.core) == 1 and name.core[0] in lexicon().nobody):
        _form(forms, name, place).cues.append(place[0])


def _cue_names(screenplay: Screenplay) -> list[Name]:
    found = {
        part: read_name(part)
        for scene in screenplay.scenes
        for element in scene.elements
        if element.kind == "character"
        for part in split_cue(element.name or element.text)
    }
    return list(found.values())


def _is_somebody(run: Run, name: Name, spoken: list[Name], reused: Reuse, language: str) -> bool:  # noqa: PLR0911  (rules in order)
    """Decide by grammar whether capitals in the action introduce somebody."""
    if len(name.core) not in range(1, 5):
        return False
    if run.bracket is not None and bracket_age(run.bracket) is not None:
        return True
    if _is_presented(run, name) or any(read_name(nick).core == cue.core for nick in name.nicks for cue in spoken):
        return True  # This is SPALDING JEAGER; MARGUERITE "BIG MARGE" DUBOIS, where BIG MARGE speaks
    if run.before in lexicon().stage and not any(word in lexicon().never for word in name.core):
        return True  # `Enter HELMER`
    if any(_means(cue, name) for cue in spoken):
        return not run.possessive or not name.is_role
    if name.core[-1] in lexicon().never or (run.possessive and name.is_role):
        return False
    if _is_number_of_people(run, name):
        return True
    if name.is_role:
        return _is_living(name) and not _names_a_place(run)
    if _follows_role(run, name, reused):
        return True
    return bool(name.titles) or _is_proper(run, name, reused, language)


_PRESENTED = re.compile(r"(?:[^.!?]*\b)?(?:[Tt]his|[Tt]hat) (?:is|must be) ")


def _is_presented(run: Run, name: Name) -> bool:
    """`This is SPALDING JEAGER.`: a full name that a sentence presents."""
    if run.before not in ("is", "be") or name.is_role or len(name.core) < 2 or not _PRESENTED.match(run.sentence):
        return False
    return not any(word in lexicon().never for word in name.core)


_PEOPLE_ENDING = re.compile(r"\w{2}(?:ers|ors|ists|ians|eers|men|women|folk)$")


def _is_number_of_people(run: Run, name: Name) -> bool:
    """`Twenty CONTROLLERS in headsets murmur`: a number of those who do something, doing what only somebody does."""
    words = lexicon()
    said = words.numbers.get(run.before, 0) > 1 or name.number > 1
    if not said or name.core[-1] in words.things or not _PEOPLE_ENDING.search(name.core[-1]):
        return False
    doing = [fold(w) for w in re.findall(r"[^\W\d_]+", run.rest)[:9]]
    return any(w + "s" in words.verbs and w + "s" not in words.things_do for w in doing)


def _follows_role(run: Run, name: Name, reused: Reuse) -> bool:
    """`his dog, BISCUIT, watches`, `her brother BEN`: a name right after what its bearer is."""
    words = lexicon()
    if any(word in words.never for word in name.core):
        return False
    if not (words.role_of(run.before) or words.animal_of(run.before) or run.before in words.kin):
        return False
    if run.after_comma:
        return run.comma or run.bracket is not None or name.core[0] in words.names
    return name.core[0] in words.names or all(reused.is_name(word) for word in name.core)


def _is_living(name: Name) -> bool:
    words = lexicon()
    head = name.core[-1]
    titled = head in words.titles and bool(words.titles[head].role)
    return bool(words.role_of(head) or words.animal_of(head)) or head in words.groups or titled


def _means(cue: Name, name: Name) -> bool:
    """Whether a name in the action can be the one who speaks under a cue."""
    if cue.core == name.core:
        return True
    if name.is_role and cue.is_role:
        return False
    return set(cue.core) <= set(name.core) or (
        len(name.core) >= 1 and set(name.core) <= set(cue.core) and not name.is_role
    )


def _names_a_place(run: Run) -> bool:
    """`the NURSE STATION` has its head last, but `NURSES' ROOM` and a word after `of the` do not stand for people."""
    return run.before in ("to", "into", "toward", "towards") and run.verb in ("room", "station", "office", "desk")


def _is_proper(run: Run, name: Name, reused: Reuse, language: str) -> bool:  # noqa: PLR0911  (rules in order)
    """A proper name without age or speech: described, or doing what only somebody does, and used as a name."""
    words = lexicon()
    if (run.before in words.articles_any and not _is_preposition(run.before, language)) or name.number > 1:
        return _acts_as_role(run, name)  # not `the LONDON train`, `a MERCEDES`
    described = run.comma and len(run.rest.split()) >= 2
    if described and apposition(run.rest, [*words.roles, *words.animals]):
        return True  # `BISCUIT, a terrier in a ruff`
    if any(word in reused.places for word in name.core) and name.core[0] not in words.names:
        return False
    known = all(reused.is_name(word) for word in name.core)
    acts = run.verb in words.verbs or (known and looks_finite(run.verb))
    if not (described or acts or run.possessive):
        return False
    if any(word in words.never for word in name.core):
        return False
    if name.core[0] in words.names:
        return True
    if acts and all(word in reused.shouted and word not in reused.small for word in name.core):
        return True  # `KROG bows`, twice: a play's directions know no other spelling
    if language == "de" or not known:
        return False  # German writes every noun with a capital: that says nothing
    return acts or run.possessive or described_age(run.rest) is not None or bool(apposition(run.rest, words.roles))


def _is_preposition(word: str, language: str) -> bool:
    """Spanish and Italian `a` stands before people; Portuguese and English `a` is an article."""
    return word in ("a", "o", "e", "i") and language in ("es", "it", "fr", "de") and (word == "a" or language == "es")


def _acts_as_role(run: Run, name: Name) -> bool:
    """`The PATHOLOGIST eats a pear`: a noun with an article that does what only somebody does."""
    words = lexicon()
    if any(word in words.never or word in words.things for word in name.core) or len(name.core) > 3 or run.possessive:
        return False
    person = _PERSON_ENDING.search("".join(name.core[-1:])) is not None
    acts = run.verb in words.verbs and run.verb not in words.things_do
    return person or (acts and run.before not in ("his", "her", "their", "its", "my", "your", "our"))
