"""Names taken apart (title, qualifier, ordinal, core), and which of them mean the same person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from filmwright.departments.screenplay.ages import bracket_age
from filmwright.departments.screenplay.capitals import Run
from filmwright.departments.screenplay.introductions import quoted_names
from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.formats.fountain_prose import name_case
from filmwright.model.cast import Sex

__all__ = ["Form", "Name", "Person", "merge", "read_name", "split_cue", "without_nicks"]

_PART = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|#\d+")
_QUOTATION = re.compile(r"[\"“«][^\"“”«»]*[\"”»]")
_AND = re.compile(r"\s*(?:/|&|\+|,|\s(?:AND|Y|ET|UND|E|И|and|y|et|und|и)\s)\s*")
_VOICE = re.compile(
    r"(?:['’]S)?\s+VOICE$|^VOICE OF\s+|['’]S (?:GHOST )?VOICE$|^THE VOICE OF\s+"
    r"|^(?:DIE )?STIMME (?:VON|DER)\s+|^(?:LA )?VOIX D(?:E LA |E |U |['’])"
    r"|^(?:LA )?VOZ DE(?:L| LA)?\s+|^VOCE D(?:I|EL|ELLA)\s+",
    re.IGNORECASE,
)
_ANYBODYS_VOICE = re.compile(r"^(?:VOZ|VOIX|VOCE|STIMME) (?:DE|DI|D['’]|VON) ?\w+$", re.IGNORECASE)
_GENITIVE = re.compile(r"^(?:DIE )?STIMME DES\s+(?P<who>.+?)(?:ES|S)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name by its parts, folded. `number` is how many people it names."""

    text: str
    titles: tuple[str, ...]
    qualifiers: tuple[str, ...]
    ordinals: tuple[str, ...]
    core: tuple[str, ...]
    number: int
    nicks: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[tuple[str, ...], ...]:
        """Equal for spellings of the same name."""
        return (self.titles, self.qualifiers, self.ordinals, self.core, (str(self.number),))

    @property
    def is_role(self) -> bool:
        """A role, an animal or a thing (`NURSE`, `TWO MOVERS`), not a proper name."""
        return _is_role(self)

    @property
    def is_group(self) -> bool:
        """More than one: a number, a plural role or a word for a crowd."""
        return _is_group(self)


@lru_cache(maxsize=4096)
def _is_group(name: Name) -> bool:
    words = lexicon()
    if name.number > 1:
        return True
    head = name.core[-1] if name.core else ""
    if name.titles and not name.is_role:
        return False  # REVEREND MANNS
    if head in words.collectives or head in words.groups:
        return not name.ordinals
    singular = words.role_of(head) or words.animal_of(head)
    return bool(singular) and singular != head and head not in words.roles and not name.ordinals


@lru_cache(maxsize=4096)
def _is_role(name: Name) -> bool:
    words = lexicon()
    if len(name.core) > 1 and name.core[0] in words.names:
        return False  # ANNA BAKER does not bake
    head = "".join(name.core[-1:])
    role, animal = words.role_of(head), words.animal_of(head)
    if name.titles and animal and not role:
        return False  # CAPTAIN WOLF is no animal
    known = not head or role or animal or head in words.things or head in words.groups
    return bool(known) or (len(name.core) == 1 and head in words.titles)


@dataclass(slots=True)
class Form:
    """One way the script names somebody: where it introduces them so, and where they speak so.

    `roles` are role words said with the name: `the MAID, POPPY`, `her butler, CRISP`.
    """

    name: Name
    intros: list[tuple[int, Run]] = field(default_factory=list[tuple[int, Run]])
    cues: list[int] = field(default_factory=list[int])
    roles: list[str] = field(default_factory=list[str])
    members: list[Name] = field(default_factory=list[Name])
    first: tuple[int, int, int] = (0, 0, 0)

    @property
    def bracket(self) -> int | None:
        """The age that an introduction under this name gives."""
        for _, run in self.intros:
            if run.bracket is not None:
                age = bracket_age(run.bracket)
                if age is not None:
                    return age
        return None


@dataclass(slots=True)
class Person:
    """Somebody, with every form that means them; the fullest first."""

    forms: list[Form]
    reason: str = ""

    @property
    def main(self) -> Form:
        """The fullest form."""
        return self.forms[0]

    @property
    def first(self) -> tuple[int, int, int]:
        """Where they first appear: scene, element, place in the text."""
        return min(form.first for form in self.forms)

    @property
    def cues(self) -> list[int]:
        """Scenes in which they speak, once per speech."""
        return sorted(scene for form in self.forms for scene in form.cues)

    @property
    def intro(self) -> Run | None:
        """The introduction that says most: one with an age, else one with a description, else the first."""
        runs = [(scene, run) for form in self.forms for scene, run in form.intros]
        runs.sort(key=lambda item: (item[0], item[1].start))
        for wanted in (lambda r: r.bracket is not None, lambda r: r.comma, lambda _: True):
            for _, run in runs:
                if wanted(run):
                    return run
        return None


