"""The label format: what a director says about passages of a script, written by hand beside it.

`NAME.fountain` (or any other script file) lies beside `NAME.labels.toml`. A passage is found in its scene by its words,
so a label never depends on how the engine cuts scenes into shots. README.md says how to label.

`python bench/script_accuracy/labels.py FILE.labels.toml ...` checks label files against their scripts;
with `--seal` it replaces each `text` by a word count and a checksum, for scripts whose words are not ours to publish.
"""

import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["KINDS", "SIZES", "LabelError", "Labels", "Motion", "Passage", "checksum", "load", "load_folder", "words_of"]

KINDS = {
    "exact_name": "the name stands in the text as in the cue",
    "alias": "first name, surname or short form of a longer name",
    "role": "named by what they do (the captain, the widow)",
    "title": "Dr. Osei, Mrs. Vane, the Colonel",
    "nickname": "a nickname introduced in action (Walter, known as Pa)",
    "rename": "renamed, revealed or transformed",
    "group": "a group noun with members (the brothers, the crew)",
    "animal": "an animal that acts",
    "object_actor": "an object that acts by itself (a robot, a puppet, a toaster)",
    "unnamed_role": "somebody without a name (a BARTENDER)",
    "pronoun": "he, she, it",
    "plural_pronoun": "they, both, all of them, the two of them",
    "possessive": "Rae's hand, her eyes",
    "entered": "somebody who came in earlier",
    "left": "after somebody left",
    "hides": "somebody hidden from the others or from us",
    "sleeps": "asleep or unconscious",
    "dead": "a body",
    "photograph": "somebody seen in a picture only",
    "memory": "somebody remembered, imagined or dreamt of",
    "name_in_dialogue": "a name inside a speech",
    "phone": "a voice on the phone",
    "television": "somebody on a screen or a radio",
    "intercom": "a voice on an intercom, a tannoy, a walkie-talkie",
    "voice_over": "V.O.",
    "off_screen": "O.S., or a voice from where the camera is not",
    "both_ends_phone": "a call where both ends are seen",
    "crowd": "a crowd, extras",
    "pov": "through somebody's eyes",
    "subjectless": "fragments without a subject (Runs. Falls.)",
    "dropped_subject": "a language that leaves the subject out (Spanish, Italian)",
    "insert": "the text dwells on a thing or a part of the body",
    "scale": "wide: geography, weather, a vehicle in a landscape",
    "ordered": "the script orders the shot (CLOSE ON, ANGLE ON, WIDER, INSERT, POV, BACK TO)",
    "speech": "a whole speech, speaker in the room",
    "intro": "somebody is introduced (KATE (30s), a widow)",
    "object": "people as grammatical objects (She hits Tom)",
    "coordination": "several people joined by and, with, or commas",
    "negation": "somebody is said not to be there",
    "mirror": "seen in a mirror, a reflection, a shadow",
    "no_people": "nobody is to be seen",
    "list": "a list of things or of people",
    "look": "somebody looks at something or somebody",
    "passive": "something is done to somebody",
    "relative": "a relative clause or an apposition names somebody",
    "montage": "inside a montage or a series of shots",
    "text_on_screen": "a title, a sign, a message to be read",
    "foreign": "in a language other than English",
}
"""Every kind a passage may have, with what it means."""

SIZES = ("ECU", "CU", "MCU", "MS", "MLS", "WS", "EWS", "INSERT", "OTS", "TWO", "POV")

_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")
_WORDS_FALSE_FRIENDS = str.maketrans({"’": "'", "‐": "-", "‑": "-"})
SUFFIX = ".labels.toml"


class LabelError(ValueError):
    """A label file says something the format does not know; the message names file and passage."""


