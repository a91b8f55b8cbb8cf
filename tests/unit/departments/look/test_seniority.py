"""A later draft's new people and places leave the colours of those who were there before alone."""

from filmwright.departments.look import bible
from filmwright.departments.screenplay import cast, identify, read_screenplay

FLAT = "INT. FLAT - DAY\n\nANNA (30) and BEN (40) wait.\n\nANNA\nStill nothing.\n\nBEN\nNo.\n"
OFFICE = "INT. OFFICE - DAY\n\nCARLA (35) types.\n\nCARLA\nDone.\n"
SHED = "INT. SHED - DAY\n\nDORA (33) and EMIL (41) saw wood.\n\nDORA\nHold it.\n\nEMIL\nI am.\n"
LOFT = "INT. LOFT - DAY\n\nFAY (36) looks for the cat.\n\nFAY\nPuss!\n"


def looks(script, ids):
    read = identify(read_screenplay(script.encode()), ids)
    found = bible(read, cast(read))
    people = {n.character_ref_id: n.looks[0].figure for n in found.character_visual_notes}
    places = {d.setting_ref_id: d.set_design for d in found.location_designs}
    return people, places, [d.setting_ref_id for d in found.location_designs]


def test_new_scenes_in_front_change_nobody_and_no_place():
    people, places, _ = looks(f"{FLAT}\n{OFFICE}", ("s001", "s002"))
    more_people, more_places, order = looks(f"{SHED}\n{FLAT}\n{LOFT}\n{OFFICE}", ("s003", "s001", "s004", "s002"))
    assert {who: more_people[who] for who in people} == people
    assert {where: more_places[where] for where in places} == places
    assert order == ["int_shed", "int_flat", "int_loft", "int_office"]


def test_without_ids_of_their_own_the_new_ones_would_choose_first():
    people, places, _ = looks(f"{FLAT}\n{OFFICE}", ("s001", "s002"))
    more_people, more_places, _ = looks(f"{SHED}\n{FLAT}\n{LOFT}\n{OFFICE}", ("s001", "s002", "s003", "s004"))
    assert any(more_people[who] != people[who] for who in people) or any(
        more_places[where] != places[where] for where in places
    )
