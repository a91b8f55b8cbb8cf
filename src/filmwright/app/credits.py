"""What the titles and credits say, from the title page, the cast and the makers that were used."""

from collections.abc import Sequence

from filmwright.model.cast import Cast
from filmwright.model.cut import CREDIT_ROWS, Credit
from filmwright.model.screenplay import Screenplay
from filmwright.model.shots import ShotList

__all__ = ["credit_lines", "credit_pages", "end_line", "title_lines"]

_CREDIT = {
    "en": "written by",
    "es": "escrito por",
    "fr": "écrit par",
    "de": "Drehbuch",
    "it": "scritto da",
    "pt": "escrito por",
}
_CAST = {"en": "Cast", "es": "Reparto", "fr": "Distribution", "de": "Besetzung", "it": "Interpreti", "pt": "Elenco"}
_END = {"en": "The End", "es": "Fin", "fr": "Fin", "de": "Ende", "it": "Fine", "pt": "Fim", "ru": "Конец"}
_MADE = {
    "en": "Made with",
    "es": "Hecho con",
    "fr": "Réalisé avec",
    "de": "Gemacht mit",
    "it": "Fatto con",
    "pt": "Feito com",
}


def title_lines(script: Screenplay) -> tuple[str, ...]:
    """The lines under the title: credit and author, each on one line; none when the page names no author."""
    author = script.title_value("author") or script.title_value("authors")
    if not author:
        return ()
    credit = script.title_value("credit") or _CREDIT.get(script.language, _CREDIT["en"])
    names = ", ".join(" ".join(line.split()) for line in author.splitlines() if line.strip())
    return (" ".join(credit.split()), names)


def end_line(script: Screenplay) -> str:
    """The words of the end card in the script's language."""
    return _END.get(script.language, _END["en"])


def credit_lines(
    script: Screenplay,
    cast: Cast,
    shot_list: ShotList,
    voices: Sequence[tuple[str, str]],
    makers: Sequence[tuple[str, str]],
) -> tuple[Credit, ...]:
    """Cast by order of appearance with the voice that speaks each, then what made picture and sound.

    `voices` are pairs of character id and voice, `makers` pairs of a task and who did it.
    """
    spoken = dict(voices)
    seen = dict.fromkeys(
        who
        for scene in shot_list.scenes
        for shot in scene.shots
        for who in (*shot.character_ref_ids, *_speaker(shot.dialogue_speaker, cast))
    )
    names = {m.character_id: m.name for m in cast.members}
    rows = [Credit(role=_CAST.get(script.language, _CAST["en"]), names=())]
    rows.extend(
        Credit(role=_display(names[who]), names=(spoken.get(who, "Filmwright previs"),)) for who in seen if who in names
    )
    rows.append(Credit(role="", names=()))
    rows.append(Credit(role=_MADE.get(script.language, _MADE["en"]), names=()))
    rows.extend(Credit(role=task, names=(maker,)) for task, maker in makers)
    return tuple(rows)


def credit_pages(lines: Sequence[Credit]) -> int:
    """How many pages the credits need."""
    rows = sum(max(1, len(line.names)) for line in lines)
    return max(1, -(-rows // CREDIT_ROWS))


def _speaker(name: str | None, cast: Cast) -> tuple[str, ...]:
    if name is None:
        return ()
    wanted = name.casefold()
    return tuple(
        m.character_id for m in cast.members if wanted in {m.name.casefold(), *(a.casefold() for a in m.aliases)}
    )[:1]


def _display(name: str) -> str:
    """A name for the screen: cue forms in capitals become ordinary writing."""
    return name.title() if name.isupper() else name
