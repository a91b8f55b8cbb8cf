"""The words a language brings to the shot grammar: closed classes, verbs by what they do, nouns by what they are.

English verbs are inflected from base forms by the rules of `inflect`, those of other languages by `conjugation`.
Files lie in `data/<language>.toml`; an unknown language gets an empty lexicon, with which people are still found by
name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from filmwright.departments.shots.grammar.conjugation import conjugate
from filmwright.packaged import packaged_table

__all__ = ["Lexicon", "Pronoun", "VerbForm", "inflect", "lexicon"]

FormKind = Literal["base", "s", "ed", "past", "en", "ing"]
_VOWELS = frozenset("aeiou")


class VerbForm(NamedTuple):
    """A form of a verb: what verb it is and which form."""

    lemma: str
    kind: FormKind


class Pronoun(NamedTuple):
    """What a pronoun asks of the person it stands for."""

    sex: str  # male, female, any; thing, self (speaker or reader), camera ("we")
    many: bool
    cases: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, lower case."""

    language: str
    closed: Mapping[str, str]
    pronouns: Mapping[str, Pronoun]
    clitics: Mapping[str, Pronoun]
    forms: Mapping[str, tuple[VerbForm, ...]]
    classes: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    known_nouns: frozenset[str]
    absent: frozenset[str]
    away: frozenset[str]
    indefinite: frozenset[str]
    definite: frozenset[str]
    contracted: frozenset[str]
    aged: frozenset[str]
    youthful: frozenset[str]
    counts: Mapping[str, int]
    name_words: frozenset[str]
    asleep: frozenset[str]
    vehicle_places: frozenset[str]
    later: frozenset[str]
    adjectives: frozenset[str]  # forms of verbs that are adjectives where no verb is due
    before_nouns: frozenset[str]  # adjectives that stand before their noun
    english: Mapping[str, str]
    drops_subject: bool
    nouns_are_capitalised: bool

    def verb_class(self, lemma: str) -> frozenset[str]:
        """The classes of a verb (enter, sit, look ...); empty for a verb that the files do not name."""
        return self.classes.get(lemma, frozenset())

    def in_english(self, word: str | None) -> str | None:
        """A thing or a part of the body by its English word, where the lexicon gives it."""
        return None if word is None else self.english.get(word, word)

    def noun_is(self, kind: str, word: str) -> bool:
        """Whether `word` is a noun of this kind (body, prop, female ...); plurals count."""
        known = self.nouns.get(kind, frozenset())
        if word in known:
            return True
        return word.endswith("s") and (word[:-1] in known or (word.endswith("es") and word[:-2] in known))


def _doubles(base: str) -> bool:
    """Whether a short verb doubles its last letter (stop, stopped)."""
    if len(base) < 3 or base[-1] in _VOWELS or base[-1] in "wxy":
        return False
    return base[-2] in _VOWELS and base[-3] not in _VOWELS


def inflect(base: str) -> dict[str, FormKind]:
    """Regular English forms of a verb, each with its kind."""
    forms: dict[str, FormKind] = {base: "base"}
    consonant_y = base.endswith("y") and len(base) > 1 and base[-2] not in _VOWELS
    if consonant_y:
        forms[base[:-1] + "ies"] = "s"
    elif base.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms[base + "es"] = "s"
    else:
        forms[base + "s"] = "s"
    stems = [base + base[-1]] if _doubles(base) else []
    if base.endswith("ie"):
        forms[base[:-2] + "ying"] = "ing"
        forms[base + "d"] = "ed"
    elif base.endswith("e") and not base.endswith("ee"):
        forms[base[:-1] + "ing"] = "ing"
        forms[base + "d"] = "ed"
    elif consonant_y:
        forms[base + "ing"] = "ing"
        forms[base[:-1] + "ied"] = "ed"
    else:
        stems.append(base)
    for stem in stems:
        forms[stem + "ing"] = "ing"
        forms[stem + "ed"] = "ed"
    return forms


def _english_forms(classes: Mapping[str, Iterable[str]], irregular: str) -> dict[str, tuple[VerbForm, ...]]:
    past: dict[str, tuple[str, str]] = {}
    for entry in irregular.split(";"):
        parts = entry.split()
        if parts:
            past[parts[0]] = (parts[1], parts[2])
    lemmas = dict.fromkeys(word for words in classes.values() for word in words) | dict.fromkeys(past)
    found: dict[str, list[VerbForm]] = {}
    for lemma in lemmas:
        for form, kind in inflect(lemma).items():
            if lemma in past and kind == "ed":
                continue
            found.setdefault(form, []).append(VerbForm(lemma, kind))
        if lemma in past:
            simple, participle = past[lemma]
            if simple != lemma:
                found.setdefault(simple, []).append(VerbForm(lemma, "past"))
            if participle not in {simple, lemma}:
                found.setdefault(participle, []).append(VerbForm(lemma, "en"))
    return {form: tuple(kinds) for form, kinds in found.items()}


def _listed_forms(
    classes: Mapping[str, Iterable[str]], kinds: Mapping[str, tuple[FormKind, ...]]
) -> dict[str, tuple[VerbForm, ...]]:
    """Forms of other languages, each its own lemma; what is not made by rule is taken for finite."""
    found: dict[str, tuple[VerbForm, ...]] = {}
    for words in classes.values():
        for form in words:
            found.setdefault(form, tuple(VerbForm(form, kind) for kind in kinds.get(form, ("s",))))
    return found


