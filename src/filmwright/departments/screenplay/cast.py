"""The cast: cues and introductions put together into people, by grammar and in order of appearance."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from filmwright.departments.screenplay.ages import bracket_age, described_age
from filmwright.departments.screenplay.capitals import Run, capital_runs, cut_rest
from filmwright.departments.screenplay.extras import Extra, find_extras
from filmwright.departments.screenplay.introductions import (
    bearer_of,
    gives_names,
    kinships,
    other_names,
    own_names,
    quoted_names,
)
from filmwright.departments.screenplay.mentions import Mentions, sex_by_pronouns
from filmwright.departments.screenplay.naming import Form, Name, Person, merge, read_name, split_cue, without_nicks
from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.engine.step import step
from filmwright.formats.fountain_headings import is_capitals
from filmwright.formats.fountain_prose import ascii_id, name_case, sentences
from filmwright.model.cast import Cast, Member, Relation, Sex
from filmwright.model.screenplay import Scene, Screenplay, speeches

__all__ = ["cast", "read_cast"]

_BETWEEN = re.compile(r",\s+(?:(?:the|an?|her|his|their)\s+)?", re.IGNORECASE)
_ROW = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,\s*(?:and\s+)?|\s+(?:and|&|y|e|et|und)\s+)", re.IGNORECASE)
_OPENS_LIST = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|:|--|—|–|\()\s*")
_ROLE_BEFORE = re.compile(
    r"\b(?:the|an?|her|his|their|un[ae]?|une?|eine?|ihre?|seine?|su|son|sa|el|la|le|der|die|das|il|lo|o|a)\s+"
    r"(?:[^\W\d_][\w'’-]*\s+){0,3}([^\W\d_][\w'’-]*),?\s*$",
    re.IGNORECASE,
)
_ENDINGS_TELL = ("en", "es", "it", "pt", "ru", "de", "fr")
Kind = Literal["person", "group", "animal", "thing"]

_ACTING = re.compile(
    r"(?:(?<=[.!?…\n] )|(?<=\n)|^)([A-ZÀ-Þ][a-zß-ÿ]+(?: [A-ZÀ-Þ][a-zß-ÿ]+)?)(?:,(?= [a-z])| ([a-zß-ÿ]+)\b)", re.MULTILINE
)
_FIRST_PERSON = re.compile(r"(?<![\w'’])I(?![\w.])")
_TELLS = 3  # times that a narrator says "I" outside of speech
_TITLED = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|Capt|Col|Rev|Sgt|Lt)\. [A-ZÀ-Þ][a-zß-ÿ]+(?: [A-ZÀ-Þ][a-zß-ÿ]+)?(?![^\n\"“]*[\"”])"
    r"|(?<!\w)(?:Miss|Sir|Lady|Lord|Madame|Monsieur|Señor|Señora|Doña|Don|Herr|Frau|Signor|Signora) [A-ZÀ-Þ][a-zß-ÿ]+"
)
_INSIDE = re.compile(r"(?<=[a-zß-ÿ,;] )([A-ZÀ-Þ][a-zß-ÿ]+)")
_BRACKETS = re.compile(r"\([^()]*\)")
_GENITIVE = re.compile(r"['’]s$")
_PERSON_ENDING = re.compile(r"\w{2}(?:woman|women|folk|smith|keeper|maker|monger|mistress|herd|ologist|ographer)s?$")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_BEARD = re.compile(
    r"\b(?:beard|bearded|moustache|mustache|goatee|barba|bigote|bart|schnurrbart|moustachu|barbu|baffi)\b"
)


@step("screenplay.cast", version=2, inline=True)
def cast(screenplay: Screenplay) -> Cast:
    """Find the people of a script: every name they go by, their age and sex where the script says them.

    Capitals alone make nobody: a sound, a prop or a camera word is left out unless it speaks.
    """
    return read_cast(screenplay)


def read_cast(screenplay: Screenplay) -> Cast:
    """The cast of a screenplay, by order of appearance."""
    forms = _forms(screenplay)
    people = merge(*_linked(forms, screenplay))
    aliases = _aliases(people)
    mentions = Mentions.of(screenplay, aliases)
    pronouns = sex_by_pronouns(mentions, screenplay.language)
    ids = _ids(people)
    members = [
        _member(person, ids[n], aliases[n], pronouns.get(n), mentions, n, screenplay) for n, person in enumerate(people)
    ]
    own = [_from_group(member, person, members, people) for member, person in zip(members, people, strict=True)]
    known = _with_relations(_with_members(own, people), mentions)
    named = _with_generics(known, screenplay.language)
    named = _with_narrator(named, screenplay)
    extras = _extras_of(named, mentions, screenplay)
    given = _names_of_nameless(extras, named, screenplay)
    named = [m.model_copy(update={"aliases": (*m.aliases, *given[n])}) if n in given else m for n, m in enumerate(named)]
    extras = [extra for extra in extras if all(extra.name not in names for names in given.values())]
    return Cast(members=(*named, *_unnamed(extras, named, screenplay)))


def _with_narrator(named: list[Member], screenplay: Screenplay) -> list[Member]:
    """The cast with whoever says "I" in a story told by one of its people."""
    if screenplay.format != "prose":
        return named
    said = [
        scene.scene_id
        for scene in screenplay.scenes
        for element in scene.elements
        if element.kind == "action"
        for _ in _FIRST_PERSON.findall(element.text)
    ]
    if len(said) < _TELLS:
        return named
    scenes = tuple(dict.fromkeys(said))
    for at, member in enumerate(named):
        if fold(member.name) in ("i", "narrator"):
            both = tuple(s.scene_id for s in screenplay.scenes if s.scene_id in {*scenes, *member.scenes})
            named[at] = member.model_copy(update={"aliases": (*member.aliases, "I"), "scenes": both})
            return named
    return [
        *named,
        Member(
            character_id="narrator", name="Narrator", aliases=("I",), first_scene=scenes[0], scenes=scenes,
            reason="tells the story as `I`",
        ),
    ]  # fmt: skip


def _extras_of(named: list[Member], mentions: Mentions, screenplay: Screenplay) -> list[Extra]:
    related = sorted({r.word for m in named for r in m.relations})
    return find_extras(mentions, [n for m in named for n in (m.name, *m.aliases)], related, screenplay.language)


def _with_members(members: list[Member], people: list[Person]) -> list[Member]:
    """Groups with the ids of those in them whom the script names."""
    ids = {form.name.key: m.character_id for m, p in zip(members, people, strict=True) for form in p.forms}
    out: list[Member] = []
    for member, person in zip(members, people, strict=True):
        inside = [ids[name.key] for form in person.forms for name in form.members if name.key in ids]
        whole = tuple(dict.fromkeys(i for i in inside if i != member.character_id))
        out.append(member.model_copy(update={"members": whole}) if whole else member)
    return out


def _with_relations(members: list[Member], mentions: Mentions) -> list[Member]:
    """Members with what they are to others."""
    found: dict[int, list[Relation]] = {}
    for kin in kinships(mentions):
        for word in (kin.word, *lexicon().kin_also.get(kin.word, ())):
            found.setdefault(kin.bearer, []).append(Relation(to=members[kin.owner].character_id, word=word))
    return [m.model_copy(update={"relations": tuple(found[n])}) if n in found else m for n, m in enumerate(members)]


def _unnamed(extras: list[Extra], named: list[Member], screenplay: Screenplay) -> list[Member]:
    """Members for people without a name, after those with one."""
    used = {m.character_id for m in named}
    taken = {fold(n) for m in named for n in (m.name, *m.aliases)}
    heads = Counter(extra.head for extra in extras)
    out: list[Member] = []
    for extra in extras:
        if extra.definite and _is_known(extra, named, screenplay):
            continue
        identity = _free_id(ascii_id(extra.name) or "extra", used)
        words = lexicon()
        role = words.role_of(fold(extra.head), many=extra.kind == "group")
        scenes = tuple(dict.fromkeys(screenplay.scenes[s.scene].scene_id for s in extra.where))
        short = heads[extra.head] == 1 and fold(extra.head) not in taken and fold(extra.head) != fold(extra.name)
        inside = tuple(named[n].character_id for n in extra.members)
        out.append(
            Member(
                character_id=identity,
                name=extra.name[:1].upper() + extra.name[1:],
                aliases=(extra.head,) if short and fold(extra.head) not in words.anybody else (),
                sex=words.roles.get(role, "unknown") if role is not None and extra.kind != "group" else "unknown",
                age=words.role_ages.get(role) if role is not None else None,
                kind=_extra_kind(extra),
                count=max(extra.count, len(inside)),
                members=inside,
                extra=True,
                introduction=extra.where[0].text,
                first_scene=scenes[0],
                scenes=scenes,
                reason="a person without a name, shown by the action",
            )
        )
    return out


def _names_of_nameless(extras: list[Extra], named: list[Member], screenplay: Screenplay) -> dict[int, list[str]]:
    """"A man in pyjamas scrapes a cup." - "GEORGE: You got fat.": George, whom nobody introduced, is the man.

    So it is when nobody else without a name came before in that scene, and the words are used there only.
    """
    words = lexicon()
    out: dict[int, list[str]] = {}
    for number, member in enumerate(named):
        if (member.role and fold(member.name) not in lexicon().anybody) or member.kind != "person":
            continue
        place = next((n for n, s in enumerate(screenplay.scenes) if s.scene_id == member.first_scene), 0)
        before = _named_at_last(screenplay.scenes[place], member)
        here = [e for e in extras if e.kind == "person" and any(s.scene == place and s.paragraph < before for s in e.where)]
        if len(here) != 1 or here[0].definite or {s.scene for s in here[0].where} != {place}:
            continue
        role = words.role_of(fold(here[0].head))
        sex = words.roles.get(role, "unknown") if role is not None else "unknown"
        if role in words.anybody and (member.sex == "unknown" or sex in ("unknown", member.sex)):
            out[number] = [here[0].name]
    return out


def _named_at_last(scene: Scene, member: Member) -> int:
    """Where a name comes in without any introduction: one past the paragraph, or the cue; -1 when it is introduced.

    "A man scrapes a cup. Scar, beard. GEORGE (34).": the sentence that is no more than a name says who the man is.
    """
    names = {fold(n) for n in (member.name, *member.aliases)}
    parts = {word for name in names for word in name.split()}
    for index, element in enumerate(scene.elements):
        if element.kind == "character" and fold(element.name or element.text) in names:
            return index
        if element.kind != "action":
            continue
        for at, (start, end) in enumerate(sentences(element.text)):
            said = {fold(w) for w in _WORD.findall(re.sub(r"\([^()]*\)", "", element.text[start:end]))}
            if said & names or said & parts:
                alone = said <= (parts | lexicon().articles_any)
                return (index + (1 if at else 0)) if alone else -1
    return -1


def _is_known(extra: Extra, named: list[Member], screenplay: Screenplay) -> bool:
    """Whether "the widow" or "her son" can be somebody with a name who is in all those scenes."""
    words = lexicon()
    role = words.role_of(fold(extra.head))
    sex = words.roles.get(role, "unknown") if role is not None else "unknown"
    if sex == "unknown":
        return False
    scenes = {screenplay.scenes[s.scene].scene_id for s in extra.where}
    age = words.role_ages.get(str(role))
    return any(
        m.kind == "person" and m.sex in (sex, "unknown") and scenes <= set(m.scenes)
        and (m.age is None or ((age is None or age > 16) == (m.age > 16) or role in words.kin))
        for m in named
    )  # fmt: skip


def _extra_kind(extra: Extra) -> Kind:
    return "group" if extra.kind == "group" else "animal" if extra.kind == "animal" else "person"


def _free_id(base: str, used: set[str]) -> str:
    candidate, count = base, 2
    while candidate in used:
        candidate, count = f"{base}_{count}", count + 1
    used.add(candidate)
    return candidate


def _from_group(member: Member, person: Person, members: list[Member], people: list[Person]) -> Member:
    """`FIRST MOVER`, never described, is described with `TWO MOVERS in brown overalls`."""
    name = person.main.name
    if not name.ordinals or not name.is_role or member.description:
        return member
    role = lexicon().role_of(name.core[-1])
    for other, group in zip(members, people, strict=True):
        head = group.main.name.core[-1]
        if other.kind == "group" and role is not None and lexicon().role_of(head, many=True) == role:
            said = {"introduction": other.introduction, "description": other.description}
            return member.model_copy(update=said)
    return member


# --- forms: every name and where it stands ------------------------------------------------------------


def _forms(screenplay: Screenplay) -> list[Form]:
    """All names of people in the order in which they are met."""
    forms: dict[object, Form] = {}
    runs = _runs(screenplay)
    spoken = _cue_names(screenplay)
    aged = [name for found in runs.values() for run, name in found if run.bracket and bracket_age(run.bracket)]
    known = [*spoken, *dict.fromkeys(aged)]
    cues = {cue.core for cue in spoken}
    reused = _Reuse.of(screenplay)
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
    met_all = [*forms.values(), *_listed(list(forms.values()), screenplay)]
    return [*met_all, *_plainly_named(met_all, reused, screenplay)]


def _titled(forms: list[Form], screenplay: Screenplay) -> list[Form]:
    """`Mrs. Garrow, the landlady, knocks`: a title and a name in the action, for somebody who never speaks."""
    cores = {form.name.core[-1] for form in forms}
    found: dict[tuple[str, ...], Form] = {}
    for number, scene in enumerate(screenplay.scenes):
        for index, element in enumerate(scene.elements):
            if element.kind != "action":
                continue
            for match in _TITLED.finditer(element.text):
                name = read_name(match[0])
                if name.titles and name.core and name.core[-1] not in cores and not name.is_role:
                    found.setdefault(name.core[-1:], Form(name, first=(number, index, match.start())))
    return list(found.values())


def _plainly_named(forms: list[Form], reused: "_Reuse", screenplay: Screenplay) -> list[Form]:
    """People whom the script never writes in capitals and who never speak: "Lenny waltzes past with a mop."

    A given name that acts is one; any other word must act twice, stand inside a sentence with its capital,
    and never be written small.
    """
    words = lexicon()
    known = {word for form in forms for word in (*form.name.core, *form.name.titles, *form.name.qualifiers)}
    known |= {word for form in forms for nick in form.name.nicks for word in read_name(nick).core}
    acting: dict[str, list[tuple[int, int, int]]] = {}
    full: dict[str, str] = {}
    inside: set[str] = set()
    for number, scene in enumerate(screenplay.scenes):
        for index, element in enumerate(scene.elements):
            if element.kind not in ("action", "dialogue"):
                continue
            inside.update(fold(m[1]) for m in _INSIDE.finditer(element.text))
            if element.kind != "action":
                continue
            for match in _ACTING.finditer(element.text):
                word = fold(match[1].split()[-1]) if match[1].split()[0] in ("Old", "Young", "Little") else fold(match[1].split()[0])
                verb = match[2]
                if word in known or word in reused.small or word in reused.places or word in words.never:
                    continue
                if verb is None or verb in ("is", "was", "has", "had") or _looks_finite(verb) or verb.endswith("ed"):
                    acting.setdefault(word, []).append((number, index, match.start()))
                    full.setdefault(word, match[1])
    out: list[Form] = _titled(forms, screenplay)
    titled = {form.name.core[-1] for form in out}
    for word, places in acting.items():
        if word in titled:
            continue
        sure = word in words.names or (screenplay.language != "de" and len(places) > 1 and word in inside)
        name = read_name(full[word])
        if sure and not name.is_role and 1 <= len(name.core) <= 3:
            out.append(Form(name, first=places[0]))
    return out


def _listed(forms: list[Form], screenplay: Screenplay) -> list[Form]:
    """Forms from a play's list of persons, for those who are met: full names, and what they are."""
    out: list[Form] = []
    keys = {form.name.key: form for form in forms}
    for item in screenplay.left_out:
        if item.what != "list of persons":
            continue
        for line in item.text.splitlines():
            said = re.match(r"\s*((?:(?:Mrs|Mr|Ms|Dr|St|Prof|Rev|Capt|Col|Gen|Lt|Sgt)\.|[^,.;:(\[–—])+)(.*)", line, re.IGNORECASE)
            name = read_name(said[1]) if said is not None else None
            if said is None or name is None or not 1 <= len(name.core) <= 4:
                continue
            met = [f for f in forms if f.name.core[-1] == name.core[-1] or f.name.core == name.core]
            if not met:
                continue
            form = keys.get(name.key)
            if form is None:
                form = keys[name.key] = Form(name, first=min(f.first for f in met))
                out.append(form)
            rest = said[2].strip(" ,.;:–—")
            run = Run(said[1].strip(), 0, len(said[1]), line.strip(), "", None, True, "", rest, len(said[1]), False, False)  # noqa: FBT003
            form.intros.append((form.first[0], run))
            role = _apposition(rest, lexicon().roles) if not name.is_role else None
            if role is not None:
                form.roles.append(role)
    return out


