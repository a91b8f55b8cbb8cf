"""Fountain syntax, one fact per case: source in, pieces out."""

import pytest

from filmwright.formats.fountain import Piece, read

# Each case: id, source, what is read. A piece is written as `kind|text` with facts after it:
#   +forced +guessed, name=, ext=a/b, dual, #number, level=, note=, int=, place=, time=
CASES: list[tuple[str, str, list[str]]] = [
    # headings
    ("heading/int", "INT. HOUSE - DAY\n", ["heading|INT. HOUSE - DAY|int=INT|place=HOUSE|time=DAY"]),
    ("heading/ext", "EXT. BEACH - NIGHT\n", ["heading|EXT. BEACH - NIGHT|int=EXT|place=BEACH|time=NIGHT"]),
    ("heading/est", "EST. CITY - DAWN\n", ["heading|EST. CITY - DAWN|int=EXT|place=CITY|time=DAWN"]),
    ("heading/int-slash-ext", "INT/EXT CAR - DAY\n", ["heading|INT/EXT CAR - DAY|int=INT/EXT|place=CAR"]),
    ("heading/int-dot-slash-ext", "INT./EXT. CAR - DAY\n", ["heading|INT./EXT. CAR - DAY|int=INT/EXT"]),
    ("heading/i-e", "I/E CAR - DAY\n", ["heading|I/E CAR - DAY|int=INT/EXT|place=CAR|time=DAY"]),
    ("heading/no-dot", "EXT CITY\n", ["heading|EXT CITY|int=EXT|place=CITY"]),
    ("heading/small-letters", "int. house - day\n", ["heading|int. house - day|int=INT|place=house|time=day"]),
    ("heading/case-kept", "INT. McDonald's - Day\n", ["heading|INT. McDonald's - Day|place=McDonald's"]),
    ("heading/no-space", "INT.HOUSE - DAY\n", ["heading|INT.HOUSE - DAY|place=HOUSE"]),
    ("heading/forced", ".SNIPER SCOPE POV\n", ["heading|SNIPER SCOPE POV|+forced|place=SNIPER SCOPE POV"]),
    (
        "heading/forced-time",
        ".THE STAIRS - LATER\n",
        ["heading|THE STAIRS - LATER|+forced|place=THE STAIRS|time=LATER"],
    ),
    ("heading/two-dots", "..not a heading\n", ["action|..not a heading"]),
    ("heading/ellipsis", "...and then.\n", ["action|...and then."]),
    ("heading/dot-space", ". not a heading\n", ["action|. not a heading"]),
    ("heading/word-int", "INTERNAL AFFAIRS calls.\n", ["action|INTERNAL AFFAIRS calls."]),
    ("heading/word-interior", "Interior designers stroll by.\n", ["action|Interior designers stroll by."]),
    ("heading/est-in-french", "Est venu le temps.\n", ["action|Est venu le temps."]),
    ("heading/no-blank-after", "INT. X\nAction.\n", ["heading|INT. X", "action|Action."]),
    (
        "heading/no-blank-before",
        "He goes.\nINT. X - DAY\n\nAction.",
        ["action|He goes.", "heading|INT. X - DAY|+guessed", "action|Action."],
    ),
    ("heading/spanish", "INTERIOR. COCINA - NOCHE\n", ["heading|INTERIOR. COCINA - NOCHE|int=INT|time=NOCHE"]),
    ("heading/french", "EXTÉRIEUR. RUE - MATIN\n", ["heading|EXTÉRIEUR. RUE - MATIN|int=EXT|time=MATIN"]),
    ("heading/german", "INNEN/AUSSEN. AUTO - TAG\n", ["heading|INNEN/AUSSEN. AUTO - TAG|int=INT/EXT|place=AUTO"]),
    ("heading/german-sharp-s", "AUßEN. HOF - ABEND\n", ["heading|AUßEN. HOF - ABEND|int=EXT|place=HOF"]),
    ("heading/italian", "ESTERNO. STRADA - NOTTE\n", ["heading|ESTERNO. STRADA - NOTTE|int=EXT|time=NOTTE"]),
    ("heading/russian", "ИНТ. КУХНЯ - НОЧЬ\n", ["heading|ИНТ. КУХНЯ - НОЧЬ|int=INT|place=КУХНЯ|time=НОЧЬ"]),
    ("heading/russian-nature", "НАТ. ЛЕС - ДЕНЬ\n", ["heading|НАТ. ЛЕС - ДЕНЬ|int=EXT|place=ЛЕС"]),
    ("heading/chinese", "内景 厨房 夜\n", ["heading|内景 厨房 夜|int=INT|place=厨房|time=夜"]),
    ("heading/chinese-both", "内/外 汽车 日\n", ["heading|内/外 汽车 日|int=INT/EXT|place=汽车|time=日"]),
    ("heading/japanese", "○喫茶店・夜\n", ["heading|○喫茶店・夜|place=喫茶店|time=夜"]),
    ("heading/korean", "실내. 부엌 - 밤\n", ["heading|실내. 부엌 - 밤|int=INT|place=부엌|time=밤"]),
    ("heading/long-dash", "INT. HALL — NIGHT\n", ["heading|INT. HALL — NIGHT|place=HALL|time=NIGHT"]),
    ("heading/three-parts", "INT. INN - HALL - DAY\n", ["heading|INT. INN - HALL - DAY|place=INN - HALL|time=DAY"]),
    ("heading/no-time", "INT. INN - HALL\n", ["heading|INT. INN - HALL|place=INN - HALL|time=None"]),
    (
        "heading/flashback",
        "INT. INN - DAY (FLASHBACK)\n",
        ["heading|INT. INN - DAY (FLASHBACK)|place=INN|time=DAY (FLASHBACK)"],
    ),
    ("heading/emphasis", "**INT. INN - DAY**\n", ["heading|INT. INN - DAY|place=INN|time=DAY"]),
    # scene numbers
    ("number/plain", "INT. X - DAY #1#\n", ["heading|INT. X - DAY|#1"]),
    ("number/letter", "INT. X - DAY #1A#\n", ["heading|INT. X - DAY|#1A"]),
    ("number/dots", "INT. X - DAY #1.A.#\n", ["heading|INT. X - DAY|#1.A."]),
    ("number/dashes", "INT. X - DAY #I-1-A#\n", ["heading|INT. X - DAY|#I-1-A"]),
    ("number/stamp", "INT. X - DAY #1-ZX3ZM#\n", ["heading|INT. X - DAY|#1-ZX3ZM"]),
    ("number/forced", ".HERE #12#\n", ["heading|HERE|+forced|#12"]),
    ("number/margin", "12A INT. X - DAY 12A\n", ["heading|INT. X - DAY|#12A|place=X"]),
    ("number/none", "INT. SUITE #1 - DAY\n", ["heading|INT. SUITE #1 - DAY|#None"]),
    # cues
    ("cue/plain", "BOB\nHi.\n", ["character|BOB|name=BOB", "dialogue|Hi."]),
    ("cue/extension", "BOB (V.O.)\nHi.", ["character|BOB (V.O.)|name=BOB|ext=V.O.", "dialogue|Hi."]),
    (
        "cue/two-extensions",
        "MOM (V.O.) (CONT'D)\nHi.",
        ["character|MOM (V.O.) (CONT'D)|name=MOM|ext=V.O./CONT'D", "dialogue|Hi."],
    ),
    (
        "cue/small-extension",
        "HANS (on the radio)\nHi.",
        ["character|HANS (on the radio)|name=HANS|ext=on the radio", "dialogue|Hi."],
    ),
    ("cue/digits", "R2D2\nBeep.", ["character|R2D2", "dialogue|Beep."]),
    ("cue/digits-only", "23\nSkidoo.", ["action|23\nSkidoo."]),
    ("cue/apostrophe", "D'ARTAGNAN\nHi.", ["character|D'ARTAGNAN", "dialogue|Hi."]),
    ("cue/accent", "ÉLODIE\nSalut.", ["character|ÉLODIE|name=ÉLODIE", "dialogue|Salut."]),
    ("cue/cyrillic", "ИВАН (В.О.)\nДа.", ["character|ИВАН (В.О.)|name=ИВАН|ext=В.О.", "dialogue|Да."]),
    ("cue/greek", "ΝΊΚΟΣ\nΝαι.", ["character|ΝΊΚΟΣ", "dialogue|Ναι."]),
    ("cue/and", "DOCTOR & NURSE\nHi.", ["character|DOCTOR & NURSE", "dialogue|Hi."]),
    ("cue/emoji", "BOB 🎬\nHi.", ["character|BOB 🎬", "dialogue|Hi."]),
    ("cue/dot", "DR. LENA ORTIZ\nHi.", ["character|DR. LENA ORTIZ", "dialogue|Hi."]),
    ("cue/trailing-blanks", "BOB   \nHi.", ["character|BOB", "dialogue|Hi."]),
    ("cue/indented", "\t\tBOB\n\tHi.", ["character|BOB", "dialogue|Hi."]),
    ("cue/sharp-s", "FRAU GROßMANN\nJa.", ["character|FRAU GROßMANN", "dialogue|Ja."]),
    ("cue/forced", "@McCLANE\nHi.", ["character|McCLANE|+forced|name=McCLANE", "dialogue|Hi."]),
    ("cue/forced-chinese", "@小明\n你好。", ["character|小明|+forced|name=小明", "dialogue|你好。"]),
    ("cue/mixed-case", "McCLANE\nHi.", ["action|McCLANE\nHi."]),
    ("cue/nothing-said", "BOB\n\nHi.", ["action|BOB", "action|Hi."]),
    ("cue/no-blank-before", "She turns.\nBOB\nHi.", ["action|She turns.\nBOB\nHi."]),
    ("cue/after-heading", "INT. X\nBOB\nHi.", ["heading|INT. X", "character|BOB", "dialogue|Hi."]),
    ("cue/note", "BOB [[who?]]\nHi.", ["character|BOB|name=BOB|note=who?", "dialogue|Hi."]),
    ("cue/only-extension", "(V.O.)\nHi.", ["action|(V.O.)\nHi."]),
    ("cue/montage-dash", "-- DAWN\nA hill.", ["action|-- DAWN\nA hill."]),
    # dialogue
    ("dialogue/lines", "BOB\nOne.\nTwo.", ["character|BOB", "dialogue|One.\nTwo."]),
    ("dialogue/two-blanks", "BOB\nOne.\n  \nTwo.", ["character|BOB", "dialogue|One.\n\nTwo."]),
    ("dialogue/ends", "BOB\nOne.\n\nTwo.", ["character|BOB", "dialogue|One.", "action|Two."]),
    ("dialogue/transition-inside", "BOB\nCUT TO:\nthe chase.", ["character|BOB", "dialogue|CUT TO:\nthe chase."]),
    ("dialogue/heading-inside", "BOB\nINT. HOUSE\nis written.", ["character|BOB", "dialogue|INT. HOUSE\nis written."]),
    ("dialogue/hash-inside", "BOB\n#metoo", ["character|BOB", "dialogue|#metoo"]),
    ("dialogue/capitals-inside", "BOB\nNO\nWAY", ["character|BOB", "dialogue|NO\nWAY"]),
    ("parenthetical/first", "BOB\n(sad)\nHi.", ["character|BOB", "parenthetical|(sad)", "dialogue|Hi."]),
    (
        "parenthetical/middle",
        "BOB\nHi.\n(sad)\nBye.",
        ["character|BOB", "dialogue|Hi.", "parenthetical|(sad)", "dialogue|Bye."],
    ),
    (
        "parenthetical/two-lines",
        "BOB\n(sad\nand old)\nHi.",
        ["character|BOB", "parenthetical|(sad\nand old)", "dialogue|Hi."],
    ),
    ("parenthetical/not-whole", "BOB\n(sad) Hi.", ["character|BOB", "dialogue|(sad) Hi."]),
    ("parenthetical/never-closed", "BOB\n(sad\nHi.", ["character|BOB", "dialogue|(sad\nHi."]),
    (
        "parenthetical/full-width",
        "@王\n（低声）\n你好。",
        ["character|王|+forced", "parenthetical|（低声）", "dialogue|你好。"],
    ),
    # dual dialogue
    (
        "dual/plain",
        "A\nOne.\n\nB ^\nTwo.",
        ["character|A", "dialogue|One.", "character|B|dual|name=B", "dialogue|Two."],
    ),
    ("dual/tight", "A\nOne.\n\nB^\nTwo.", ["character|A", "dialogue|One.", "character|B|dual", "dialogue|Two."]),
    (
        "dual/extension",
        "A\nOne.\n\nB (O.S.) ^\nTwo.",
        ["character|A", "dialogue|One.", "character|B (O.S.)|dual|ext=O.S.", "dialogue|Two."],
    ),
    # lyrics
    ("lyrics/in-speech", "BOB\n~La la,\n~la.", ["character|BOB", "lyrics|La la,\nla."]),
    ("lyrics/alone", "~La la.\n", ["lyrics|La la."]),
    ("lyrics/after-words", "BOB\nListen:\n~La.", ["character|BOB", "dialogue|Listen:", "lyrics|La."]),
    # transitions
    ("transition/to", "Action.\n\nCUT TO:\n\nMore.", ["action|Action.", "transition|CUT TO:", "action|More."]),
    ("transition/forced", "> Burn to White.\n", ["transition|Burn to White.|+forced"]),
    ("transition/fade-in-first-line", "FADE IN:\n\nINT. X\n", ["transition|FADE IN:|+guessed", "heading|INT. X"]),
    ("transition/fade-out", "FADE OUT.\n", ["transition|FADE OUT.|+guessed"]),
    ("transition/spanish", "CORTE A:\n\nINT. X\n", ["transition|CORTE A:|+guessed", "heading|INT. X"]),
    ("transition/german", "ABBLENDE.\n", ["transition|ABBLENDE.|+guessed"]),
    ("transition/small", "Cut to:\n", ["action|Cut to:"]),
    ("transition/heading-next", "CUT TO:\nINT. X\n", ["transition|CUT TO:|+guessed", "heading|INT. X"]),
    # action, centred, page breaks
    ("action/lines", "One.\nTwo.\n\nThree.", ["action|One.\nTwo.", "action|Three."]),
    ("action/indent-kept", "    Far in.\n", ["action|    Far in."]),
    ("action/forced", "!SCANNING THE AISLES\n!Where?\n", ["action|SCANNING THE AISLES\nWhere?|+forced"]),
    ("action/form-feed", "One.\fTwo.", ["action|One.", "page_break|", "action|Two."]),
    ("action/line-separator", "One.\u2028Two.", ["action|One.\u2028Two."]),
    ("centered/plain", "> THE END <\n", ["centered|THE END"]),
    ("centered/two", "> A <\n> B <\n", ["centered|A", "centered|B"]),
    ("page-break/plain", "One.\n\n===\n\nTwo.", ["action|One.", "page_break|", "action|Two."]),
    # sections, synopses
    (
        "section/levels",
        "# Act\n\n## Part\n\n### Bit\n",
        ["section|Act|level=1", "section|Part|level=2", "section|Bit|level=3"],
    ),
    ("section/then-heading", "# Act\nINT. X\n", ["section|Act|level=1", "heading|INT. X"]),
    ("synopsis/plain", "= He comes home.\n", ["synopsis|He comes home."]),
    ("synopsis/under-heading", "INT. X\n= Why.\n\nGo.", ["heading|INT. X", "synopsis|Why.", "action|Go."]),
    # notes and boneyard
    ("note/alone", "One.\n\n[[check this]]\n\nTwo.", ["action|One.", "note|check this", "action|Two."]),
    ("note/inline", "He [[who?]] walks.", ["action|He walks.|note=who?"]),
    ("note/lines", "He [[a\nb]] walks.", ["action|He walks.|note=a\nb"]),
    ("note/two-blanks-inside", "He [[a\n  \nb]] walks.", ["action|He walks.|note=a\n  \nb"]),
    ("note/heading", "INT. X [[old]]\n", ["heading|INT. X|note=old"]),
    ("note/unclosed", "He [[walks.\n\nOn.", ["action|He [[walks.", "action|On."]),
    ("boneyard/inline", "He /* quickly */ walks.", ["action|He walks."]),
    (
        "boneyard/lines",
        "One.\n\n/*\nINT. X\n\nNo.\n*/\n\nTwo.",
        ["action|One.", "boneyard|INT. X\n\nNo.", "action|Two."],
    ),
    ("boneyard/across", "One /* and\n\ntwo */ three.", ["action|One three."]),
    ("boneyard/then-heading", "/* a */\nINT. X\n", ["boneyard|a", "heading|INT. X"]),
    ("boneyard/in-speech", "BOB\nOne.\n/* cut */\nTwo.", ["character|BOB", "dialogue|One.\nTwo."]),
    ("boneyard/unclosed", "One.\n\n/* two.\n\nINT. X\n", ["action|One.", "action|/* two.", "heading|INT. X"]),
    ("boneyard/nested", "A /* b /* c */ d */ e.", ["action|A e."]),
    # emphasis
    ("emphasis/italic", "It is *so*.", ["action|It is so.|emph=6-8:italic"]),
    ("emphasis/bold", "It is **so**.", ["action|It is so.|emph=6-8:bold"]),
    ("emphasis/both", "***So.***", ["action|So.|emph=0-3:bold,0-3:italic"]),
    ("emphasis/underline", "_So_ it is.", ["action|So it is.|emph=0-2:underline"]),
    ("emphasis/nested", "_**So**_", ["action|So|emph=0-2:bold,0-2:underline"]),
    ("emphasis/inside", "**bold *both***", ["action|bold both|emph=0-9:bold,5-9:italic"]),
    ("emphasis/sums", "2*3*4 is 24", ["action|2*3*4 is 24"]),
    ("emphasis/snake", "snake_case_name", ["action|snake_case_name"]),
    ("emphasis/escaped", r"He types \*1234\*.", ["action|He types *1234*."]),
    ("emphasis/line-end", "*one\ntwo*", ["action|*one\ntwo*"]),
    ("emphasis/spaces", "* not * this", ["action|* not * this"]),
    # line ends
    ("ends/crlf", "BOB\r\nHi.\r\n\r\nGo.\r\n", ["character|BOB", "dialogue|Hi.", "action|Go."]),
    ("ends/cr", "BOB\rHi.\r\rGo.\r", ["character|BOB", "dialogue|Hi.", "action|Go."]),
    ("ends/bom", "\ufeffINT. X\n", ["heading|INT. X"]),
    ("ends/no-newline", "INT. X", ["heading|INT. X"]),
    ("ends/nul", "One\0two.", ["action|One\0two."]),
]


