"""The same short script in every format that keeps styles or indents: read alike."""

import io
import zipfile
from collections.abc import Callable

import pytest

from filmwright.departments.screenplay import read_screenplay
from filmwright.model.screenplay import Screenplay

SCRIPT = (
    ("heading", "INT. BARN - NIGHT"),
    ("action", "Rain on a tin roof. ANA (30s) counts sacks."),
    ("character", "ANA"),
    ("parenthetical", "(to herself)"),
    ("dialogue", "Eleven. There were twelve."),
    ("action", "A board creaks above her."),
    ("character", "BO (O.S.)"),
    ("dialogue", "Ana? Come up and look at this, quickly."),
    ("transition", "CUT TO:"),
    ("heading", "EXT. BARN - CONTINUOUS"),
    ("action", "Bo stands on the roof. He holds the twelfth sack."),
    ("character", "BO"),
    ("dialogue", "It was here all the time."),
    ("character", "ANA (V.O.) (CONT'D)"),
    ("dialogue", "Nobody had looked – not even Éva."),
    ("action", "He drops it."),
    ("character", "BO"),
    ("dialogue", "Sorry."),
    ("transition", "FADE OUT."),
)
TITLE = ("The Barn", "by", "N. Nobody")
STYLES = {
    "heading": "Scene Heading",
    "action": "Action",
    "character": "Character",
    "parenthetical": "Parenthetical",
    "dialogue": "Dialogue",
    "transition": "Transition",
}
INCHES = {"heading": 0.0, "action": 0.0, "character": 2.2, "parenthetical": 1.6, "dialogue": 1.0}


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


# --- writers of small files --------------------------------------------------------------------------


def _w(body: str, styles: str = "", extra: dict[str, str | bytes] | None = None) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<?xml version='1.0' encoding='UTF-8'?><w:document {space}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {space}>{styles}</w:styles>",
    }
    return zipped(members | (extra or {}))


def _wp(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{run}<w:t xml:space='preserve'>{escaped(text)}</w:t></w:r></w:p>"


_MIDDLE = "<w:jc w:val='center'/>"
_BREAK = "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"


def docx_styled(names: dict[str, str] = STYLES) -> bytes:
    styles = "".join(
        f"<w:style w:type='paragraph' w:styleId='S{i}'><w:name w:val='{name}'/></w:style>"
        for i, name in enumerate(names.values())
    )
    keys = {kind: f"<w:pStyle w:val='S{i}'/>" for i, kind in enumerate(names)}
    body = "".join(_wp(t, _MIDDLE) for t in TITLE) + _BREAK + "".join(_wp(t, keys[k]) for k, t in SCRIPT)
    return _w(body, styles)


def docx_indented() -> bytes:
    body = "".join(_wp(t, _MIDDLE) for t in TITLE) + _BREAK
    for kind, text in SCRIPT:
        before = 0 if kind in ("dialogue", "parenthetical") else 240
        place = (
            f"<w:ind w:left='{int(INCHES.get(kind, 0) * 1440)}'/>" if kind != "transition" else "<w:jc w:val='right'/>"
        )
        body += _wp(text, f"<w:spacing w:before='{before}'/>{place}")
    return _w(body)


def docx_typed() -> bytes:
    body = "".join(_wp(t, _MIDDLE) for t in TITLE) + _BREAK
    for kind, text in SCRIPT:
        body += ("" if kind in ("dialogue", "parenthetical") else "<w:p/>") + _wp(text)
    return _w(body)


def odt() -> bytes:
    spaces = 'xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f"'
    styles = "".join(
        f'<style:style style:name="S{i}" style:display-name="{name}" style:family="paragraph"/>'
        for i, name in enumerate(STYLES.values())
    )
    middle = (
        '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
        "</style:style>"
    )
    keys = {kind: f"S{i}" for i, kind in enumerate(STYLES)}
    body = "".join(f'<text:p text:style-name="P1">{t}</text:p>' for t in TITLE)
    body += "".join(f'<text:p text:style-name="{keys[k]}">{escaped(t)}</text:p>' for k, t in SCRIPT)
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "styles.xml": f"<office:document-styles {spaces}><office:styles>{styles}</office:styles></office:document-styles>",
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{middle}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        }
    )


