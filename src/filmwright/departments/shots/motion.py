"""The clause of visible motion of a shot, taken whole from its sentence, and the check that it is well formed.

A motion has its subject by name and its complete object; it never ends on a preposition, an article, a
possessive or a conjunction, and no word stands twice in a row.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from filmwright.departments.shots.grammar.lexicon import Lexicon
from filmwright.departments.shots.grammar.parse import Clause, Phrase, Sentence
from filmwright.departments.shots.presence import Act
from filmwright.departments.shots.segment import Segment
from filmwright.departments.shots.things import is_large, is_mass
from filmwright.departments.shots.wellformed import full_forms, once, whole

__all__ = ["faults_of", "motion_of"]

_DANGLING = frozenset(
    word
    for line in (
        "a an the this that these those my your his her its our their some any each every no and or but nor so yet of",
        "to into onto at by for from with without within against among during toward towards until upon via as while",
        "when where because if than who which whose is are was were be only el la los las un una y de del con en",
        "por para su sus le les des du au aux et dans sur avec pour son sa ses der die das den dem eine einen",
        "und mit von im am für sein seine ihr ihre il lo gli i uno e di nel nella nell dell all dall sull del della",
        "dei delle degli dello al alla ai agli alle dal dalla sul sulla suo sua suoi da do das dos na nas nos ao aos",
        "à às pelo pela em com seu seus suas que qui",
    )
    for word in line.split()
)
"""Words that end no clause: articles, possessives, conjunctions, prepositions, forms of "be".

German `ein` is not here: it ends a clause as part of its verb ("setzt ein Rädchen ein").
"""
_PARTICLES = frozenset(
    word
    for line in (
        "up down off out away back in on over around about across along through past under by behind inside outside",
        "near above below beneath before after beyond ab an auf aus ein fort her hin los mit nach um vor weg zu",
    )
    for word in line.split()
)
"""Words that may end a clause where the sentence pauses behind them ("the lamp goes out"); cut off elsewhere."""
_DOUBLED = re.compile(r"\b([^\W\d_]+)[\s,]+\1\b", re.IGNORECASE)
_TRAILING = re.compile(r"[\s,;:.!?…—–\-\"“”'’)(«»]+$")
_COMPARED = re.compile(r"\s+(?:for\s+)?(?:as|so|too|more|less)\s+\w+$")


def faults_of(prompt: str, *, clause: bool = False, language: str = "en") -> list[str]:
    """What is wrong with a prompt: a doubled word, a dangling end, an empty or broken sentence.

    `clause` asks for the stricter rules of a motion. German clauses may end on particles ("tritt ein", "sieht sie an").
    """
    faults: list[str] = []
    words = re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", prompt)
    if not words:
        return ["empty"]
    doubled = _DOUBLED.search(prompt)
    if doubled:
        faults.append(f"doubled word `{doubled.group(1)}`")
    for sentence in re.split(r"(?<=[.!?])\s+", prompt):
        ending = re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", sentence)
        separated = language == "de" and bool(ending) and ending[-1].lower() in _PARTICLES
        if ending and ending[-1].lower() in _DANGLING and not separated:
            faults.append(f"ends on `{ending[-1]}`")
    if clause and len(words) < 2:
        faults.append("no verb")
    if re.search(r"\s[,.;:]|,,|\(\s*\)|\bNone\b", prompt):
        faults.append("broken punctuation")
    return faults


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause of motion: its subject and its predicate."""

    subject: str
    predicate: str


