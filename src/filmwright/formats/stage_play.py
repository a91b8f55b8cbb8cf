"""Stage plays: `NAME. [direction] speech`, acts and scenes, who enters and leaves, in seven languages.

Acts become sections, scenes become headings made of their place, directions become action or brackets in a speech.
Lists of persons and contents are left out.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from filmwright.formats.draft import Draft, LeftOut, Paragraph
from filmwright.formats.fountain_headings import is_capitals, split_heading
from filmwright.formats.language import detect
from filmwright.formats.stage_play_directions import is_heard_only, tells, tells_of
from filmwright.formats.story_words import folded
from filmwright.formats.text_blocks import (
    Block,
    TextLine,
    blocks_of,
    join_lines,
    lines_of,
    plain_words,
    title_entry,
    without_wrapping,
)
from filmwright.packaged import packaged_table

__all__ = ["play_reason", "read_play"]

_CAPITALS = r"[^\W\d_a-zà-öø-ÿа-я](?:[^\W_a-zà-öø-ÿа-я]|[’'.-](?=\w))*"
_SHORT = r"(?:[^\W\d_a-zà-öø-ÿа-я][^\W\d_]{0,3}\. )?"  # `MRS. STIDULPH`
_CAPITAL_NAME = rf"{_SHORT}{_CAPITALS}(?:(?:,? (?:&|and|und|et|y|e|и) |,? ){_CAPITALS}){{0,4}}(?: [IVX\d]{{1,3}})?"
_MIXED_NAME = (
    r"[^\W\d_a-zà-öø-ÿа-я][\w’'-]*\.?(?: (?:(?:of|the|von|de|del|la|van|der) )?[^\W\d_a-zà-öø-ÿа-я][\w’'-]*){0,2}"
)
_SIDE = r"(?P<side>\s*[\[(][^\])]{1,120}[\])]|,\s+[^.:,;!?]{2,60}(?=[.:])|,\s+[^.:;!?]{2,90}(?=\.\s?(?:--|[—–])))?"
_STOP = r"(?P<stop>\s*[.:](?:\s?[—–-]{1,2})?|\s?[—–]|\s?--)"
_TAB_STOP = r"(?P<stop>\s*[.:](?:\s?[—–-]{1,2})?|\s?[—–]|\s?--|\s{2,}(?=\S))"
_INLINE = re.compile(rf"^(?P<name>{_CAPITAL_NAME}){_SIDE}{_TAB_STOP}\s*(?P<speech>.*)$")
_INLINE_MIXED = re.compile(rf"^(?P<name>{_MIXED_NAME}){_SIDE}{_STOP}\s*(?P<speech>.*)$")
_RUN_IN = re.compile(
    r"^(?P<name>[^\W\d_a-zà-öø-ÿ]{2,}(?: [^\W\d_a-zà-öø-ÿ]{2,})*)"
    r"(?P<side>\s*\[[^\]]*\])?\s+(?P<speech>[A-ZÀ-Þ][a-zà-ÿ’' ,].*)$",
    re.DOTALL,
)
_ALONE = re.compile(rf"^(?P<name>{_CAPITAL_NAME}){_SIDE}\s*[.:]?(?P<stop>)(?P<speech>)$")
_ITALIC_NAME = re.compile(r"^_(?P<name>[^_()\[\]]{2,40}?)(?:\s*[(\[](?P<side>[^)\]]*)[)\]])?[.:]?_[.:]?$")
_BRACKET = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_WHOLE = re.compile(r"^(?:\[[^\]]*\]?|\([^)]*\)|_[^_]*_)[.]?$", re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_HEAD = re.compile(
    r"^(?:(?P<before>[^\W\d_]+|\d{1,2}\.?)\s+)?(?P<word>[^\W\d_]+)\b\.?(?:\s+(?:the\s+)?(?P<after>[IVXLC]+|\d{1,2}|[^\W\d_]+))?[.:,]?(?:\s*[—–-]{1,2})?\s*(?P<rest>.*)$"
)
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|el)\s+(?=[^\W\d_]+\s)", re.IGNORECASE)
_ROMAN = re.compile(r"^(?:[IVXLC]+|[ivxlc]+|\d{1,2}\.?)$")
_SENTENCE = re.compile(r"^(.{3,90}?[.!?])(?:\s+|$)(.*)$", re.DOTALL)
_RELATIVE = (
    r"(?:in|into|on|at|to|dans) (?:which|laquelle|lequel)|(?:in|an|auf) (?:der|dem)|which|where|whose|où|wo|donde"
)
_CLAUSE = re.compile(rf"^(.{{6,70}}?)(?=[,;:—–(]|--|\s(?:{_RELATIVE})\s)")
_ENDS = frozenset(
    {"the end", "end", "finis", "fin", "ende", "fine", "end of the play", "end of play", "telon", "fim", "конец"}
)
_ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "un", "une", "el", "una"})
_MAX_NAME = 40
_REMEMBERED = 1 << 14  # lines: a play is looked at several times, first to tell that it is one


@dataclass(frozen=True, slots=True)
class _Words:
    act: frozenset[str]
    scene: frozenset[str]
    alone: frozenset[str]
    numbers: frozenset[str]
    persons: frozenset[str]
    contents: frozenset[str]
    moves: tuple[str, ...]
    setting: tuple[str, ...]
    same: frozenset[str]
    stage: dict[str, str]


@cache
def _words() -> _Words:
    data = packaged_table("filmwright.formats", "words/stage.toml")
    return _Words(
        act=frozenset(folded(w) for w in data["act"]),
        scene=frozenset(folded(w) for w in data["scene"]),
        alone=frozenset(folded(w) for w in data["alone"]),
        numbers=frozenset(folded(w) for w in data["numbers"].split()),
        persons=frozenset(folded(w) for w in data["persons"]),
        contents=frozenset(folded(w) for w in data["contents"]),
        moves=tuple(sorted(folded(w) for w in data["moves"])),
        setting=tuple(sorted((folded(w) for w in data["setting"]), key=lambda w: (-len(w), w))),
        same=frozenset(folded(w) for w in data["same"]),
        stage=dict(data["stage"]),
    )


# --- what a line is -------------------------------------------------------------------------------------


class _Head(NamedTuple):
    """`ACT I`, `SCENE II. A room.`: the words that number it, and what stands after them."""

    level: int  # 1 an act, 2 a scene
    label: str
    rest: str


@lru_cache(maxsize=_REMEMBERED)
def _head(text: str) -> _Head | None:
    """A line that opens an act or a scene; None when it is another line."""
    line = _ARTICLE.sub("", plain_words(text).strip())
    if folded(line).rstrip(".:") in _words().alone and len(line) < 30:
        return _Head(2, line, "")
    match = _HEAD.match(line)
    if match is None or (not line[:1].isupper() and not line[:1].isdigit()):
        return None
    for group in ("word", "before"):
        word = folded(match[group] or "")
        if word in _words().act | _words().scene:
            return _numbered(match, group, 1 if word in _words().act else 2, line)
    return None


def _numbered(match: re.Match[str], group: str, level: int, line: str) -> _Head | None:
    """The head when a number stands beside its word, or nothing but a place follows."""
    numbers = _words().numbers
    before, after = match["before"] or "", match["after"] or ""
    if group == "word" and before:
        if not _ROMAN.match(before) and folded(before).rstrip(".") not in numbers:
            return None
        cut = match.end("word")
    elif group == "before":
        number = match["word"]
        if not _ROMAN.match(number) and folded(number) not in numbers:
            return _unnumbered(line, match.end("before"), level)
        cut = match.end("word")
    else:
        if after and not _ROMAN.match(after) and folded(after) not in numbers:
            return _unnumbered(line, match.end("word"), level)
        cut = match.end("after") if after else match.end("word")
        if not after:
            return _unnumbered(line, cut, level)
    after_it = line[cut:].strip()
    if after_it[:1] in (";", "?", "!") or (after_it[:1].islower() and line[cut : cut + 1] == " "):
        return None  # `Act two was better.` is said
    label, rest = line[:cut].strip(), line[cut:].lstrip(" .:,—–-")
    return _Head(level, label + (line[cut : cut + 1] if line[cut : cut + 1] == "." else ""), rest)


def _unnumbered(line: str, cut: int, level: int) -> _Head | None:
    """Read `SCENE: a garden.`, `SCENE.—A room.`, `ACT` alone."""
    rest = line[cut:].strip()
    opened = rest[:1] in (".", ":", "—", "–", "-") or not rest
    capital = is_capitals(line[:cut].strip())
    return _Head(level, line[:cut].strip(), rest.lstrip(" .:,—–-")) if opened and capital else None


class _Cue(NamedTuple):
    name: str
    side: str
    speech: str
    style: str  # `inline`, `mixed`, `alone` or `solo`


@lru_cache(maxsize=_REMEMBERED)
def _cue(text: str) -> _Cue | None:
    """A name in capitals that opens a speech."""
    line = plain_words(text)
    for pattern, style in ((_INLINE, "inline"), (_ALONE, "alone")):
        match = pattern.match(line)
        if match is None:
            continue
        name = match["name"].strip()
        if len(name) > _MAX_NAME or _head(text) is not None or not is_capitals(name) or _one_letter(name):
            return None
        now = "alone" if style == "inline" and not match["speech"].strip() else style
        return _Cue(name, _bare_side(match["side"]), match["speech"].strip(), now)
    return None


def _solo(block: Block) -> _Cue | None:
    """A paragraph that is nothing but a name: `ROPER.` or, in italics, `_Oddny (rising)._`."""
    if len(block.lines) != 1:
        return None
    text = block.lines[0].text
    match = _ITALIC_NAME.match(text)
    if match is not None and not _moves(match["name"]):
        return _Cue(match["name"].strip(" ."), (match["side"] or "").strip(), "", "solo")
    cue = _cue(text)
    return cue._replace(style="solo") if cue is not None and cue.style == "alone" and not _moves(text) else None


def _moves(text: str) -> bool:
    """Words that say who comes and goes."""
    return _moving().match(folded(plain_words(text).lstrip("[(_ ")[:_MAX_NAME])) is not None


@cache
def _moving() -> re.Pattern[str]:
    words = sorted(_words().moves, key=lambda w: (-len(w), w))
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?=$|[ .,])")


def _one_letter(name: str) -> bool:
    return sum(c.isalpha() for c in name) < 2


def _mixed(text: str) -> _Cue | None:
    """A name in small letters that may open a speech, as in `Anna: Come in.`."""
    match = _INLINE_MIXED.match(plain_words(text))
    if match is None or not match["speech"].strip() or len(match["name"]) > _MAX_NAME:
        return None
    return _Cue(match["name"].rstrip("."), _bare_side(match["side"]), match["speech"].strip(), "mixed")


def _run_in(text: str) -> _Cue | None:
    """A name in capitals with its speech right behind it, as small capitals come out of a printed play."""
    match = _RUN_IN.match(plain_words(text))
    if match is None or len(match["name"]) > _MAX_NAME or _head(text) is not None:
        return None
    return _Cue(match["name"], _bare_side(match["side"]), match["speech"].strip(), "inline")


def _bare_side(side: str | None) -> str:
    return (side or "").strip().lstrip(",").strip().strip("[]()").strip()


# --- is it a play ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Style:
    """How a play writes its names."""

    names: frozenset[str]
    mixed: frozenset[str]
    solo: frozenset[str]  # names that stand alone between two empty lines
    everybody: frozenset[str]  # folded, also those who speak once
    brackets: bool  # its directions stand in brackets
    speeches: int
    alone: int  # speeches whose name stands alone
    run_in: frozenset[str]  # names in capitals with nothing between them and the speech: `NORA Tell us.`


def play_reason(text: str) -> str | None:
    """Why a text is a stage play, in words; None when it is none."""
    lines, _ = without_wrapping(lines_of(text))
    blocks = _unpacked(list(blocks_of(lines)))
    style = _style(blocks)
    heads = sum(_head(block.lines[0].text) is not None for block in blocks)
    if not blocks or len(style.names | style.mixed | style.solo) < 2 or style.speeches < 3:
        return None
    share = (style.speeches + style.alone) * 100 // len(blocks)  # a name alone has its speech in the next paragraph
    shown = ", ".join(sorted(style.names | style.mixed | style.solo)[:3])
    if heads >= 1 and share >= 15:
        return f"it has {heads} acts and scenes and {style.speeches} speeches that begin with a name ({shown})"
    if style.speeches >= 6 and share >= 40:
        return f"{style.speeches} of its paragraphs begin with a name and what is said ({shown})"
    return None


def _unpacked(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; of a text that sets speech under speech without empty lines, cut where a name or a scene opens."""
    opens = [[at for at, line in enumerate(block.lines) if _opens_line(line.text)] for block in blocks]
    if sum(map(len, opens)) < 2 * len(blocks):
        return list(blocks)
    out: list[Block] = []
    for block, here in zip(blocks, opens, strict=True):
        after_heads = [at + 1 for at in here if _head(block.lines[at].text) is not None]
        edges = sorted({0, *here, *after_heads, len(block.lines)})
        out += [Block(block.lines[a:b], block.gap if a == 0 else 1) for a, b in pairwise(edges)]
    return out