@lru_cache(maxsize=4096)
def read_name(text: str) -> Name:
    """Take a name apart."""
    words = lexicon()
    nicks = quoted_names(text)
    plain = without_nicks(text)
    parts = [fold(p.lstrip("#")) for p in _PART.findall(plain)]
    while len(parts) > 1 and parts[0] in words.articles_any:
        parts.pop(0)
    number = 1
    if len(parts) > 1 and parts[0] in words.numbers and not (parts[0] in words.ordinals and _singular(parts[-1])):
        number = words.numbers[parts.pop(0)]
    elif len(parts) > 1 and parts[0].isdigit():
        number = max(1, int(parts.pop(0)))
    titles: list[str] = []
    qualifiers: list[str] = []
    ordinals: list[str] = []
    while (
        len(parts) > 1
        and not (len(parts) == 2 and parts[0] in words.names and parts[1] not in words.names)  # DON PRICE
        and parts[1] not in words.prepositions  # QUEEN OF CLOCKS is a queen by name, not by title
        and (parts[0] in words.titles or parts[0] in words.qualifiers or parts[0] in words.ordinals)
    ):
        head = parts.pop(0)
        group = titles if head in words.titles else qualifiers if head in words.qualifiers else ordinals
        group.append(head)
    while len(parts) > 1 and (parts[-1].isdigit() or parts[-1] in words.ordinals):
        ordinals.append(parts.pop())
    while len(parts) > 1 and parts[-1] in words.prepositions:
        parts.pop()
    cut = next((i for i, p in enumerate(parts) if i and p in words.prepositions), len(parts))
    qualifiers += parts[cut:]  # `MAN IN THE RED HAT` is a man; the hat tells him from other men
    shown = re.sub(r"^(?:THE|A|AN)\s+(?=\S)", "", " ".join(text.split()), flags=re.IGNORECASE)
    return Name(
        shown,
        tuple(titles),
        tuple(qualifiers),
        tuple(ordinals),
        tuple(parts[:cut]),
        number,
        nicks if plain is not text else (),
    )


def without_nicks(text: str) -> str:
    """ELENA RUIZ for ELENA "LENNY" RUIZ; a name that is nothing but a quotation stays."""
    if not quoted_names(text):
        return text
    plain = _QUOTATION.sub(" ", text)
    return plain if _PART.search(plain) else text


def _singular(word: str) -> bool:
    """Whether a word names one: no -s, no `boatmen`."""
    role = lexicon().role_of(word)
    return not word.endswith("s") and role in (None, word)


def split_cue(name: str) -> tuple[str, ...]:
    """The people a cue names: `ANNA & BEN` is two, `ANNA'S VOICE` is Anna."""
    owned = _GENITIVE.match(name)
    plain = owned["who"] if owned is not None else _VOICE.sub("", name).strip()
    if not plain or fold(plain) in lexicon().articles_any:
        plain = name  # `A VOICE` is nobody's
    if fold(plain) in lexicon().anybody and _ANYBODYS_VOICE.match(name):
        plain = name  # `VOZ DE MUJER` is nobody whom the script knows as the woman
    parts = [p for p in _AND.split(plain) if p.strip()]
    return tuple(parts) if len(parts) > 1 and all(len(p.split()) <= 4 for p in parts) else (plain,)


def merge(forms: list[Form], links: Sequence[tuple[Name, Name]] = ()) -> list[Person]:
    """Put forms together that mean the same person: full names first, short names to whom they fit.

    `links` are names of which the script says that they are one person's.
    """
    order = sorted(forms, key=lambda f: (-len(f.name.core), -len(f.name.titles + f.name.qualifiers), f.first))
    people: list[Person] = []
    unsure: list[Form] = []
    for form in order:
        fits = [p for p in people if _fits(p, form)]
        if not fits:
            people.append(Person([form]))
        elif len(fits) == 1:
            fits[0].forms.append(form)
        else:
            unsure.append(form)
    for form in unsure:
        chosen = _choose([p for p in people if _fits(p, form)], form)
        chosen.forms.append(form)
    for one, two in links:
        _unite(people, one, two)
    return sorted(people, key=lambda p: p.first)