def _runs(screenplay: Screenplay) -> dict[tuple[int, int], list[tuple[Run, Name]]]:
    """Capitals in every paragraph of action, by scene and element."""
    out: dict[tuple[int, int], list[tuple[Run, Name]]] = {}
    for number, scene in enumerate(screenplay.scenes):
        for index, element in enumerate(scene.elements):
            found = capital_runs(element.text) if element.kind == "action" else []
            if found:
                out[number, index] = [(run, read_name(run.text)) for run in found]
    return out


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
        if met[n][1].is_group or not (_OPENS_LIST if n == at + 1 else _ROW).fullmatch(between):
            break
        out.append(met[n][1])
    return out if len(out) > 1 else []


def _linked(forms: list[Form], screenplay: Screenplay) -> tuple[list[Form], list[tuple[Name, Name]]]:
    """The forms with other names that the text gives, and which names are one person's."""
    known: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, form in enumerate(forms):
        for name in {form.name.core, (*form.name.core, *form.name.qualifiers), form.name.core[:1]}:
            known.setdefault(name[-1], []).append((name, number))
    for names in known.values():
        names.sort(key=lambda item: (-len(item[0]), item[1]))
    out = list(forms)
    keys = {form.name.key for form in forms}
    words = {word for form in forms for word in form.name.core}
    links = [*_slashed(forms, screenplay), *_revealed(forms, screenplay), *_named_in_speech(forms, screenplay), *_named_by_cue(forms, screenplay)]
    for form in forms:
        links += [(form.name, named) for named in _nicks(form, out, keys)]
    for scene, index, text in _action(screenplay):
        for given in other_names(text):
            owner = bearer_of(given.before, known)
            name = read_name(given.name)
            if (
                owner is None
                or not name.core
                or name.core[-1] in lexicon().never
                or name.core == forms[owner].name.core
            ):
                continue
            if not given.sure and name.core[-1] not in words:
                continue
            if name.key not in keys:
                keys.add(name.key)
                out.append(Form(name, first=(scene, index, 0)))
            links.append((forms[owner].name, name))
    return out, links