def _opens_line(text: str) -> bool:
    """A line that begins a speech, a scene, or a direction in brackets, wherever it stands."""
    cue = _cue(text)
    if (cue is not None and cue.style == "inline") or _head(text) is not None or _WHOLE.match(text):
        return True
    other = _mixed(text)
    return other is not None and text[len(other.name) :].lstrip().startswith(":")


def _style(blocks: Sequence[Block]) -> _Style:
    seen: Counter[str] = Counter()
    loose: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    running: Counter[str] = Counter()
    bracketed = 0
    for block in blocks:
        single = _solo(block)
        if single is not None:
            alone[single.name] += 1
            continue
        bracketed += bool(_WHOLE.match(block.words))
        together = _run_in(block.lines[0].text)
        if together is not None:
            running[together.name] += 1
        for index, line in enumerate(block.lines):
            cue = _cue(line.text)
            if cue is not None and (cue.style == "inline" or (index == 0 and len(block.lines) > 1)):
                seen[cue.name] += 1
            elif cue is None and index == 0:
                other = _mixed(line.text)
                if other is not None:
                    loose[other.name] += 1
    names = frozenset(name for name, count in seen.items() if count >= 2)
    mixed = frozenset(name for name, count in loose.items() if count >= 3 and not _common_word(name))
    if len(mixed) < 2 or sum(loose[n] for n in mixed) * 5 < len(blocks):
        mixed = frozenset()
    solo, run_in = _apart(alone, running, len(blocks))
    if solo:
        solo |= _met_elsewhere(alone, solo, blocks)
    said = sum(seen[n] for n in names) + sum(loose[n] for n in mixed) + sum(alone[n] for n in solo)
    said += sum(running[n] for n in run_in)
    everybody = frozenset(folded(name) for name in [*seen, *mixed, *solo, *run_in])
    return _Style(names, mixed, solo, everybody, bracketed >= 2, said, sum(alone[n] for n in solo), run_in)


