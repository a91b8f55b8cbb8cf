"""Is a clause of motion well formed, and does it say the verb and object that a reader saw? Independent of the engine.

Nothing here comes from the rules that are judged: the lists are short and closed (articles, possessives, prepositions,
irregular verbs), and where a word can end a clause or be cut off (`steps in`, `steps in the puddle`), the source
decides: a clause that stops where the sentence goes on was cut.
"""

import re
from pathlib import Path

from labels import words_of

__all__ = ["has_verb", "lemma", "malformed", "reworded", "says_object", "says_verb"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEVER_LAST = {
    "en": "a an the his its their my your our of to at from with into onto for and or but than whose upon against "
    "between among during toward towards some every each another very is are was were",
    "es": "el la los las un una unos unas de del a al en con por para sin sobre entre hacia desde y o su sus mi tu que",
    "de": "der die das den dem des eine einen einem einer eines und oder sein seine ihre ihrem ihren ihrer zum "
    "zur im am vom beim für gegen ohne",
    "fr": "le la les un une des de du à au aux en avec pour sans sur sous dans par chez vers et ou son sa ses leur que",
    "it": "il lo la gli le un uno una di del della dei delle a al alla da dal dalla in nel nella con su sul sulla per "
    "tra fra e o suo sua suoi sue che",
    "pt": "o os um uma uns umas de do da dos das ao aos em no na nos nas com para por pelo pela sem sobre entre e ou "
    "seu sua seus suas que",
}
"""Words that end no clause of motion."""

_MAYBE_LAST = {
    "en": "in on up out off over down by past around round through along across under behind beneath inside outside "
    "about after before above below near like as that her this these those one two three both beside beyond",
    "de": "auf an ab aus ein zu mit nach vor bei durch um über unter hinter neben zwischen ihr sein",
    "es": "lo le",
    "fr": "lui",
    "it": "lo",
    "pt": "a as lhe",
}
"""Words that end a clause only where the sentence pauses too."""

_GO_ON = {
    "and",
    "then",
    "but",
    "or",
    "while",
    "when",
    "until",
    "und",
    "dann",
    "y",
    "e",
    "et",
    "pero",
    "aber",
    "mais",
    "ma",
}
_DETERMINERS = set(_NEVER_LAST["en"].split()) | {"her", "this", "that", "these", "those", "no", "two", "three", "four"}
_PRONOUNS = {"i", "he", "she", "it", "they", "we", "you", "who", "both", "all", "everyone", "everybody", "nobody"}
_OBJECT_PRONOUNS = {"it", "him", "her", "them", "lo", "la", "los", "las", "le", "les", "ihn", "sie", "es", "li", "that"}

_IRREGULAR = {
    "be": "is are was were been being am",
    "beat": "beats beating beaten",
    "become": "becomes became becoming",
    "begin": "begins began begun beginning",
    "bend": "bends bent bending",
    "bite": "bites bit bitten biting",
    "blow": "blows blew blown blowing",
    "break": "breaks broke broken breaking",
    "bring": "brings brought bringing",
    "build": "builds built building",
    "burst": "bursts bursting",
    "buy": "buys bought buying",
    "catch": "catches caught catching",
    "choose": "chooses chose chosen choosing",
    "cling": "clings clung clinging",
    "climb": "climbs climbed climbing",
    "come": "comes came coming",
    "creep": "creeps crept creeping",
    "cut": "cuts cutting",
    "dance": "dances danced dancing",
    "dig": "digs dug digging",
    "do": "does did done doing",
    "drag": "drags dragged dragging",
    "draw": "draws drew drawn drawing",
    "drink": "drinks drank drunk drinking",
    "drive": "drives drove driven driving",
    "drop": "drops dropped dropping",
    "eat": "eats ate eaten eating",
    "fall": "falls fell fallen falling",
    "feed": "feeds fed feeding",
    "feel": "feels felt feeling",
    "fight": "fights fought fighting",
    "find": "finds found finding",
    "fling": "flings flung flinging",
    "fly": "flies flew flown flying",
    "freeze": "freezes froze frozen freezing",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "grow": "grows grew grown growing",
    "hang": "hangs hung hanging",
    "hear": "hears heard hearing",
    "hide": "hides hid hidden hiding",
    "hit": "hits hitting",
    "hold": "holds held holding",
    "hop": "hops hopped hopping",
    "keep": "keeps kept keeping",
    "kneel": "kneels knelt kneeling",
    "lay": "lays laid laying",
    "lead": "leads led leading",
    "leap": "leaps leapt leaping",
    "leave": "leaves left leaving",
    "let": "lets letting",
    "lie": "lies lay lain lying",
    "light": "lights lit lighting",
    "lose": "loses lost losing",
    "make": "makes made making",
    "meet": "meets met meeting",
    "nod": "nods nodded nodding",
    "open": "opens opened opening",
    "pass": "passes passed passing",
    "pay": "pays paid paying",
    "put": "puts putting",
    "read": "reads reading",
    "ride": "rides rode ridden riding",
    "ring": "rings rang rung ringing",
    "rise": "rises rose risen rising",
    "run": "runs ran running",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "sell": "sells sold selling",
    "send": "sends sent sending",
    "set": "sets setting",
    "shake": "shakes shook shaken shaking",
    "shine": "shines shone shining",
    "shoot": "shoots shot shooting",
    "shrink": "shrinks shrank shrunk shrinking",
    "shut": "shuts shutting",
    "sing": "sings sang sung singing",
    "sink": "sinks sank sunk sinking",
    "sit": "sits sat sitting",
    "sleep": "sleeps slept sleeping",
    "slide": "slides slid sliding",
    "slip": "slips slipped slipping",
    "speak": "speaks spoke spoken speaking",
    "spin": "spins spun spinning",
    "spit": "spits spat spitting",
    "spread": "spreads spreading",
    "spring": "springs sprang sprung springing",
    "stand": "stands stood standing",
    "steal": "steals stole stolen stealing",
    "stick": "sticks stuck sticking",
    "stop": "stops stopped stopping",
    "strike": "strikes struck striking",
    "sweep": "sweeps swept sweeping",
    "swim": "swims swam swum swimming",
    "swing": "swings swung swinging",
    "take": "takes took taken taking",
    "tear": "tears tore torn tearing",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "throw": "throws threw thrown throwing",
    "tip": "tips tipped tipping",
    "turn": "turns turned turning",
    "wake": "wakes woke woken waking",
    "walk": "walks walked walking",
    "wear": "wears wore worn wearing",
    "weep": "weeps wept weeping",
    "win": "wins won winning",
    "wind": "winds wound winding",
    "write": "writes wrote written writing",
}
_BARE = {*(Path(__file__).parent / "verbs.txt").read_text(encoding="utf-8").split(), *_IRREGULAR}
"""Bare verbs of action, common in scripts; an ordinary list of words, written for this checker."""

_BE = _set("is are was were am be been being has have had gets get keeps keep starts start begins begin goes go")
_PARTICLES = {
    "en": "in up over off out down away back on around forward open shut apart together across under through",
    "de": "ein auf an zu ab aus hin her um weg los vor nach mit herein heraus herunter hinunter hinaus hoch weiter",
}
"""Words that belong to the verb before them: `reins in`, `tritt ein`."""

_CONJUNCTION = re.compile(r",? (?:then|dann|luego|puis|poi|depois) ")
_NUMBERS = _set(
    "two three four five six seven eight nine ten twenty thirty forty fifty hundred hundreds dozens thousands"
)
_PLURAL = _NUMBERS | _set(
    "they both all we you who several many few others children women men people police geese mice feet teeth"
)
_RELATIVE = {"whose", "which", "who", "whom"}
_PREPOSITIONS = _set(
    "of in on at to by with from into onto over under behind before after through across along around past above below "
    "near against between among toward towards upon inside outside off beneath beside without for as like than"
)

_BASE = {form: base for base, forms in _IRREGULAR.items() for form in [base, *forms.split()]}


def lemma(word: str) -> str:
    """The bare form of an English verb or noun, near enough to compare two spellings of the same one."""
    word = word.casefold()
    if word in _BASE:
        return _BASE[word]
    for ending, least in (("ies", 5), ("ied", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            stem = word[: -len(ending)]
            if ending in ("ies", "ied"):
                return stem + "y"
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
                stem = stem[:-1]
            return stem.removesuffix("e")
    return word.removesuffix("e")


_LEMMAS = frozenset(lemma(verb) for verb in _BARE)


def says_verb(motion: str, verbs: tuple[str, ...]) -> bool:
    """Whether one of the verbs stands in the clause, in whatever form."""
    wanted = {lemma(verb) for verb in verbs}
    return any(lemma(word) in wanted for word in _tokens(motion))


def says_object(motion: str, objects: tuple[str, ...]) -> bool:
    """Whether one of the objects stands in the clause; any words behind the first do for a pronoun. No object: yes."""
    if not objects:
        return True
    words = _tokens(motion)
    wanted = {lemma(part) for name in objects for part in words_of(name)[-1:]}
    if any(lemma(word) in wanted for word in words):
        return True
    return any(name.casefold() in _OBJECT_PRONOUNS for name in objects) and len(words) >= 3


def malformed(motion: str, source: str, language: str = "en") -> str | None:
    """What is wrong with a clause of motion, or None. `source` is the text of its shot.

    Clauses joined by `then` are looked at one by one.
    """
    if not _tokens(motion):
        return "empty"
    doubled = _doubled(motion)
    if doubled and not _doubled(source):
        return f"`{doubled}` twice"
    found = (_broken(part, source, language) for part in _CONJUNCTION.split(motion))
    return next((reason for reason in found if reason), None)


def _broken(part: str, source: str, language: str) -> str | None:
    """What is wrong with one clause."""
    words = _tokens(part)
    if not words:
        return "an empty clause"
    last = words[-1]
    if last in _NEVER_LAST.get(language, _NEVER_LAST["en"]).split():
        return f"ends on `{last}`"
    if last in _MAYBE_LAST.get(language, "").split() and _cut(words, source):
        return f"ends on `{last}`, and the sentence goes on"
    return _broken_english(part, words) if language == "en" else _broken_foreign(part, words)


def _broken_english(part: str, words: list[str]) -> str | None:
    if re.search(r"\bfor as (?:long|far|much)\b(?! as\b)", part):
        return "half a comparison"
    if words[0] in _RELATIVE:
        return f"begins with `{words[0]}`"
    again = _subject_again(part)
    if again:
        return f"`{again}` is its own object"
    return None if has_verb(part) else "no verb"


def _subject_again(part: str) -> str | None:
    """The name a clause begins with, when it stands there again: `Eli comes Eli Travis`."""
    first = re.match(r"([A-Z][\w'’-]+)\b(?!['’])", part)
    if first is None or first.group(1).casefold() in _DETERMINERS | _PRONOUNS | {"mr", "mrs", "dr"}:
        return None
    again = re.search(rf"\b{re.escape(first.group(1))}\b(?!['’])", part[first.end() :])
    return first.group(1) if again else None


def _broken_foreign(part: str, words: list[str]) -> str | None:
    if {"and", "is", "the", "then"} & set(words) or re.search(r"\w['’]s\s", part):
        return "English in it"
    if words[0] in ("ne", "y", "se", "si", "gli"):
        return f"begins with `{words[0]}`"
    if re.search(r"(?:^|\s)(?:[sldnmtcj]|qu)(?:['’]?(?:\s|$))", part, re.IGNORECASE):
        return "a letter cut off from its word"
    return None


def reworded(motion: str, source: str, names: str, language: str = "en") -> str | None:
    """How a clause tells something else than its source, well formed or not: a particle lost, a word of its own.

    `names` are the words of the people's names; forms of a verb in the source are not words of its own.
    """
    said = {lemma(word.removesuffix("'s")) for word in [*words_of(source), *words_of(names)]}
    small = set() if language == "en" else set(_NEVER_LAST.get(language, "").split())  # la mano DE Rae
    known = small | _BE | _PRONOUNS | _GO_ON | _DETERMINERS | {"then", "luego", "puis", "poi", "depois", "are", "being"}
    for word in words_of(motion):
        bare = re.sub(r"'s$", "", word)
        apart = re.sub(r"^(?:[ldsnmtj]|qu)'", "", bare) if language in ("fr", "it") else bare  # d'Antoine
        if bare not in known and lemma(bare) not in said and lemma(apart) not in said:
            return f"`{word}` is not in the script"
    particles = "|".join(_PARTICLES.get(language, "").split())
    for piece in re.split(r",|\band\b|\bund\b|\bthen\b|\bdann\b", motion):
        words = words_of(piece)
        if words and particles:
            lost = re.search(
                rf"\b{re.escape(words[-1])} ({particles})(?=[.,;:!?]|\s+and\b|\s+und\b|\s*$)",
                " ".join(source.replace("’", "'").split()),
                re.IGNORECASE,
            )
            if lost:
                return f"`{lost.group()}` without `{lost.group(1)}`"
    return None


def has_verb(clause: str) -> bool:
    """Whether an English clause has a finite verb behind its subject, in the number of its subject.

    A verb form is one of a known verb (verbs.txt), or a word in `-s` or `-ed` that is followed by more words without a
    comma and stands where no noun is due. A bare form needs a subject of several.
    """
    tokens = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:]", clause.replace("’", "'").casefold())
    plural, owed = False, 1
    for at, word in enumerate(tokens):
        if at and (word in _RELATIVE or (word == "that" and re.search(r"[^s'u]s$", tokens[at - 1]))):
            owed += 1  # the relative clause has a verb of its own
        if at and _finite(tokens, at, plural=plural):
            owed -= 1
        if owed == 0:
            return True
        plural = plural or word in _PLURAL or word == "and" or bool(re.search(r"[^s'u]s$|folk$", word))
    return False


def _finite(tokens: list[str], at: int, *, plural: bool) -> bool:
    """Whether the word at a position is a finite verb."""
    word, before = tokens[at], tokens[at - 1]
    following = tokens[at + 1] if at + 1 < len(tokens) else ","
    apart = before in ",;:"
    if word in ("is", "are", "was", "were", "has", "have", "does", "do", "did"):
        return following != ","
    if word in _DETERMINERS | _PREPOSITIONS or _noun_due(before):
        return False
    if lemma(word) in _LEMMAS:
        return _known_form(word, plural=plural, apart=apart)
    if before in _NUMBERS or apart or following in ",;:":
        return False
    if re.search(r"(?:[^s]s|ed)$", word):
        return following not in ("of", "that")
    # a bare form that the list lacks: `Guests line the walls`
    return bool(re.search(r"[^s'u]s$", before)) and following in _DETERMINERS | _PREPOSITIONS


def _noun_due(before: str) -> bool:
    return before in (_DETERMINERS - _NUMBERS) | _PREPOSITIONS or before.endswith("'s")


def _known_form(word: str, *, plural: bool, apart: bool) -> bool:
    """Whether this form of a known verb can be finite: not `-ing`, bare forms for several, no participle set apart."""
    if word.endswith("ing"):
        return False
    if word in _BARE:
        return plural and not apart
    return word.endswith("s") or not apart


def _cut(words: list[str], source: str) -> bool:
    """Whether the source goes on, without a pause, behind the last two words of the clause."""
    tail = r"\W+".join(re.escape(word) for word in words[-2:])
    found = re.search(rf"\b{tail}\b[ \n]+(\w+)", source.replace("’", "'"), re.IGNORECASE)
    return found is not None and found.group(1).casefold() not in _GO_ON


def _doubled(text: str) -> str | None:
    found = re.search(r"\b(\w+)\s+\1\b", text, re.IGNORECASE)
    return found.group(1) if found else None


def _tokens(text: str) -> list[str]:
    """Words, with a French or Italian elided article apart from its noun."""
    return [part for word in words_of(text) for part in re.sub(r"^([ldsnmtjc]|qu)'(?=\w{2})", r"\1 ", word).split()]