def _unite(people: list[Person], one: Name, two: Name) -> None:
    """Make one person of two who are the same; a proper name stands before a role."""
    first = _who_has(people, one)
    second = _who_has(people, two)
    if first is None or second is None or first is second:
        return
    if first.main.name.is_group != second.main.name.is_group:
        return  # "The crowd parts to reveal none other than Edward Bloom."
    people.remove(second)
    forms = [*first.forms, *second.forms]
    forms.sort(key=lambda f: f.name.is_role)
    first.forms[:] = forms
    first.reason = first.reason or f"`{name_case(two.text)}` is said to be `{name_case(one.text)}`"


def _who_has(people: list[Person], name: Name) -> Person | None:
    return next((p for p in people if any(f.name.key == name.key for f in p.forms)), None)


def _fits(person: Person, form: Form) -> bool:
    return any(_same(known, form) for known in person.forms) and not any(_clash(known, form) for known in person.forms)


def _same(known: Form, form: Form) -> bool:
    """Whether the shorter name can be said for the longer."""
    one, two = known.name, form.name
    counted = one.number != two.number and not (one.is_group and 1 in (one.number, two.number))
    if one.is_group != two.is_group or counted:
        return False
    if one.core == two.core:
        return True
    if two.is_role:
        return _role_fits(one, two)
    first_name = len(two.core) == 1 and two.core == one.core[:1]  # GERMAINE is GERMAINE MARCHAND, whose name is a trade
    return _inside(two.core, one.core) and (not one.is_role or first_name)


def _role_fits(one: Name, two: Name) -> bool:
    """`NURSE` for `NURSE OYELARAN`, `MAN` for `HEAVY MAN`, `DOCTOR` for `DR. ORTIZ`."""
    if two.titles or two.qualifiers or two.ordinals:
        return False
    words = lexicon()
    if len(two.core) == 1 and two.core == one.core[:1] and len(one.core) > 1 and two.core[0] in words.names:
        return not one.is_role  # PALOMA is a dove, but here she is PALOMA REINA
    titles = words.titles
    roles = {titles[t].role for t in one.titles if titles[t].role} | set(one.titles)
    if len(two.core) == 1 and (two.core[0] in roles or (two.core[0] in titles and titles[two.core[0]].role in roles)):
        return True
    return one.is_role and len(one.core) > len(two.core) and one.core[-len(two.core) :] == two.core


def _inside(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    size = len(part)
    return bool(part) and any(whole[i : i + size] == part for i in range(len(whole) - size + 1))


def _clash(known: Form, form: Form) -> bool:
    """Whether two forms say that they are two people."""
    one, two = known.name, form.name
    if one.ordinals != two.ordinals and ((one.ordinals and two.ordinals) or (known.cues and form.cues)):
        return True
    if _tells_apart(one, two) and ((known.cues and form.cues) or (one.qualifiers and two.qualifiers)):
        return True
    titled = bool(one.titles and two.titles) and one.core == two.core and _titles(one) != _titles(two)
    if titled and set(known.cues) & set(form.cues):
        return True  # DOKTOR KRAMER and FRAU KRAMER speak in one scene
    ages = (known.bracket, form.bracket)
    if ages[0] is not None and ages[1] is not None and abs(ages[0] - ages[1]) > 6:
        return True
    sexes = {s for s in (_sex(one), _sex(two)) if s != "unknown"}
    return len(sexes) > 1


def _titles(name: Name) -> frozenset[str]:
    """What the titles of a name say: DR. and DOCTOR are one; a name without titles says nothing."""
    return frozenset(lexicon().titles[title].role or title for title in name.titles)


def _tells_apart(one: Name, two: Name) -> bool:
    """Whether the words beside two names tell two people: YOUNG KATE is not KATE as BIG MARGE is MARGE."""
    if one.qualifiers == two.qualifiers:
        return False
    ages = lexicon().qualifiers
    bare = not (one.qualifiers and two.qualifiers) and not one.is_role
    return not bare or any(ages.get(q) for q in (*one.qualifiers, *two.qualifiers))


def _sex(name: Name) -> Sex:
    words = lexicon()
    for title in name.titles:
        if words.titles[title].sex != "unknown":
            return words.titles[title].sex
    if name.core and len(name.core) > 1 and name.core[0] in words.names:
        return words.names[name.core[0]]
    return "unknown"


def _choose(fits: list[Person], form: Form) -> Person:
    """A short name that fits several: the one who has no other short name, else the one met last before it."""
    free = [p for p in fits if not any(f.cues and len(f.name.core) < len(p.main.name.core) for f in p.forms)]
    left = free or fits
    before = [p for p in left if p.first <= form.first] or left
    chosen = max(before, key=lambda p: p.first)
    shown = name_case(form.name.text)
    chosen.reason = f"`{shown}` could be several people; taken as the one met last who has no other short name"
    return chosen
