"""Stories in prose: scenes, speeches and speakers guessed, every word kept once and in order.

Scenes begin at chapters, at ornaments between paragraphs, and where a paragraph opens with another time or place.
What stands in quotation marks is said; `said Anna` stays in brackets under the name, a longer tag is action, and so is
everything else. Headings and names over speeches are Filmwright's own words and carry how sure they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from filmwright.formats.draft import Draft, LeftOut, Paragraph
from filmwright.formats.fountain_headings import is_capitals
from filmwright.formats.language import detect
from filmwright.formats.story_people import StoryPeople
from filmwright.formats.story_scenes import Change, Changes
from filmwright.formats.story_speech import Piece, Quotes, Speakers, quotes_of, split_speech, tag_parts
from filmwright.formats.story_words import StoryWords, chapter_words, folded, story_words
from filmwright.formats.text_blocks import Block, blocks_of, lines_of, plain_words, title_entry, without_wrapping
from filmwright.model.screenplay import ElementKind

__all__ = ["read_story", "story_reason"]

_ORNAMENT = re.compile(r"^[\W_]{1,20}$")
_NUMBER = re.compile(r"^(?:[IVXLC]{1,7}|\d{1,3})\.?$")
_END = re.compile(r"[.!?…:;,—–-][\"'”’»«“)\]*_]*$")
_CODE = re.compile(r"^(?:[-*+]\s|\d+[.)]\s|\||```|#{1,6}\s|[{}<>;])|[{};]\s*$|^\w+\s*=\s*\S|://")
_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w)[^\W\d_]+)*")
_MIN_WORDS = 50


def story_reason(text: str) -> str | None:
    """Why a text is a story, in words; None when it is none."""
    lines, _ = without_wrapping(lines_of(text))
    blocks = _paragraphs(list(blocks_of(lines)))
    long = [b for b in blocks if not _is_chapter(b) and not _ORNAMENT.match(b.words)]
    if len(long) < 3 or sum(len(b.words.split()) for b in long) < _MIN_WORDS:
        return None
    ended = sum(bool(_END.search(b.words)) for b in long)
    code = sum(bool(_CODE.search(b.lines[0].text)) for b in long)
    if ended * 10 < len(long) * 7 or code * 8 > len(long):
        return None
    words = story_words(detect(text).code)
    quotes = quotes_of([b.words for b in long])
    spoken = [b for b in long if quotes is not None and any(p.said for p in split_speech(b.words, quotes, words)[0])]
    tags = sum(any(folded(w) in words.said for w in _WORD.findall(b.words)) for b in spoken)
    chapters = sum(_is_chapter(b) for b in blocks)
    enough = len(spoken) * 12 >= len(long)
    if (tags >= 2 and enough) or (quotes is not None and quotes.dash and len(spoken) >= 3 and tags):
        return f"{len(spoken)} of its {len(long)} paragraphs hold speech in quotation marks and verbs such as `said`"
    people = words.he | words.she | {words.i}
    told = sum(bool(people & {w.casefold() for w in _WORD.findall(b.words)}) for b in long)
    if told * 10 >= len(long) * 6 and (chapters or sum(len(b.words.split()) for b in long) >= 150):
        return f"{told} of its {len(long)} paragraphs tell what somebody does"
    return None


def read_story(text: str, *, encoding: str = "utf-8") -> Draft:
    """Read a story."""
    lines, wrapping = without_wrapping(lines_of(text))
    blocks = _paragraphs(list(blocks_of(lines)))
    title, front, blocks = _title(blocks)
    words = story_words(detect(text).code)
    quotes = quotes_of([b.words for b in blocks])
    reader = _Reader(
        words,
        quotes,
        Speakers(words, StoryPeople(words)),
        " ".join(v for k, values in title for v in values if k == "Title"),
    )
    reader.run(blocks)
    return Draft(
        paragraphs=tuple(reader.out), title=title, left_out=(*wrapping, *front, *reader.left_out), encoding=encoding
    )


Title = tuple[tuple[str, tuple[str, ...]], ...]


def _paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs: blocks, or lines where a text has no empty lines or begins paragraphs with a blank indent."""
    lines = [line for block in blocks for line in block.lines]
    indented = sum(0 < line.indent <= 8 for line in lines)
    flush = sum(line.indent == 0 for line in lines)
    by_indent = len(lines) > 6 and indented * 12 > len(lines) and flush > indented
    by_line = len(blocks) * 6 < len(lines) and sum(len(line.text) > 110 for line in lines) * 4 > len(lines)
    out: list[Block] = []
    for block in blocks:
        start = 0
        for at in range(1, len(block.lines) + 1):
            cut = at == len(block.lines) or by_line or (by_indent and 0 < block.lines[at].indent <= 8)
            if cut:
                out.append(Block(block.lines[start:at], block.gap if start == 0 else 0))
                start = at
    return out