def motion_of(segment: Segment, lex: Lexicon, name_of: Callable[[str], str]) -> tuple[str | None, str]:
    """The motion of a shot and its first clause alone; (None, "") where no clause can be formed.

    What follows one another in the shot does so here: "Rae folds the letter and drops it, then Tom turns away".
    Each sentence gives its main clauses; one without any gives its participle or subordinate clause.
    """
    found: list[_Said] = []
    for sentence, clauses in segment.parsed:
        moving = [c for c in clauses if _moves(c, lex) and not _is_done(sentence, c, lex)]
        main = [c for c in moving if c.kind == "main"] or moving[:1]
        said = [_clause_said(segment, sentence, c, lex, name_of) for c in main]
        if not any(said):
            said = [_clause_said(segment, sentence, c, lex, name_of) for c in moving if c not in main]
        found.extend(s for s in said if s is not None)
    chosen = found[:_MOST_CLAUSES] if lex.language == "en" else _with_articles(found[:_MOST_CLAUSES])
    while chosen:
        motion = _joined(chosen, lex.language)
        if not faults_of(motion, clause=True, language=lex.language):
            return motion, f"{chosen[0].subject} {chosen[0].predicate}"
        chosen.pop()
    return None, ""


def _with_articles(said: list[_Said]) -> list[_Said]:
    """Clauses in which somebody keeps the article that stood before them once: "Der Wirt" everywhere, not "Wirt"."""
    known = {c.subject.partition(" ")[2]: c.subject for c in said if c.subject.partition(" ")[0].lower() in _ARTICLES}
    return [_Said(known.get(c.subject, c.subject), c.predicate) for c in said]


_MOST_CLAUSES = 7
_NEGATIVE = re.compile(
    r"\b(?:no|not|never|nothing|nobody|neither|nor|none|without|cannot|n't|sin|nunca|nadie|nada|sans|jamais|rien|ohne|nie"
    r"|nicht|nichts|niemand|kein\w*|senza|mai|niente|nessun\w*|não|ninguém|nenhum\w*|ning[uú]n\w*|jamás|tampoco"
    r"|aucun\w*|personne ne)\b|n['’]t\b",
    re.IGNORECASE,
)


def _clause_said(
    segment: Segment, sentence: Sentence, clause: Clause, lex: Lexicon, name_of: Callable[[str], str]
) -> _Said | None:
    """One clause as subject and predicate in positive words; None where it cannot be said well."""
    said = _say(segment, sentence, clause, lex, name_of)
    if said is None:
        return None
    subject, predicate = said
    negative = _NEGATIVE.search(predicate)
    if negative is not None:
        predicate = _settle_end(_TRAILING.sub("", predicate[: negative.start()]), paused=False)
    if lex.language == "en":
        predicate = _whole(segment, sentence, clause, lex, subject, predicate) or ""
    if not _may_act(segment, sentence, clause, lex) or _says_itself(subject, predicate):
        return None
    if (
        not predicate
        or _NEGATIVE.search(subject)
        or faults_of(f"{subject} {predicate}", clause=True, language=lex.language)
    ):
        return None
    also = _LINKS.get(lex.language, _LINKS["en"])[0]
    return _Said(subject.replace(" and ", f" {also} ") if len(_people(segment, clause)) > 1 else subject, predicate)


def _people(segment: Segment, clause: Clause) -> set[str]:
    return {a.who for a in segment.acts if a.clause is clause}


_HANDS = frozenset({"use", "take", "give", "put", "touch", "dress", "gesture", "look", "vehicle"})
_SINGULAR = frozenset({"a", "an", "one", "this", "that", "each", "every", "another"})