def _apart(alone: Counter[str], running: Counter[str], blocks: int) -> tuple[frozenset[str], frozenset[str]]:
    """Names that stand alone before their speech, and names that run into it; plays mix the two."""
    voices = alone + running
    known = [name for name, count in voices.items() if count >= 3 and alone[name]]
    if len(known) < 2 or sum(voices[n] for n in known) * 8 < blocks:
        return frozenset(), frozenset()
    return frozenset(known), frozenset(name for name, count in running.items() if count >= 2 or name in known)


def _met_elsewhere(alone: Counter[str], solo: frozenset[str], blocks: Sequence[Block]) -> frozenset[str]:
    """Names that stand alone once or twice among the speeches, and that a direction or the list of persons has too."""
    singles = [_solo(block) for block in blocks]
    first = next((at for at, cue in enumerate(singles) if cue is not None and cue.name in solo), len(blocks))
    lists = [at for at in range(first) if _names_list(blocks[at])]
    listed = {at for begin in lists for at in range(begin, min(begin + 3, first))}
    told = {
        folded(word)
        for at, block in enumerate(blocks)
        if at in listed or _WHOLE.match(block.words) or _moves(block.lines[0].text)
        for word in _WORDS.findall(block.words)
        if not word[0].islower() and singles[at] is None
    }
    late = {cue.name for cue in singles[first:] if cue is not None}
    return frozenset(name for name in alone if name in late and _is_written_as_name(name, told))