def _title(blocks: Sequence[Block]) -> tuple[Title, list[LeftOut], list[Block]]:
    """The title and author above the first paragraph; of a book, everything before its first chapter is left out."""
    start = _first_chapter(blocks)
    entries: list[tuple[str, tuple[str, ...]]] = []
    left_out: list[LeftOut] = []
    at = 0
    while at < len(blocks) and (at < start or (not start and at < 4)):
        words = plain_words(blocks[at].words)
        short = len(words) <= 80 and len(blocks[at].lines) <= 3 and not _END.search(words)
        if not start and (not short or _is_chapter(blocks[at])):
            break
        if short and at < 4 and len(entries) < 4:
            title_entry(entries, [words])
        else:
            left_out.append(LeftOut("front matter", words, blocks[at].place))
        at += 1
    return (tuple(entries), left_out, list(blocks[at:])) if at < len(blocks) else ((), [], list(blocks))


def _first_chapter(blocks: Sequence[Block]) -> int:
    """Where the first of several numbered chapters begins, when little stands before it; 0 else."""
    numbered = [i for i, block in enumerate(blocks) if _numbered(block)]
    if len(numbered) < 2:
        return 0
    before = sum(len(block.words) for block in blocks[: numbered[0]])
    return numbered[0] if before * 20 < sum(len(block.words) for block in blocks) else 0


def _numbered(block: Block) -> bool:
    """A heading with the word for a part or with a number alone, in one block of one or two lines."""
    words = plain_words(block.words).strip()
    if len(block.lines) > 2 or len(words) > 70 or not words:
        return False
    first = _WORD.findall(words)
    named = bool(first) and folded(first[0]) in chapter_words() and first[0][:1].isupper()
    return bool(_NUMBER.match(words)) or (named and len(words.split()) <= 10 and not words.endswith(","))


def _is_chapter(block: Block) -> bool:
    """`Chapter 3`, `IV`, `KAPITEL ZWEI: Der Hafen`, or capitals with space above: lines that open a part."""
    words = plain_words(block.words)
    capitals = is_capitals(words) and 3 < len(words) < 50 and block.gap >= 2 and len(block.lines) <= 2
    return _numbered(block) or capitals


# --- reading --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Where:
    """A place or a time that a paragraph names."""

    place: str = ""
    inside: bool | None = None
    time: str = ""


