"""People without a name as members of the cast, those among them who get one later, and the teller of a story."""

import re
from collections import Counter

from filmwright.departments.screenplay.extras import Extra, find_extras
from filmwright.departments.screenplay.mentions import Mentions
from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.departments.screenplay.story_names import teller_of
from filmwright.departments.screenplay.texts import WORD
from filmwright.formats.fountain_prose import ascii_id, name_case, sentences
from filmwright.model.cast import Member
from filmwright.model.screenplay import Scene, Screenplay

__all__ = ["extras_of", "free_id", "names_of_nameless", "unnamed", "with_narrator", "with_quantified"]

_FIRST_PERSON = re.compile(r"(?<![\w'’])I(?![\w.])")
_TELLS = 3  # times that a narrator says "I" outside of speech


def with_narrator(named: list[Member], screenplay: Screenplay) -> list[Member]:
    """The cast with whoever says "I" in a story told by one of its people."""
    if screenplay.format != "prose":
        return named
    said = [
        scene.scene_id
        for scene in screenplay.scenes
        for element in scene.elements
        if element.kind == "action"
        for _ in _FIRST_PERSON.findall(element.text)
    ]
    teller = fold(teller_of(screenplay) or "narrator")
    intro = _first_said_of_i(screenplay)
    if len(said) < _TELLS:
        return named
    scenes = tuple(dict.fromkeys(said))
    for at, member in enumerate(named):
        if fold(member.name) in ("i", "narrator", teller):
            both = tuple(s.scene_id for s in screenplay.scenes if s.scene_id in {*scenes, *member.scenes})
            new = {"aliases": (*member.aliases, "I"), "scenes": both, "introduction": member.introduction or intro}
            named[at] = member.model_copy(update=new)
            return named
    return [
        *named,
        Member(
            character_id="narrator", name="Narrator", aliases=("I",), first_scene=scenes[0], scenes=scenes,
            introduction=intro,
            reason="tells the story as `I`",
        ),
    ]  # fmt: skip


def _first_said_of_i(screenplay: Screenplay) -> str:
    """The first sentence of action in which the teller is: they are seen, not only heard."""
    for scene in screenplay.scenes:
        for element in scene.elements:
            if element.kind == "action" and _FIRST_PERSON.search(element.text):
                spans = [element.text[a:b] for a, b in sentences(element.text)]
                return next((text for text in spans if _FIRST_PERSON.search(text)), "")
    return ""


def extras_of(named: list[Member], mentions: Mentions, screenplay: Screenplay) -> list[Extra]:
    """The people without a name whom no member of the cast can be."""
    related = sorted({r.word for m in named for r in m.relations})
    return find_extras(mentions, [n for m in named for n in (m.name, *m.aliases)], related, screenplay.language)


def unnamed(extras: list[Extra], named: list[Member], screenplay: Screenplay) -> list[Member]:
    """Members for people without a name, after those with one."""
    used = {m.character_id for m in named}
    taken = {fold(n) for m in named for n in (m.name, *m.aliases)}
    heads = Counter(extra.head for extra in extras)
    out: list[Member] = []
    for extra in extras:
        if extra.definite and _is_known(extra, named, screenplay):
            continue
        identity = free_id(ascii_id(extra.name) or "extra", used)
        words = lexicon()
        role = words.role_of(fold(extra.head), many=extra.kind == "group")
        scenes = tuple(dict.fromkeys(screenplay.scenes[s.scene].scene_id for s in extra.where))
        short = heads[extra.head] == 1 and fold(extra.head) not in taken and fold(extra.head) != fold(extra.name)
        inside = tuple(named[n].character_id for n in extra.members)
        out.append(
            Member(
                character_id=identity,
                name=extra.name[:1].upper() + extra.name[1:],
                aliases=(extra.head,) if short and role not in words.anybody else (),
                sex=words.roles.get(role, "unknown") if role is not None and extra.kind != "group" else "unknown",
                age=words.role_ages.get(role) if role is not None else None,
                kind=extra.kind,
                count=max(extra.count, len(inside)),
                members=inside,
                extra=True,
                introduction=extra.where[0].text,
                first_scene=scenes[0],
                scenes=scenes,
                reason="a person without a name, shown by the action",
            )
        )
    return out


