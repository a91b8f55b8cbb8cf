"""People whom the script never writes in capitals and who never speak: by title, by acting, by a list of persons."""

import re

from filmwright.departments.screenplay.capitals import Run
from filmwright.departments.screenplay.naming import Form, read_name
from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.departments.screenplay.texts import Reuse, apposition, looks_finite
from filmwright.model.screenplay import Screenplay

__all__ = ["listed", "plainly_named", "told_words"]

_ACTING = re.compile(
    r"(?:(?<=[.!?…\n] )|(?<=\n)|^)([A-ZÀ-Þ][a-zß-ÿ]+(?: [A-ZÀ-Þ][a-zß-ÿ]+)?)(?:,(?= [a-z])| ([a-zß-ÿ]+)\b)",
    re.MULTILINE,
)
_CAPITAL = r"[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ]"
_TITLED = re.compile(
    rf"(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|Capt|Col|Rev|Sgt|Lt)\. {_CAPITAL}(?: {_CAPITAL})?(?![^\n\"“]*[\"”])"
    rf"|(?<!\w)(?:Miss|Sir|Lady|Lord|Madame|Monsieur|Señor|Señora|Doña|Don|Herr|Frau|Signor|Signora) {_CAPITAL}"
)
_AUXILIARIES = frozenset({"is", "was", "has", "had"})
_LISTED = re.compile(
    r"\s*((?:(?:Mrs|Mr|Ms|Dr|St|Prof|Rev|Capt|Col|Gen|Lt|Sgt)\.|[^,.;:(\[–—])+)(.*)",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"(?<![\w'’-])[^\W\d_a-zß-öø-ÿ][\w'’-]*")
_INNER = re.compile(r"(?<=[\wà-ÿ,;] )[^\W\d_a-zß-öø-ÿ][\w'’-]*")
_INSIDE = re.compile(r"(?<=[a-zß-ÿ,;] )([A-ZÀ-Þ][a-zß-ÿ]+)")


def _titled(forms: list[Form], screenplay: Screenplay) -> list[Form]:
    """`Mrs. Garrow, the landlady, knocks`: a title and a name in the action, for somebody who never speaks."""
    cores = {form.name.core[-1] for form in forms}
    found: dict[tuple[str, ...], Form] = {}
    for number, scene in enumerate(screenplay.scenes):
        for index, element in enumerate(scene.elements):
            if element.kind != "action":
                continue
            for match in _TITLED.finditer(element.text):
                name = read_name(re.sub(r"['’]s?$", "", match[0]))
                if name.titles and name.core and name.core[-1] not in cores and not name.is_role:
                    found.setdefault(name.core[-1:], Form(name, first=(number, index, match.start())))
    return list(found.values())


def plainly_named(forms: list[Form], reused: Reuse, screenplay: Screenplay) -> list[Form]:
    """People whom the script never writes in capitals and who never speak, as in "Lenny waltzes past with a mop.".

    A given name that acts is one; any other word must act twice, stand inside a sentence with its capital,
    and never be written small.
    """
    words = lexicon()
    known = {word for form in forms for word in (*form.name.core, *form.name.titles, *form.name.qualifiers)}
    known |= {word for form in forms for nick in form.name.nicks for word in read_name(nick).core}
    out = _titled(forms, screenplay)
    known |= {form.name.core[-1] for form in out}
    inside = {
        fold(m[1])
        for scene in screenplay.scenes
        for element in scene.elements
        if element.kind in ("action", "dialogue")
        for m in _INSIDE.finditer(element.text)
    }
    articled = _articled(screenplay) if screenplay.language == "de" else frozenset[str]()
    for word, (text, places) in _acting(known, reused, screenplay).items():
        german = screenplay.language == "de"  # where every noun has a capital, a name has no article
        sure = word in words.names or (len(places) > 1 and (word not in articled if german else word in inside))
        name = read_name(text)
        if sure and not name.is_role and 1 <= len(name.core) <= 3:
            out.append(Form(name, first=places[0]))
    return out


_ARTICLED = re.compile(
    r"\b(?:[Dd](?:er|ie|as|e[nms])|[Kk]?[Ee]in\w*|[Zz]wei|[Dd]rei|"
    r"(?!gegen|neben|zwischen|wegen|und)[a-zäöüß]+(?:e[nmrs]?|st))\s+([A-ZÄÖÜ][a-zäöüß]+)"
)