@dataclass(frozen=True)
class Motion:
    """The visible motion: acceptable main verbs (as written or as lemma) and acceptable objects (empty: none)."""

    verbs: tuple[str, ...]
    objects: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """One labelled passage. Names are those of the cast as the script first fully gives them.

    `people` must be visible, `may` can be, `mentioned` must not be, `offscreen` speak without being
    seen to speak (who is in `people` or `may` as well can be in the picture, silent: somebody's own voice-over).
    `text` is empty in sealed labels: then `count` words whose checksum is `sha` are the passage.
    """

    id: str
    scene: int
    kinds: tuple[str, ...]
    people: tuple[str, ...]
    may: tuple[str, ...]
    mentioned: tuple[str, ...]
    offscreen: tuple[str, ...]
    motion: Motion | None
    sizes: tuple[str, ...]
    hard: bool
    text: str
    count: int
    sha: str


@dataclass(frozen=True)
class Labels:
    """What a careful reader says of one script.

    `places` holds scene ordinals by physical place; `names` maps a name to other forms a correct cast may carry.
    """

    path: Path
    script: Path
    scenes: int
    places: tuple[tuple[int, ...], ...]
    passages: tuple[Passage, ...]
    language: str = "en"
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def words_of(text: str) -> list[str]:
    """The words of a text, without marks and case: what passages and shots are compared by."""
    return [found.group().translate(_WORDS_FALSE_FRIENDS).casefold() for found in _WORD.finditer(text)]


def checksum(words: list[str]) -> str:
    """Twelve hex digits over the words."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]


_TOP = {"scenes", "places", "passage", "names", "script", "source", "language"}
_KEYS = {
    *("id", "scene", "text", "kinds", "people", "may", "mentioned", "offscreen", "motion", "sizes", "hard"),
    *("words", "sha", "note"),
}


def load(path: Path, *, sources: Path | None = None) -> Labels:
    """Read one label file. Its script is looked for beside it, then in `sources`.

    Raises LabelError for an unknown key, kind or size, a repeated id, or a missing script.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    _only(data, _TOP, f"{path.name}")
    passages = tuple(_passage(entry, path) for entry in data.get("passage", []))
    ids = [passage.id for passage in passages]
    if len(set(ids)) != len(ids):
        raise LabelError(f"{path.name}: an id is used twice: {sorted({i for i in ids if ids.count(i) > 1})}")
    places = tuple(tuple(group) for group in data["places"])
    ordinals = sorted(ordinal for group in places for ordinal in group)
    if ordinals != list(range(1, data["scenes"] + 1)):
        raise LabelError(f"{path.name}: `places` must hold each scene from 1 to {data['scenes']} once, has {ordinals}")
    return Labels(
        path=path,
        script=_script(path, data, sources),
        scenes=data["scenes"],
        places=places,
        passages=passages,
        language=data.get("language", "en"),
        names={name: tuple(forms) for name, forms in data.get("names", {}).items()},
    )


def load_folder(folder: Path, *, sources: Path | None = None) -> Iterator[Labels]:
    """Every label file of a folder, by name."""
    for path in sorted(folder.rglob("*" + SUFFIX)):
        yield load(path, sources=sources)


def _script(path: Path, data: Mapping[str, object], sources: Path | None) -> Path:
    stem = path.name.removesuffix(SUFFIX)
    named = data.get("script")
    for folder in (path.parent, *([sources] if sources else [])):
        if isinstance(named, str) and (folder / named).is_file():
            return folder / named
        beside = [p for p in sorted(folder.glob(stem + ".*")) if not p.name.endswith(SUFFIX)]
        if beside:
            return beside[0]
    raise LabelError(f"{path.name}: no script `{named or stem + '.*'}` beside it; give its folder with --sources")


def _only(data: Mapping[str, object], known: set[str], where: str) -> None:
    unknown = sorted(set(data) - known)
    if unknown:
        raise LabelError(f"{where}: unknown keys {unknown}; known: {sorted(known)}")