def _action(screenplay: Screenplay) -> Iterator[tuple[int, int, str]]:
    """Every sentence of action that may give somebody another name."""
    for number, scene in enumerate(screenplay.scenes):
        for index, element in enumerate(scene.elements):
            if element.kind == "action" and gives_names(element.text):
                for start, end in sentences(element.text):
                    yield number, index, element.text[start:end]


def _nicks(form: Form, out: list[Form], keys: set[tuple[tuple[str, ...], ...]]) -> list[Name]:
    """Names in quotation marks: inside the name, or in the brackets after it."""
    said = [*form.name.nicks, *(n for _, run in form.intros for n in quoted_names(run.bracket or ""))]
    found: list[Name] = []
    for text in dict.fromkeys(said):
        name = read_name(text)
        if name.core:
            found.append(name)
            if name.key not in keys:
                keys.add(name.key)
                out.append(Form(name, first=form.first))
    return found


def _slashed(forms: list[Form], screenplay: Screenplay) -> list[tuple[Name, Name]]:
    """`TOM/WOLF` is one person when WOLF is never met alone; `ANNA/BEN` are two who speak together."""
    alone: dict[tuple[tuple[str, ...], ...], int] = {f.name.key: len(f.intros) for f in forms}
    pairs: list[tuple[Name, Name]] = []
    for scene in screenplay.scenes:
        for element in scene.elements:
            if element.kind == "character":
                parts = [read_name(p) for p in split_cue(element.name or element.text)]
                if len(parts) == 2 and "/" in (element.name or element.text):
                    pairs.append((parts[0], parts[1]))
                else:
                    for part in parts:
                        alone[part.key] = alone.get(part.key, 0) + 1
    return [(one, two) for one, two in dict.fromkeys(pairs) if alone.get(two.key, 0) == 0 and alone.get(one.key, 0)]