def shown(piece: Piece, wanted: str) -> str:
    """The piece, written with the facts that the case asks for (and any flag that it did not)."""
    kind, text, *facts = wanted.split("|")
    del kind, text
    out = [piece.kind, piece.text]
    out += ["+forced"] * piece.forced + ["+guessed"] * (piece.confidence < 1) + ["dual"] * piece.dual
    heading = piece.heading
    known = {
        "name": piece.name,
        "ext": "/".join(piece.extensions),
        "level": piece.level,
        "note": "/".join(piece.notes),
        "emph": ",".join(f"{a}-{b}:{s}" for a, b, s in piece.emphasis),
        "int": heading and heading.int_ext,
        "place": heading and heading.place,
        "time": heading and heading.time_of_day,
    }
    for fact in facts:
        key = fact.partition("=")[0]
        if fact.startswith("#"):
            out.append(f"#{heading and heading.number}")
        elif key in known:
            out.append(f"{key}={known[key]}")
    if "emph" not in {f.partition("=")[0] for f in facts}:
        assert not piece.emphasis
    return "|".join(out)


def ordered(wanted: str) -> str:
    """The case with its flags in the order in which `shown` writes them."""
    kind, text, *facts = wanted.split("|")
    flags = [f for f in ("+forced", "+guessed", "dual") if f in facts]
    return "|".join([kind, text, *flags, *(f for f in facts if f not in flags)])


@pytest.mark.parametrize(("source", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_reads(source: str, wanted: list[str]) -> None:
    pieces = read(source).pieces
    assert len(pieces) == len(wanted), [(p.kind, p.text) for p in pieces]
    assert [shown(p, w) for p, w in zip(pieces, wanted, strict=True)] == [ordered(w) for w in wanted]