@dataclass(slots=True)
class _Reader:
    words: StoryWords
    quotes: Quotes | None
    speakers: Speakers
    title: str
    out: list[Paragraph] = field(default_factory=list[Paragraph])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    place: str = ""
    inside: bool | None = None
    chapter: tuple[str, str] | None = None  # its words and where they stand
    pending: str = "the story begins"  # why a scene begins here
    open_speech: bool = False
    home: str = ""  # where the story begins
    home_inside: bool | None = None
    before: str = ""  # the paragraph before, when nobody speaks in it

    @property
    def changes(self) -> Changes:
        """Finds changes of place among the people learned so far."""
        return Changes(self.words, self.speakers.somebody, self._place_after)

    def run(self, blocks: Sequence[Block]) -> None:
        """Read all paragraphs: the people first, then scene by scene."""
        opens = _numbered if sum(map(_numbered, blocks)) >= 2 else _is_chapter
        split = [self._split(plain_words(block.words)) for block in blocks]
        self.speakers.learn([pieces for pieces, _ in split])
        for at, block in enumerate(blocks):
            if opens(block) or (at and opens(blocks[at - 1]) and self._names_chapter(block)):
                self._chapter(block)
            elif _ORNAMENT.match(block.words):
                self.left_out.append(LeftOut("ornament between scenes", block.words, block.place))
                self.pending = "an ornament between two paragraphs"
            else:
                self._scene(blocks, at, spoken=any(piece.said for piece in split[at][0]))
                self._paragraph(*split[at], block)

    def _split(self, text: str) -> tuple[list[Piece], bool]:
        if self.quotes is None:
            return [Piece(said=False, text=text)], False
        return split_speech(text, self.quotes, self.words)

    # -- scenes

    def _chapter(self, block: Block) -> None:
        words, where = plain_words(block.words), block.place
        if self.chapter is not None and self._names_chapter(block) and not _numbered(block):
            words, where = f"{self.chapter[0]} {words}", self.chapter[1]
        else:
            self._keep_chapter()
        self.chapter = (words, where)
        self.pending = "a part of the story begins"

    def _names_chapter(self, block: Block) -> bool:
        """The title under `CHAPTER IV`, in capitals."""
        words = plain_words(block.words)
        return len(block.lines) <= 2 and len(words) < 80 and is_capitals(words) and not words.endswith((".", "!", "?"))

    def _keep_chapter(self) -> None:
        if self.chapter is not None:
            words, where = self.chapter
            self._put("section", words, 0.9, "a part of the story", where, level=1)
            self.chapter = None

    def _scene(self, blocks: Sequence[Block], at: int, *, spoken: bool) -> None:
        """Open a scene when one is due, or when the paragraph says that time or place have changed."""
        text = plain_words(blocks[at].words)
        here = self._where(_opening(text))
        if not self.pending:
            self.pending = self._change(text, here)
        if not self.pending and not spoken:
            self.pending = self._passed(text)
        if not self.pending and not spoken:
            gone = self._gone(text)
            if gone is not None:
                place, inside = (gone.place, gone.inside) if gone.place else (self.home, self.home_inside)
                here = _Where(place, inside, here.time)
        self.before = "" if spoken else text
        if not self.pending:
            return
        if not here.place:
            around = [plain_words(b.words) for b in blocks[at : at + 3] if not _is_chapter(b)]
            found = next((w for w in map(self._where, around) if w.place), None) or self._named_place(text)
            here = _Where(found.place, found.inside, here.time or self._where(text).time)
        self._heading(here, blocks[at].place)

    def _gone(self, text: str) -> Change | None:
        """Where the people of the story have gone, when it is another place than before."""
        found = self.changes.opening(text)
        reason = "somebody goes to another place"
        if found is None and self.before and self.changes.goes_on(self.before, text):
            found, reason = self.changes.leaving(self.before), "somebody went out at the end of the paragraph before"
        place = found.place or self.home if found is not None else ""
        if not place or folded(place) == folded(self.place):
            return None
        self.pending = reason
        return found

    def _passed(self, text: str) -> str:
        """`the next two hours tripped by`: a stretch of time at the beginning of a paragraph."""
        first = [folded(w) for w in _WORD.findall(text)[:7]]
        after = next((at for at, word in enumerate(first) if word in self.words.following), len(first))
        passed = any(word in self.words.skips for word in first[after : after + 3])
        return "the paragraph opens with a time that passed" if passed else ""

    def _change(self, text: str, here: _Where) -> str:
        start = folded(" ".join(text.split()[:7]))
        if any(start.startswith(phrase) for phrase in self.words.later if " " in phrase or len(phrase) > 6):
            return "the paragraph opens with a later time"
        first = [folded(w) for w in _WORD.findall(text)[:5]]
        if any(w in self.words.later for w in first[:4]) and first and first[0] not in self.words.he | self.words.she:
            return "the paragraph opens with a later time"
        moved = here.place and folded(here.place) != folded(self.place)
        if moved and first and first[0] in self.words.near:
            return "the paragraph opens with another place"
        return ""

    def _heading(self, here: _Where, where: str) -> None:
        reason = f"{self.pending}; the heading is Filmwright's own"
        self.pending = ""
        self.open_speech = False
        self.speakers.new_scene()
        if here.place:
            self.place, self.inside = here.place, here.inside
            sure = 0.6
        elif self.chapter is not None or not self.place:
            words, at = self.chapter or (self.title or "STORY", where)
            own = self.chapter is not None
            self.chapter = None
            self.place, self.inside = words, None
            self.home = self.home or words
            self._put("heading", words, 0.4, "the words of its part: no place is named" if own else reason, at)
            return
        else:
            sure = 0.4
        self._keep_chapter()
        if not self.home:
            self.home, self.home_inside = self.place, self.inside
        opener = {True: "INT. ", False: "EXT. ", None: ""}[self.inside]
        time = f" - {here.time.upper()}" if here.time else ""
        self._put("heading", f"{opener}{self.place.upper()}{time}", sure, reason, where)

    def _where(self, text: str) -> _Where:
        """The first place and time that a text names."""
        low = folded(text)
        time = next((kind for phrase, kind in self.words.times if re.search(rf"\b{re.escape(phrase)}\b", low)), "")
        found = _WORD.findall(text)
        opening = len(_WORD.findall(_opening(text)))
        for at, word in enumerate(found):
            bare = folded(word)
            if bare not in self.words.near or (at >= opening and bare in self.words.toward - self.words.at_place):
                continue
            place = self._place_after(found[at + 1 : at + 6])
            if place is not None:
                return _Where(place[0], place[1], time)
        return _Where(time=time)

    def _named_place(self, text: str) -> _Where:
        """`on the platform at Crewe`: a proper name behind a word for places, which is nobody's."""
        if self.words.i == "ich":
            return _Where()  # German writes every noun with a capital
        said = _WORD.findall(text)
        for word, name in pairwise(said):
            common = folded(name) in self.words.small | self.words.no_place | self.words.titles.keys()
            if folded(word) in self.words.at_place and name[:1].isupper() and not common:
                if self.speakers.somebody(name, word) or folded(name) == self.words.i:
                    continue
                return _Where(name)
        return _Where()

    def _place_after(self, words: Sequence[str]) -> tuple[str, bool] | None:
        """`the old kitchen`: an article, then up to two words, then a place."""
        taken: list[str] = []
        for index, word in enumerate(words):
            bare = folded(word)
            if bare in self.words.articles and not taken:
                continue
            taken.append(word)
            if bare in self.words.inside or bare in self.words.outside:
                return " ".join(taken), bare in self.words.inside
            if bare not in self.words.adjectives or index > 3:
                return None
        return None

    # -- paragraphs

    def _paragraph(self, pieces: Sequence[Piece], left_open: bool, block: Block) -> None:  # noqa: FBT001  # as split
        place = block.place
        if not any(piece.said for piece in pieces):
            for piece in pieces:
                self.speakers.mention(piece.text)
                self._put("action", piece.text, 0.85, "told, not said", place)
            self.open_speech = False
            return
        if self.open_speech and pieces[0].said and self.out and self.out[-1].kind == "dialogue":
            self._put("dialogue", pieces[0].text, 0.85, "a quotation that goes on", place)
            pieces = pieces[1:]
        self.open_speech = left_open
        if any(piece.said for piece in pieces):
            self._spoken(pieces, place)
        else:
            for piece in pieces:
                self._put("action", piece.text, 0.85, "told, not said", place)

    def _spoken(self, pieces: Sequence[Piece], place: str) -> None:
        for piece in pieces:
            if not piece.said:
                self.speakers.mention(piece.text)
        who = self.speakers.speaker(pieces)
        speaking = False
        for at, piece in enumerate(pieces):
            if piece.said:
                if not speaking:
                    marks = ("O.S.",) if who.unseen else ()
                    self._put("character", who.name, who.confidence, who.reason, place, extensions=marks)
                speaking = True
                self._put("dialogue", piece.text, 0.9, "in quotation marks", place)
                continue
            speaking = self._told(piece.text, pieces, at, who.name, place, speaking=speaking)

    def _told(self, text: str, pieces: Sequence[Piece], at: int, name: str, place: str, *, speaking: bool) -> bool:
        """What is told beside a speech; whether the speech is still open after it."""
        tagged = self.speakers.tagged(text) is not None
        if not tagged or not speaking:
            short = tagged and len(text.split()) <= 5 and at + 1 < len(pieces)
            if short:
                sure = self.speakers.turns[-1] == name
                self._put("character", name, 0.92 if sure else 0.7, "a verb of saying names the speaker", place)
                self._put("parenthetical", text.rstrip(",:"), 0.85, "a verb of saying", place)
                return True
            self._put("action", text, 0.85, "told beside a speech", place)
            return False
        for kind, part in tag_parts(text):
            if kind == "tag":
                self._put("parenthetical", part.rstrip(",."), 0.85, "a verb of saying", place)
            else:
                self._put("action", part, 0.8, "told beside a speech", place)
                speaking = False
        return speaking

    def _put(
        self,
        kind: ElementKind,
        text: str,
        confidence: float,
        reason: str,
        place: str,
        *,
        level: int | None = None,
        extensions: tuple[str, ...] = (),
    ) -> None:
        item = Paragraph(
            kind,
            text.strip(),
            level=level,
            extensions=extensions,
            confidence=confidence,
            reason=reason,
            place=place,
        )
        self.out.append(item)


def _opening(text: str) -> str:
    """The first words of a paragraph, where a change of place would stand."""
    return " ".join(text.split()[:7])
