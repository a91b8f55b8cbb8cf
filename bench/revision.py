"""A new draft: how many names survive edits, beside counting again; and what matching costs, by pages."""

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from generate_script import generate

from filmwright.app.identity import Identity, with_names
from filmwright.app.settings import scene_settings
from filmwright.departments.look import bible
from filmwright.departments.screenplay import cast, identify, read_screenplay
from filmwright.departments.screenplay.revision import match_scenes, remember_scenes
from filmwright.departments.shots import direct_scene
from filmwright.model.revision import Identities
from filmwright.model.screenplay import Screenplay
from filmwright.model.shots import SceneShots, ShotOptions
from filmwright.ref import Ref

EXAMPLES = Path(__file__).parents[1] / "examples"
Names = dict[str, tuple[str, str]]


def is_heading(paragraph: str) -> bool:
    return paragraph.startswith(("INT.", "EXT."))


def rewritten(text: str, dice: random.Random, edits: int) -> str:
    """A draft with paragraphs put in, taken out and changed, and scenes moved."""
    paragraphs = text.split("\n\n")
    for _ in range(edits):
        first = next(k for k, p in enumerate(paragraphs) if is_heading(p))
        at = dice.randrange(first + 1, len(paragraphs))
        what = dice.choice(("insert", "insert", "delete", "edit", "edit", "edit", "move"))
        if is_heading(paragraphs[at]) != (what == "move") or paragraphs[at].startswith("#"):
            continue
        if what == "insert":
            paragraphs.insert(at, "A clock strikes somewhere else in the building.")
        elif what == "delete":
            paragraphs.pop(at)
        elif what == "edit":
            words = paragraphs[at].split(" ")
            words[dice.randrange(len(words))] += " indeed"
            paragraphs[at] = " ".join(words)
        else:
            end = next((k for k in range(at + 1, len(paragraphs)) if is_heading(paragraphs[k])), len(paragraphs))
            scene = paragraphs[at:end]
            paragraphs[at:end] = []
            paragraphs[first:first] = scene
    return "\n\n".join(paragraphs)


def directed(text: str, known: Identities) -> tuple[list[SceneShots], list[SceneShots], Identities]:
    """The shots of a draft named by identity, and counted again, and what is known then."""
    data = text.encode()
    read = read_screenplay(data)
    identity = Identity(known)
    script = identify(read, identity.scene_ids(Ref.of(data), read))
    cut = cut_of(script)
    named = identity.shot_names([(Ref.of(scene.to_bytes()), scene) for scene in cut])
    return [with_names(scene, named[scene.scene_id]) for scene in cut], cut_of(read), identity.after


def cut_of(script: Screenplay) -> list[SceneShots]:
    people = cast(script)
    settings = scene_settings(script, bible(script, people), aspect="16:9")
    return [direct_scene(s, people, settings[s.scene_id], ShotOptions()) for s in script.scenes]


def names(scenes: Sequence[SceneShots]) -> Names:
    """Id and number by words, of shots whose words stand once in the film."""
    found: dict[str, list[tuple[str, str]]] = {}
    for scene in scenes:
        for shot in scene.shots:
            if shot.text:
                found.setdefault(shot.text, []).append((shot.shot_id, shot.number))
    return {words: given[0] for words, given in found.items() if len(given) == 1}


def survival(drafts: int, edits: int) -> tuple[int, int, int]:
    """Shots whose words two drafts share; how many keep id and number by identity; how many when counted again."""
    shared = kept = counted = 0
    for path in sorted(EXAMPLES.glob("*.fountain")):
        dice = random.Random(path.stem)
        text, known = path.read_text(), Identities()
        before, plain_before, known = directed(text, known)
        for _ in range(drafts):
            text = rewritten(text, dice, edits)
            after, plain_after, known = directed(text, known)
            was, now, was_plain, now_plain = names(before), names(after), names(plain_before), names(plain_after)
            for words in was.keys() & now.keys():
                shared += 1
                kept += was[words] == now[words]
                counted += was_plain.get(words) == now_plain.get(words)
            before, plain_before = after, plain_after
    return shared, kept, counted


def matching(pages: int) -> tuple[float, int, int]:
    """Seconds to match a draft in which every scene was edited and a tenth moved; scenes recognised, of how many."""
    dice = random.Random(pages)
    paragraphs = generate(pages, 1).split("\n\n")
    heads = [k for k, p in enumerate(paragraphs) if is_heading(p)]
    scenes = [paragraphs[a:b] for a, b in zip(heads, [*heads[1:], len(paragraphs)], strict=True)]
    before = read_screenplay("\n\n".join(p for s in scenes for p in s).encode())
    order = list(range(len(scenes)))
    for _ in range(len(scenes) // 10):
        order.insert(dice.randrange(len(order)), order.pop(dice.randrange(len(order))))
    for scene in scenes:
        if len(scene) > 1:
            scene[dice.randrange(1, len(scene))] += " Again."
    after = read_screenplay("\n\n".join(p for n in order for p in scenes[n]).encode())
    known = remember_scenes(Identities(), before, match_scenes(Identities(), before))
    began = time.perf_counter()
    ids = match_scenes(known, after)
    seconds = time.perf_counter() - began
    right = sum(given == before.scenes[n].scene_id for given, n in zip(ids, order, strict=True))
    return seconds, right, len(order)


def main() -> None:
    """Print the lines."""
    shared, kept, counted = survival(drafts=4, edits=5)
    what = "unchanged shots that keep id and number, 4 new drafts of each example"
    print(f"{what} | {kept} of {shared} (counted again: {counted}) | all")
    matching(12)  # loads the solver
    for pages, target in ((120, "1 s"), (1200, "10 s")):
        seconds, right, scenes = matching(pages)
        what = f"{pages} pages, every scene edited, a tenth moved: matched"
        print(f"{what} | {seconds:.2f} s, {right} of {scenes} scenes | under {target}, all")


if __name__ == "__main__":
    main()