def _is_written_as_name(name: str, told: Collection[str]) -> bool:
    """Every word with a capital and known, but for `and` and `of`: no `It is evening`."""
    said = _WORDS.findall(name)
    known = [folded(word) for word in said if not word[0].islower()]
    return bool(known) and len(said) - len(known) <= 1 and all(w in told or w in _ARTICLES for w in known)


def _common_word(name: str) -> bool:
    return folded(name) in _words().setting or len(name) < 2


# --- reading --------------------------------------------------------------------------------------------


def read_play(text: str, *, encoding: str = "utf-8") -> Draft:
    """Read a stage play."""
    lines, wrapping = without_wrapping(lines_of(text))
    blocks = _unpacked(list(blocks_of(lines)))
    style = _style(blocks)
    title, front, body = _front(blocks, style)
    body, contents = _without_contents(body)
    body, tail = _without_tail(body, style)
    language = detect(text).code
    reader = _Reader(style, _words().stage.get(language, "STAGE"), language)
    for block in body:
        reader.block(block)
    reader.close()
    return Draft(
        paragraphs=tuple(reader.out),
        title=title,
        left_out=(*wrapping, *front, *contents, *reader.left_out, *tail),
        encoding=encoding,
    )


Title = tuple[tuple[str, tuple[str, ...]], ...]


