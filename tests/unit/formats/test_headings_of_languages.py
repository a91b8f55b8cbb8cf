"""Scene headings as ten languages write them: number, inside or outside, place, light."""

import pytest

from filmwright.formats.fountain import read
from filmwright.formats.fountain_headings import is_known_transition, read_heading, split_heading, time_class

HEADINGS = [
    ("12A INT. HOUSE - NIGHT 12A", "12A", "INT", "HOUSE", "night"),
    ("SCENE 3. INT. HOUSE - DAY", "3", "INT", "HOUSE", "day"),
    ("I./E. CAR - DUSK", None, "INT/EXT", "CAR", "dusk"),
    ("ESCENA 3. INT. CASA DE ANA - NOCHE", "3", "INT", "CASA DE ANA", "night"),
    ("INTERIOR. COCINA. ANOCHECER", None, "INT", "COCINA", "dusk"),
    ("SÉQUENCE 12 - INT. CUISINE / JOUR", "12", "INT", "CUISINE", "day"),
    ("INT/JOUR - CUISINE", None, "INT", "CUISINE", "day"),
    ("INTÉRIEUR NUIT - CUISINE", None, "INT", "CUISINE", "night"),
    ("BILD 4 INNEN/TAG KÜCHE", "4", "INT", "KÜCHE", "day"),
    ("INNEN - KÜCHE - NACHT", None, "INT", "KÜCHE", "night"),
    ("SZENE 3: AUSSEN. HOF - ABEND", "3", "EXT", "HOF", "evening"),
    ("INTERNO GIORNO. CUCINA", None, "INT", "CUCINA", "day"),
    ("SCENA 5. EST. PIAZZA - TRAMONTO", "5", "EXT", "PIAZZA", "dusk"),
    ("CENA 2 - INT. COZINHA - DIA", "2", "INT", "COZINHA", "day"),
    ("EXTERNA. PRAIA. NOITE", None, "EXT", "PRAIA", "night"),
    ("СЦЕНА 2. ИНТ. КУХНЯ. ДЕНЬ", "2", "INT", "КУХНЯ", "day"),
    ("1-1. ИНТ. КВАРТИРА АННЫ - НОЧЬ", "1-1", "INT", "КВАРТИРА АННЫ", "night"),
    ("НАТ. ПОЛЕ. РЕЖИМ", None, "EXT", "ПОЛЕ", "dusk"),
    ("第1场 咖啡馆 日 内", "1", "INT", "咖啡馆", "day"),
    ("第一场 内景 咖啡馆 白天", "一", "INT", "咖啡馆", "day"),
    ("3、街道 夜外", "3", "EXT", "街道", "night"),
    ("外景。街道 - 凌晨", None, "EXT", "街道", "dawn"),
    ("○ 喫茶店・内（昼）", None, "INT", "喫茶店", "day"),
    ("○公園（夜）", None, None, "公園", "night"),
    ("シーン3 路地 外 夕", "3", "EXT", "路地", "dusk"),
    ("S#12. 학교 운동장 (밤)", "12", None, "학교 운동장", "night"),
    ("씬 3. 카페 안 - 낮", "3", None, "카페 안", "day"),
]


@pytest.mark.parametrize(("line", "number", "int_ext", "place", "light"), HEADINGS, ids=[h[0] for h in HEADINGS])
def test_a_heading_is_taken_apart(line: str, number: str | None, int_ext: str | None, place: str, light: str):
    found = read_heading(line)
    assert found is not None
    assert (found.number, found.int_ext, found.place, time_class(found.time_of_day)) == (number, int_ext, place, light)


@pytest.mark.parametrize("line", [h[0] for h in HEADINGS])
def test_the_words_of_a_heading_say_the_same_without_its_number(line: str):
    found = read_heading(line)
    assert found is not None
    again = split_heading(found.text)
    assert (again.int_ext, again.place, again.time_of_day) == (found.int_ext, found.place, found.time_of_day)


@pytest.mark.parametrize(
    "line",
    [
        "SCENE 12",
        "Scene 3 is the longest.",
        "Bild 4 hängt schief.",
        "1. Milk, eggs, bread",
        "1、牛奶，鸡蛋",
        "第三天早上，她走了。",
        "INT",
        "Interior designers argue.",
        "NACHT",
        "3 DAYS LATER",
    ],
)
def test_what_only_looks_like_a_heading_is_none(line: str):
    assert read_heading(line) is None


@pytest.mark.parametrize(
    "line",
    ["FADE OUT.", "CORTE A:", "FUNDIDO EN NEGRO.", "FONDU AU NOIR", "CUT NET", "ABBLENDE.", "STACCO", "CORTE SECO",
     "ИЗ ЗТМ", "СКЛЕЙКА", "淡出", "切至", "フェードアウト", "暗転", "페이드 아웃", "암전", "F.O."],
)  # fmt: skip
def test_transitions_are_known_in_every_language(line: str):
    assert is_known_transition(line)
    assert read(f"A door.\n\n{line}\n\nINT. HALL - DAY\n").pieces[1].kind == "transition"
