"""Which names are one person's: nicknames, new names, reveals, names said in speech, cues such as `TOM/WOLF`."""

import re
from collections.abc import Iterator, Mapping

from filmwright.departments.screenplay.introductions import (
    bearer_of,
    gives_names,
    other_names,
    own_names,
    quoted_names,
)
from filmwright.departments.screenplay.naming import Form, Name, read_name, split_cue
from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.departments.screenplay.texts import BRACKETS, WORD
from filmwright.formats.fountain_prose import sentences
from filmwright.model.screenplay import Screenplay, speeches

__all__ = ["linked"]

_EARLIER = 240  # characters of the paragraph in which somebody was named before "Everyone calls her Probie."
_THE_ROLE = re.compile(r"the\s+([^\W\d_][\w'’-]*)(?=\s*(?:[,.;:)]|$))", re.IGNORECASE)
_NAMED = (
    r"((?:(?:Mr|Mrs|Ms|Dr|Capt|Col|Prof|Rev|Sgt|Lt)\. )?[^\W\d_a-zß-öø-ÿ][\w'’-]*(?: [^\W\d_a-zß-öø-ÿ][\w'’-]*){0,2})"
)
_PRESENTS = re.compile(rf"(?:^|\s)(?:[Tt]his is|[Ii]t(?:['’]s| is| was)) {_NAMED}(?=\s*(?:[.,!—–-]|$))(?!['’])")
_BARES = re.compile(
    r"\b(?:remov|tak|pull|tear|tore|took|peel|lift|rip|com|push|drop)\w*\b.{0,60}\b(?:mask|wig|moustache|mustache|beard|hood"
    r"|helmet|veil|disguise|visor|cowl|goggles|balaclava|head|bandages?)\b.{0,30}|\b(?:mask|wig|moustache|mustache|beard|hood"
    r"|helmet|veil|visor|cowl|head)\b comes off"
)


def linked(forms: list[Form], screenplay: Screenplay) -> tuple[list[Form], list[tuple[Name, Name]]]:
    """The forms with other names that the text gives, and which names are one person's."""
    known: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, form in enumerate(forms):
        for called in dict.fromkeys((form.name.core, (*form.name.core, *form.name.qualifiers), form.name.core[:1])):
            known.setdefault(called[-1], []).append((called, number))
    for names in known.values():
        names.sort(key=lambda item: (-len(item[0]), item[1]))
    out = list(forms)
    keys = {form.name.key for form in forms}
    words = {word for form in forms for word in form.name.core}
    links = [
        *_slashed(forms, screenplay),
        *_revealed(forms, screenplay),
        *_named_in_speech(forms, screenplay),
        *_named_by_cue(forms, screenplay),
        *_apposed(forms),
        *_presented(forms, screenplay),
    ]
    for form in forms:
        links += [(form.name, named) for named in _nicks(form, out, keys)]
    for scene, index, text, earlier in _action(screenplay):
        for given in other_names(text):
            owner = bearer_of(f"{earlier} {given.before}" if given.about else given.before, known)
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


def _action(screenplay: Screenplay) -> Iterator[tuple[int, int, str, str]]:
    """Every sentence of action that may give somebody another name, with the paragraph before it."""
    for number, scene in enumerate(screenplay.scenes):
        for index, element in enumerate(scene.elements):
            if element.kind == "action" and gives_names(element.text):
                for start, end in sentences(element.text):
                    yield number, index, element.text[start:end], element.text[max(0, start - _EARLIER) : start]


def _apposed(forms: list[Form]) -> list[tuple[Name, Name]]:
    """`DANIEL OKORO, the courier`: a name that is said to be a role which the script has met already."""
    roles = {f.name.core: f for f in forms if f.name.is_role and not f.name.is_group and len(f.name.core) == 1}
    links: list[tuple[Name, Name]] = []
    for form in forms:
        if form.name.is_role or form.name.is_group:
            continue
        for _, run in form.intros:
            said = _THE_ROLE.match(run.rest) if run.comma else None
            role = roles.get((fold(said[1]),)) if said is not None else None
            if role is not None and not (role.name.qualifiers or role.name.ordinals) and role.first < form.first:
                links.append((form.name, role.name))
    return links


