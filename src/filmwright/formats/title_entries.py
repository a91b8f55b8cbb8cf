"""Title pages as writing programs keep them, turned into entries: title, credit, author, source, date, contact."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from filmwright.formats.fountain_headings import fold

__all__ = ["Title", "TitleLine", "title_entries"]

Title = tuple[tuple[str, tuple[str, ...]], ...]

_CREDIT = re.compile(
    r"^(?:\(?(?:an?|the|una?|un|une|ein|eine|um|uma)?\s*)?"
    r"(?:original |screen)?(?:written(?: and directed)?|screenplay|script|teleplay|story|play|created|adapted|"
    r"escrit[oa]|gui[oó]n|sc[eé]nario|[eé]crit|un film|drehbuch|buch|geschrieben|sceneggiatura|scritto|"
    r"roteiro|автор сценария|сценарий|авторы сценария|编剧|脚本|각본)"
    r"(?:\s+(?:by|por|de|da|di|par|von))?:?$|^(?:by|por|de|di|par|von|автор|作|作者):?$",
    re.IGNORECASE,
)
_CREDIT_WITH_NAME = re.compile(
    r"^(?P<credit>(?:(?:written|screenplay|story|teleplay|script|created)\s+)?by|written and directed by|"
    r"escrit[oa] por|"
    r"gui[oó]n de|sc[eé]nario de|[eé]crit par|drehbuch von|von|sceneggiatura di|scritto da|roteiro de)"
    r"\s+(?P<name>\S.*)$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^\(?(?:based (?:up)?on|from the (?:novel|story|play|book)|adapted from|inspired by|a partir de|basad[oa] en|"
    r"d['’]apr[eè]s|adapt[ée]e? d|nach (?:dem|der|einem|einer|motiven)|tratto da|basato su|baseado em|по мотивам|"
    r"по роману|по рассказу|根据|原作)",
    re.IGNORECASE,
)
_MONTH = (
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|fevr|févr|avr|juil|aout|août|mai|juin|okt|dez|gen|"
    r"giu|lug|set|ott|fev|out|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек"
)
_DATE = re.compile(
    r"\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d)?\d\d\b|"
    rf"\b(?:{_MONTH})\w*\.?\s+(?:\d{{1,2}}\w{{0,2}},?\s+)?(?:19|20)\d\d\b|"
    rf"\b\d{{1,2}}\.?\s+(?:de\s+)?(?:{_MONTH})\w*\.?,?\s+(?:de\s+)?(?:19|20)\d\d\b|\b(?:19|20)\d\d\s*年",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\bdraft\b|\brevis|\bversion\b|\bfassung\b|\bversi[oó]n\b|\bversione\b|\bvers[aã]o\b|\bредакция\b|稿",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"©|\(c\)\s|copyright|all rights reserved|registered wga|wga\w* (?:reg|#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line of a title page: its words, whether it stands in the middle, and its key when the file names it."""

    text: str
    centered: bool = False
    key: str = ""


def title_entries(lines: Sequence[TitleLine]) -> Title:
    """The entries of a title page, by the file's own keys, by position and by words.

    What stands in the middle is title, credit, author and source in this order; what stands at the side is the draft's
    date, the rights, or how to reach the writer. A blank line ends the title.
    """
    page = _Page()
    for line in lines:
        if line.key:
            page.named(line.key, line.text)
        elif not line.text.strip():
            page.blank()
        else:
            for part in filter(None, (" ".join(p.split()) for p in line.text.split("\n"))):
                page.take(part, centered=line.centered)
    return tuple((key, tuple(values)) for key, values in page.entries)


class _Page:
    """The entries so far and what the next line would be; entries that the file named itself are closed."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, list[str]]] = []
        self.closed: set[int] = set()
        self.state = "Title"

    def has(self, key: str) -> bool:
        return any(known == key for known, _ in self.entries)

    def named(self, key: str, text: str) -> None:
        self.entries.append((key, [v.strip() for v in text.split("\n") if v.strip()]))
        self.closed.add(len(self.entries) - 1)
        self.state = "Author" if fold(key) in ("author", "credit") else "Credit"

    def blank(self) -> None:
        if self.state == "Title" and self.has("Title"):
            self.state = "Credit"

    def take(self, line: str, *, centered: bool) -> None:
        """Put a line where it belongs."""
        named = _CREDIT_WITH_NAME.match(line) if self.has("Title") and not self.has("Author") else None
        if _RIGHTS.search(line):
            self.put("Copyright", line)
        elif _SOURCE.match(line):
            self.put("Source", line, state="Source")
        elif _CREDIT.match(line):
            self.put("Credit", line, state="Author")
        elif named is not None:
            self.put("Credit", named["credit"])
            self.put("Author", named["name"], state="Author")
        elif _DATE.search(line) or _DRAFT.search(line):
            self.put("Draft date", line, state=self.state if centered else "Contact")
        elif not centered and (self.has("Title") or self.state != "Title"):
            self.put("Contact", line, state="Contact")
        else:
            self.put(self._expected(), line)

    def _expected(self) -> str:
        if self.state in ("Title", "Author", "Source", "Contact"):
            return self.state
        return "Author" if self.has("Credit") and not self.has("Author") else "Notes"

    def put(self, key: str, line: str, *, state: str = "") -> None:
        """Add a line to the entry of this key, unless the file itself closed that entry."""
        self.state = state or self.state
        for at, (known, values) in enumerate(self.entries):
            if known == key and at not in self.closed:
                values.append(line)
                return
        self.entries.append((key, [line]))