def _rtf_words(text: str) -> str:
    return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)


def rtf_styled() -> bytes:
    sheet = "".join(f"{{\\s{i}\\li0 {name};}}" for i, name in enumerate(STYLES.values(), start=1))
    keys = {kind: i for i, kind in enumerate(STYLES, start=1)}
    head = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fmodern Courier;}}{\\stylesheet{\\s0 Normal;}" + sheet + "}"
    head += "{\\header never read}{\\*\\generator Nothing;}"
    body = "".join(f"\\pard\\qc {t}\\par\n" for t in TITLE) + "\\page\n"
    body += "".join(f"\\pard\\s{keys[k]} {_rtf_words(t)}\\par\n" for k, t in SCRIPT)
    return (head + body + "}").encode("ascii")


def rtf_indented() -> bytes:
    body = "".join(f"\\pard\\qc {t}\\par\n" for t in TITLE) + "\\page\n"
    for kind, text in SCRIPT:
        before = "" if kind in ("dialogue", "parenthetical") else "\\sb240"
        place = f"\\li{int(INCHES.get(kind, 0) * 1440)}" if kind != "transition" else "\\qr"
        body += f"\\pard{place}{before} {_rtf_words(text)}\\par\n"
    return ("{\\rtf1\\ansi " + body + "}").encode("ascii")


def osf(*, version: str = "30", attribute: str = "basestylename") -> bytes:
    body = "".join(
        f'<para><style {attribute}="{STYLES[k]}"/><text>{escaped(t.strip("()") if k == "parenthetical" else t)}</text></para>'
        for k, t in SCRIPT
    )
    title = "".join(f'<para><style {attribute}="Normal Text" align="center"/><text>{t}</text></para>' for t in TITLE)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><document type="Open Screenplay Format document" version="{version}">'
        f"<styles/><paragraphs>{body}</paragraphs><titlepage>{title}</titlepage></document>"
    ).encode()


def fadein() -> bytes:
    return zipped({"document.xml": osf(attribute="basestyle")})


def celtx() -> bytes:
    classes = {"heading": "sceneheading", "dialogue": "dialog"}
    body = "".join(f'<p class="{classes.get(k, k)}" id="x">{escaped(t)}<br>\n</p>\n' for k, t in SCRIPT)
    head = (
        '<html><head><title>The Barn</title><meta content="N. Nobody" name="Author"><meta content="by" name="CX.byline">'
        "<style>p.action:before { display: none }</style></head>"
    )
    return zipped(
        {"project.rdf": "<rdf/>", "script-a1.html": f"{head}<body>\n{body}</body></html>", "scratch.html": ""}
    )


def trelby() -> bytes:
    signs = {"heading": "\\", "action": ".", "character": "_", "dialogue": ":", "parenthetical": "(", "transition": "/"}
    lines = ["#Version 3", "#Begin-Config ", "FontSize:12", "#End-Config "]
    lines += [f"#Title-String 0.0,{40 + 10 * i}.0,12,c,Courier,,{t}" for i, t in enumerate(TITLE)]
    lines.append("#Start-Script ")
    for kind, text in SCRIPT:
        first, _, rest = text.partition(". ")
        if rest:  # two lines of one element, joined by a blank
            lines += [f">{signs[kind]}{first}.", f".{signs[kind]}{rest}"]
        else:
            lines.append(f".{signs[kind]}{text}")
    return "\n".join(lines).encode("utf-8-sig")


def fountain() -> str:
    out = f"Title: {TITLE[0]}\nCredit: {TITLE[1]}\nAuthor: {TITLE[2]}\n"
    for kind, text in SCRIPT:
        out += ("\n" if kind in ("dialogue", "parenthetical") else "\n\n") + text
    return out + "\n"


