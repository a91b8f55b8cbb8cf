"""What each word is in its sentence: names first, then closed classes, then verbs and nouns by their place.

Tags: NAME PRO DET POSS NUM NOUN ADJ ADV PREP PART CONJ SUB REL BE HAVE DO MODAL NEG INDEF INTJ TO
V (finite verb) VB (bare verb) VPP (participle with have or be) VING (ing form) GEN (possessive ending)
COMMA STOP QUOTE PUNCT SKIP (inside parentheses) CLITIC (object pronoun before a Romance verb).
"""

import itertools
import re
from collections.abc import Mapping, Sequence

from filmwright.departments.shots.grammar.conjugation import PREFIXES
from filmwright.departments.shots.grammar.lexicon import Lexicon, VerbForm
from filmwright.departments.shots.grammar.names import NameIndex, Who
from filmwright.departments.shots.grammar.tokens import Token

__all__ = ["NOMINAL", "ROMANCE", "looks_finite", "tag", "verb_forms"]

_CLOSED_TAG = {
    "determiner": "DET",
    "possessive": "POSS",
    "number": "NUM",
    "preposition": "PREP",
    "conjunction": "CONJ",
    "subordinator": "SUB",
    "relative": "REL",
    "modal": "MODAL",
    "be": "BE",
    "have": "HAVE",
    "do": "DO",
    "negation": "NEG",
    "particle": "PART",
    "adverb": "ADV",
    "indefinite": "INDEF",
    "interjection": "INTJ",
}
NOMINAL = frozenset({"DET", "POSS", "NUM", "NOUN", "ADJ", "NAME", "PRO", "INDEF", "QUOTE"})
_STARTS_OBJECT = frozenset({"DET", "POSS", "NUM", "NAME", "PRO", "INDEF", "QUOTE"})
_QUOTES = frozenset('"“”«»„')
_PARTICLES = frozenset(
    [
        "up",
        "down",
        "out",
        "in",
        "off",
        "away",
        "back",
        "over",
        "on",
        "around",
        "apart",
        "aside",
        "forward",
        "together",
        "open",
        "shut",
        "through",
        "along",
        "by",
        "past",
    ]
)
_HUMAN = frozenset(
    {"enter", "exit", "walk", "run", "sit", "stand", "kneel", "crouch", "look", "turn", "speak", "gesture", "fight"}
)
_NEVER_PREP = frozenset({"away", "back", "apart", "aside", "forward", "together", "open", "shut"})
ROMANCE = frozenset({"es", "fr", "it", "pt"})
_LIKE_SUBJECT = frozenset({"NOUN", "NAME", "PRO", "INDEF", "ADJ", "NUM", "REL"})


def tag(tokens: list[Token], lex: Lexicon, names: NameIndex) -> None:
    """Set `tag`, `lemma` and `ref` of every token in place."""
    _skip_marks(tokens)
    _names(tokens, lex, names)
    _closed(tokens, lex)
    _open(tokens, lex, names)


def _skip_marks(tokens: list[Token]) -> None:
    depth, quoted = 0, False
    for token in tokens:
        text = token.text
        if text == "(":
            depth += 1
        if depth:
            token.tag = "SKIP"
        elif text in _QUOTES:
            quoted = not quoted if text == '"' else text in "“«„"
            token.tag = "QUOTE"
        elif quoted:
            token.tag = "QUOTE"
        elif text == ",":
            token.tag = "COMMA"
        elif text in ".!?;:…" or text.startswith(("..", "--")) or text in "—–":
            token.tag = "STOP"
        elif not text[0].isalnum() and (len(text) == 1 or text[0] not in "'’"):
            token.tag = "PUNCT"
        if text == ")":
            depth = max(0, depth - 1)


def _names(tokens: list[Token], lex: Lexicon, names: NameIndex) -> None:
    words = [t.text for t in tokens]
    lowered = [t.lower for t in tokens]
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.tag in {"", "QUOTE", "SKIP"} and token.lower in names.by_word:
            before = lex.closed.get(lowered[at - 1], "") if at else ""
            found = names.find(words, lowered, at, after_article=before in {"determiner", "possessive", "number"})
            if found and (found[1] > 1 or _may_be_name(tokens, at, lex, names.people[found[0]].kind)):
                size = found[1] + _surname(tokens, at, found[1], lex, names.people[found[0]])
                if size:
                    for part in tokens[at : at + size]:
                        part.ref = found[0]
                        part.tag = part.tag or "NAME"
                    at += size
                    continue
        at += 1