def _front(blocks: Sequence[Block], style: _Style) -> tuple[Title, list[LeftOut], list[Block]]:
    """Title, lists of persons and contents, and the rest of the play."""
    first = _first_of_play(blocks, style)
    title: list[tuple[str, tuple[str, ...]]] = []
    left_out: list[LeftOut] = []
    what = ""
    for at, block in enumerate(blocks[:first]):
        head = folded(plain_words(block.lines[0].text)).strip(" .:")
        if head in _words().persons:
            what = "list of persons"
        elif head in _words().contents:
            what = "table of contents"
        words = [plain_words(line.text) for line in block.lines]
        if what or len(block.lines) > 4 or at > 3:
            left_out.append(LeftOut(what or "front matter", "\n".join(words), block.place))
        else:
            title_entry(title, words)
    return tuple(title), left_out, list(blocks[first:])


def _first_of_play(blocks: Sequence[Block], style: _Style) -> int:
    """The block where the play begins: the act or scene before the first speeches, else the first speech."""
    spoken = _first_speeches(blocks, style)
    lists = [i for i, b in enumerate(blocks[:spoken]) if _names_list(b)]
    after = min(lists[-1] + 1, spoken) if lists else 0
    heads = [i for i in range(after, spoken) if _head(blocks[i].lines[0].text) is not None]
    if heads:
        return _back_over_setting(blocks, _highest(blocks, heads), after)
    if lists:  # the list is one block, under its name or in the next block
        after += len(blocks[lists[-1]].lines) == 1
        return max(min(after, spoken), 0)
    begin = spoken
    while begin > 0 and _WHOLE.match(blocks[begin - 1].words):
        begin -= 1
    return begin


def _first_speeches(blocks: Sequence[Block], style: _Style) -> int:
    """Where people begin to speak: three of five paragraphs open with names that come again."""
    opens = [_opens_speech(block, style) and not _listing(blocks, at) for at, block in enumerate(blocks)]
    for index, one in enumerate(opens):
        near = opens[index : index + 5]
        if one and sum(near) >= min(2 if style.solo else 3, len(near)):
            return index
    return len(blocks)