def _revealed(forms: list[Form], screenplay: Screenplay) -> list[tuple[Name, Name]]:
    """"The woman stands up, and up. THE QUEEN OF CLOCKS.": a sentence that is no more than a new name.

    It names the one nameless man, woman or stranger of the paragraph.
    """
    words = lexicon()
    nameless: dict[int, list[Form]] = {}
    for form in forms:
        if form.name.is_role and not form.name.is_group and any(w in words.anybody for w in form.name.core):
            nameless.setdefault(form.first[0], []).append(form)
    by_words = {
        tuple(fold(w) for w in _WORD.findall(f.name.text)): f
        for f in forms
        if not f.name.is_group and (not f.name.is_role or f.name.qualifiers) and not set(f.name.core) & words.anybody
    }
    links: list[tuple[Name, Name]] = []
    for number, scene in enumerate(screenplay.scenes):
        if number not in nameless:
            continue
        for index, element in enumerate(scene.elements):
            if element.kind != "action":
                continue
            for start, end in sentences(element.text)[1:]:
                said = tuple(fold(w) for w in _WORD.findall(_BRACKETS.sub("", element.text[start:end])))
                form = by_words.get(said) or by_words.get(said[1:] if said[:1] and said[0] in words.articles_any else ())
                if form is None or form.first[:2] < (number, index):
                    continue
                earlier = {fold(w) for w in _WORD.findall(element.text[:start])}
                meant = [f for f in nameless[number] if set(f.name.core) & earlier and f.first[:2] <= (number, index)]
                if len(meant) == 1:
                    links.append((meant[0].name, form.name))
    return links