def with_quantified(members: list[Member], screenplay: Screenplay) -> list[Member]:
    """`ALL THREE` and `BOTH` speak for the group of that many that the scene has shown."""
    words = lexicon()
    out = list(members)
    for scene in screenplay.scenes:
        for element in scene.elements:
            said = [fold(w) for w in WORD.findall(element.name or element.text)] if element.kind == "character" else []
            count = max((words.numbers.get(w, 0) for w in said), default=0)
            if count < 2 or any(w not in words.numbers and w not in words.nobody for w in said):
                continue
            here = [
                n for n, m in enumerate(out) if m.kind == "group" and m.count == count and scene.scene_id in m.scenes
            ]
            name = name_case(element.name or element.text)
            if len(here) == 1 and name not in out[here[0]].aliases:
                member = out[here[0]]
                out[here[0]] = member.model_copy(update={"aliases": (*member.aliases, name), "speaks": True})
    return out


def names_of_nameless(extras: list[Extra], named: list[Member], screenplay: Screenplay) -> dict[int, list[str]]:
    """In "A man in pyjamas scrapes a cup." - "GEORGE: You got fat.", George, whom nobody introduced, is the man.

    So it is when nobody else without a name came before in that scene, and the words are used there only.
    """
    words = lexicon()
    out: dict[int, list[str]] = {}
    for number, member in enumerate(named):
        if (member.role and fold(member.name) not in lexicon().anybody) or member.kind != "person":
            continue
        place = next((n for n, s in enumerate(screenplay.scenes) if s.scene_id == member.first_scene), 0)
        before = _named_at_last(screenplay.scenes[place], member)
        here = [
            e for e in extras if e.kind == "person" and any(s.scene == place and s.paragraph < before for s in e.where)
        ]
        if len(here) != 1 or here[0].definite or {s.scene for s in here[0].where} != {place}:
            continue
        role = words.role_of(fold(here[0].head))
        sex = words.roles.get(role, "unknown") if role is not None else "unknown"
        if role in words.anybody and (member.sex == "unknown" or sex in ("unknown", member.sex)):
            out[number] = [here[0].name]
    return out


def _named_at_last(scene: Scene, member: Member) -> int:
    """Where a name comes in without any introduction: one past the paragraph, or the cue; -1 when it is introduced.

    "A man scrapes a cup. Scar, beard. GEORGE (34).": the sentence that is no more than a name says who the man is.
    """
    names = {fold(n) for n in (member.name, *member.aliases)}
    parts = {word for name in names for word in name.split()}
    for index, element in enumerate(scene.elements):
        if element.kind == "character" and fold(element.name or element.text) in names:
            return index
        if element.kind != "action":
            continue
        for at, (start, end) in enumerate(sentences(element.text)):
            said = {fold(w) for w in WORD.findall(re.sub(r"\([^()]*\)", "", element.text[start:end]))}
            if said & names or said & parts:
                alone = said <= (parts | lexicon().articles_any)
                return (index + (1 if at else 0)) if alone else -1
    return -1


def _is_known(extra: Extra, named: list[Member], screenplay: Screenplay) -> bool:
    """Whether "the widow" or "her son" can be somebody with a name who is in all those scenes."""
    words = lexicon()
    role = words.role_of(fold(extra.head))
    sex = words.roles.get(role, "unknown") if role is not None else "unknown"
    if sex == "unknown":
        return False
    scenes = {screenplay.scenes[s.scene].scene_id for s in extra.where}
    age = words.role_ages.get(str(role))
    return any(
        m.kind == "person" and m.sex in (sex, "unknown") and scenes <= set(m.scenes)
        and (m.age is None or ((age is None or age > 16) == (m.age > 16) or role in words.kin))
        for m in named
    )  # fmt: skip


def free_id(base: str, used: set[str]) -> str:
    """An identifier that is not in `used`; it is then."""
    candidate, count = base, 2
    while candidate in used:
        candidate, count = f"{base}_{count}", count + 1
    used.add(candidate)
    return candidate