def highland() -> bytes:
    return zipped({"The Barn.textbundle/text.md": fountain(), "The Barn.textbundle/info.json": "{}"})


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "word, styled": (docx_styled, "docx"),
    "word, indented": (docx_indented, "docx"),
    "word, typed": (docx_typed, "docx"),
    "opendocument": (odt, "odt"),
    "rtf, styled": (rtf_styled, "rtf"),
    "rtf, indented": (rtf_indented, "rtf"),
    "open screenplay format": (osf, "fadein"),
    "fade in": (fadein, "fadein"),
    "celtx": (celtx, "celtx"),
    "trelby": (trelby, "trelby"),
    "highland": (highland, "highland"),
}


def _parts(screenplay: Screenplay) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (e.kind, e.name or e.text, e.extensions)
        for s in screenplay.scenes
        for e in (s.heading, *s.elements)
        if e.kind != "page_break"
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_scenes_cues_and_words(name: str):
    make, found = FILES[name]
    screenplay = read_screenplay(make(), name="barn.file")
    assert screenplay.format == found
    assert _parts(screenplay) == _parts(read_screenplay(fountain().encode(), name="barn.fountain"))


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_title_page(name: str):
    screenplay = read_screenplay(FILES[name][0](), name="barn.file")
    assert screenplay.title_value("title") == "The Barn"
    assert screenplay.title_value("author") == "N. Nobody"


def test_what_has_a_style_is_sure_and_what_was_told_by_its_place_is_not():
    styled = read_screenplay(docx_styled(), name="a.docx")
    placed = read_screenplay(docx_indented(), name="b.docx")
    assert not any(e.guessed for s in styled.scenes for e in s.elements)
    assert any(e.guessed and e.reason for s in placed.scenes for e in s.elements)


@pytest.mark.parametrize(
    "names",
    [
        ("Encabezado de escena", "Acción", "Personaje", "Acotación", "Diálogo", "Transición"),
        ("En-tête de scène", "Action", "Personnage", "Parenthèse", "Dialogue", "Transition"),
        ("Szenenüberschrift", "Handlung", "Figur", "Klammer", "Dialog", "Übergang"),
        ("Intestazione scena", "Azione", "Personaggio", "Parentesi", "Dialogo", "Transizione"),
        ("Cabeçalho de cena", "Ação", "Personagem", "Rubrica", "Diálogo", "Transição"),
        ("Заголовок сцены", "Действие", "Персонаж", "Ремарка", "Реплика", "Переход"),
        ("场景标题", "动作", "角色", "括号", "对白", "转场"),
        ("柱", "ト書き", "人物", "括弧", "台詞", "トランジション"),
        ("장면 제목", "지문", "인물", "괄호", "대사", "전환"),
    ],
    ids=("es", "fr", "de", "it", "pt", "ru", "zh", "ja", "ko"),
)
def test_styles_are_known_by_their_names_in_other_languages(names: tuple[str, ...]):
    given = docx_styled(dict(zip(STYLES, names, strict=True)))
    assert _parts(read_screenplay(given, name="a.docx")) == _parts(read_screenplay(docx_styled(), name="b.docx"))


# --- Word --------------------------------------------------------------------------------------------

_SPEAKING = (
    _wp("INT. HALL - DAY", "<w:pStyle w:val='H'/>")
    + "{}"
    + _wp("ANA", "<w:pStyle w:val='C'/>")
    + _wp("No.", "<w:pStyle w:val='D'/>")
)
_NAMED = "".join(
    f"<w:style w:type='paragraph' w:styleId='{key}'><w:name w:val='{name}'/>{look}</w:style>"
    for key, name, look in (
        ("H", "Scene Heading", "<w:rPr><w:b/><w:caps/></w:rPr>"),
        ("A", "Action", ""),
        ("C", "Character", ""),
        ("D", "Dialogue", ""),
        ("E", "my action", "<w:basedOn w:val='A'/>"),
    )
)


def _first(paragraph: str, extra: dict[str, str | bytes] | None = None) -> Screenplay:
    return read_screenplay(_w(_SPEAKING.format(paragraph), _NAMED, extra), name="a.docx")