def _passage(entry: Mapping[str, object], path: Path) -> Passage:
    where = f"{path.name}, passage `{entry.get('id')}`"
    _only(entry, _KEYS, where)
    kinds, sizes = _strings(entry, "kinds", where), _strings(entry, "sizes", where)
    for value, known in (*((kind, KINDS) for kind in kinds), *((size, SIZES) for size in sizes)):
        if value not in known:
            raise LabelError(f"{where}: `{value}` is not one of {list(known)}")
    text, sha, count, scene = entry.get("text", ""), entry.get("sha", ""), entry.get("words", 0), entry.get("scene")
    if not (isinstance(text, str) and isinstance(sha, str) and isinstance(count, int) and isinstance(scene, int)):
        raise LabelError(f"{where}: `scene` and `words` are numbers, `text` and `sha` are strings")
    if text:
        words = words_of(text)
        count, sha = len(words), checksum(words)
    if not (count and sha and kinds and isinstance(entry.get("id"), str)):
        raise LabelError(f"{where}: `id`, `scene`, `kinds` and `text` (or `words` and `sha`) are needed")
    people, may = _strings(entry, "people", where), _strings(entry, "may", where)
    mentioned, offscreen = _strings(entry, "mentioned", where), _strings(entry, "offscreen", where)
    if set(people) & {*may, *mentioned} or set(may) & set(mentioned):
        raise LabelError(f"{where}: somebody is in two of `people`, `may`, `mentioned`")
    return Passage(
        id=str(entry["id"]),
        scene=scene,
        kinds=kinds,
        people=people,
        may=may,
        mentioned=mentioned,
        offscreen=offscreen,
        motion=_motion(entry, where),
        sizes=sizes,
        hard=bool(entry.get("hard", False)),
        text=text,
        count=count,
        sha=sha,
    )


def _motion(entry: Mapping[str, object], where: str) -> Motion | None:
    motion = entry.get("motion")
    if motion is None:
        return None
    if not isinstance(motion, dict) or set(motion) - {"verb", "object"} or not motion.get("verb"):
        raise LabelError(f"{where}: motion is {{ verb = ..., object = ... }}")
    verbs = tuple(part.strip() for part in str(motion["verb"]).split("|"))
    objects = tuple(part.strip() for part in str(motion.get("object", "")).split("|"))
    return Motion(verbs, tuple(part for part in objects if part))


def _strings(entry: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    values = entry.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise LabelError(f"{where}: `{key}` is a list of strings")
    return tuple(str(value) for value in values)


def _seal(path: Path) -> None:
    """Rewrite a label file without the words of its passages."""

    def sealed(found: re.Match[str]) -> str:
        words = words_of(tomllib.loads(found.group())["text"])
        return f'words = {len(words)}\nsha = "{checksum(words)}"'

    line = r"^text = (?:\"\"\"(?s:.*?)\"\"\"|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"
    path.write_text(re.sub(line, sealed, path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")


def _check(path: Path, sources: Path | None) -> list[str]:
    """What is wrong with a label file against its script: passages that are not there once in their scene."""
    from score import find_passage, read_scenes  # noqa: PLC0415 - the scorer imports this module

    labels = load(path, sources=sources)
    scenes = read_scenes(labels.script)
    problems = []
    if len(scenes) != labels.scenes:
        problems.append(f"{path.name}: {labels.scenes} scenes labelled, the reader finds {len(scenes)}")
    for passage in labels.passages:
        found = find_passage(passage, scenes[passage.scene - 1]) if 0 < passage.scene <= len(scenes) else []
        if len(found) != 1:
            problems.append(f"{path.name}: `{passage.id}` stands {len(found)} times in scene {passage.scene}")
    return problems


def main(arguments: list[str]) -> int:
    """Check (or seal) label files."""
    sources = None
    if "--sources" in arguments:
        at = arguments.index("--sources")
        sources = Path(arguments[at + 1])
        arguments = arguments[:at] + arguments[at + 2 :]
    paths = [Path(a) for a in arguments if not a.startswith("--")]
    if "--seal" in arguments:
        for path in paths:
            _seal(path)
    problems = [problem for path in paths for problem in _check(path, sources)]
    for problem in problems:
        print(problem)
    print(f"{len(paths)} files, {sum(len(load(p, sources=sources).passages) for p in paths)} passages")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    raise SystemExit(main(sys.argv[1:]))
