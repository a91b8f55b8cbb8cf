"""Names in capitals in the action: where scripts introduce people.

A run of capitals is only a candidate. What surrounds it (an age in brackets, an article, a number, a
description, a verb) is kept, so that grammar can decide whether it is somebody.
"""

import re
from dataclasses import dataclass, replace
from functools import partial

from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.formats.fountain_headings import is_capitals
from filmwright.formats.fountain_prose import sentences

__all__ = ["Run", "capital_runs", "cut_rest"]

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W_]+)*\.?|#?\d+\b")
_MIXED = re.compile(r"^(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|O['’]|D['’])[^\W\d_a-zß-ÿ]{2,}")
_BRACKET = re.compile(r"\s*,?\s*[(（]([^()（）]{1,60})[)）]")
_AFTER = re.compile(r"\s*([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_BEFORE = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)(,?)[\s\"“]*$")
_MORE = re.compile(r" [^\W\d_a-zß-ÿ]{2,}")  # `MAN IN A KILT`
_TOLD = 900  # characters after a name that describe somebody
_NEAR = 60  # characters in which the word before a name stands
_EDGES = " ,–—-，"
_HANGING = re.compile(
    r"(?:[\s,]*\b(?:and|with|y|con|et|avec|und|mit|e|a|an|una?|une?|eine?|the|her|his|their)\b[\s,]*)+$"
)
_MODEL = re.compile(r"[A-Z]{1,3}-\d{1,4}[A-Z]?")
_PLACE = re.compile(
    r"(?:(?:ON|AT|IN|INTO|WITH|BEHIND|BESIDE|UNDER|OVER|TO|FROM|BY|PAST|TOWARD|TOWARDS|NEAR|BACK|AND|AS)\s+)+(?:THE\s+)?"
)
_NAMED = re.compile(r"THE(?: [^\W\d_a-zß-ÿ]{2,}){1,3}[.!]?")  # "Two men in suits. THE TWINS."
_POSSESSIVE = re.compile(r"['’][Ss]$")


@dataclass(frozen=True, slots=True)
class Run:
    """Capitals in a sentence, with what stands around them.

    `before` is the word before (folded), `after_comma` whether a comma stands between, `bracket` the text in
    brackets right after, `comma` whether a
    comma follows, `verb` the word after when none does (folded), `rest` the sentence from there on
    (`rest_start` in the paragraph).
    """

    text: str
    start: int
    end: int
    sentence: str
    before: str
    bracket: str | None
    comma: bool
    verb: str
    rest: str
    rest_start: int
    possessive: bool
    colon: bool
    after_comma: bool = False


def capital_runs(text: str) -> list[Run]:
    """Every run of capitals in a paragraph of action, in order; lines wholly in capitals hold none."""
    out: list[Run] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        spans = _spans(sentence)
        if not spans:
            continue
        bare = re.sub(r"[(（][^()（）]*[)）]", "", sentence)
        named = bool(start) and _NAMED.fullmatch(bare) is not None
        if is_capitals(bare) and not named and not _BRACKET.match(sentence[spans[0][1] :]):
            continue
        out += [_run(sentence, start, a, b) for a, b in map(partial(_without_preposition, sentence), spans)]
    return out


def _without_preposition(sentence: str, span: tuple[int, int]) -> tuple[int, int]:
    """`ON DEV'S FACE`, `BEHIND THE NURSE`: the words of place before a name are none of it."""
    start, end = span
    match = _PLACE.match(sentence, start, end)
    return (match.end(), end) if match is not None and match.end() < end else span


def _spans(sentence: str) -> list[tuple[int, int]]:
    """Ranges of neighbouring capital words."""
    spans: list[tuple[int, int]] = []
    last_possessive = False
    for match in _TOKEN.finditer(sentence):
        token = match[0]
        start, end = match.span()
        if token[-1] == "." and fold(token[:-1]) not in lexicon().stopped_titles and len(token) > 2:
            token, end = token[:-1], end - 1
        joined = bool(spans) and not last_possessive and sentence[spans[-1][1] : start] in (" ", ' "', '" ', " “", "” ")
        if token.lstrip("#").isdigit():
            if joined and len(token) <= 3:
                spans[-1] = (spans[-1][0], end)
            continue
        between = len(token) == 1 and token.isupper() and bool(_MORE.match(sentence, end))
        if not (joined and between) and not _capital(token, joined=joined):
            continue
        if joined:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last_possessive = bool(_POSSESSIVE.search(token))
    return spans


def _capital(token: str, *, joined: bool) -> bool:
    bare = _POSSESSIVE.sub("", token)
    if _MODEL.fullmatch(bare):
        return True  # R-7, K-9
    if len(bare) == 1:
        return False
    if len(bare) == 2 and bare[1] == ".":  # an initial belongs to the name before it, or opens one
        return bare[0].isupper() and (joined or bare != "I.")
    return is_capitals(bare) or bool(_MIXED.match(bare))


def _run(sentence: str, offset: int, start: int, end: int) -> Run:
    raw = sentence[start:end]
    possessive = bool(_POSSESSIVE.search(raw))
    bracket = _BRACKET.match(sentence, end)
    at = bracket.end() if bracket else end
    tail = sentence[at : at + _TOLD]
    comma = tail.lstrip()[:1] in (",", "，", "–", "—") or tail.startswith((" - ", " -- "))
    follows = _AFTER.match(tail)
    before = _BEFORE.search(sentence[max(0, start - _NEAR) : start])
    return Run(
        text=_POSSESSIVE.sub("", raw),
        start=offset + start,
        end=offset + end,
        sentence=sentence,
        before=fold(before[1]) if before else "",
        bracket=bracket[1] if bracket else None,
        comma=comma,
        verb=fold(follows[1]) if follows and not comma else "",
        rest=tail.strip(_EDGES),
        rest_start=offset + at,
        possessive=possessive,
        colon=sentence[max(0, start - _NEAR) : start].rstrip().endswith(":"),
        after_comma=bool(before and before[2]),
    )


def cut_rest(run: Run, text: str, end: int) -> Run:
    """The run with its `rest` ending where the next person is introduced (`end`, in the paragraph)."""
    if end <= run.rest_start or end >= run.start + len(run.sentence):
        return run
    return replace(run, rest=_HANGING.sub("", text[run.rest_start : end]).strip(_EDGES))