def _presented(forms: list[Form], screenplay: Screenplay) -> list[tuple[Name, Name]]:
    """`This is BENNET.`, `It is Mr. Plumb.`: a sentence that says who somebody is whom the scene had no name for.

    It names the one role of the scene that was met last and has no name yet; after a mask or a wig comes off it names
    whoever was met in this scene for the first time.
    """
    by_words = {tuple(fold(w) for w in WORD.findall(f.name.text)): f for f in forms if not f.name.is_role}
    by_last: dict[str, list[Form]] = {}
    for form in forms:
        if not form.name.is_role and not form.name.is_group:
            by_last.setdefault(form.name.core[-1], []).append(form)
    links: list[tuple[Name, Name]] = []
    for number, scene in enumerate(screenplay.scenes):
        bare = False
        for index, element in enumerate(scene.elements):
            for start, end in sentences(element.text) if element.kind == "action" else ():
                text = element.text[start:end]
                said = _PRESENTS.search(text)
                shown = _form_of(said[1], by_words, by_last) if said is not None else None
                if shown is not None:
                    links += _unnamed_before(forms, shown, (number, index), bare=bare)
                bare = bool(_BARES.search(text)) or (bare and said is not None)
    return links


def _unnamed_before(forms: list[Form], shown: Form, place: tuple[int, int], *, bare: bool) -> list[tuple[Name, Name]]:
    """Who `shown` names: the last of the scene who had no name for it; `bare`: a mask has just come off."""
    here = [f for f in forms if f.first[0] == place[0] or (not bare and place[0] in f.cues)]
    met = [f for f in here if f is not shown and f.first[:2] <= place]
    new = shown.first[:2] == place or (bare and shown.first[0] < place[0])
    those = [f for f in met if not f.name.is_group and (bare or f.name.is_role or _is_nameless(f))]
    if not new or not those:
        return []
    last = max(those, key=lambda f: f.first)
    return [(shown.name, last.name)] if _may_be(last, shown) else []


def _is_nameless(form: Form) -> bool:
    """Whether a speaker goes by what they wear or look like: "a man in a GREY COAT"."""
    return any(run.before in lexicon().articles_any for _, run in form.intros)


def _form_of(text: str, by_words: Mapping[tuple[str, ...], Form], by_last: Mapping[str, list[Form]]) -> Form | None:
    words = tuple(fold(w) for w in WORD.findall(text))
    whole = by_words.get(words)
    if whole is not None or not words:
        return whole
    last = by_last.get(words[-1], [])
    return last[0] if len(last) == 1 else None


def _may_be(one: Form, two: Form) -> bool:
    """Whether two names can be one person's by what their titles say."""
    sexes = {lexicon().titles[t].sex for f in (one, two) for t in f.name.titles} - {"unknown"}
    return len(sexes) < 2


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
    """A sentence that is no more than a new name: "The woman stands up, and up. THE QUEEN OF CLOCKS.".

    It names the one nameless man, woman or stranger of the paragraph.
    """
    words = lexicon()
    nameless: dict[int, list[Form]] = {}
    for form in forms:
        if form.name.is_role and not form.name.is_group and any(w in words.anybody for w in form.name.core):
            nameless.setdefault(form.first[0], []).append(form)
    by_words = {
        tuple(fold(w) for w in WORD.findall(f.name.text)): f
        for f in forms
        if not f.name.is_group
        and (not f.name.is_role or f.name.qualifiers or len(f.name.core) > 1)
        and not set(f.name.core) & words.anybody
    }
    links: list[tuple[Name, Name]] = []
    for number, those in nameless.items():
        for index, element in enumerate(screenplay.scenes[number].elements):
            for start, end in sentences(element.text)[1:] if element.kind == "action" else ():
                shown = _named_by(element.text[start:end], by_words)
                if shown is None or shown.first[:2] < (number, index):
                    continue
                earlier = {fold(w) for w in WORD.findall(element.text[:start])}
                meant = [f for f in those if set(f.name.core) & earlier and f.first[:2] <= (number, index)]
                if len(meant) == 1:
                    links.append((meant[0].name, shown.name))
    return links


def _named_by(sentence: str, by_words: Mapping[tuple[str, ...], Form]) -> Form | None:
    """The form that is all a sentence says, but for an article and brackets."""
    said = tuple(fold(w) for w in WORD.findall(BRACKETS.sub("", sentence)))
    if not said:
        return None
    return by_words.get(said) or (by_words.get(said[1:]) if said[0] in lexicon().articles_any else None)


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
            said = {fold(w) for w in WORD.findall(speech.text) if w[0].isupper()}  # they answer to it at once
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
    ended = last.get(stranger.name.key)
    if ended is None:
        return []
    later = [f for f in forms if f.cues and not f.name.is_role and not f.intros and f.first[:2] > ended]
    return [(stranger.name, later[0].name)] if len(later) == 1 else []


def _last_cues(screenplay: Screenplay) -> dict[tuple[tuple[str, ...], ...], tuple[int, int]]:
    return {
        read_name(speech.speaker).key: (number, speech.cue)
        for number, scene in enumerate(screenplay.scenes)
        for speech in speeches(scene)
    }