def _surname(tokens: Sequence[Token], at: int, size: int, lex: Lexicon, who: Who) -> int:
    """What a capital word beside a name does: 1 when it goes on with it, minus the name when it is another person.

    "Eli Travis" is Eli when nobody has said Eli's surname; "Tom Black" is not Tom Voss, nor "Amos Cobb" Mercy Cobb.
    """
    token = tokens[at]
    if size > 1 or lex.nouns_are_capitalised or not _title_case(token) or who.kind != "person" or who.many:
        return 0
    full = who.name.split()
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and _is_name_like(following, lex) and following.start == token.end + 1:
        if len(full) > 1:
            return 0 if following.lower in who.name.lower() else -size
        return 1
    before = tokens[at - 1] if at > 0 else None
    if before is not None and len(full) > 1 and token.lower == full[-1].lower() and before.end + 1 == token.start:
        opens = at == 1 or tokens[at - 2].tag in {"STOP", "QUOTE"}
        if _is_name_like(before, lex) and not opens and before.lower not in who.name.lower():
            return -size
    return 0


def _title_case(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[1:2].islower()


def _is_name_like(token: Token, lex: Lexicon) -> bool:
    if not _title_case(token) or token.tag or token.lower in lex.closed or token.lower.endswith("."):
        return False
    return token.lower not in lex.known_nouns and token.lower not in lex.forms and token.lower not in lex.aged


def _may_be_name(tokens: Sequence[Token], at: int, lex: Lexicon, kind: str) -> bool:
    """A common word at the start of a sentence ("Will", "May", "Art") is a name only before a verb or mark."""
    token = tokens[at]
    if at or kind != "person" or token.text.isupper():
        return True
    if token.lower in lex.name_words and not _acts_next(tokens, at, lex):
        return False
    if token.lower not in lex.closed:
        return True
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if lex.closed.get(following) in {"be", "have", "do", "modal"}:
        return True  # "Will won't commit"
    return any(form.kind == "s" for form in lex.forms.get(following, ())) or following in {"'s", ","}


def _acts_next(tokens: Sequence[Token], at: int, lex: Lexicon) -> bool:
    """Whether a mark, a verb or "and" follows: "Grey bows" is Mr. Grey, "Grey water" is not."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not following.text[0].isalpha() or following.ref is not None:
        return True
    kind = lex.closed.get(following.lower, "")
    if kind in {"be", "have", "do", "modal", "conjunction", "preposition"} or following.lower == "'s":
        return True
    return any(form.kind in {"s", "past"} for form in lex.forms.get(following.lower, ()))


def _closed(tokens: list[Token], lex: Lexicon) -> None:  # noqa: C901  (rules in order)
    for at, token in enumerate(tokens):
        if token.tag:
            continue
        kind = lex.closed.get(token.lower)
        if kind == "preposition" and token.lower in lex.forms and at and tokens[at - 1].tag in {"NAME", "PRO"}:
            continue  # French "entre", "sous" and the like: a verb after a name
        if token.lower in lex.pronouns and kind != "possessive":
            token.tag = "PRO"
        elif token.lower == "to" and lex.language == "en":
            token.tag = "TO"
        elif kind:
            token.tag = _CLOSED_TAG[kind]
        elif token.text[0].isdigit():
            token.tag = "NUM"
        if token.lower in {"'s", "'re", "'ll", "'ve", "'d", "'m"} and at:
            token.tag = _clitic(tokens, at, lex)
        elif token.text in "'’" and at and tokens[at - 1].lower.endswith("s"):
            token.tag = "GEN"
    for at, token in enumerate(tokens):
        _context_of_closed(tokens, at, token, lex)
    if lex.language in ROMANCE:
        _clitics(tokens, lex)


def _clitics(tokens: Sequence[Token], lex: Lexicon) -> None:
    """Romance languages put object pronouns before the verb ("se sienta", "se lo quita"): they are no subjects."""
    for at in range(len(tokens) - 2, -1, -1):
        token, following = tokens[at], tokens[at + 1]
        if token.tag not in {"PRO", "DET", "PREP"}:
            continue
        pronoun = lex.pronouns.get(token.lower) or lex.clitics.get(token.lower)
        strong = pronoun is None or "possessive" in pronoun.cases or ("subject" in pronoun.cases and token.tag == "PRO")
        if strong and (token.lower not in lex.clitics or (at and tokens[at - 1].tag != "PRO")):
            continue
        chained = following.tag == "CLITIC" and following.start == token.end + 1
        finite = any(form.kind == "s" for form in verb_forms(following.lower, lex)) and following.tag in {
            "",
            "MODAL",
            "BE",
            "HAVE",
        }
        if token.tag == "PRO":  # never an article: whatever follows is the verb
            guessed = following.tag == "" and looks_finite(following, lex)
            if chained or finite or guessed or (following.tag in {"BE", "HAVE", "MODAL", "DO"}):
                token.tag = "CLITIC"
        elif chained or (finite and not _known_noun(following.lower, lex) and _may_be_verb(tokens, at, token, lex)):
            token.tag = "CLITIC"


def _may_be_verb(tokens: Sequence[Token], at: int, token: Token, lex: Lexicon) -> bool:
    """After an article-like pronoun a verb needs a subject before it or the start of a clause."""
    before = tokens[at - 1] if at else None
    if token.tag == "PREP":
        return before is not None and before.tag in {"NAME", "PRO", "REL", "NEG"}
    later = tokens[at + 2] if at + 2 < len(tokens) else None
    if later is not None and later.tag == "" and any(f.kind == "s" for f in lex.forms.get(later.lower, ())):
        return False  # "la lucha termina"
    if before is None:
        return True
    if before.tag == "" and any(f.kind in {"s", "base", "ing"} for f in lex.forms.get(before.lower, ())):
        return False  # "levanta la guarda"
    return before.tag not in {"PREP", "V", "DET"}


def _known_noun(word: str, lex: Lexicon) -> bool:
    return word in lex.known_nouns


def _clitic(tokens: Sequence[Token], at: int, lex: Lexicon) -> str:
    lower = tokens[at].lower
    if lower != "'s":
        return "MODAL" if lower in {"'ll", "'d"} else "BE" if lower in {"'re", "'m"} else "HAVE"
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at - 1].tag == "PRO" or (lex.closed.get(tokens[at - 1].lower) in {"relative", "adverb", "indefinite"}):
        return "BE"
    if following is None or following.tag in {"STOP", "COMMA"}:
        return "GEN"
    kind = lex.closed.get(following.lower, "")
    if kind in {"determiner", "possessive", "preposition", "negation"}:
        return "BE"
    if any(form.kind == "ing" for form in lex.forms.get(following.lower, ())):
        return "BE"
    return "GEN"


def _context_of_closed(tokens: Sequence[Token], at: int, token: Token, lex: Lexicon) -> None:
    before = tokens[at - 1] if at else None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.lower in {"her", "ihr"} and token.tag in {"PRO", "POSS"} and lex.language in {"en", "de"}:
        own = following is not None and following.lower in {"own", "left", "right", "other", "first", "last"}
        behind = following is not None and following.lower == "back" and before is not None and before.tag == "PREP"
        token.tag = "POSS" if own or behind or (following is not None and following.tag in {"", "NUM"}) else "PRO"
        if token.tag == "POSS" and following is not None and following.lower.endswith("ly"):
            token.tag = "PRO"
    if token.tag in {"ADV", "PART"} and before is not None and before.tag in {"DET", "POSS", "GEN"}:
        token.tag = "NOUN" if token.lower in {"back", "left", "right", "front", "home", "down"} else "ADJ"
    if token.tag in {"PREP", "PART"} and token.lower in _PARTICLES and lex.language == "en":
        token.tag = "PREP" if token.lower not in _NEVER_PREP and _starts_phrase(following, lex) else "PART"
    if lex.language != "en":
        _context_abroad(tokens, at, lex)
    if token.tag == "REL" and token.lower == "that":
        token.tag = "REL"
    if (
        token.lower in {"both", "all", "each", "neither", "either"}
        and token.tag in {"DET", "NEG"}
        and following is not None
    ):
        forms = lex.forms.get(following.lower, ())
        acts = any(lex.verb_class(f.lemma) & _HUMAN for f in forms)  # "All turn.", but not "All empty."
        more = token.lower != "all" or acts or (at + 2 < len(tokens) and tokens[at + 2].tag != "STOP")
        if following.lower == "of" or (
            more and following.lower not in lex.known_nouns and any(f.kind in {"base", "s"} for f in forms)
        ):
            token.tag = "INDEF"
    if token.lower == "that" and before is None:
        token.tag = "DET" if following is not None and following.tag == "" else "PRO"


def _context_abroad(tokens: Sequence[Token], at: int, lex: Lexicon) -> None:
    """Small words of other languages that are something else here: "un sobre", "le son", "tritt ein"."""
    if lex.language == "de":
        _context_in_german(tokens, at, lex)
    elif tokens[at].tag in {"PREP", "POSS", "ADV"} and at and tokens[at - 1].tag == "DET":
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        alone = following is None or following.tag in {"STOP", "COMMA", "PREP", "CONJ"}
        tokens[at].tag = "NOUN" if alone or tokens[at].lower in lex.known_nouns else tokens[at].tag


def _context_in_german(tokens: Sequence[Token], at: int, lex: Lexicon) -> None:
    """Separated particles ("tritt ein"), "Beide schweigen", and who-clauses ("der Wirt, der schweigt")."""
    token, before = tokens[at], tokens[at - 1] if at else None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    ends = following is None or following.tag in {"STOP", "COMMA", "CONJ"}
    if token.lower in PREFIXES and token.tag in {"DET", "PREP", "ADV", "PART"} and ends:
        token.tag = "PART"
    joined = token.tag == "DET" and token.lower in {"beide", "alle", "jeder", "keiner"} and following is not None
    if joined and following is not None and following.text[:1].islower():
        token.tag = "INDEF"  # a noun would have a capital
    opens = before is not None and (
        before.tag == "COMMA" or (before.tag == "PREP" and at > 1 and tokens[at - 2].tag == "COMMA")
    )
    if not opens or token.lower not in _GERMAN_RELATIVES or following is None:
        return
    named = following.tag in {"PRO", "DET", "POSS", "INDEF", "PREP", "ADV", "NEG", "NAME"}
    if named or (following.tag == "" and any(f.kind != "en" for f in verb_forms(following.lower, lex))):
        token.tag = "REL"


_GERMAN_RELATIVES = frozenset({"der", "die", "das", "den", "dem", "dessen", "deren", "denen"})


def _starts_phrase(token: Token | None, lex: Lexicon) -> bool:
    if token is None or token.tag in {"STOP", "COMMA", "CONJ", "PREP", "ADV", "PART", "SUB", "TO", "BE", "PUNCT"}:
        return False
    if token.tag in NOMINAL:
        return True
    forms = lex.forms.get(token.lower, ())
    return token.tag == "" and not any(f.kind == "s" for f in forms)


class _State:
    """What the clause has so far, while words are tagged from left to right."""

    __slots__ = ("fresh", "fresh_plural", "infinitive", "joined", "plural", "subject", "verb")

    def __init__(self) -> None:
        self.clause()

    def clause(self) -> None:
        self.subject = False  # a phrase that can be the subject was seen
        self.plural = False
        self.verb = False
        self.joined = False  # the last mark was a comma or conjunction
        self.fresh = False  # a new phrase began after it
        self.fresh_plural = False
        self.infinitive = False


def _open(tokens: list[Token], lex: Lexicon, names: NameIndex) -> None:
    state = _State()
    for at, token in enumerate(tokens):
        if token.tag == "":
            token.tag, token.lemma = _classify(tokens, at, state, lex)
        _advance(tokens, at, state, lex, names)


def _advance(tokens: Sequence[Token], at: int, state: _State, lex: Lexicon, names: NameIndex) -> None:
    tag_now = tokens[at].tag
    if tag_now == "STOP":
        state.clause()
    elif tag_now == "SUB":
        state.clause()
        state.joined = True
    elif tag_now == "REL":
        state.verb, state.subject, state.plural = False, True, False
    elif tag_now in {"COMMA", "CONJ"}:
        if tag_now == "CONJ" and state.subject and not state.verb:
            state.plural = True  # X and Y
        state.joined, state.fresh, state.fresh_plural = True, False, False
    elif tag_now in {"V", "BE", "HAVE", "DO", "MODAL"}:
        state.verb, state.joined, state.fresh = True, False, False
        state.infinitive = tag_now in {"MODAL", "DO"}
    elif tag_now in {"NOUN", "NAME", "PRO", "INDEF", "NUM", "ADJ"}:
        in_phrase = at > 0 and tokens[at - 1].tag in {"PREP", "TO"}
        if not in_phrase:
            state.subject = True
            state.fresh = state.fresh or state.joined
            plural = _is_plural(tokens[at], lex, names)
            state.plural = state.plural or plural
            state.fresh_plural = state.fresh_plural or (plural and state.fresh)
        state.infinitive = False
    elif tag_now in {"VB", "VPP", "VING"}:
        state.infinitive = False


def _is_plural(token: Token, lex: Lexicon, names: NameIndex) -> bool:
    if token.ref is not None:
        return names.people[token.ref].many
    if token.tag == "PRO":
        pronoun = lex.pronouns.get(token.lower)
        return pronoun is not None and (pronoun.many or pronoun.sex == "self")
    if token.tag == "NUM":
        return token.lower not in {"one", "1"}
    if token.tag in {"NOUN", "INDEF"}:
        return (token.lower.endswith("s") and not token.lower.endswith("ss")) or token.lower in {
            "both",
            "all",
            "men",
            "women",
            "children",
            "people",
            "police",
            "others",
        }
    return False


def _pick(forms: Sequence[VerbForm], *kinds: str) -> VerbForm | None:
    for kind in kinds:
        for form in forms:
            if form.kind == kind:
                return form
    return None


def _classify(tokens: Sequence[Token], at: int, state: _State, lex: Lexicon) -> tuple[str, str]:  # noqa: C901, PLR0911  (rules in order)
    token = tokens[at]
    before = tokens[at - 1].tag if at else ""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    forms = lex.forms.get(token.lower, ())
    if lex.language != "en":
        related = any(t.tag == "REL" for t in tokens[max(0, at - 8) : at])
        if forms and not related and _in_apposition(tokens, at, state, following, lex):
            return "NOUN", ""
        return _classify_listed(tokens, at, state, lex)
    if token.lower.endswith("ly") and len(token.lower) > 4 and token.lower not in lex.known_nouns:
        return "ADV", ""
    if state.infinitive or before == "TO":
        base = _pick(forms, "base")
        if base:
            return "VB", base.lemma
    if before in {"DET", "POSS", "GEN", "PREP"}:
        return _after_opener(before, forms)
    if before == "NUM" and _is_counted(tokens, at, lex):
        return "NOUN", ""  # "Twenty heads come up"
    ing = _pick(forms, "ing") or (VerbForm(token.lower[:-3], "ing") if _unknown_ing(token, lex) else None)
    if ing:
        if before == "BE" or (before in {"ADV", "NEG"} and at > 1 and tokens[at - 2].tag == "BE"):
            return "V", ing.lemma
        return "VING", ing.lemma
    finite = _finite(tokens, at, state, lex, following, forms)
    if finite:
        return "V", finite
    done = _pick(forms, "en", "ed", "past")
    if done and before in {"BE", "HAVE"}:
        return "VPP", done.lemma
    if done or (token.lower.endswith("ed") and len(token.lower) > 4):
        return "ADJ", done.lemma if done else ""
    return "NOUN", ""


def _is_counted(tokens: Sequence[Token], at: int, lex: Lexicon) -> bool:
    """Whether a word in -s after a number above one is what is counted."""
    lower = tokens[at].lower
    known = lower in lex.known_nouns or lower[:-1] in lex.known_nouns
    return lower.endswith("s") and known and tokens[at - 1].lower not in {"one", "1"}


def _unknown_ing(token: Token, lex: Lexicon) -> bool:
    lower = token.lower
    return lower.endswith("ing") and len(lower) > 5 and lower not in lex.known_nouns and not token.text[0].isupper()


def _after_opener(before: str, forms: Sequence[VerbForm]) -> tuple[str, str]:
    ing = _pick(forms, "ing")
    if ing and before == "PREP":
        return "VING", ing.lemma
    if ing or _pick(forms, "ed", "en"):
        return "ADJ", ""
    return "NOUN", ""


def _finite(  # noqa: C901, PLR0911, PLR0912  (rules in order)
    tokens: Sequence[Token], at: int, state: _State, lex: Lexicon, following: Token | None, forms: Sequence[VerbForm]
) -> str | None:
    """The lemma when this word is the finite verb of its clause."""
    token = tokens[at]
    before = tokens[at - 1].tag if at else ""
    singular = _pick(forms, "s")
    near = before in {"PRO", "NAME", "REL"} or (
        before in {"ADV", "NEG"} and at > 1 and tokens[at - 2].tag in {"PRO", "NAME", "REL"}
    )
    noun_too = token.lower in lex.known_nouns
    if _in_apposition(tokens, at, state, following, lex):
        return None
    if singular is None and token.lower.endswith("s") and not token.lower.endswith(("ss", "us", "is")) and not forms:
        if near and not (state.verb and not state.fresh) and not token.text[0].isupper() and not noun_too:
            return _guess_lemma(token.lower)
        if _unknown_verb(tokens, at, state, lex, following):
            return _guess_lemma(token.lower)
        return None
    if singular:
        return singular.lemma if _singular_fits(tokens, at, state, following, near=near, noun_too=noun_too) else None
    base = _pick(forms, "base")
    if base and before == "PRO" and _is_plural_subject(tokens[at - 1], lex):
        return base.lemma  # ", and they leave"
    if (
        base
        and state.verb
        and state.fresh
        and state.fresh_plural
        and before in {"NOUN", "NAME", "PRO"}
        and _opens_object(following)
    ):
        return base.lemma
    if (
        base
        and state.plural
        and not state.verb
        and before in {"NOUN", "NAME", "PRO", "ADV", "NUM", "INDEF", "COMMA", "ADJ"}
    ):
        return base.lemma
    if base and state.plural and state.verb and before in {"CONJ", "COMMA"} and _opens_object(following):
        return base.lemma
    if base and at == 0 and following is not None and following.tag in {"DET", "POSS"}:
        return base.lemma
    if base and at == 0 and base.lemma in {"enter", "exit"} and _ends_or_names(following):
        return base.lemma  # a stage direction: Enter NORA
    if not forms and _plural_does(tokens, at, state, following, lex):
        return token.lower
    past = _pick(forms, "past", "ed")
    if past and not state.verb and near:
        return past.lemma
    if past and state.fresh and near:
        return past.lemma
    if past and _told(tokens, at, state, following, past.kind):
        return past.lemma
    if past and state.verb and state.joined and not state.fresh and before == "CONJ" and _opens_object(following):
        return past.lemma
    return None


def _is_plural_subject(token: Token, lex: Lexicon) -> bool:
    """Whether a pronoun can only be the subject of a verb without an ending: they, we, I."""
    pronoun = lex.pronouns.get(token.lower)
    if pronoun is None or "subject" not in pronoun.cases or "object" in pronoun.cases:
        return False
    return pronoun.many or pronoun.sex == "self"


def _told(tokens: Sequence[Token], at: int, state: _State, following: Token | None, kind: str) -> bool:
    """Past tense after a noun ("The woman put a clock on the counter"), where no other verb is the sentence's own."""
    if tokens[at - 1].tag != "NOUN" or not state.subject or (state.verb and not state.fresh) or at == 0:
        return False
    if following is not None and following.lower == "by":
        return False
    if kind == "past":
        return True
    rest = list(itertools.takewhile(lambda t: t.tag != "STOP", tokens[at + 1 :]))
    return not any(t.tag in {"BE", "HAVE", "MODAL", "DO"} or (t.lower.endswith("s") and t.tag == "") for t in rest[:14])


def _ends_or_names(token: Token | None) -> bool:
    return token is None or token.tag in {"NAME", "STOP"}


def _plural_does(tokens: Sequence[Token], at: int, state: _State, following: Token | None, lex: Lexicon) -> bool:
    """An unlisted word after a known plural ("Her knuckles whiten.") is what they do."""
    if at == 0 or state.verb or not state.plural or tokens[at].text[0].isupper() or tokens[at].lower.endswith("s"):
        return False
    noun = tokens[at - 1]
    known = noun.tag == "NOUN" and noun.lower.endswith("s") and noun.lower in lex.known_nouns
    return known and (_ends(following) or (following is not None and following.tag in {"PREP", "PART", "ADV"}))


def _singular_fits(  # noqa: PLR0911  (rules in order)
    tokens: Sequence[Token], at: int, state: _State, following: Token | None, *, near: bool, noun_too: bool
) -> bool:
    before = tokens[at - 1].tag if at else ""
    if near and (not state.verb or state.fresh or before in {"PRO", "REL"}):
        return True
    if not state.verb and state.subject:
        if before in {
            "NOUN",
            "SKIP",
            "INDEF",
            "PART",
            "ADV",
            "COMMA",
            "CONJ",
            "QUOTE",
            "ADJ",
            "NUM",
            "NEG",
            "NAME",
            "VING",
            "VPP",
        }:
            return not (before == "ADJ" and noun_too and _ends(following))
        return False
    if state.verb and state.fresh and before in {"NOUN", "NAME", "ADV"}:
        return not noun_too or _opens_object(following)
    if state.joined and not state.fresh:  # a comma or "and" straight before: the same subject goes on
        return not (noun_too and (following is None or following.tag in {"CONJ", "COMMA"})) or (
            _ends(following) and not noun_too
        )
    if before == "ADV" and state.joined:
        return True
    if at == 0 or before in {"", "STOP", "SUB", "PUNCT"}:
        return (not noun_too) or _opens_object(following)
    return False


def _in_apposition(tokens: Sequence[Token], at: int, state: _State, following: Token | None, lex: Lexicon) -> bool:
    """Whether a noun of a description ("black curls, a shirt ...") only looks like a verb: the real one comes later."""
    if following is None or following.tag != "COMMA" or state.verb or not state.subject:
        return False
    if not any(t.tag == "COMMA" for t in tokens[max(0, at - 6) : at]):
        return False
    return any(
        t.tag == ""
        and any(f.kind == "s" for f in lex.forms.get(t.lower, ()))
        and tokens[n - 1].tag in {"COMMA", "SKIP", "CONJ"}
        for n, t in enumerate(tokens[at + 1 : at + 60], at + 1)
    )


def _ends(token: Token | None) -> bool:
    return token is None or token.tag in {"STOP", "COMMA", "CONJ"}


def _opens_object(token: Token | None) -> bool:
    return token is not None and token.tag in (_STARTS_OBJECT | {"PREP", "PART", "TO"})


def _unknown_verb(tokens: Sequence[Token], at: int, state: _State, lex: Lexicon, following: Token | None) -> bool:  # noqa: PLR0911  (rules in order)
    """An unlisted word in -s after a singular noun, or after "and", that takes an object or a direction."""
    token = tokens[at]
    before = tokens[at - 1].tag if at else ""
    if token.text[0].isupper() or token.lower in lex.known_nouns or lex.noun_is("prop", token.lower):
        return False
    if before == "NOUN" and state.subject and not state.verb:
        single = not tokens[at - 1].lower.endswith("s") and not state.plural
        if any(t.tag == "PREP" for t in tokens[max(0, at - 4) : at]):
            return following is not None and following.tag in {"DET", "POSS", "PRO", "NAME"} and single
        return single and (
            _opens_object(following) or _ends(following) or (following is not None and following.tag == "ADV")
        )
    if before in {"CONJ", "COMMA"} and state.verb and not state.fresh:
        return following is not None and following.tag in {"DET", "POSS", "PRO", "NAME"}
    if before == "SKIP" and state.subject and not state.verb:
        return _opens_object(following)
    if before == "COMMA" and state.subject and not state.verb:
        return following is not None and following.tag in {"DET", "POSS", "PRO", "NAME", "PREP", "PART"}
    return False


def _guess_lemma(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


_FINITE_SHAPE = {
    "es": re.compile(r".+(?:[ae]n?|ó|ab?an?|aron|ieron|ían?)"),
    "it": re.compile(r".+(?:[ae]|[aeo]no|ò|ì|[aei]vano?|[aei]rono)"),
    "pt": re.compile(r".+(?:[ae]m?|ou|eu|iu|[aei]ram|ava[m]?|iam?)"),
    "fr": re.compile(r".+(?:e|ent|a|it|èrent|ai(?:t|ent)|issent|irent)"),
    "de": re.compile(r".+(?:t|te|ten)"),
}
"""How a finite verb of the third person can end."""
_PAST_SHAPE = {
    "es": re.compile(r".+(?:[^aeiou]ó|aban?|aron|ieron)"),
    "it": re.compile(r".+(?:[aei]va(?:no)?|[aei]rono)"),
    "pt": re.compile(r".+(?:ou|avam?|[aei]ram)"),
    "fr": re.compile(r".{2,}(?:ait|aient|èrent|irent)"),
}
"""Endings that hardly any noun has."""
_ENCLITIC = {
    "es": re.compile(r"(.+?(?:r|ndo))(?:se|me|te|nos|os)?(?:l[aoe]s?)?"),
    "it": re.compile(r"(.+?(?:[aei]r|ndo))(?:si|mi|ti|ci|vi|ne|gli|l[aoei]|(?:glie|se|me|te|ce)(?:l[aoei]|ne))"),
    "pt": re.compile(r"(.+?(?:[áêíaei]r?|ndo))-(?:se|me|te|nos|lhes?|l?[ao]s?)"),
}
"""Infinitives and gerunds with pronouns behind them: sentarse, mirándolo, sedersi, abraçá-lo."""
_PLAIN = str.maketrans("áéíóúêâ", "aeioueá")


def verb_forms(word: str, lex: Lexicon) -> Sequence[VerbForm]:
    """What verb forms a word can be: as listed, with pronouns behind it (Romance), with a particle before (German)."""
    forms = lex.forms.get(word, ())
    if forms or lex.language == "en":
        return forms
    if lex.language == "de":
        return _prefixed(word, lex)
    enclitic = _ENCLITIC.get(lex.language)
    found = enclitic.fullmatch(word) if enclitic is not None and len(word) > 5 else None
    if found is None:
        return _old_fashioned(word, lex) if lex.language == "es" else ()
    stem = found.group(1)
    for form in (stem, stem.translate(_PLAIN), stem + "e", stem.translate(_PLAIN) + "r"):
        known = tuple(f for f in lex.forms.get(form, ()) if f.kind in {"base", "ing"})
        if known:
            return known
    return ()


_OLD_ENCLITIC = re.compile(r"(\w{3,}(?:[óéa]|an|on))(?:se|l[aoe]s?)")


def _old_fashioned(word: str, lex: Lexicon) -> Sequence[VerbForm]:
    """Spanish stories hang pronouns on finite verbs: "sentóse", "paseábase", "díjole"."""
    found = _OLD_ENCLITIC.fullmatch(word)
    if found is None:
        return ()
    stem = found.group(1)
    for form in (stem, stem.translate(_PLAIN)):
        known = tuple(f for f in lex.forms.get(form, ()) if f.kind == "s")
        if known:
            return known
    return ()


def _prefixed(word: str, lex: Lexicon) -> Sequence[VerbForm]:
    """German verbs that keep their particle: "eintritt", "aufzustehen", "hingefallen"."""
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest == word or len(rest) < 3:
            continue
        if rest.startswith("zu") and any(f.kind == "base" for f in lex.forms.get(rest[2:], ())):
            return (VerbForm(rest[2:], "base"),)
        if rest in lex.forms:
            return lex.forms[rest]
    return ()


def looks_finite(token: Token, lex: Lexicon) -> bool:
    """Whether a word that no list has may be a verb of the third person, by its ending."""
    shape = _FINITE_SHAPE.get(lex.language)
    if shape is None:
        return token.text[:1].islower()
    known = token.lower in lex.known_nouns or token.lower in lex.closed
    return token.text[:1].islower() and not known and shape.fullmatch(token.lower) is not None


def _classify_listed(tokens: Sequence[Token], at: int, state: _State, lex: Lexicon) -> tuple[str, str]:  # noqa: PLR0911  (rules in order)
    """Other languages: a listed finite form is a verb unless an article stands before it.

    An unlisted lower-case word that ends like a verb is one after the name, pronoun or noun that opens a clause.
    """
    token, before = tokens[at], tokens[at - 1].tag if at else ""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    forms = verb_forms(token.lower, lex)
    capital = token.text[0].isupper() and before not in {"", "STOP", "PUNCT", "QUOTE"}
    if lex.nouns_are_capitalised and capital:
        return "NOUN", ""
    if token.lower.endswith(_ADVERBIAL.get(lex.language, ())) and before not in {"DET", "POSS"}:
        return "ADV", ""
    by_kind: dict[str, str] = {form.kind: form.lemma for form in reversed(forms)}
    counted = before == "NUM" and at > 1 and tokens[at - 2].tag == "DET" and "s" in by_kind  # "los dos callan"
    if before in {"DET", "POSS", "PREP", "NUM"} and not counted:
        return _behind_opener(tokens, at, by_kind, lex)
    helped = _helped(tokens, at, lex)
    if "en" in by_kind and (helped or "s" not in by_kind):
        return ("VPP", by_kind["en"]) if helped else ("ADJ", "")
    if "s" in by_kind:
        return _finite_or_not(tokens, at, by_kind, state, lex)
    if forms:
        return "VB" if forms[0].kind == "base" else "VING", forms[0].lemma
    if _guessed(tokens, at, state, lex):
        return "V", token.lower
    if lex.nouns_are_capitalised and token.text[:1].islower():
        return ("ADJ" if _names_next(following, lex) else "ADV"), ""
    return "NOUN", ""


def _behind_opener(tokens: Sequence[Token], at: int, by_kind: Mapping[str, str], lex: Lexicon) -> tuple[str, str]:
    """A word behind an article, possessive, number or preposition."""
    before = tokens[at - 1]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if before.tag == "PREP":
        if "base" in by_kind and ("s" not in by_kind or before.lower == "zu"):
            return "VB", by_kind["base"]
        if "ing" in by_kind and "s" not in by_kind:
            return "VING", by_kind["ing"]
    attributive = ("en" in by_kind or tokens[at].text[:1].islower()) and _names_next(following, lex)
    return ("ADJ", "") if attributive else ("NOUN", "")


def _finite_or_not(
    tokens: Sequence[Token], at: int, by_kind: Mapping[str, str], state: _State, lex: Lexicon
) -> tuple[str, str]:
    """A form that can be finite: it may also close its clause as an infinitive, or say how something is."""
    before = tokens[at - 1].tag if at else ""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if "base" in by_kind and _closes_clause(state, before):
        return "VB", by_kind["base"]
    if before == "BE" and lex.language != "de":
        return "ADJ", ""
    idle = before in {"NOUN", "ADJ", "ADV"} or (at == 0 and _ends(following))
    if tokens[at].lower in lex.adjectives and idle:
        return "ADJ", ""
    return "V", by_kind["s"]


_ADVERBIAL: dict[str, tuple[str, ...]] = {
    "es": ("mente",),
    "it": ("mente",),
    "pt": ("mente",),
    "fr": ("ement", "amment", "emment"),
}


def _names_next(token: Token | None, lex: Lexicon) -> bool:
    """Whether a noun comes next: "der geöffnete Brief" is a letter."""
    return lex.language == "de" and token is not None and token.tag == "" and token.text[:1].isupper()


def _helped(tokens: Sequence[Token], at: int, lex: Lexicon) -> bool:
    """Whether a form of "have" or "be" of the same clause wants a participle; in German it may stand behind."""
    if at + 1 < len(tokens) and tokens[at + 1].tag in {"HAVE", "BE"}:
        return lex.language == "de"
    for token in reversed(tokens[max(0, at - 9) : at]):
        if token.tag in {"HAVE", "BE"}:
            return True
        between = token.tag in {"ADV", "NEG", "CLITIC"}
        if token.tag in {"STOP", "COMMA", "CONJ", "SUB", "REL", "V"} or (lex.language != "de" and not between):
            return False
    return False


def _closes_clause(state: _State, before: str) -> bool:
    """Whether an infinitive that looks like a plural verb closes a clause: "bleibt stehen", "will gehen"."""
    return state.infinitive or (state.verb and not state.joined and before not in {"COMMA", "CONJ", "REL", "SUB"})


_PLURAL_ARTICLES = frozenset({"los", "las", "les", "des", "i", "gli", "os", "as", "unos", "unas", "uns", "umas"})
_PLURAL_ENDING = {"es": "n", "it": "no", "pt": "m", "fr": "nt"}


def _agrees(tokens: Sequence[Token], at: int, lex: Lexicon) -> bool:
    """Whether a guessed verb has the number of the noun before it: "le scarpe lucide" has none."""
    opener = next((t.lower for t in reversed(tokens[max(0, at - 4) : at]) if t.tag == "DET"), "")
    several = opener in _PLURAL_ARTICLES or (opener == "le" and lex.language == "it")
    return not opener or several == tokens[at].lower.endswith(_PLURAL_ENDING[lex.language])


def _guessed(tokens: Sequence[Token], at: int, state: _State, lex: Lexicon) -> bool:
    """Whether an unlisted word is the verb of its clause: it ends like one, and no listed verb is there."""
    before = tokens[at - 1].tag if at else ""
    if not looks_finite(tokens[at], lex) or (state.verb and not state.fresh):
        return False
    if before in {"NAME", "PRO", "CLITIC", "INDEF"}:
        return not state.verb or before in {"PRO", "CLITIC"}
    if before != "NOUN" or not state.subject or state.verb or lex.language not in _PLURAL_ENDING:
        return False  # German, and languages without tables
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    near = _ends(following) or _opens_object(following) or (following is not None and following.tag == "ADV")
    if not near and not _PAST_SHAPE[lex.language].fullmatch(tokens[at].lower):
        return False
    if not _agrees(tokens, at, lex):
        return False
    rest = itertools.takewhile(lambda t: t.tag != "STOP", tokens[at + 1 :])
    return not any(t.tag == "" and any(f.kind == "s" for f in lex.forms.get(t.lower, ())) for t in rest)
