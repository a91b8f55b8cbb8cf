"""Scripts whose words lie outside the repository: found by checksum, cut, and joined with their labels.

A label file here with a `[source]` table says where the words come from: the public address of one file (repository,
commit, path), its SHA-256, its encoding, and which ranges of characters of the decoded text are the excerpt.
Decoded text is without a byte order mark and with one line feed for every line end; ranges count its characters and
are joined in order.

    python bench/script_accuracy/aside/corpus.py FOLDER

looks through FOLDER (or `$FILMWRIGHT_CORPUS`) for the files, whatever their names are, and writes the excerpts into
FOLDER/cut, which is what the scorer takes as `--sources`. A file that is not there is named with the address to fetch
it from, and its passages count as not run.
"""

import hashlib
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from labels import SUFFIX, Labels, checksum, load, words_of

__all__ = ["Excerpt", "Missing", "Script", "cut", "excerpts", "materialise", "write"]

HERE = Path(__file__).resolve().parent
_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")


@dataclass(frozen=True)
class Excerpt:
    """One script outside the repository: its label file, where its words are, and which of them.

    `ranges` are (start, end) in characters of the decoded file; `digest` is the SHA-256 of the whole file,
    `cut_digest` that of the excerpt in UTF-8.
    """

    labels: Path
    name: str
    url: str
    digest: str
    encoding: str
    ranges: tuple[tuple[int, int], ...]
    cut_digest: str
    licence: str


@dataclass(frozen=True)
class Script:
    """An excerpt that is here: its bytes in UTF-8, a file name for them, and its passages by id with their words."""

    name: str
    content: bytes
    labels: Path
    passages: Mapping[str, str]


@dataclass(frozen=True)
class Missing:
    """An excerpt whose file is not here, with the address to fetch it from and how many passages wait for it."""

    name: str
    url: str
    passages: int


def excerpts(folder: Path = HERE) -> Iterator[Excerpt]:
    """Every label file of the folder that has a `[source]`, by name."""
    for path in sorted(folder.glob("*" + SUFFIX)):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        source = data.get("source")
        if source is not None:
            yield Excerpt(
                labels=path,
                name=data["script"],
                url=source["url"],
                digest=source["sha256"],
                encoding=source["encoding"],
                ranges=tuple((start, end) for start, end in source["ranges"]),
                cut_digest=source["excerpt_sha256"],
                licence=source["licence"],
            )


def cut(content: bytes, excerpt: Excerpt) -> bytes:
    """The excerpt, in UTF-8, out of the bytes of its whole file.

    Raises ValueError when what comes out is not what was labelled.
    """
    text = content.decode(excerpt.encoding).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    piece = "".join(text[start:end] for start, end in excerpt.ranges).encode("utf-8")
    if hashlib.sha256(piece).hexdigest() != excerpt.cut_digest:
        raise ValueError(f"{excerpt.name}: the ranges of {excerpt.labels.name} give other words than were labelled")
    return piece


def materialise(corpus: Path, folder: Path = HERE) -> Iterator[Script | Missing]:
    """Each excerpt of the label folder, ready to run, or what is missing in `corpus`."""
    files = _by_digest(corpus)
    for excerpt in excerpts(folder):
        file = files.get(excerpt.digest)
        if file is None:
            count = len(tomllib.loads(excerpt.labels.read_text(encoding="utf-8"))["passage"])
            yield Missing(excerpt.name, excerpt.url, count)
        else:
            yield _script(excerpt, cut(file.read_bytes(), excerpt))


def write(corpus: Path, folder: Path = HERE) -> list[Missing]:
    """Write every excerpt that can be cut into `corpus`/cut; what is missing is returned."""
    target = corpus / "cut"
    target.mkdir(parents=True, exist_ok=True)
    missing: list[Missing] = []
    for item in materialise(corpus, folder):
        if isinstance(item, Missing):
            missing.append(item)
        else:
            (target / item.name).write_bytes(item.content)
    return missing


def _by_digest(corpus: Path) -> dict[str, Path]:
    files = sorted(path for path in corpus.rglob("*") if path.is_file()) if corpus.is_dir() else []
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in files}


def _script(excerpt: Excerpt, content: bytes) -> Script:
    with TemporaryDirectory() as folder:  # `load` wants the script as a file
        (Path(folder) / excerpt.name).write_bytes(content)
        labels = load(excerpt.labels, sources=Path(folder))
    return Script(excerpt.name, content, excerpt.labels, _texts(labels, content.decode("utf-8")))


def _texts(labels: Labels, text: str) -> dict[str, str]:
    spans = _spans(text)
    words = [word for word, _, _ in spans]
    found: dict[str, str] = {}
    for passage in labels.passages:
        for first in range(len(words) - passage.count + 1):
            window = words[first : first + passage.count]
            if checksum(window) == passage.sha:
                start, end = spans[first][1], spans[first + passage.count - 1][2]
                found[passage.id] = " ".join(text[start:end].split())
                break
        else:
            raise ValueError(f"{labels.path.name}: the words of `{passage.id}` are not in its excerpt")
    return found


def _spans(text: str) -> list[tuple[str, int, int]]:
    """Each word as `words_of` gives it, with where it starts and ends in the text.

    Raises ValueError when this file and `labels.py` no longer agree on what a word is.
    """
    found = list(_WORD.finditer(text))
    words = words_of(text)
    if len(found) != len(words):
        raise ValueError("`corpus.py` and `labels.py` cut words differently; bring their patterns together")
    return [(word, match.start(), match.end()) for word, match in zip(words, found, strict=True)]


def main(arguments: list[str]) -> int:
    """Cut the excerpts that can be cut and name the files that are missing."""
    given = arguments[0] if arguments else os.environ.get("FILMWRIGHT_CORPUS")
    if given is None:
        print("Give the folder the files lie in, or set FILMWRIGHT_CORPUS.")
        return 2
    missing = write(Path(given))
    for item in missing:
        print(f"{item.name}: not here, {item.passages} passages not run. Fetch {item.url}")
    total = len(list(excerpts()))
    print(f"{total - len(missing)} of {total} excerpts in {Path(given) / 'cut'}")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
