"""The forms of verbs that scripts and stories use, made from infinitives by the rules of each language.

Third person singular and plural of the present, the simple past and the imperfect, the gerund, the participle and
the infinitive. An infinitive may carry how its stem changes: `cerrar:ie`, `pedir:i`, `enviar:í`, `finire:isc`.
German strong verbs are given with their parts: `gehen/geht/ging/gegangen`. Verbs that follow no rule are listed
with their forms in `data/<language>.toml`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

__all__ = ["PREFIXES", "Form", "conjugate"]

Kind = Literal["base", "s", "en", "ing"]
Form = tuple[str, Kind]
"""A form and what it is: finite (`s`), infinitive (`base`), participle (`en`), gerund (`ing`)."""

PREFIXES = tuple(
    word
    for line in (
        "herunter hinunter hinaus heraus herein hinein zurück zusammen entgegen vorbei hervor heran herum umher",
        "davon weiter empor nieder hinauf herauf hinüber herüber hinweg fest fort auf aus ein ab an zu um vor nach mit",
        "bei hin her weg los hoch",
    )
    for word in line.split()
)
"""Particles that German separates from its verbs, the longest of each beginning first."""


def conjugate(spec: str, language: str) -> list[Form]:
    """The forms of one verb; its finite present, third person singular, comes first. Unknown languages: none."""
    rule = _RULES.get(language)
    if rule is None:
        return []
    forms = dict.fromkeys(rule(spec))
    if language == "de":  # as it was spelt before 1996: läßt, wußte, riß
        forms |= dict.fromkeys([(_OLD_SHARP_S.sub("ß", form), kind) for form, kind in forms])
    return list(forms)


_OLD_SHARP_S = re.compile(r"ss(?=t|$)")


def _finite(stem: str, endings: str) -> Iterator[Form]:
    for ending in endings.split():
        yield stem + ending, "s"


def _agreeing(stem: str, endings: Iterable[str] = ("o", "a", "os", "as")) -> Iterator[Form]:
    for ending in endings:
        yield stem + ending, "en"


# Spanish ------------------------------------------------------------------------------------------------------------

_CHANGES = {"ie": ("e", "ie"), "ue": ("o", "ue"), "uj": ("u", "ue"), "i": ("e", "i"), "í": ("i", "í"), "ú": ("u", "ú")}


def _changed(stem: str, change: str) -> str:
    """The stem under stress: cerr- gives cierr-, envi- gives enví-."""
    if change not in _CHANGES:
        return stem
    old, new = _CHANGES[change]
    at = stem.rfind(old)
    if at < 0:
        return stem
    if new == "ue" and stem[at - 1 : at] == "g":
        new = "üe"  # avergonzar
    if new == "ie" and at == 0:
        new = "ye"  # errar
    if new == "ue" and at == 0:
        new = "hue"  # oler
    return stem[:at] + new + stem[at + len(old) :]


def _spanish(spec: str) -> Iterator[Form]:
    infinitive, _, change = spec.partition(":")
    stem, ending = infinitive[:-2], infinitive[-2:]
    strong = _changed(stem, change)
    if ending == "ar":
        yield from _finite(strong, "a an")
        yield from _finite(stem, "ó aron aba aban")
        yield stem + "ando", "ing"
        yield from _agreeing(stem + "ad")
    else:
        weak = stem
        if ending in {"ir", "ír"} and change in {"ie", "i", "ue"}:
            weak = _changed(stem, {"ue": "u"}.get(change, "i")) if change != "ue" else _last(stem, "o", "u")
        yielding = stem[-1:] in "aeou" and not stem.endswith(("gu", "qu"))
        inserted = "y" if yielding and stem.endswith("u") else ""  # huye, construye
        yield from _finite(strong + inserted, "e en")
        bare = stem.endswith(("ñ", "ll"))  # gruñó
        joint = "y" if yielding else "" if bare else "i"
        yield from _finite(weak + joint, "ó eron")
        yield from _finite(stem, "ía ían")
        yield weak + joint + "endo", "ing"
        yield from _agreeing(stem + ("íd" if stem[-1:] in "aeo" else "id"))
    yield infinitive, "base"


def _last(stem: str, old: str, new: str) -> str:
    at = stem.rfind(old)
    return stem if at < 0 else stem[:at] + new + stem[at + 1 :]


# Italian ------------------------------------------------------------------------------------------------------------

_ITALIAN_STRONG = (
    # ending of the infinitive, third persons of the present, the past, the participle
    ("endere", "ende endono", "ese esero", "es"),
    ("udere", "ude udono", "use usero", "us"),
    ("idere", "ide idono", "ise isero", "is"),
    ("ondere", "onde ondono", "ose osero", "ost"),
    ("ettere", "ette ettono", "ise isero", "ess"),
    ("rrere", "rre rrono", "rse rsero", "rs"),
    ("ngere", "nge ngono", "nse nsero", "nt"),
    ("ggere", "gge ggono", "sse ssero", "tt"),
    ("rgere", "rge rgono", "rse rsero", "rt"),
    ("ogliere", "oglie olgono", "olse olsero", "olt"),
    ("egliere", "eglie elgono", "else elsero", "elt"),
    ("olgere", "olge olgono", "olse olsero", "olt"),
    ("incere", "ince incono", "inse insero", "int"),
    ("ivere", "ive ivono", "isse issero", "itt"),
    ("durre", "duce ducono", "dusse dussero", "dott"),
    ("porre", "pone pongono", "pose posero", "post"),
    ("trarre", "trae traggono", "trasse trassero", "tratt"),
    ("tenere", "tiene tengono", "tenne tennero", "tenut"),
    ("venire", "viene vengono", "venne vennero", "venut"),
    ("noscere", "nosce noscono", "nobbe nobbero", "nosciut"),
    ("cadere", "cade cadono", "cadde caddero", "cadut"),
    ("rompere", "rompe rompono", "ruppe ruppero", "rott"),
    ("muovere", "muove muovono", "mosse mossero", "moss"),
    ("oprire", "opre oprono", "oprì oprirono", "opert"),
    ("aprire", "apre aprono", "aprì aprirono", "apert"),
)


def _italian(spec: str) -> Iterator[Form]:
    infinitive, _, change = spec.partition(":")
    family = max((f for f in _ITALIAN_STRONG if infinitive.endswith(f[0])), key=lambda f: len(f[0]), default=None)
    if family is not None and change != "reg":
        stem = infinitive[: -len(family[0])]
        yield from _finite(stem, f"{family[1]} {family[2]}")
        yield from _agreeing(stem + family[3], "oaie")
        root = {"durre": "duc", "porre": "pon", "trarre": "tra"}.get(family[0])
        root = stem + root if root else infinitive[:-3]
        vowel = "i" if infinitive.endswith("ire") and root.endswith("r") else "e"
        yield from _finite(root, f"{vowel}va {vowel}vano")
        yield root + "endo", "ing"
    else:
        stem, ending = infinitive[:-3], infinitive[-3:]
        vowel = ending[0]
        present = {"are": "a ano", "ere": "e ono", "ire": "isce iscono" if change == "isc" else "e ono"}[ending]
        past = {"are": "ò arono", "ere": "é ette erono ettero", "ire": "ì irono"}[ending]
        yield from _finite(stem, f"{present} {past} {vowel}va {vowel}vano")
        yield stem + ("ando" if ending == "are" else "endo"), "ing"
        yield from _agreeing(stem + {"are": "at", "ere": "ut", "ire": "it"}[ending], "oaie")
    yield infinitive, "base"


# Portuguese ---------------------------------------------------------------------------------------------------------


def _portuguese(spec: str) -> Iterator[Form]:
    infinitive, _, change = spec.partition(":")
    stem, ending = infinitive[:-2], infinitive[-2:]
    if ending == "ar":
        strong = stem + "i" if stem.endswith("e") else _changed(stem, change) if change == "í" else stem
        if change == "ei":
            strong = stem[:-1] + "ei"  # odiar, odeia
        yield from _finite(strong, "a am")
        yield from _finite(stem, "ou aram ava avam")
        yield stem + "ando", "ing"
        yield from _agreeing(stem + "ad")
    elif ending == "er":
        yield from _finite(stem, "e em eu eram ia iam")
        yield stem + "endo", "ing"
        yield from _agreeing(stem + "id")
    else:
        hiatus = stem.endswith(("a", "u")) and not stem.endswith(("gu", "qu"))
        yield from _finite(stem, "i em iu íram ía íam" if hiatus else "e em iu iram ia iam")
        yield stem + "indo", "ing"
        yield from _agreeing(stem + ("íd" if hiatus else "id"))
    yield infinitive, "base"


# French -------------------------------------------------------------------------------------------------------------

_FRENCH_FAMILIES = (
    # ending of the infinitive, finite forms, gerund, participle
    ("enir", "ient iennent int inrent enait enaient", "enant", "enu"),
    ("prendre", "prend prennent prit prirent prenait prenaient", "prenant", "pris"),
    ("mettre", "met mettent mit mirent mettait mettaient", "mettant", "mis"),
    ("battre", "bat battent battit battirent battait battaient", "battant", "battu"),
    ("ouvrir", "ouvre ouvrent ouvrit ouvrirent ouvrait ouvraient", "ouvrant", "ouvert"),
    ("ffrir", "ffre ffrent ffrit ffrirent ffrait ffraient", "ffrant", "ffert"),
    ("courir", "court courent courut coururent courait couraient", "courant", "couru"),
    ("cueillir", "cueille cueillent cueillit cueillirent cueillait cueillaient", "cueillant", "cueilli"),
    ("aindre", "aint aignent aignit aignirent aignait aignaient", "aignant", "aint"),
    ("eindre", "eint eignent eignit eignirent eignait eignaient", "eignant", "eint"),
    ("oindre", "oint oignent oignit oignirent oignait oignaient", "oignant", "oint"),
    ("uire", "uit uisent uisit uisirent uisait uisaient", "uisant", "uit"),
    ("crire", "crit crivent crivit crivirent crivait crivaient", "crivant", "crit"),
    ("lire", "lit lisent lut lurent lisait lisaient", "lisant", "lu"),
    ("rire", "rit rient rit rirent riait riaient", "riant", "ri"),
    ("dire", "dit disent dit dirent disait disaient", "disant", "dit"),
    ("suivre", "suit suivent suivit suivirent suivait suivaient", "suivant", "suivi"),
    ("vivre", "vit vivent vécut vécurent vivait vivaient", "vivant", "vécu"),
    ("boire", "boit boivent but burent buvait buvaient", "buvant", "bu"),
    ("croire", "croit croient crut crurent croyait croyaient", "croyant", "cru"),
    ("cevoir", "çoit çoivent çut çurent cevait cevaient", "cevant", "çu"),
    ("voir", "voit voient vit virent voyait voyaient", "voyant", "vu"),
    ("asseoir", "assied assoit asseyent assoient assit assirent asseyait asseyaient", "asseyant", "assis"),
    ("aître", "aît aissent ut urent aissait aissaient", "aissant", "u"),
    ("vêtir", "vêt vêtent vêtit vêtirent vêtait vêtaient", "vêtant", "vêtu"),
    ("fuir", "fuit fuient fuit fuirent fuyait fuyaient", "fuyant", "fui"),
    ("mourir", "meurt meurent mourut moururent mourait mouraient", "mourant", "mort"),
    ("bouillir", "bout bouillent bouillit bouillirent bouillait bouillaient", "bouillant", "bouilli"),
    ("faire", "fait font fit firent faisait faisaient", "faisant", "fait"),
    ("rompre", "rompt rompent rompit rompirent rompait rompaient", "rompant", "rompu"),
)
_FRENCH_SHORT = re.compile(r"(?:part|sort|dorm|sent|serv|ment)ir$")
_DOUBLING = re.compile(r"(?:appel|épel|chancel|étincel|ruissel|ficel|jet|feuillet|cachet|projet|rejet|mât)er$")


def _french(spec: str) -> Iterator[Form]:
    infinitive, _, change = spec.partition(":")
    family = next((f for f in _FRENCH_FAMILIES if infinitive.endswith(f[0])), None)
    if family is not None and change != "reg":
        stem = infinitive[: -len(family[0])]
        yield from _finite(stem, family[1])
        yield stem + family[2], "ing"
        yield from _agreeing(stem + family[3], ("", "e", "s", "es"))
    elif _FRENCH_SHORT.search(infinitive):
        stem = infinitive[:-2]
        yield from _finite(stem[:-1], "t")
        yield from _finite(stem, "ent it irent ait aient")
        yield stem + "ant", "ing"
        yield from _agreeing(stem + "i", ("", "e", "s", "es"))
    elif infinitive.endswith("er"):
        yield from _french_er(infinitive[:-2], infinitive)
    elif infinitive.endswith("re"):
        stem = infinitive[:-2]
        yield from _finite(stem, "ent it irent ait aient")
        yield stem, "s"
        yield stem + "ant", "ing"
        yield from _agreeing(stem + "u", ("", "e", "s", "es"))
    else:
        stem = infinitive[:-2]
        yield from _finite(stem, "it issent irent issait issaient")
        yield stem + "issant", "ing"
        yield from _agreeing(stem + "i", ("", "e", "s", "es"))
    yield infinitive, "base"


def _french_er(stem: str, infinitive: str) -> Iterator[Form]:
    mute = stem
    if _DOUBLING.search(infinitive):
        mute = stem + stem[-1]
    elif stem.endswith(("oy", "uy")):
        mute = stem[:-1] + "i"
    else:
        mute = re.sub(r"(?:e(?=[^aeiouyéèê]$)|é(?=[^aeiouy]{1,2}u?$))", "è", stem)
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    yield from _finite(mute, "e ent")
    yield from _finite(soft, "a ait aient")
    yield from _finite(stem, "èrent")
    if stem.endswith("ay"):
        yield from _finite(stem[:-1] + "i", "e ent")
    yield soft + "ant", "ing"
    yield from _agreeing(stem, ("é", "ée", "és", "ées"))


# German -------------------------------------------------------------------------------------------------------------

_UNACCENTED = ("be", "ge", "er", "ver", "zer", "ent", "emp", "miss", "über", "unter", "um", "durch", "wider")


def _german(spec: str) -> Iterator[Form]:
    if "/" in spec:
        infinitive, present, past, participle = spec.split("/")
        yield present, "s"
        yield from _finite(past, "n" if past.endswith("e") else "en")
        yield past, "s"
        yield participle, "en"
    else:
        infinitive = spec
        stem = infinitive[:-1] if infinitive.endswith(("eln", "ern")) else infinitive[:-2]
        e = "e" if re.search(r"(?:[td]|[^lrhaeiouäöü][mn])$", stem) and not stem.endswith(("mm", "nn")) else ""
        yield from _finite(stem + e, "t te ten")
        prefixed = stem.startswith(_UNACCENTED) and not stem.startswith(("erb", "enk"))
        yield ("" if prefixed or stem.endswith("ier") else "ge") + stem + e + "t", "en"
    yield infinitive, "s"  # also the third person plural
    yield infinitive, "base"


_RULES: dict[str, Callable[[str], Iterator[Form]]] = {
    "es": _spanish,
    "it": _italian,
    "pt": _portuguese,
    "fr": _french,
    "de": _german,
}
