"""What a line says aloud: the text with everything taken out that is only for the eye, and where each letter came from.

Emphasis marks, quotation marks, brackets and emoji are not read; dashes and dots become pauses. The words of the line
itself (what subtitles show) are its runs of non-space characters; each keeps its punctuation.
"""

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Spoken", "Token", "for_ear", "language_of", "tokens"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the line: characters [start, end) of its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is read aloud, and for each of its characters the character of the line that it stands for."""

    text: str
    origin: tuple[int, ...]


_SCRIPTS = (
    # first letter of a block, last letter, language when the film's own does not use the script
    ("Ͱ", "Ͽ", "el"),
    ("Ѐ", "ӿ", "ru"),
    ("Ա", "֏", "hy"),
    ("֐", "׿", "he"),
    ("؀", "ۿ", "ar"),
    ("ऀ", "ॿ", "hi"),
    ("ঀ", "৿", "bn"),
    ("਀", "੿", "pa"),
    ("઀", "૿", "gu"),
    ("஀", "௿", "ta"),
    ("ఀ", "౿", "te"),
    ("ಀ", "೿", "kn"),
    ("ഀ", "ൿ", "ml"),
    ("฀", "๿", "th"),
    ("Ⴀ", "ჿ", "ka"),
    ("ሀ", "፿", "am"),
    ("ᄀ", "ᇿ", "ko"),
    ("぀", "ヿ", "ja"),
    ("㐀", "鿿", "cmn"),
    ("가", "힣", "ko"),
)
_SHARES = {
    "ru": {"ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "tt", "ba", "cv"},
    "ar": {"ar", "fa", "ur", "ug", "sd"},
    "hi": {"hi", "mr", "ne", "kok"},
    "bn": {"bn", "as"},
    "cmn": {"cmn", "zh", "yue", "hak", "ja"},
    "ja": {"ja"},
}
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]")
_DASHES = "—–―‒⸺"
_NO_SOUND = set('*_~|^`"“”„‟«»‹›<>[]{}\\#=+/')
_KEPT_SIGNS = set("%$€£¥&@°+=#/")


def language_of(text: str, language: str) -> str:
    """The language to read `text` in: the film's own unless the letters belong to another script."""
    counts: dict[str, int] = {}
    latin = 0
    for letter in text:
        if not letter.isalpha():
            continue
        script = next((lang for first, last, lang in _SCRIPTS if first <= letter <= last), None)
        if script is None:
            latin += 1
        else:
            counts[script] = counts.get(script, 0) + 1
    if not counts:
        return language
    best = "ja" if "ja" in counts else max(counts, key=lambda lang: (counts[lang], lang))
    if latin > counts[best]:
        return language
    own = language.split("-", maxsplit=1)[0].lower()
    if own == best or own in _SHARES.get(best, ()):
        return language
    return "uk" if best == "ru" and re.search("[іїєґІЇЄҐ]", text) else best


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a line. Signs that stand alone (a dash between spaces) belong to the word before them."""
    found: list[Token] = []
    lead: int | None = None
    for start, end in _runs(text):
        run = text[start:end]
        if any(c.isalnum() for c in run):
            first = start if lead is None else lead
            found.append(Token(first, end, text[first:end]))
            lead = None
        elif found:
            found[-1] = Token(found[-1].start, end, text[found[-1].start : end])
        elif lead is None:
            lead = start
    return tuple(found)


def _runs(text: str) -> list[tuple[int, int]]:
    """Runs without spaces; scripts without spaces are cut between characters."""
    runs: list[tuple[int, int]] = []
    for match in re.finditer(r"\S+", text):
        start = match.start()
        for at in range(match.start() + 1, match.end()):
            if _UNSPACED.match(text[at]) or (_UNSPACED.match(text[at - 1]) and text[at].isalnum()):
                runs.append((start, at))
                start = at
        runs.append((start, match.end()))
    return runs


def for_ear(text: str) -> Spoken:
    """The text as it is read aloud; empty when there is nothing to say."""
    out: list[str] = []
    origin: list[int] = []
    shout = sum(c.isupper() for c in text) > 3 and not any(c.islower() for c in text)
    for at, letter in enumerate(text):
        for sign in _heard(text, at, letter):
            said = sign.lower() if shout or _shouted(text, at) else sign
            if said == " " and (not out or out[-1] == " "):
                continue
            for piece in said:
                out.append(piece)
                origin.append(at)
    said = "".join(out)
    if not any(c.isalnum() for c in said) and not any(c in _KEPT_SIGNS for c in said):
        return Spoken("", ())
    return Spoken(said, tuple(origin))


def _heard(text: str, at: int, letter: str) -> str:  # noqa: PLR0911  (one line per kind of sign)
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if letter in _KEPT_SIGNS and (before.isdigit() or after.isdigit() or letter in "&%"):
        return letter
    if letter in _DASHES or (letter == "-" and (before == "-" or after == "-")):
        return ", " if before not in "-—–" else " "
    if letter == "-" and not (before.isalnum() and after.isalnum()):
        return letter if after.isdigit() and not before.strip() else " "
    if letter == "…" or (letter == "." and (before == "." or after == ".")):
        return ", " if before not in (".", "…") else " "
    if letter in "’ʼ" or letter == "'":
        return (
            "'" if before.isalpha() and (after.isalpha() or before in "sS") else (" " if not before.isalpha() else "'")
        )
    if letter in "()":
        return ", "
    if letter in _NO_SOUND or letter == "‘":
        return " "
    return _plain(letter)


def _plain(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("So", "Sk", "Cs", "Co", "Cn", "Cf") and letter not in "‌‍":
        return " "
    return " " if kind.startswith(("Z", "C")) and kind != "Cf" else letter


def _shouted(text: str, at: int) -> bool:
    """Whether this letter is in a word of four or more capitals, which is loud and not spelled out."""
    if not text[at].isupper():
        return False
    start = end = at
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    word = text[start:end]
    return len(word) >= 4 and word.isupper() and any(c in "AEIOUYÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜ" for c in word)