def _closed(tables: Mapping[str, str]) -> dict[str, str]:
    tags: dict[str, str] = {}
    order = (
        "adverb",
        "interjection",
        "particle",
        "number",
        "preposition",
        "subordinator",
        "relative",
        "conjunction",
        "determiner",
        "possessive",
        "indefinite",
        "modal",
        "do",
        "have",
        "be",
        "negation",
    )
    for name in order:
        for word in tables.get(name, "").split():
            tags[word] = name
    return tags


def _pronouns(table: Mapping[str, str]) -> dict[str, Pronoun]:
    out: dict[str, Pronoun] = {}
    for word, line in table.items():
        sex, number, *cases = line.split()
        out[word] = Pronoun(sex, number == "many", frozenset(cases))
    return out


_LANGUAGES = ("en", "es", "fr", "de", "it", "pt")


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language tag (`en`, `es-MX` ...), read once."""
    code = language.split("-", maxsplit=1)[0].lower()
    if code not in _LANGUAGES:
        return _build({"language": code})
    return _build(packaged_table("filmwright.departments.shots.grammar", f"data/{code}.toml"))


def _table(data: Mapping[str, object], name: str) -> dict[str, str]:
    part = data.get(name, {})
    return {str(k): str(v) for k, v in part.items()} if isinstance(part, dict) else {}


_INDEFINITE = frozenset({"a", "an", "another", "un", "una", "uno", "une", "ein", "eine", "einen", "um", "uma"})
_DEFINITE = {
    "en": frozenset({"the", "this", "that", "these", "those", "both"}),
    "es": frozenset({"el", "la", "los", "las", "este", "esta", "estos", "estas", "ese", "esa", "ambos", "ambas"}),
    "fr": frozenset({"le", "la", "les", "l'", "l", "ce", "cet", "cette", "ces"}),
    "de": frozenset({"der", "die", "das", "den", "dem", "des", "dieser", "diese", "dieses", "beide", "beiden"}),
    "it": frozenset({"il", "lo", "la", "i", "gli", "le", "l'", "l", "questo", "questa", "quel", "quella", "entrambi"}),
    "pt": frozenset({"o", "a", "os", "as", "este", "esta", "esse", "essa", "aquele", "aquela", "ambos", "ambas"}),
}
"""Words before somebody who is known; `the` also marks a preposition with an article inside ("al viejo")."""


def _conjugated(data: Mapping[str, object], verbs: dict[str, list[str]]) -> dict[str, tuple[FormKind, ...]]:
    """Put the forms of `[conjugated]` and `[unruly]` verbs among `verbs`; what kinds of form each is, finite first."""
    kinds: dict[str, set[FormKind]] = {}
    language = str(data["language"])
    for group, specs in _table(data, "conjugated").items():
        for spec in specs.split():
            for form, made in conjugate(spec, language):
                verbs.setdefault(group, []).append(form)
                kinds.setdefault(form, set()).add(made)
    order: tuple[FormKind, ...] = ("s", "ing", "en")
    for infinitive, line in _table(data, "unruly").items():
        group, *parts = line.split(";")
        members = verbs.setdefault(group.strip(), [])
        members.append(infinitive)
        kinds.setdefault(infinitive, set()).add("base")
        for kind, forms in zip(order, parts, strict=False):
            members.extend(forms.split())
            for form in forms.split():
                kinds.setdefault(form, set()).add(kind)
    return {form: tuple(k for k in ("s", "ing", "en", "base") if k in found) for form, found in kinds.items()}


def _build(data: Mapping[str, object]) -> Lexicon:
    verbs = {name: words.split() for name, words in _table(data, "verbs").items()}
    kinds = _conjugated(data, verbs)
    classes: dict[str, set[str]] = {}
    for name, words in verbs.items():
        for word in words:
            classes.setdefault(word, set()).add(name)
    nouns = {name: frozenset(words.split()) for name, words in _table(data, "nouns").items()}
    irregular = _table(data, "irregular").get("forms", "")
    modes = _table(data, "modes")
    english = bool(irregular)
    return Lexicon(
        language=str(data["language"]),
        closed=_closed(_table(data, "closed")),
        pronouns=_pronouns(_table(data, "pronouns")),
        clitics=_pronouns(_table(data, "clitics")),
        forms=_english_forms(verbs, irregular) if english else _listed_forms(verbs, kinds),
        classes={word: frozenset(names) for word, names in classes.items()},
        nouns=nouns,
        known_nouns=frozenset().union(*nouns.values()) if nouns else frozenset(),
        absent=frozenset(modes.get("absent", "").split()),
        name_words=frozenset(modes.get("name_words", "").split()),
        aged=frozenset(modes.get("aged", "").split()),
        youthful=frozenset(modes.get("youthful", "").split()),
        counts={word: n for n, word in enumerate(modes.get("counts", "").split(), 2)},
        indefinite=_INDEFINITE,
        contracted=frozenset(modes.get("contracted", "").split()),
        definite=_DEFINITE.get(str(data["language"]), frozenset()) | {"the"},
        away=frozenset(modes.get("away", "").split()),
        asleep=frozenset(modes.get("asleep", "").split()),
        vehicle_places=frozenset(modes.get("vehicle_place", "").split()),
        later=frozenset(_table(data, "time").get("later", "").split()),
        adjectives=frozenset(modes.get("adjectives", "").split()),
        before_nouns=frozenset(modes.get("before_nouns", "").split()),
        english=dict(pair.split("=") for pair in _table(data, "english").get("words", "").split()),
        drops_subject=bool(data.get("drops_subject", False)),
        nouns_are_capitalised=bool(data.get("nouns_are_capitalised", False)),
    )