def _listing(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block is the list under `Personen:`, which looks like a name with its speech."""
    return at > 0 and len(blocks[at - 1].lines) == 1 and len(blocks[at].lines) > 1 and _names_list(blocks[at - 1])


def _highest(blocks: Sequence[Block], heads: Sequence[int]) -> int:
    """The act that the last scene before the speeches stands in; what comes before is a list of the acts."""
    begin = heads[-1]
    level = _level(blocks[begin])
    for index in reversed(heads[:-1]):
        if _level(blocks[index]) >= level:
            break
        begin, level = index, _level(blocks[index])
    return begin


def _level(block: Block) -> int:
    head = _head(block.lines[0].text)
    return head.level if head is not None else 9


def _back_over_setting(blocks: Sequence[Block], first: int, least: int) -> int:
    """`SCENE: a garden.` between the list of persons and the first act belongs to the play."""
    before = first - 1
    setting = before >= least and any(folded(blocks[before].words).startswith(w + " ") for w in _words().setting)
    return before if setting and len(blocks[before].lines) == 1 else first


def _names_list(block: Block) -> bool:
    return folded(plain_words(block.lines[0].text)).strip(" .:") in _words().persons | _words().contents


def _opens_speech(block: Block, style: _Style) -> bool:
    single = _solo(block) if style.solo else None
    if single is not None and single.name in style.solo:
        return True
    cue = _cue(block.lines[0].text)
    if cue is not None and cue.name in style.names:
        return bool(cue.speech) or len(block.lines) > 1
    other = _mixed(block.lines[0].text)
    return other is not None and bool(other.speech) and other.name in style.mixed


def _without_contents(blocks: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    """Heads that stand right above another head and come again later are a table of contents."""
    heads = [_head(block.lines[0].text) for block in blocks]
    later = Counter(folded(block.words) for block, head in zip(blocks, heads, strict=True) if head is not None)
    kept: list[Block] = []
    left_out: list[LeftOut] = []
    for index, block in enumerate(blocks):
        key = folded(block.words)
        head, below = heads[index], heads[index + 1 : index + 3]
        if head is not None and head.level == 2 and later[key] > 1 and len(below) == 2 and None not in below:
            later[key] -= 1
            left_out.append(LeftOut("table of contents", block.words, block.place))
            continue
        kept.append(block)
    return kept, left_out


def _without_tail(blocks: Sequence[Block], style: _Style) -> tuple[list[Block], list[LeftOut]]:
    """Notes behind `THE END`: hardly anybody speaks there."""
    ends = [at for at, b in enumerate(blocks) if folded(plain_words(b.words)).strip("[]() .") in _ENDS]
    if not ends or ends[-1] + 1 >= len(blocks):
        return list(blocks), []
    cut = ends[-1] + 1
    before = sum(_opens_speech(block, style) for block in blocks[:cut])
    after = sum(_opens_speech(block, style) for block in blocks[cut:])
    if after * 20 > before:
        return list(blocks), []
    words = "\n\n".join(block.words for block in blocks[cut:])
    return list(blocks[:cut]), [LeftOut("notes after the end", words, blocks[cut].place)]


@dataclass(slots=True)
class _Reader:
    style: _Style
    place: str
    language: str
    out: list[Paragraph] = field(default_factory=list[Paragraph])
    speech: list[str] = field(default_factory=list[str])
    cue: _Cue | None = None
    at: str = ""
    waiting: _Head | None = None  # a scene that waits for its place
    headed: bool = False
    where: str = ""
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    listing: bool = False  # a list of persons inside a collection of plays
    opening: tuple[str, str] | None = None  # where the play says that it plays, before its first act

    # -- blocks

    def block(self, block: Block) -> None:
        """Read one block."""
        head = _head(block.lines[0].text)
        if self._listed(block, head):
            return
        if head is not None:
            self.flush()
            self._open(head, block)
            return
        if not self.headed and not self.out and self._is_setting(block):
            self.place = self._without_opener(plain_words(block.words), stop=False).strip(" .")
            self.opening = (plain_words(block.words), block.place)
            return
        if self._alone(block):
            return
        if self.waiting is not None and not self._speaks(block.lines[0].text, first=True):
            self.flush()
            self._place_from(block.words, block.place)
            return
        self._settle(block.place)
        if self._is_direction(block):
            self._action(block)
            return
        self._lines(block)

    def _listed(self, block: Block, head: _Head | None) -> bool:
        """Whether a block belongs to a list of persons; it is left out then."""
        if self.listing and (head is not None or _opens_speech(block, self.style)):
            self.listing = False
        self.listing = self.listing or _names_list(block)
        if self.listing:
            self.flush()
            self.left_out.append(LeftOut("list of persons", block.words, block.place))
        return self.listing

    def close(self) -> None:
        """Finish what is open."""
        self.flush()
        if self.waiting is not None:
            self._settle(self.where)

    def _alone(self, block: Block) -> bool:
        """A name between two empty lines opens a speech; whether this is one."""
        cue = _solo(block) if self.style.solo else None
        if cue is None or (cue.name not in self.style.solo and not (cue.side and is_capitals(cue.name))):
            return False
        self.flush()
        self._settle(block.place)
        self.cue, self.at, self.speech = cue, block.place, []
        return True

    def _lines(self, block: Block) -> None:
        loose: list[TextLine] = []
        for index, line in enumerate(block.lines):
            cue = self._speaks(line.text, first=index == 0, more=index + 1 < len(block.lines))
            if cue is not None:
                self._loose(loose)
                loose = []
                self.flush()
                self.cue, self.at = cue, f"line {line.number}"
                self.speech = [cue.speech] if cue.speech else []
            elif self.cue is not None and (index > 0 or self._goes_on(block)):
                self.speech.append(line.text)
            else:
                self.flush()
                loose.append(line)
        self._loose(loose)

    def _goes_on(self, block: Block) -> bool:
        """Whether a block without a name is more of the speech before it."""
        if not self.speech:
            return True
        return self.style.brackets and not _WHOLE.match(block.words)

    def _speaks(self, text: str, *, first: bool, more: bool = True) -> _Cue | None:
        cue = _cue(text)
        if cue is not None:
            known = cue.name in self.style.names
            if cue.style == "alone":
                return cue if first and (known or more) and not _moves(text) else None
            return cue if known or (first and not _moves(text)) else None
        together = _run_in(text) if first and self.style.run_in else None
        if together is not None and together.name in self.style.run_in:
            return together
        other = _mixed(text) if self.style.mixed else None
        return other if other is not None and other.name in self.style.mixed else None

    def _is_direction(self, block: Block) -> bool:
        if _WHOLE.match(block.words):
            return True
        return _moves(block.lines[0].text) and self._speaks(block.lines[0].text, first=False) is None

    # -- scenes

    def _open(self, head: _Head, block: Block) -> None:
        """An act or a scene; `ACT I. SCENE II. A room.` is both."""
        if self.waiting is not None and (head.level == 1 or self.waiting.level == 2):
            self._settle(self.where)
        reason = "names an act" if head.level == 1 else "names a scene"
        self.out.append(
            Paragraph("section", head.label, level=head.level, confidence=0.95, reason=reason, place=block.place)
        )
        self.waiting, self.where = head, block.place
        inner = _head(head.rest) if head.rest else None
        if inner is not None:
            self._open(inner, block)
        elif head.rest:
            self._place_from(" ".join([head.rest, *(line.text for line in block.lines[1:])]), block.place)
            return
        rest = block.lines[1:]
        if rest and inner is None:
            self.block(Block(rest, 0))

    def _place_from(self, words: str, where: str) -> None:
        """The place of the scene from the words after its number; the rest of them is action."""
        text = plain_words(words).strip()
        bare = text.strip("[]() ")
        opens = _SENTENCE.match(bare)
        if self._people(bare) or _moves(bare) or (opens is not None and self._same(opens[1])):
            self._settle(where)
            self._say_action(text, where)
            return
        first, rest = self._first_sentence(bare)
        if first is None:
            self._place_in_clause(bare, text, where)
            return
        self.place = first
        self.waiting, self.headed = None, True
        self.out.append(
            Paragraph("heading", first, confidence=0.85, reason="the place after the scene's number", place=where)
        )
        if rest:
            self._say_action(rest, where)

    def _place_in_clause(self, bare: str, text: str, where: str) -> None:
        """A long sentence whose first words name the place; it stays whole as action."""
        clause = _CLAUSE.match(self._without_opener(bare, stop=True))
        if clause is not None and not self._people(clause[1]):
            self.place = clause[1].strip()
            self.waiting, self.headed = None, True
            reason = "the first words of a long description"
            self.out.append(Paragraph("heading", self.place, confidence=0.6, reason=reason, place=where))
        else:
            self._settle(where)
        self._say_action(text, where)

    def _first_sentence(self, text: str) -> tuple[str | None, str]:
        text = self._without_opener(text, stop=True)
        match = _SENTENCE.match(text)
        if match is not None:
            first, rest = match[1].strip(), match[2].strip()
            more = _SENTENCE.match(rest)
            second = more[1].strip() if more is not None else ""
            if second and split_heading(f"{first} {second}").time_of_day is not None:
                return f"{first} {second}", rest[len(second) :].strip()
            return first, rest
        return (text, "") if 0 < len(text) <= 90 else (None, text)

    def _is_setting(self, block: Block) -> bool:
        low = folded(plain_words(block.words))
        return len(block.lines) == 1 and any(low.startswith(w + " ") for w in _words().setting)

    @staticmethod
    def _without_opener(text: str, *, stop: bool) -> str:
        """`SCENE: a garden` without its first word; `stop` asks for a stop after it."""
        low = folded(text)
        for word in _words().setting:
            after = low[len(word) :].lstrip()[:1] if low.startswith(word) else ""
            if after and (after in ":." or (low[len(word)] == " " and (not stop or word.endswith((" is", " est"))))):
                return text[len(word) :].lstrip(" .:—–-")
        return text

    def _people(self, text: str) -> bool:
        """Whether words are only names of people of the play: French and Spanish scenes list who is there."""
        parts = [part.strip(" .") for part in re.split(r",|;| and | et | y | und ", text) if part.strip(" .")]
        names = self.style.everybody | _words().same
        known = sum(any(folded(part).startswith(name) for name in names) for part in parts)
        return bool(parts) and (known * 2 > len(parts) or (is_capitals(text) and known > 0))

    @staticmethod
    def _same(sentence: str) -> bool:
        """`Die Vorigen.`: a sentence that is only the word for those who were there before."""
        return folded(sentence).strip(" .") in _words().same

    def _settle(self, where: str) -> None:
        """A scene without a place of its own is where the one before it was."""
        if self.waiting is None and self.headed:
            return
        reason = "a scene that names no place: the one before it"
        self.out.append(Paragraph("heading", self.place, confidence=0.5, reason=reason, place=where))
        self.waiting, self.headed = None, True
        if self.opening is not None:
            words, place = self.opening
            self.opening = None
            self.out.append(Paragraph("action", words, confidence=0.8, reason="where the play plays", place=place))

    # -- directions and speeches

    def _action(self, block: Block) -> None:
        self.flush()
        self._say_action(join_lines([line.text for line in block.lines]), block.place)

    def _loose(self, lines: Sequence[TextLine]) -> None:
        if lines:
            self._say_action(join_lines([line.text for line in lines]), f"line {lines[0].number}")

    def _say_action(self, text: str, where: str) -> None:
        bare = text.strip()
        bracketed = bool(_WHOLE.match(bare))
        if bracketed:
            bare = bare.strip("[]()").strip()
        sure, reason = (0.9, "a direction in brackets") if bracketed else (0.8, "no name opens it: a direction")
        if bare:
            self.out.append(Paragraph("action", bare, confidence=sure, reason=reason, place=where))

    def flush(self) -> None:
        """Write the speech that is open."""
        cue, self.cue = self.cue, None
        if cue is None:
            return
        parts = _speech_parts(join_lines(self.speech))
        self.speech = []
        if cue.side:
            parts.insert(0, ("parenthetical", cue.side))
        after: list[str] = []
        while len(parts) > 1 and parts[-1][0] == "parenthetical":
            after.insert(0, parts.pop()[1])
        if not parts:
            self._say_action(cue.name, self.at)
            return
        self._speech(cue, parts)
        self._brackets(after, "brackets after a speech")

    def _speech(self, cue: _Cue, parts: Sequence[tuple[str, str]]) -> None:
        """A speech; a direction inside it that tells what happens parts it in two."""
        speaking = False
        for at, (kind, said) in enumerate(parts):
            manner = kind == "parenthetical"
            if manner and self._happens(said, opening=not any(k == "dialogue" for k, _ in parts[:at])):
                self._brackets([said], "brackets in a speech that tell what happens")
                speaking = False
                continue
            if not speaking:
                self._cue(cue)
                speaking = True
            reason = "brackets in a speech" if manner else "after the name"
            mark = Paragraph("dialogue", said, confidence=0.9, reason=reason, place=self.at)
            self.out.append(replace(mark, kind="parenthetical") if manner else mark)

    def _happens(self, direction: str, *, opening: bool) -> bool:
        """Whether a direction is action; before the first word only when it names who acts."""
        people = self.style.everybody
        return tells_of(direction, people, self.language) if opening else tells(direction, people, self.language)

    def _cue(self, cue: _Cue) -> None:
        sure = 0.95 if cue.name in self.style.names or cue.style == "mixed" else 0.8
        unseen = is_heard_only(cue.name, cue.side, self.language)
        reason = "a name that opens a speech" + ("; heard from off the stage" if unseen else "")
        marks = ("O.S.",) if unseen else ()
        self.out.append(
            Paragraph("character", cue.name, extensions=marks, confidence=sure, reason=reason, place=self.at)
        )

    def _brackets(self, directions: Sequence[str], reason: str) -> None:
        for direction in directions:
            self.out.append(Paragraph("action", direction, confidence=0.85, reason=reason, place=self.at))


def _speech_parts(words: str) -> list[tuple[str, str]]:
    """A speech cut at its brackets."""
    parts: list[tuple[str, str]] = []
    at = 0
    for match in _BRACKET.finditer(words):
        _put(parts, "dialogue", words[at : match.start()])
        _put(parts, "parenthetical", match[0].strip("[]()"))
        at = match.end()
    rest = words[at:]
    if rest.lstrip().startswith("["):  # old editions leave the bracket open at the end of a line
        _put(parts, "parenthetical", rest.strip().lstrip("["))
    else:
        _put(parts, "dialogue", rest)
    return parts


def _put(parts: list[tuple[str, str]], kind: str, words: str) -> None:
    text = words.strip()
    if text and any(c.isalnum() for c in text):
        parts.append((kind, text))
    elif text and parts:
        parts[-1] = (parts[-1][0], f"{parts[-1][1]}{text}" if text[:1] in ".,;:!?" else f"{parts[-1][1]} {text}")