def _named_in_speech(forms: list[Form], screenplay: Screenplay) -> list[tuple[Name, Name]]:
    """`STRANGER: My name is Cole.`: whoever speaks under a role gives the name of another form."""
    by_core = {form.name.core: form for form in forms}
    links: list[tuple[Name, Name]] = []
    for scene in screenplay.scenes:
        for speech in speeches(scene):
            speaker = read_name(speech.speaker)
            for given in own_names(speech.text):
                name = read_name(given)
                other = by_core.get(name.core) or by_core.get(name.core[:1]) or by_core.get(name.core[-1:])
                mine = by_core.get(speaker.core)
                if other is None or mine is None or other is mine or other.name.is_role:
                    continue
                if set(other.cues) & set(mine.cues) and not speaker.is_role:
                    continue  # both speak here under their names: somebody jokes
                links.append((mine.name, other.name))
    return list(dict.fromkeys(links))


def _named_by_cue(forms: list[Form], screenplay: Screenplay) -> list[tuple[Name, Name]]:
    """A role that speaks no more once a name that nobody introduced speaks in its place.

    `BEARDED MAN: I counted.` - `NKECHI: Mr. Halvorsen?` - `HALVORSEN: Nine years.`
    """
    by_key = {form.name.key: form for form in forms}
    last = _last_cues(screenplay)
    links = _stranger_named(forms, last)
    for number, scene in enumerate(screenplay.scenes):
        said: set[str] = set()
        before: tuple[tuple[str, ...], ...] | None = None
        roles: dict[tuple[tuple[str, ...], ...], Form] = {}
        for speech in speeches(scene):
            name = read_name(speech.speaker)
            form = by_key.get(name.key)
            if form is not None and form.name.is_role and not form.name.is_group:
                roles.setdefault(name.key, form)
            elif form is not None and form.first == (number, speech.cue, 0) and set(name.core) & said:
                gone = [f for key, f in roles.items() if last[key] < (number, speech.cue)]
                if len(gone) == 1 and before != gone[0].name.key:
                    links.append((gone[0].name, form.name))
            said = {fold(w) for w in _WORD.findall(speech.text) if w[0].isupper()}  # they answer to it at once
            before = name.key
    return links


def _stranger_named(
    forms: list[Form], last: dict[tuple[tuple[str, ...], ...], tuple[int, int]]
) -> list[tuple[Name, Name]]:
    """The one STRANGER of a film falls silent, and a name nobody introduced speaks from then on: the same person."""
    nameless = [f for f in forms if f.cues and f.name.is_role and f.name.core == ("stranger",)]
    if len(nameless) != 1:
        return []
    stranger = nameless[0]
    ended = last[stranger.name.key]
    later = [f for f in forms if f.cues and not f.name.is_role and not f.intros and f.first[:2] > ended]
    return [(stranger.name, later[0].name)] if len(later) == 1 else []


def _last_cues(screenplay: Screenplay) -> dict[tuple[tuple[str, ...], ...], tuple[int, int]]:
    return {
        read_name(speech.speaker).key: (number, speech.cue)
        for number, scene in enumerate(screenplay.scenes)
        for speech in speeches(scene)
    }


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
        before = _ROLE_BEFORE.search(text[: run.start])
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


@dataclass(frozen=True, slots=True)
class _Reuse:
    """How often each word stands in the action with a capital letter only, and in small letters."""

    capitalised: dict[str, int]
    small: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, screenplay: Screenplay) -> "_Reuse":
        words: Counter[str] = Counter()
        for scene in screenplay.scenes:
            for element in scene.elements:
                if element.kind in ("action", "dialogue"):
                    words.update(_WORD.findall(element.text))
        capitalised: dict[str, int] = {}
        small: set[str] = set()
        for word, count in words.items():
            if word[0].islower():
                small.add(fold(word))
            elif len(word) > 1 and not word.isupper():
                key = fold(_GENITIVE.sub("", word))
                capitalised[key] = capitalised.get(key, 0) + count
        places = {fold(w) for scene in screenplay.scenes for w in _WORD.findall(scene.place)}
        return cls(capitalised, frozenset(small), frozenset(places))

    def is_name(self, word: str) -> bool:
        """Written as a name elsewhere, and never as a common word."""
        return self.capitalised.get(word, 0) >= 1 and word not in self.small


# --- is it somebody? ----------------------------------------------------------------------------------