def _articled(screenplay: Screenplay) -> frozenset[str]:
    """German nouns that somewhere stand behind an article, a number or an adjective."""
    return frozenset(
        fold(m[1])
        for scene in screenplay.scenes
        for element in scene.elements
        if element.kind in ("action", "dialogue")
        for m in _ARTICLED.finditer(element.text)
    )


def _acting(
    known: set[str], reused: Reuse, screenplay: Screenplay
) -> dict[str, tuple[str, list[tuple[int, int, int]]]]:
    """Capitalised words that open a sentence and act: how each is first written, and where it stands."""
    words, code = lexicon(), screenplay.language.split("-", maxsplit=1)[0]
    out: dict[str, tuple[str, list[tuple[int, int, int]]]] = {}
    for number, scene in enumerate(screenplay.scenes):
        for index, element in enumerate(scene.elements):
            for match in _ACTING.finditer(element.text) if element.kind == "action" else ():
                parts = match[1].split()
                word = fold(parts[-1] if parts[0] in ("Old", "Young", "Little") else parts[0])
                if word in known or word in reused.small or word in reused.places or word in words.never:
                    continue
                if code != "en" and match[1].casefold() in words.pronouns.get(code, {}):
                    continue  # Spanish "Ella" is she
                verb = match[2]
                told = verb is None or verb in _AUXILIARIES or looks_finite(verb, code) or verb.endswith("ed")
                if told or fold(str(verb)) in words.verbs:
                    out.setdefault(word, (match[1], []))[1].append((number, index, match.start()))
    return out


def listed(forms: list[Form], screenplay: Screenplay) -> list[Form]:
    """Forms from a play's list of persons, for those who are met: full names, and what they are."""
    out: list[Form] = []
    keys = {form.name.key: form for form in forms}
    told: dict[str, tuple[int, int, int]] | None = None
    for item in screenplay.left_out:
        for line in item.text.splitlines() if item.what == "list of persons" else ():
            said = _LISTED.match(line.replace("}", " ").replace("{", " "))
            name = read_name(said[1]) if said is not None else None
            if said is None or name is None or not 1 <= len(name.core) <= 4:
                continue
            met = [f.first for f in forms if f.name.core[-1] == name.core[-1]]
            if not met and not name.is_role and _is_capitalised(said[1]):
                told = told if told is not None else told_words(screenplay, inside=True)
                met = [told[name.core[0]]] if all(word in told for word in name.core[:1]) else []
            if not met:
                continue
            form = keys.get(name.key)
            if form is None:
                form = keys[name.key] = Form(name, first=min(met))
                out.append(form)
            run = _run_of(said[1].strip(), said[2].strip(" ,.;:–—"), line.strip())
            form.intros.append((form.first[0], run))
            role = apposition(run.rest, lexicon().roles) if not name.is_role else None
            if role is not None:
                form.roles.append(role)
    return out


def _is_capitalised(name: str) -> bool:
    """Whether a name in a list is written as one, not as a sentence: every longer word with a capital."""
    return all(word[:1].isupper() for word in name.split() if len(word) > 3)


def told_words(screenplay: Screenplay, *, inside: bool = False) -> dict[str, tuple[int, int, int]]:
    """Where each word with a capital first stands in the action; `inside` leaves out those that open a sentence."""
    pattern = _INNER if inside else _CAPITALISED
    out: dict[str, tuple[int, int, int]] = {}
    for number, scene in enumerate(screenplay.scenes):
        for index, element in enumerate(scene.elements):
            for match in pattern.finditer(element.text) if element.kind == "action" else ():
                out.setdefault(fold(match[0]), (number, index, match.start()))
    return out


def _run_of(name: str, rest: str, line: str) -> Run:
    """A line of a list of persons, as an introduction."""
    return Run(
        text=name,
        start=0,
        end=len(name),
        sentence=line,
        before="",
        bracket=None,
        comma=True,
        verb="",
        rest=rest,
        rest_start=len(name),
        possessive=False,
        colon=False,
    )