def _may_act(  # noqa: PLR0911  (rules in order)
    segment: Segment, sentence: Sentence, clause: Clause, lex: Lexicon
) -> bool:
    """Whether what stands before the verb can be its subject.

    "Chalk strokes, thousands" and "Black fields to the hedges" name things; they tell no motion. A thing needs an
    article, a plural or a mass before its verb, and does nothing that wants hands.
    """
    phrase = clause.subject
    if clause.verb.endswith(("'", "’")) or (phrase is not None and phrase.head.endswith(("'", "’"))):
        return False
    if phrase is not None and phrase.head in _CLITICS and phrase.first == phrase.last and lex.language != "en":
        return False
    if phrase is None or lex.language != "en":
        return True
    if _inside_a_phrase(sentence, phrase, clause):
        return False
    head, verb = sentence.tokens[phrase.last], sentence.tokens[clause.verb_at]
    if _people(segment, clause):
        return True
    if sentence.tokens[phrase.first].lower in {"whose", "which", "who"} or head.tag == "NUM" or phrase.head in _NUMBERS:
        return False
    base = verb.lower == clause.verb and verb.tag in {"V", "VB"}
    plural = head.lower.endswith("s") and not head.lower.endswith("ss")
    if base and (phrase.opener in _SINGULAR or not plural):
        return False
    classes = lex.verb_class(clause.verb)
    if classes and classes <= _HANDS:
        return False
    owned = phrase.owner is not None or phrase.owner_word is not None
    named = head.text[:1].isupper() and phrase.first > 0
    return (
        bool(phrase.opener)
        or owned
        or (plural and base)
        or named
        or is_large(lex, phrase.head)
        or is_mass(lex, phrase.head)
    )


def _inside_a_phrase(sentence: Sentence, phrase: Phrase, clause: Clause) -> bool:
    """Whether the verb is in truth a noun: behind an article, or behind a preposition ("at double speed")."""
    at = clause.verb_at - 1
    if at >= 0 and sentence.tokens[at].tag in {"DET", "POSS", "PREP", "PART"} and clause.kind == "main":
        return at > phrase.last
    while at > phrase.last and sentence.tokens[at].tag in {"NOUN", "ADJ", "NUM"}:
        at -= 1
    between = [t.tag for t in sentence.tokens[phrase.last + 1 : clause.verb_at]]
    if "TO" in between and "COMMA" not in between:
        return True
    return clause.verb_at - 1 > at > phrase.last and sentence.tokens[at].tag == "PREP"


_CLITICS = frozenset({"ne", "y", "ci", "vi", "en", "lo", "la", "li", "le", "les", "gli", "se", "si", "me", "te", "os"})
"""Pronouns that hang on a verb and are never its subject."""
_NUMBERS = frozenset({"one", "two", "three", "four", "both", "others", "another"})


def _says_itself(subject: str, predicate: str) -> bool:
    """Whether the subject stands behind the verb once more: "round goes the MAYOR"."""
    names = subject.casefold().split()
    words = predicate.casefold().split()
    return len(words) <= 4 and bool(({*names[:1], *names[-1:]} - _ARTICLES) & set(words[1:]))


def _disagrees(segment: Segment, sentence: Sentence, clause: Clause) -> bool:
    """Whether one person would be said to do what the sentence says of several: "they look" is not "Rae look"."""
    acts = [a for a in segment.acts if a.clause is clause]
    if len({a.who for a in acts}) != 1 or acts[0].many or clause.kind != "main":
        return False
    verb = sentence.tokens[clause.verb_at]
    return verb.lower == clause.verb and verb.tag == "V"


def _whole(
    segment: Segment, sentence: Sentence, clause: Clause, lex: Lexicon, subject: str, predicate: str
) -> str | None:
    """The predicate in full forms, where it makes a sentence with its subject; None where it does not."""
    said = once(subject, full_forms(predicate)) if predicate else None
    if not said or _disagrees(segment, sentence, clause):
        return None
    tokens = sentence.tokens
    said = _to_the_pause(sentence, said)
    if said is None:
        return None
    rest = [t for t in tokens[clause.verb_at + 1 :] if t.tag != "STOP"][: len(said.split()) + 3]
    verb = tokens[clause.verb_at]
    if clause.kind == "part" and verb.text.isupper() and not sentence.text.isupper():
        return None  # WARNING, JUMPING SPIDERS: words on a sign
    if clause.kind == "part" and (
        (rest and rest[0].tag in {"V", "VB"}) or not _begins_apart(segment, sentence, clause)
    ):
        return None
    several = _are_several(segment, sentence, clause, lex, subject)
    if several and clause.kind == "part" and said.startswith("is "):
        said = f"are {said[3:]}"
    return said if whole(subject, said, verb, clause.verb, rest, many=several, lex=lex) else None