def _is_somebody(run: Run, name: Name, spoken: list[Name], reused: _Reuse, language: str) -> bool:
    """Decide by grammar whether capitals in the action introduce somebody."""
    if len(name.core) not in range(1, 5):
        return False
    if run.bracket is not None and bracket_age(run.bracket) is not None:
        return True
    if any(_means(cue, name) for cue in spoken):
        return not run.possessive or not name.is_role
    if name.core[-1] in lexicon().never or (run.possessive and name.is_role):
        return False
    if name.is_role:
        return _is_living(name) and not _names_a_place(run)
    if _follows_role(run, name, reused):
        return True
    return bool(name.titles) or _is_proper(run, name, reused, language)


def _follows_role(run: Run, name: Name, reused: _Reuse) -> bool:
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


def _is_proper(run: Run, name: Name, reused: _Reuse, language: str) -> bool:
    """A proper name without age or speech: described, or doing what only somebody does, and used as a name."""
    words = lexicon()
    if (run.before in words.articles_any and not _is_preposition(run.before, language)) or name.number > 1:
        return _acts_as_role(run, name)  # not `the LONDON train`, `a MERCEDES`
    described = run.comma and len(run.rest.split()) >= 2
    if described and _apposition(run.rest, [*words.roles, *words.animals]):
        return True  # `BISCUIT, a terrier in a ruff`
    if any(word in reused.places for word in name.core) and name.core[0] not in words.names:
        return False
    known = all(reused.is_name(word) for word in name.core)
    acts = run.verb in words.verbs or (known and _looks_finite(run.verb))
    if not (described or acts or run.possessive):
        return False
    if any(word in words.never for word in name.core):
        return False
    if name.core[0] in words.names:
        return True
    if language == "de" or not all(reused.is_name(word) for word in name.core):
        return False  # German writes every noun with a capital: that says nothing
    return acts or run.possessive or described_age(run.rest) is not None or bool(_apposition(run.rest, words.roles))


def _is_preposition(word: str, language: str) -> bool:
    """Spanish and Italian `a` stands before people; Portuguese and English `a` is an article."""
    return word in ("a", "o", "e", "i") and language in ("es", "it", "fr", "de") and (word == "a" or language == "es")