def test_the_text_of_a_document_is_found_where_the_package_says():
    members = {
        n: zipfile.ZipFile(io.BytesIO(docx_styled())).read(n) for n in ("[Content_Types].xml", "word/document.xml")
    }
    rels = '<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    moved = zipped(
        {"[Content_Types].xml": "<t/>", "_rels/.rels": rels, "word/document2.xml": members["word/document.xml"]}
    )
    assert len(read_screenplay(moved, name="a.docx").scenes) == 2


def test_speeches_in_the_cells_of_a_table_stand_side_by_side():
    cells = (("BO", "Go."), ("CY", "Now."))
    name_style, speech_style = "<w:pStyle w:val='C'/>", "<w:pStyle w:val='D'/>"
    row = "".join(f"<w:tc>{_wp(name, name_style)}{_wp(said, speech_style)}</w:tc>" for name, said in cells)
    scene = _first(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>").scenes[0]
    assert [(e.name, e.dual) for e in scene.elements if e.kind == "character"] == [
        ("BO", "left"),
        ("CY", "right"),
        ("ANA", None),
    ]


def test_tracked_changes_are_read_as_if_accepted():
    change = (
        "<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t>The door is </w:t></w:r>"
        "<w:del><w:r><w:delText>green</w:delText></w:r></w:del><w:ins><w:r><w:t>red.</w:t></w:r></w:ins></w:p>"
    )
    assert _first(change).scenes[0].elements[0].text == "The door is red."


def test_emphasis_is_what_differs_from_the_style():
    bold = "<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t xml:space='preserve'>A </w:t></w:r><w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>red</w:t></w:r><w:r><w:t xml:space='preserve'> door.</w:t></w:r></w:p>"
    scene = _first(bold).scenes[0]
    assert [(m.start, m.end, m.style) for m in scene.elements[0].emphasis] == [(2, 5, "bold"), (2, 5, "italic")]
    assert scene.heading.emphasis == ()


def test_comments_become_notes():
    comments = (
        '<w:comments xmlns:w="w"><w:comment w:id="7"><w:p><w:r><w:t>Why red?</w:t></w:r></w:p></w:comment></w:comments>'
    )
    noted = "<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t>A door.</w:t></w:r><w:r><w:commentReference w:id='7'/></w:r></w:p>"
    assert _first(noted, {"word/comments.xml": comments}).scenes[0].elements[0].notes == ("Why red?",)


def test_text_boxes_are_left_out_and_said():
    box = "<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t>A door.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>CONFIDENTIAL</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    screenplay = _first(box)
    assert screenplay.scenes[0].elements[0].text == "A door."
    assert [(item.what, item.text) for item in screenplay.left_out] == [("a text box", "CONFIDENTIAL")]


def test_macros_are_never_run_and_said():
    screenplay = _first(_wp("A door.", "<w:pStyle w:val='A'/>"), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    assert any("macros" in note.message for note in screenplay.warnings)
    assert screenplay.scenes[0].elements[0].text == "A door."


# --- RTF ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "raw", "text"),
    [
        ("\\ansicpg1252", "caf\\'e9 \\'93no\\'94", "café “no”"),
        ("\\ansicpg1251", "\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2", "Привет"),
        ("\\ansicpg932", "\\'82\\'b1\\'83\\'8d", "こロ"),
        ("\\ansicpg1252{\\fonttbl{\\f0 A;}{\\f1\\fcharset204 B;}}", "a {\\f1 \\'e0}", "a а"),
        ("\\ansicpg1252", "\\u-10179?\\u-8704? and \\u1046\\'c6", "😀 and Ж"),
        ("\\ansicpg1252", "a\\~b\\_c\\emdash d\\{e\\}", "a\xa0b-c—d{e}"),
    ],
    ids=("western", "cyrillic", "two bytes", "font", "unicode", "signs"),
)
def test_the_letters_of_every_code_page_are_read(head: str, raw: str, text: str):
    data = f"{{\\rtf1\\ansi{head} INT. HALL - DAY\\par\\par {raw}\\par}}".encode("ascii")
    assert read_screenplay(data, name="a.rtf").scenes[0].elements[0].text == text


def test_deleted_and_hidden_words_and_pictures_are_not_read():
    data = (
        rb"{\rtf1\ansi INT. HALL - DAY\par\par A {\v secret }{\deleted old }{\*\unknown gone}{\pict 89504e47}door.\par}"
    )
    assert read_screenplay(data, name="a.rtf").scenes[0].elements[0].text == "A door."


def test_a_comment_in_rich_text_is_a_note():
    data = rb"{\rtf1\ansi INT. HALL - DAY\par\par A door.{\*\annotation Why?}\par}"
    assert read_screenplay(data, name="a.rtf").scenes[0].elements[0].notes == ("Why?",)


# --- Fade In, Celtx, Trelby --------------------------------------------------------------------------


def _para(style: str, text: str, look: str = "", own: str = "") -> str:
    return f'<para {own}><style basestylename="{style}" {look}/><text>{text}</text></para>'


def test_fade_in_marks_the_first_of_two_speakers():
    body = (
        _para("Scene Heading", "INT. HALL - DAY", own='scene_number="4A" note="check" synopsis="They meet."')
        + _para("Character", "ANA", 'dualdialogue="1"')
        + _para("Dialogue", "Go.")
        + _para("Character", "BO")
        + _para("Dialogue", "Now.")
    )
    xml = f'<document type="Open Screenplay Format document" version="30"><styles/><paragraphs>{body}</paragraphs></document>'
    scene = read_screenplay(xml.encode(), name="a.xml").scenes[0]
    assert [e.dual for e in scene.elements if e.kind == "character"] == ["left", "right"]
    assert (scene.scene_number, scene.heading.notes, scene.facts.synopsis) == ("4A", ("check",), "They meet.")


def test_the_oldest_open_screenplay_files_keep_emphasis_in_their_words():
    body = _para("Scene Heading", "INT. HALL - DAY") + _para("Action", "A &lt;b&gt;red&lt;/b&gt; door&lt;br&gt;opens.")
    xml = (
        '<document type="Open Screenplay Format document" version="12"><info title="Doors" written_by="N. N."/>'
        f"<styles/><paragraphs>{body}</paragraphs></document>"
    )
    screenplay = read_screenplay(xml.encode(), name="a.xml")
    action = screenplay.scenes[0].elements[0]
    assert action.text == "A red door\nopens."
    assert [(m.start, m.end, m.style) for m in action.emphasis] == [(2, 5, "bold")]
    assert screenplay.title_value("title") == "Doors"


def test_a_style_of_ones_own_is_what_it_is_made_from():
    styles = '<styles><style name="Sting" basestylename="Transition" allcaps="1"/></styles>'
    body = _para("Scene Heading", "INT. HALL - DAY") + _para("Sting", "Bang")
    xml = f'<document type="Open Screenplay Format document" version="30">{styles}<paragraphs>{body}</paragraphs></document>'
    element = read_screenplay(xml.encode(), name="a.xml").scenes[0].elements[0]
    assert (element.kind, element.text, element.guessed) == ("transition", "BANG", True)


def test_celtx_notes_and_shown_numbers_are_kept():
    body = (
        '<p class="sceneheading" scenestr="7">int. hall - day</p>'
        '<p class="action">A <b>red</b> door.<span class="note" text="why red?"></span></p>'
    )
    head = '<head><meta name="CX.sceneNumbering" content="left"></head>'
    scene = read_screenplay(
        zipped({"script-x.html": f"<html>{head}<body>{body}</body></html>"}), name="a.celtx"
    ).scenes[0]
    assert (scene.scene_number, scene.heading.text) == ("7", "INT. HALL - DAY")
    assert scene.elements[0].notes == ("why red?",)
    assert [(m.start, m.end) for m in scene.elements[0].emphasis] == [(2, 5)]


def test_a_line_that_trelby_does_not_know_is_action_with_a_warning():
    data = "\ufeff#Version 3\n#Start-Script \n.\\INT. HALL - DAY\n.?A door.\n".encode()
    screenplay = read_screenplay(data, name="a.trelby")
    assert screenplay.scenes[0].elements[0].text == "A door."
    assert any("Line 4" in note.message for note in screenplay.warnings)
