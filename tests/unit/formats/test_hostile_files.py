"""Files made to harm, cut short, locked or simply wrong: one clear sentence, quickly, and nothing else."""

import contextlib
import io
import struct
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.errors import ScriptError
from filmwright.formats.registry import read_script
from filmwright.formats.xml_safe import MAX_DEPTH, parse_xml
from filmwright.formats.zip_safe import MAX_MEMBER, open_zip

HEAD = b'<?xml version="1.0"?>'
FDX = (
    HEAD
    + b'<FinalDraft><Content><Paragraph Type="Scene Heading"><Text>INT. HALL - DAY</Text></Paragraph>%s</Content></FinalDraft>'
)
OSF = b'<document type="Open Screenplay Format document" version="30"><paragraphs>'
WORD = b'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>INT. HALL - DAY</w:t></w:r></w:p></w:body></w:document>'
SECONDS = 2.0


def zipped(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(document: bytes = WORD, **extra: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document, **extra})


def laughs(root: bytes) -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return HEAD + b'<!DOCTYPE d [<!ENTITY l0 "lol">' + entities + b"]>" + root


def external(root: bytes) -> bytes:
    return HEAD + b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + root


def bomb() -> bytes:
    return docx(b"<w:document>" + b" " * 60_000_000 + b"</w:document>")