def _looks_finite(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss") and len(word) > 3


def _acts_as_role(run: Run, name: Name) -> bool:
    """`The PATHOLOGIST eats a pear`: a noun with an article that does what only somebody does."""
    words = lexicon()
    if any(word in words.never or word in words.things for word in name.core) or len(name.core) > 3 or run.possessive:
        return False
    person = _PERSON_ENDING.search(name.core[-1]) is not None
    acts = run.verb in words.verbs and run.verb not in words.things_do
    return person or (acts and run.before not in ("his", "her", "their", "its", "my", "your", "our"))


# --- aliases and ids ----------------------------------------------------------------------------------


def _aliases(people: list[Person]) -> list[tuple[str, ...]]:
    """Every word that means each person, in order, none of which means anybody else."""
    wanted = [list(_own_names(person)) for person in people]
    strong: dict[str, set[int]] = {}
    weak: dict[str, set[int]] = {}
    for index, names in enumerate(wanted):
        for text, is_form in names:
            (strong if is_form else weak).setdefault(fold(text), set()).add(index)
    out: list[tuple[str, ...]] = []
    for index, names in enumerate(wanted):
        kept: list[str] = []
        seen: set[str] = set()
        for text, is_form in names:
            key = fold(text)
            owners = strong.get(key, set()) if is_form or key in strong else weak[key]
            if owners == {index} and key not in seen:
                seen.add(key)
                kept.append(text)
        out.append(tuple(kept))
    return out


def _own_names(person: Person) -> Iterable[tuple[str, bool]]:
    """Names that could mean a person: first those the script uses, then those that follow from them."""
    for form in person.forms:
        yield _shown(form.name), True
        if not form.name.is_role and any(run.before in lexicon().articles_any for _, run in form.intros):
            yield " ".join(form.name.core), True  # a common noun: `the pathologist`
    for form in person.forms:
        yield from ((text, False) for text in _name_parts(form.name))
        yield from ((text, False) for text in _role_words(form))


def _name_parts(name: Name) -> Iterable[str]:
    """First name, surname, title with surname, the name without title or qualifier."""
    if name.is_role:
        return
    spelled = name_case(without_nicks(name.text)).split()[-len(name.core) :]
    if len(name.core) > 1:
        yield spelled[0]
        yield spelled[-1]
        for title in name.titles:
            stop = "." if len(title) <= 3 else ""
            yield f"{title.capitalize()}{stop} {spelled[-1]}"
    if name.qualifiers or name.titles or name.nicks:
        yield " ".join(spelled)


def _role_words(form: Form) -> Iterable[str]:
    """Words that can stand for somebody: of the title, of the introduction, of the role itself."""
    words, name = lexicon(), form.name
    yield from (words.titles[title].role for title in name.titles if words.titles[title].role)
    for role in form.roles:
        if role not in words.anybody:
            yield role
            if role in words.breeds:
                yield words.breeds[role]
    if name.is_role and (len(name.core) > 1 or name.qualifiers):
        yield name.core[-1]
        yield from (word for word in name.core[:-1] if words.role_of(word))
    if not name.is_role:
        for _, run in form.intros:
            said = _said_role(run)
            if said is not None and said not in words.anybody:
                yield said
    for _, run in form.intros:
        breed = _apposition(run.rest, words.breeds)
        if breed is not None and not name.is_role:
            yield from (breed, words.breeds[breed])
    if name.is_group and name.number > 1:
        yield " ".join(name.core)


def _said_role(run: Run) -> str | None:
    """What somebody is, by the words after the name: "a wine merchant", "ship's doctor", "(30s, nurse)"."""
    words = lexicon()
    if run.comma or run.bracket is not None:
        role = _apposition(run.rest, [*words.roles, *words.animals, *words.things])
        if role is not None:
            return role
        first = re.split(r"[,.;:—–]", run.rest.lstrip(", "), maxsplit=1)[0].split()
        if 0 < len(first) <= 3 and words.role_of(fold(first[-1])) and all(w[:1].islower() for w in first):
            return fold(first[-1])
    for part in re.split(r"[,/]", run.bracket or ""):
        said = part.split()
        if said and len(said) <= 3 and words.role_of(fold(said[-1])) and said[-1].islower():
            return fold(said[-1])
    return None


def _shown(name: Name) -> str:
    return name_case(name.text)


def _ids(people: list[Person]) -> list[str]:
    """Stable identifiers, unique in the cast."""
    used: set[str] = set()
    out: list[str] = []
    for person in people:
        out.append(_free_id(ascii_id(person.main.name.text) or "character", used))
    return out


# --- what the script says of somebody -----------------------------------------------------------------


def _member(
    person: Person,
    identity: str,
    aliases: tuple[str, ...],
    pronoun: tuple[Sex, str] | None,
    mentions: Mentions,
    index: int,
    screenplay: Screenplay,
) -> Member:
    intro = person.intro
    introduction = intro.sentence if intro is not None else mentions.first_sentence(index)
    described = intro or _plain_introduction(introduction, (_shown(person.main.name), *aliases))
    description = _description(described) if described is not None else ""
    kind = _kind(person, description)
    sex, why_sex = _sex(person, described, pronoun, screenplay.language, kind)
    age, why_age = _age(person, described, description)
    shown = _shown(person.main.name)
    seen = sorted(set(person.cues) | mentions.scenes(index) | {person.first[0]})
    scenes = tuple(screenplay.scenes[n].scene_id for n in seen)
    reasons = [f"sex: {why_sex}" if why_sex else "", f"age: {why_age}" if why_age else "", person.reason]
    return Member(
        character_id=identity,
        name=shown,
        aliases=tuple(a for a in aliases if fold(a) != fold(shown)),
        sex=sex,
        age=age,
        kind=kind,
        count=_count(person) if kind == "group" else 1,
        role=all(form.name.is_role for form in person.forms),
        speaks=bool(person.cues),
        introduction=introduction,
        description=description,
        first_scene=scenes[0],
        scenes=scenes,
        reason="; ".join(r for r in reasons if r),
    )


def _description(run: Run) -> str:
    """What is said right after the name: the rest of the bracket, then the rest of the sentence."""
    parts = [p.strip() for p in re.split(r"[,，、]", run.bracket or "")]
    said = [p for p in parts if p and bracket_age(p) is None and not p.isupper()]
    return ", ".join([*said, run.rest])


def _plain_introduction(sentence: str, names: Iterable[str]) -> Run | None:
    """An introduction without capitals, as in `Northcote, 63, portly, enters` or `A nurse in blue leans in`."""
    for name in sorted(names, key=len, reverse=True):
        if name.upper() == name.lower():
            return _caseless_introduction(sentence, name)
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.IGNORECASE)
        if match is not None:
            marked = sentence[: match.start()] + name.upper() + sentence[match.end() :]
            runs = [r for r in capital_runs(marked) if r.start <= match.start() < r.end]
            return runs[0] if runs else None
    return None


def _count(person: Person) -> int:
    """How many a group is: the number in its name, else a guess by the word."""
    words = lexicon()
    before = [words.numbers.get(run.before, 1) for form in person.forms for _, run in form.intros]
    said = max(*(form.name.number for form in person.forms), *before, 1)
    return said if said > 1 else words.crowds.get(person.main.name.core[-1], 3)


def _kind(person: Person, description: str) -> Kind:
    words = lexicon()
    name = person.main.name
    if name.is_group:
        return "group"
    head = name.core[-1]
    if name.is_role and words.animal_of(head) and not words.role_of(head):
        return "animal"
    if name.is_role and head in words.things and not words.role_of(head):
        return "thing"
    said = any(words.animal_of(role) and not words.role_of(role) for form in person.forms for role in form.roles)
    if not words.role_of(head) and (said or _apposition(description, words.animals)):
        return "animal"
    return "person"


def _apposition(description: str, wanted: Iterable[str]) -> str | None:
    """The wanted word that a description opens with: `a scruffy little dog` but not `a man with a dog`."""
    match = re.match(r"^(?:an?|the|un[ae]?|une?|eine?|um|uma)\s+(.+)", description, re.IGNORECASE)
    if match is None:
        return None
    head = re.split(r"\b(?:with|in|of|who|whose|from|on|at|con|de|en|mit|avec)\b|[.;:]", match[1])[0]
    found = [fold(w) for w in _WORD.findall(head)[:6]]
    keep = set(wanted)
    return next((w for w in found if w in keep), None)


