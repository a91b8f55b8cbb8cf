"""Text into tokens and sentences, each with its place in the text."""

import re
from dataclasses import dataclass

__all__ = ["Token", "sentence_spans", "tokenise"]

_CASELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_TITLES = r"(?i:Mrs|Mr|Ms|Dr|St|Prof|Sgt|Lt|Capt|Col|Gen|Rev|Hon|Jr|Sr|Sra|Mme|Mlle|Hr|Nr)\."
_WORD = re.compile(
    rf"{_TITLES}"
    r"|(?:[A-Za-z]\.){2,}"
    rf"|[{_CASELESS}]+"
    r"|[^\W\d_]+(?:[-‐‑][^\W_]+)*(?:['’][^\W\d_]+)*"
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*"
    r"|\.{2,}|--+"
    r"|[^\w\s]|_"
)
_CLITIC = re.compile(r"(.+?)(['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M))$")
_ELISION = re.compile(r"([lLdDqQsSnNjJcCmMtT]|[qQ]u|(?:[dDnN]e|[aA]|[dD]a|[sS]u)?ll|[uU]n|[qQ]uest|[qQ]uell)['’](.+)$")


@dataclass(slots=True)
class Token:
    """A word or a mark, with its place in the text."""

    text: str
    lower: str
    start: int
    end: int
    tag: str = ""
    lemma: str = ""
    ref: str | None = None


def _token(text: str, start: int) -> Token:
    return Token(text, text.lower().replace("’", "'"), start, start + len(text))


def tokenise(text: str, start: int = 0, end: int | None = None, *, elisions: bool = False) -> list[Token]:
    """Tokens of `text[start:end]`; a possessive or contracted ending is a token of its own.

    `elisions` splits the French article off its noun (l'homme).
    """
    out: list[Token] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word, at = match.group(), match.start()
        if "'" in word or "’" in word:
            clitic = _CLITIC.match(word)
            if clitic:
                stem = clitic.group(1)
                out.extend((_token(stem, at), _token(clitic.group(2), at + len(stem))))
                continue
            elided = _ELISION.match(word) if elisions else None
            if elided:
                cut = len(word) - len(elided.group(2))
                out.extend((_token(word[:cut], at), _token(word[cut:], at + cut)))
                continue
        out.append(_token(word, at))
    return out


_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』）]?|\n(?=\s*(?:[-–—•*]\s|\d+[.)]\s))|\n\s*\n")
_ABBREVIATION = re.compile(rf"(?:^|[\s(\"“«])(?:{_TITLES}|[A-Z]\.|(?:[A-Za-z]\.){{2,}}|vs\.|etc\.|approx\.|No\.)$")


def _ends_sentence(text: str, stop: int, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark[0] in "。！？\n":
        return True
    rest = text[match.end() : min(stop, match.end() + 40)].lstrip()
    if not rest:
        return False
    following = rest.lstrip("\"'“‘«([¿¡—–-_*")[:1]
    if following.islower() and (mark.startswith(("..", "…")) or mark[0] == "."):
        return False
    if following.islower() and mark[-1:] in "\"'”’»":
        return False
    return not (mark[0] == "." and _ABBREVIATION.search(text[max(0, match.start() - 12) : match.start() + 1]))


_QUOTED = re.compile(r"\"[^\"]{1,400}\"|“[^”]{1,400}”|«[^»]{1,400}»|„[^“”]{1,400}[“”]")


def _quoted_ranges(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Where the text quotes; a quotation is never divided."""
    if not any(mark in text for mark in '"“«„'):
        return []
    return [m.span() for m in _QUOTED.finditer(text, start, stop)]


def _inside(ranges: list[tuple[int, int]], at: int) -> bool:
    return any(a < at < b for a, b in ranges)


_LONGEST = 900
"""Characters of the longest sentence that is parsed as one: nothing a writer means is longer."""


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The range, cut between words where it is longer than any sentence, so that work stays linear."""
    out: list[tuple[int, int]] = []
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start + 1, start + _LONGEST), text.rfind("\n", start + 1, start + _LONGEST))
        if cut <= start:
            cut = start + _LONGEST
            while cut < end and not text[cut].isspace():
                cut += 1
        out.append((start, start + len(text[start:cut].rstrip())))
        while cut < end and text[cut].isspace():
            cut += 1
        start = cut
    if start < end:
        out.append((start, end))
    return out


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences of `text[start:end]`, without the white space between them.

    Every character that is not white space lies in exactly one range.
    """
    stop = len(text) if end is None else end
    quoted = _quoted_ranges(text, start, stop)
    cuts = [
        m.end()
        for m in _STOP.finditer(text, start, stop)
        if not _inside(quoted, m.end()) and _ends_sentence(text, stop, m)
    ]
    spans: list[tuple[int, int]] = []
    begin = start
    for cut in (*cuts, stop):
        piece = text[begin:cut]
        stripped = piece.strip()
        if stripped:
            first = begin + len(piece) - len(piece.lstrip())
            spans.extend(_bounded(text, first, first + len(stripped)))
        begin = cut
    return spans