def lying_bomb() -> bytes:
    """A member that says it is small and is not."""
    data = bytearray(zipped({"document.xml": b" " * 30_000_000}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(data)


def many_members() -> bytes:
    return zipped({f"script-{n}.html": b"" for n in range(30_000)})


def climbing() -> bytes:
    """Names that climb out of the archive, one of them absolute; the script itself is a link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../etc/cron.d/x", b"x")
        archive.writestr("/etc/passwd", b"x")
        link = zipfile.ZipInfo("document.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, b"/etc/passwd")
    return out.getvalue()


def locked_zip() -> bytes:
    data = bytearray(zipped({"document.xml": b"secret"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        data[place + at] |= 1
    return bytes(data)


def locked_word() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def nested(depth: int) -> bytes:
    return FDX % (b"<Paragraph>" * depth + b"</Paragraph>" * depth)


HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "entity bomb in Final Draft": (lambda: laughs(b"<FinalDraft><Content>&l9;</Content></FinalDraft>"), "x.fdx", "entities"),
    "external entity in Final Draft": (lambda: external(b"<FinalDraft><Content>&x;</Content></FinalDraft>"), "x.fdx", "entities"),
    "entity bomb in Word": (lambda: docx(laughs(b"<w:document>&l9;</w:document>")), "x.docx", "entities"),
    "entity bomb in Open Screenplay": (lambda: laughs(OSF + b"&l9;</paragraphs></document>"), "x.xml", "entities"),
    "zip bomb": (bomb, "x.docx", "far more than a script"),
    "zip bomb that lies about its size": (lying_bomb, "x.fadein", "damaged|far more than a script"),
    "zip with too many members": (many_members, "x.celtx", "lists more"),
    "links and climbing names": (climbing, "x.fadein", "link"),
    "zip cut short": (lambda: docx()[:-30], "x.docx", "damaged or was cut short"),
    "zip with a damaged member": (lambda: _scratched(docx(WORD * 50)), "x.docx", "damaged"),
    "zip locked with a password": (locked_zip, "x.fadein", "password"),
    "word locked with a password": (locked_word, "x.docx", "password"),
    "old word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.doc", "old Word document"),
    "word without a text": (lambda: docx(b"<w:document/>"), "x.docx", "without a text"),
    "final draft cut in the middle": (lambda: (FDX % (b"<Paragraph><Text>A</Text></Paragraph>" * 50))[:900], "x.fdx", "breaks off at line 1"),
    "final draft cut inside a word": (lambda: HEAD + b"<FinalDraft><Content><Para", "x.fdx", "breaks off"),
    "final draft with a wrong end": (lambda: HEAD + b"<FinalDraft><Content></FinalDraft>", "x.fdx", "damaged at line 1"),
    "final draft without a script": (lambda: b"<FinalDraft></FinalDraft>", "x.fdx", "holds no Final Draft script"),
    "final draft in an unknown encoding": (lambda: b'<?xml version="1.0" encoding="klingon"?><FinalDraft></FinalDraft>', "x.fdx", "encoding|damaged"),
    "xml nested deep": (lambda: nested(100_000), "x.fdx", "deep"),
    "xml with too many elements": (lambda: FDX % (b"<Paragraph/>" * 1_200_000), "x.fdx", "more than"),
    "rich text nested deep": (lambda: b"{\\rtf1 " + b"{" * 2_000_000, "x.rtf", "deep"),
    "zip without a script": (lambda: zipped({"readme.txt": b"hello"}), "x.zip", "zip archive without a script"),
    "opendocument that is no text": (lambda: zipped({"mimetype": b"x", "content.xml": b"<a><body><spreadsheet/></body></a>"}), "x.odt", "not a text"),
    "one endless paragraph": (lambda: FDX % (b"<Paragraph><Text>" + b"la " * 1_000_000 + b"</Text></Paragraph>"), "x.fdx", "2,999,999 characters"),
    "too large": (lambda: FDX % (b" " * 21_000_000), "x.fdx", "21 MB"),
}  # fmt: skip


def _scratched(data: bytes) -> bytes:
    at = data.find(b"word/document.xml") + 40
    return data[:at] + b"\xff" * 8 + data[at + 8 :]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_clear_sentence_quickly(name: str):
    make, file, words = HOSTILE[name]
    data = make()
    began = time.process_time()
    with pytest.raises(ScriptError, match=words) as caught:
        read_script(data, file)
    assert time.process_time() - began < SECONDS
    message = str(caught.value)
    assert "\n" not in message
    assert file in message
    assert message.endswith((".", "!"))


@pytest.mark.parametrize(
    ("data", "file", "words"),
    [
        (b"\0\1\2\3" * 50, "x.fdr", "Final Draft file from before version 8"),
        (b"\0\1\2\3" * 50, "x.mmsw", "Movie Magic"),
        (b"\xffWPC\1\2", "x.wpd", "WordPerfect"),
        (zipped({"Index/Document.iwa": b"x"}), "x.pages", "Pages"),
    ],
)
def test_closed_formats_are_refused_by_name_and_what_to_do_is_said(data: bytes, file: str, words: str):
    with pytest.raises(ScriptError, match=words) as caught:
        read_script(data, file)
    assert "Final Draft, Celtx, Fade In, Trelby, Word" in str(caught.value)


def test_rich_text_cut_short_is_read_as_far_as_it_goes():
    found = read_script(b"{\\rtf1\\ansi INT. HALL - DAY\\par\\par A door op", "x.rtf")
    assert [p.text for p in found.parsed.pieces] == ["INT. HALL - DAY", "A door op"]
    assert "breaks off" in found.parsed.warnings[0].message


def test_what_is_slow_in_other_readers_is_quick_here():
    """Unbalanced braces, escapes without words, marks without ends: linear."""
    for data, name in (
        (b"{\\rtf1 " + b"\\'" * 300_000, "x.rtf"),
        (b"{\\rtf1 " + b"}" * 300_000, "x.rtf"),
        (zipped({"script-a.html": b"<body>" + b"<p class='action\n" * 100_000}, zipfile.ZIP_STORED), "x.celtx"),
        (zipped({"script-a.html": b"<body>" + b"<!--\n" * 250_000}, zipfile.ZIP_STORED), "x.celtx"),
        (FDX % (b"<Paragraph><Text>" + b"*_" * 90_000 + b"</Text></Paragraph>"), "x.fdx"),
    ):
        began = time.process_time()
        read_script(data, name)
        assert time.process_time() - began < SECONDS, name


def test_two_cells_of_which_neither_is_a_right_column_are_no_dual_dialogue():
    """Found by fuzzing."""
    data = (
        b"          \xcaNT. HALL - DAY\n"
        b"\n"
        b"          d Aoor.\n"
        b"\n"
        b"                              ANA\n"
        b"                    No.`          INT. HALL - DAY\n"
        b"\n"
        b"          A door.\n"
        b"\n"
        b"             \xdf                ANA\n"
        b"                    No.\n"
        b"          INT. HALL - DAY\n"
        b"\n"
        b"          A door.\n"
        b"\n"
        b"                      \xbb       ANA\n"
        b"                    No.\n"
        b"                 AA\n"
        b"N                    No.\n"
        b"          INT. HALL - DAY\n"
        b"\n"
        b"         !        No.\n"
    )
    read_script(data, "x.txt")


def test_names_in_an_archive_reach_nothing_outside_it():
    archive = open_zip(climbing(), "x.zip")
    assert archive.read("/etc/passwd") == b"x"  # the member of this name, not the file


def test_a_doctype_without_entities_is_harmless():
    root = parse_xml(HEAD + b"<!DOCTYPE FinalDraft><FinalDraft/>", "x.fdx")
    assert root.tag == "FinalDraft"


def test_the_limits_leave_room_for_the_longest_script():
    assert MAX_MEMBER >= 20_000_000
    assert MAX_DEPTH >= 20 * 8


SMALL = {
    "x.fdx": FDX % b'<Paragraph Type="Action"><Text Style="Bold">A door.</Text></Paragraph>',
    "x.xml": OSF + b'<para><style basestylename="Action"/><text>A.</text></para></paragraphs></document>',
    "x.docx": docx(),
    "x.celtx": zipped(
        {"script-a.html": b'<body><p class="sceneheading">INT. HALL</p><p class="action">A <b>door</b></p></body>'}
    ),
    "x.trelby": b"\xef\xbb\xbf#Version 3\n#Start-Script \n.\\INT. HALL - DAY\n>.A\n..door\n",
    "x.rtf": rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 A;}}{\stylesheet{\s1 Action;}}\pard\s1 A \'e0\u1046? \b d\b0 oor\par}",
    "x.odt": zipped(
        {
            "mimetype": b"x",
            "content.xml": b"<a><body><text><p>INT. HALL - DAY</p><p>A<s c='3'/>door</p></text></body></a>",
        }
    ),
    "x.highland": zipped({"a.textbundle/text.md": b"INT. HALL - DAY\n\nA door."}),
}


@given(st.sampled_from(sorted(SMALL)), st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_bytes_are_read_or_refused_never_crash(name: str, data: st.DataObject):
    original = SMALL[name]
    at = data.draw(st.integers(0, len(original) - 1))
    gone = data.draw(st.integers(0, 12))
    new = data.draw(st.binary(max_size=12))
    with contextlib.suppress(ScriptError):
        read_script(original[:at] + new + original[at + gone :], name)