def _sex(
    person: Person, intro: Run | None, pronoun: tuple[Sex, str] | None, language: str, kind: Kind
) -> tuple[Sex, str]:
    """The sex and the words that say it; titles first, endings of names last."""
    if kind in ("group", "thing"):
        return "unknown", ""
    strong = pronoun is not None and pronoun[1].endswith("!")
    said = (
        _sex_by_title(person)
        or _sex_by_role(person)
        or _sex_by_article(person, intro, language)
        or (pronoun if strong else None)
        or _sex_by_description(intro)
        or _sex_by_given_name(person)
        or pronoun
        or _sex_by_ending(person, language)
    )
    if said is None:
        return "unknown", ""
    return said[0], said[1].rstrip("!")


def _sex_by_title(person: Person) -> tuple[Sex, str] | None:
    titles = lexicon().titles
    for form in person.forms:
        for title in form.name.titles:
            if titles[title].sex != "unknown":
                return titles[title].sex, f"title `{title}`"
    return None


def _sex_by_role(person: Person) -> tuple[Sex, str] | None:
    words = lexicon()
    for form in person.forms:
        for word in (*form.roles, *(reversed(form.name.core) if form.name.is_role else ())):
            role = words.role_of(word)
            if role and words.roles[role] != "unknown":
                return words.roles[role], f"role `{word}`"
    return None


def _sex_by_article(person: Person, intro: Run | None, language: str) -> tuple[Sex, str] | None:
    articles = lexicon().articles.get(language, {})
    if intro is not None and person.main.name.is_role and intro.before in articles:
        return articles[intro.before], f"article `{intro.before}`"
    return None


def _sex_by_description(intro: Run | None) -> tuple[Sex, str] | None:
    if intro is None:
        return None
    roles: dict[str, Sex] = {word: sex for word, sex in lexicon().roles.items() if sex != "unknown"}
    word = _apposition(intro.rest, roles)
    if word is not None:
        return roles[word], f"description `{word}`"
    beard = _BEARD.search(fold(intro.rest))
    return ("male", f"description `{beard[0]}`") if beard else None


def _sex_by_given_name(person: Person) -> tuple[Sex, str] | None:
    names = lexicon().names
    for form in person.forms:
        if form.name.is_role:
            continue
        first = form.name.core[0]
        for part in (first, *first.split("-")):
            if part in names:
                return names[part], f"given name `{part}`"
    return None


def _sex_by_ending(person: Person, language: str) -> tuple[Sex, str] | None:
    name = person.main.name
    if (
        name.is_role
        or (len(name.core) == 1 and name.titles)
        or language not in ("en", "es", "it", "pt", "ru", "de", "fr")
    ):
        return None
    first = name.core[0]
    for ending, sex in lexicon().endings:
        if len(first) > len(ending) + 1 and first.endswith(ending):
            return sex, f"name ends in `{ending}`"
    return None


def _age(person: Person, intro: Run | None, description: str) -> tuple[int | None, str]:
    """The age and the words that say it: brackets, description, qualifier, role."""
    runs = [run for form in person.forms for _, run in form.intros] + ([intro] if intro is not None else [])
    for run in runs:
        years = bracket_age(run.bracket) if run.bracket is not None else None
        if years is not None:
            return years, f"`({run.bracket})`"
    said = described_age(description) if description else None
    if said is not None:
        return said[0], f"`{said[1]}`"
    return _age_by_name(person) or _age_by_words(intro, description) or (None, "")


def _age_by_name(person: Person) -> tuple[int, str] | None:
    """`OLD TEODOR`, `BOY`."""
    words = lexicon()
    for form in person.forms:
        for word in (*form.name.qualifiers, *form.name.core):
            if words.qualifiers.get(word):
                return words.qualifiers[word], f"`{word}`"
            role = words.role_of(word)
            if role is not None and role in words.role_ages and form.name.is_role:
                return words.role_ages[role], f"role `{word}`"
    return None


def _age_by_words(intro: Run | None, description: str) -> tuple[int, str] | None:
    """`a boy with a kite`, `the old KATE`."""
    words = lexicon()
    word = _apposition(description, words.role_ages)
    if word is not None:
        return words.role_ages[word], f"description `{word}`"
    if intro is not None and words.qualifiers.get(intro.before):
        return words.qualifiers[intro.before], f"`{intro.before}`"
    return None


def _caseless_introduction(sentence: str, name: str) -> Run | None:
    """`老秦（六十八岁，瘦高）`: a name without case, introduced with brackets."""
    at = sentence.find(name)
    if at < 0:
        return None
    end = at + len(name)
    match = re.match(r"\s*[(（]([^()（）]{1,60})[)）]", sentence[end:])
    rest = sentence[end + (match.end() if match else 0) :]
    bracket = match[1] if match else None
    return Run(name, at, end, sentence, "", bracket, True, "", rest.strip(" ,，"), end, False, False)  # noqa: FBT003


# --- words such as "the girl" --------------------------------------------------------------------------


def _with_generics(members: list[Member], language: str) -> list[Member]:
    """Add `girl`, `boy` and the like to the only one in the cast whom they fit."""
    extra: dict[int, list[str]] = {}
    taken = {fold(text) for m in members for text in (m.name, *m.aliases)}
    for word, generic in lexicon().generics.get(language, {}).items():
        fits = [
            i
            for i, m in enumerate(members)
            if m.kind == "person"
            and generic.sex in ("unknown", m.sex)
            and m.age is not None
            and generic.youngest <= m.age <= generic.oldest
        ]
        if len(fits) == 1 and word not in taken:
            extra.setdefault(fits[0], []).append(word)
    return [
        m.model_copy(update={"aliases": (*m.aliases, *extra[i])}) if i in extra else m for i, m in enumerate(members)
    ]