_TIME = frozenset({"while", "when", "until", "then", "but", "and", "or"})
_MOST_MEANWHILE = 9  # words of a subordinate clause that a motion takes in rather than end on a particle before it


def _begins_apart(segment: Segment, sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject of a participle stands at a pause, or is a person.

    "Rae spent the day planning" tells nothing of the day.
    """
    phrase = clause.subject
    if phrase is None or phrase.first == 0 or _people(segment, clause):
        return True
    before = sentence.tokens[phrase.first - 1]
    return before.tag in {"COMMA", "PUNCT", "STOP", "CONJ", "SUB"} or before.lower == "with"


def _to_the_pause(sentence: Sentence, said: str) -> str | None:
    """A predicate that ends on a particle goes on to the sentence's own pause: "leans in as he lights it".

    None where that is too far, or where what follows ends on nothing.
    """
    last = said.rpartition(" ")[2].casefold()
    if last not in _PARTICLES:
        return said
    for at, token in enumerate(sentence.tokens[:-1]):
        following = sentence.tokens[at + 1]
        head = " ".join(sentence.text[: token.end - sentence.start].split())
        if token.lower != last or following.tag != "SUB" or following.lower in _TIME or not head.endswith(said[-24:]):
            continue
        tail = _TRAILING.sub("", " ".join(sentence.text[token.end - sentence.start :].split()))
        tail = _DASHES.split(tail, maxsplit=1)[0]
        fits = len(tail.split()) <= _MOST_MEANWHILE and not faults_of(tail) and "," not in tail
        return f"{said} {tail}" if fits and tail.split()[-1].casefold() not in _PARTICLES else None
    return said


_DASHES = re.compile(r"\s+(?:--?|–|—)")


_SEVERAL = frozenset({"police", "people", "men", "women", "children", "folk", "townsfolk", "crew", "staff", "family"})


def _is_plural_name(subject: str) -> bool | None:
    """Whether the name of a group is a plural ("the guards stop"); None where it goes both ways ("the crew stops")."""
    last = subject.casefold().rpartition(" ")[2]
    if last in _SEVERAL or last.endswith(("men", "people", "folk")):
        return None
    return last.endswith("s") and not last.endswith("ss")


def _are_several(segment: Segment, sentence: Sentence, clause: Clause, lex: Lexicon, subject: str) -> bool | None:
    """Whether a clause is told of several; None where its subject may be taken either way."""
    acts = [a for a in segment.acts if a.clause is clause]
    if subject.casefold() in {"everyone", "everybody"}:
        return False
    if acts:
        return _act_together(acts, clause.subject, subject)
    phrase = clause.subject
    if phrase is None or phrase.joined or phrase.opener in _SINGULAR:
        return None if phrase is None else bool(phrase.joined)
    head = sentence.tokens[phrase.last].lower
    return None if not head.endswith("s") or head.endswith("ss") or is_mass(lex, phrase.head) else True


def _act_together(acts: list[Act], phrase: Phrase | None, subject: str) -> bool | None:
    """The same for people, or for a part of somebody's body."""
    if len({a.who for a in acts}) > 1:
        return True
    part = acts[0].body
    if part is not None and phrase is not None and _is_body(phrase, part):
        return part.endswith("s") and not part.endswith("ss")
    return _is_plural_name(subject) if acts[0].many else False


_LINKS = {
    "en": ("and", "then"),
    "es": ("y", "luego"),
    "fr": ("et", "puis"),
    "de": ("und", "dann"),
    "it": ("e", "poi"),
    "pt": ("e", "depois"),
}
"""How a language joins two acts of one person, and how it goes over to the next person."""


def _joined(said: list[_Said], language: str) -> str:
    """Clauses one after the other; who goes on acting is named once."""
    also, then = _LINKS.get(language, _LINKS["en"])
    runs: list[tuple[str, list[str]]] = []
    for clause in said:
        predicate = clause.predicate.removeprefix(f"{then} ")
        if runs and runs[-1][0] == clause.subject and not predicate.startswith(("is ", "are ")):
            if predicate not in runs[-1][1]:
                runs[-1][1].append(predicate)
        else:
            runs.append((clause.subject, [predicate]))
    parts: list[str] = []
    for subject, predicates in runs:
        *head, last = predicates
        whole_predicate = f"{', '.join(head)} {also} {last}" if head else last
        if language == "de" and parts:  # the verb stays second: "dann steigt Jonas aus"
            verb, _, rest = whole_predicate.partition(" ")
            parts.append(f"{verb.rstrip(',')} {_inside(subject)} {rest}".rstrip())
        else:
            parts.append(f"{subject} {whole_predicate}")
    return f", {then} ".join([parts[0], *(_inside(p) for p in parts[1:])])


def _inside(clause: str) -> str:
    """A clause behind another one: its article in lower case."""
    word, _, rest = clause.partition(" ")
    return f"{word.lower()} {rest}" if word.lower() in _ARTICLES else clause


_ARTICLES = frozenset(
    word
    for line in (
        "the a an his her its their two three el la los las un una unos unas su sus le les une des son sa ses der",
        "die das ein eine ihr ihre il lo gli i uno o os as um uma sua seus suas dos tres deux trois zwei drei due",
    )
    for word in line.split()
)
"""Words that begin a subject and are written small inside a sentence."""


def _moves(clause: Clause, lex: Lexicon) -> bool:
    if clause.kind not in {"main", "part", "sub"} or clause.negated or clause.modal or clause.linker == "without":
        return False
    if not clause.verb or clause.verb in {"be", "have", "do", "seem", "become", "know"}:
        return False
    classes = lex.verb_class(clause.verb)
    return not (classes and classes <= {"mental", "sense", "state"})


_DONE_BEFORE = frozenset(
    {"había", "habían", "hatte", "hatten", "avait", "avaient", "aveva", "avevano", "tinha", "tinham", "havia"}
)


def _is_done(sentence: Sentence, clause: Clause, lex: Lexicon) -> bool:
    """Whether a clause of another language tells a state ("están sentados", "ist verletzt") or what went before."""
    if lex.language == "en" or clause.verb_at < 0:
        return False
    helper = sentence.tokens[clause.verb_at]
    unseen = clause.kind == "sub" or bool(lex.verb_class(clause.verb) & {"mental", "see", "sense"})
    if helper.lower in _DONE_BEFORE or (helper.tag == "HAVE" and unseen):
        return True
    agent = any(prep in {"por", "par", "da", "dal", "dalla", "pelo", "pela", "von", "du"} for prep, _ in clause.preps)
    happens = helper.lower.startswith(("wird", "werd", "wurd"))
    return clause.passive and helper.tag == "BE" and not agent and not happens


def _say(
    segment: Segment, sentence: Sentence, clause: Clause, lex: Lexicon, name_of: Callable[[str], str]
) -> tuple[str, str] | None:
    subject = _subject_words(segment, sentence, clause, lex, name_of)
    if subject is None:
        return None
    first = clause.verb_at
    while first > 0 and (sentence.tokens[first - 1].tag == "CLITIC" or _elided(sentence, first)):
        first -= 1
    begin = sentence.tokens[first].start
    end = _end_of(sentence, clause)
    offset = sentence.start
    behind = _behind_verb(sentence, clause, end)
    if behind is None:
        written = sentence.text[begin - offset : end - offset]
    else:  # "Hinter ihm fährt der Zug ab": the subject is said first
        written = (
            f"{sentence.text[begin - offset : behind[0] - offset]} {sentence.text[behind[1] - offset : end - offset]}"
        )
    said = re.sub(r"\s*\([^)]*\)", "", " ".join(written.split()))
    predicate = _TRAILING.sub("", said)
    if begin == sentence.tokens[0].start and not (
        sentence.tokens[0].text.isupper() and len(sentence.tokens[0].text) > 2
    ):
        predicate = predicate[:1].lower() + predicate[1:]
    if clause.kind == "part":
        people = {a.who for a in segment.acts if a.clause is clause}
        many = len(people) > 1 or any(a.many for a in segment.acts if a.clause is clause)
        doing = _DOING.get(lex.language)
        if doing is None:
            return None
        predicate = f"{doing[many]} {predicate}"
    if predicate.isupper():
        predicate = predicate.lower()
    predicate = _settle_end(
        _name_the_end(predicate, segment, clause, name_of, lex.language), paused=_pauses(sentence, end)
    )
    if not predicate:
        return None
    return subject, predicate


_OF = frozenset({"de", "del", "du", "d'", "di", "della", "dello", "do", "da", "von", "des"})


def _with_of(sentence: Sentence, last: int) -> int:
    """The last token of a phrase with the "de pared", "du dernier wagon" behind it."""
    tokens, at = sentence.tokens, last + 1
    if at + 1 >= len(tokens) or tokens[at].tag != "PREP" or tokens[at].lower not in _OF:
        return last
    while at + 1 < len(tokens) and tokens[at + 1].tag in {"DET", "NOUN", "ADJ", "NAME"}:
        at += 1
    return at if tokens[at].tag in {"NOUN", "ADJ", "NAME"} else last


def _behind_verb(sentence: Sentence, clause: Clause, end: int) -> tuple[int, int] | None:
    """Where the clause's own subject stands behind its verb, in the text; None where it stands before."""
    phrase = clause.subject
    if phrase is None or clause.shared_subject or phrase.first <= clause.verb_at:
        return None
    last = _with_of(sentence, max((p.last for p in phrase.each()), default=phrase.last))
    start, stop = sentence.tokens[phrase.first].start, sentence.tokens[last].end
    return (start, stop) if stop <= end else None


_DOING = {
    "en": ("is", "are"),
    "es": ("está", "están"),
    "it": ("sta", "stanno"),
    "pt": ("está", "estão"),
}
"""How a language says that one or several are doing what a gerund names; French and German have no such words."""


def _elided(sentence: Sentence, at: int) -> bool:
    """Whether a token hangs on the one before by an apostrophe: s'assied, l'homme."""
    token, before = sentence.tokens[at], sentence.tokens[at - 1]
    return before.end == token.start and before.text[-1:] in {"'", "’"}


def _name_the_end(
    predicate: str, segment: Segment, clause: Clause, name_of: Callable[[str], str], language: str
) -> str:
    """A closing "her" or "him" by name, so that nobody takes it for a possessive."""
    head, _, last = predicate.rpartition(" ")
    if last.lower() not in {"her", "him"} or not head or language != "en":
        return predicate
    target = next((a.target for a in segment.acts if a.clause is clause and a.target), None)
    return f"{head} {name_of(target)}" if target is not None else predicate


def _owned(name: str, sentence: Sentence, phrase: Phrase, lex: Lexicon) -> str:
    """A part of somebody's body, as the language says it: Rae's hand, Raes Hand, mano de Rae."""
    part = _tail(sentence, phrase)
    if lex.language == "en":
        return f"{name}'s {part.lower()}"
    if lex.language == "de":
        return f"{name}{'’' if name[-1:] in 'sßxz' else 's'} {part}"
    of = {"it": "di"}.get(lex.language, "de")
    if lex.language == "fr" and name[:1] in _VOWELS:
        of = "d’"
    article = _article_of(sentence, phrase, part, lex.language)
    whole = f"{article}{part} {of}{'' if of.endswith('’') else ' '}{name}"
    return whole[:1].upper() + whole[1:]


_VOWELS = frozenset("AEIOUYHÂÀÉÈÊÎÔÛ")
_OWNERS = {
    "fr": {"sa": "la ", "son": "le ", "ses": "les "},
    "it": {"sua": "la ", "suo": "il ", "sue": "le ", "suoi": "i "},
    "pt": {"sua": "a ", "seu": "o ", "suas": "as ", "seus": "os "},
    "es": {},
}
_FEMININE = frozenset({"mano", "manos", "nariz", "frente", "piel", "voz", "sien", "sienes", "uñas"})


def _article_of(sentence: Sentence, phrase: Phrase, part: str, language: str) -> str:
    """The article for a part of somebody's body: the one that stands there, else by the possessive or the ending."""
    first = sentence.tokens[phrase.first]
    if first.tag == "DET":
        return f"{first.lower} "
    word = part.partition(" ")[0].casefold()
    if language == "fr" and word[:1].upper() in _VOWELS and not word.endswith("s"):
        return "l’"
    if language == "es":
        feminine = word in _FEMININE or word.rstrip("s").endswith("a")
        return {(True, True): "las ", (True, False): "la ", (False, True): "los ", (False, False): "el "}[
            feminine, word.endswith("s")
        ]
    return _OWNERS.get(language, {}).get(phrase.owner_word or "", "")


def _subject_words(  # noqa: PLR0911  (rules in order)
    segment: Segment, sentence: Sentence, clause: Clause, lex: Lexicon, name_of: Callable[[str], str]
) -> str | None:
    people = list(dict.fromkeys(a.who for a in segment.acts if a.clause is clause))
    phrase = clause.subject
    body = next((a.body for a in segment.acts if a.clause is clause and a.body), None)
    if people and phrase is not None and body is not None and _is_body(phrase, body):
        return _owned(name_of(people[0]), sentence, phrase, lex)
    if (
        people
        and phrase is not None
        and phrase.pronoun is None
        and phrase.ref is None
        and len(people) > 1
        and not phrase.joined
    ):
        if phrase.first != phrase.last and lex.language == "en":
            return None
        return _sentence_case(" ".join(t.text for t in sentence.tokens[phrase.first : phrase.last + 1]))
    if people and lex.language != "en" and phrase is not None:
        other = _said_otherwise(segment, sentence, clause, lex, name_of, people)
        if other is not None:
            return other or None
    if people:
        names = [name_of(w) for w in people]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    if phrase is None or phrase.pronoun is not None or phrase.quoted or phrase.ref is not None:
        return None
    first, last = sentence.tokens[phrase.first], sentence.tokens[_subject_end(sentence, phrase, clause)]
    words = " ".join(sentence.text[first.start - sentence.start : last.end - sentence.start].split())
    words = words.lower() if words.isupper() else words
    return words[:1].upper() + words[1:] if words else None


_PLURAL_VERB = {"es": "n", "it": "no", "pt": "m", "fr": "nt", "de": "n"}


def _said_otherwise(
    segment: Segment,
    sentence: Sentence,
    clause: Clause,
    lex: Lexicon,
    name_of: Callable[[str], str],
    people: list[str],
) -> str | None:
    """The subject where one person's name would not do: what they wear, or several of whom one is known.

    None where the name does; empty where nothing can be said.
    """
    phrase = clause.subject
    if phrase is None or phrase.pronoun is not None or phrase.quoted:
        return None
    if phrase.ref is not None:
        called = name_of(people[0])
        plain = phrase.opener in lex.definite and phrase.last == phrase.first + 1 and not clause.shared_subject
        plain = plain and called.casefold() == phrase.head  # "der Wirt", but not "le facteur Bastien"
        return f"{phrase.opener.capitalize()} {called}" if plain and len(people) == 1 and not phrase.joined else None
    if phrase.owner_word is not None and lex.noun_is("clothes", phrase.head):
        return _owned(name_of(people[0]), sentence, phrase, lex)
    several = sentence.tokens[clause.verb_at].lower.endswith(_PLURAL_VERB.get(lex.language, "\0"))
    many = any(a.many for a in segment.acts if a.clause is clause)
    if len(people) > 1 or many or not several or clause.shared_subject:
        return None
    return _sentence_case(" ".join(t.text for t in sentence.tokens[phrase.first : phrase.last + 1]))


def _sentence_case(words: str) -> str:
    words = words.lower() if words.isupper() else words
    return words[:1].upper() + words[1:]


def _subject_end(sentence: Sentence, phrase: Phrase, clause: Clause) -> int:
    """The subject with its "of the bar", "above the door", when they stand right before the verb."""
    end = phrase.last
    if end > clause.verb_at:
        return _with_of(sentence, end)
    for at in range(phrase.last + 1, clause.verb_at):
        if sentence.tokens[at].tag in {
            "COMMA",
            "REL",
            "SUB",
            "STOP",
            "CONJ",
            "V",
            "BE",
            "HAVE",
            "MODAL",
            "SKIP",
            "VING",
        }:
            return phrase.last
        end = at
    return end if sentence.tokens[end].tag in {"NOUN", "NAME", "PRO", "NUM"} else phrase.last


def _is_body(phrase: Phrase, body: str) -> bool:
    return phrase.head == body


def _tail(sentence: Sentence, phrase: Phrase) -> str:
    """The words of a possessed phrase without its possessive: "Rae's left hand" gives "left hand"."""
    at = phrase.first
    for index in range(phrase.first, phrase.last + 1):
        if sentence.tokens[index].tag in {"GEN", "POSS"}:
            at = index + 1
    if at == phrase.first and sentence.tokens[at].tag == "DET":
        at += 1
    at = min(at, phrase.last)
    return " ".join(t.text for t in sentence.tokens[at : phrase.last + 1])


def _end_of(sentence: Sentence, clause: Clause) -> int:
    """Where the clause ends in the text: before the next finite clause, a strong stop, or the end."""
    stop = len(sentence.tokens)
    for other in sentence.clauses:
        if other is clause or other.first <= clause.verb_at:
            continue
        if other.kind in {"main", "sub", "none"}:
            joint = other.joint if other.joint > clause.verb_at else other.first
            stop = min(stop, joint)
        elif other.kind == "part" and other.joint > clause.verb_at and _after_comma(sentence, other.joint):
            stop = min(stop, other.joint)
    for index in range(clause.verb_at + 1, stop):
        tag = sentence.tokens[index].tag
        if tag == "STOP" or (tag == "COMMA" and index > clause.verb_at + 1 and not _in_list(sentence, index, stop)):
            stop = index
            break
    stop = max(stop, clause.verb_at + 1)
    return sentence.tokens[stop - 1].end


def _in_list(sentence: Sentence, comma: int, stop: int) -> bool:
    """Whether a comma divides a list ("a cup, a plate and a spoon") or brackets words ("begins, at last, to laugh")."""
    following = sentence.tokens[comma + 1] if comma + 1 < stop else None
    if following is None:
        return False
    listed = following.tag in {"DET", "POSS", "NAME", "NUM"} and any(
        t.tag == "CONJ" for t in sentence.tokens[comma:stop]
    )
    again = any(t.tag == "TO" for t in sentence.tokens[comma + 1 : comma + 4])
    return listed or again


def _after_comma(sentence: Sentence, at: int) -> bool:
    return any(t.tag == "COMMA" for t in sentence.tokens[max(0, at - 1) : at + 1])


def _settle_end(predicate: str, *, paused: bool) -> str:
    """Cut what leads nowhere at the end; a particle stays where the sentence itself pauses behind it."""
    words = _COMPARED.sub("", predicate).split()
    while words and words[-1].lower().strip(",") in {"and", "or", "but", "then", "as", "while"}:
        words.pop()
    if len(words) > 1 and paused and words[-1].lower() in _PARTICLES:
        return " ".join(words)
    while words and words[-1].lower() in _DANGLING | _PARTICLES:
        words.pop()
    return " ".join(words)


def _pauses(sentence: Sentence, end: int) -> bool:
    """Whether the sentence ends, or a mark or a conjunction stands, right behind `end` in the text."""
    following = next((t for t in sentence.tokens if t.start >= end), None)
    return following is None or following.tag in {"STOP", "COMMA", "PUNCT", "CONJ", "SUB"}
