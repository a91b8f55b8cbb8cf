"""Who is in the script: the people, with every name the script gives them."""

from typing import ClassVar, Literal

from filmwright.model.document import Document, Model

__all__ = ["Cast", "Member", "Relation", "Sex"]

Sex = Literal["female", "male", "unknown"]


class Relation(Model):
    """What one person is to another: with `word` "mother" and `to` rae_calder, Rae's mother."""

    to: str
    word: str


class Member(Model):
    """One person (or group, animal, machine that speaks or acts).

    `character_id` is the identity used as `character_ref_id` (rae_calder). `name` is the fullest name;
    `aliases` are all other words that mean this person (cue forms, first name, surname, nickname, role),
    none of which means anybody else in the cast. `introduction` is the sentence that introduces them.
    `age` is in years when the script says it or implies it ("60s" = 65). `group` members name a
    crowd ("TWO MOVERS"), with their number in `count`; `members` are the ids of those in it whom the script names.
    `role` is somebody named only by what they are ("BARTENDER"). `extra` is somebody without a name or a line,
    whom the script never writes in capitals ("a waiter").
    """

    character_id: str
    name: str
    aliases: tuple[str, ...] = ()
    sex: Sex = "unknown"
    age: int | None = None
    kind: Literal["person", "group", "animal", "thing"] = "person"
    count: int = 1
    members: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    role: bool = False
    extra: bool = False
    speaks: bool = False
    introduction: str = ""
    description: str = ""
    first_scene: str = ""
    scenes: tuple[str, ...] = ()
    reason: str = ""


class Cast(Document):
    """The cast by order of appearance."""

    schema_label: ClassVar[str] = "cast/1"

    members: tuple[Member, ...] = ()

    def by_id(self, character_id: str) -> Member:
        """The member with this id; raises KeyError when there is none."""
        for member in self.members:
            if member.character_id == character_id:
                return member
        raise KeyError(character_id)
