"""Coverage-guided fuzzing of every reader: no crash, no hang, one clear sentence for what cannot be read.

    python bench/fuzz_readers.py SECONDS [FORMAT ...]     each format in a process of its own
    python bench/fuzz_readers.py 60 fdx rtf --found DIR   keep what was found there

Needs atheris (`pip install atheris`); it is no dependency of the project. Formats in a zip are fuzzed inside it: the
bytes become the member with the words. Findings become cases of tests/unit/formats/test_hostile_files.py.
"""

# ruff: noqa: E501  (seeds are files in one line)

import argparse
import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from filmwright.errors import ScriptError

SECONDS = 2.0
"""No input of a few thousand bytes may take longer."""

_WORD = (
    b"<w:document><w:body><w:p><w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>INT. HALL - DAY</w:t></w:r></w:p><w:p><w:pPr>"
    b"<w:ind w:left='720'/><w:jc w:val='right'/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>A door.</w:t><w:br/><w:tab/></w:r>"
    b"<w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:body></w:document>"
)
_STYLES = b"<w:styles><w:style w:type='paragraph' w:styleId='H'><w:name w:val='Scene Heading'/></w:style></w:styles>"
_FDX = (
    b'<FinalDraft Version="5"><Content><Paragraph Number="1" Type="Scene Heading"><SceneProperties Length="1 1/8" Page="1" '
    b'Title="T" Color="#FFFFC8C80000"><Summary><Paragraph><Text>S</Text></Paragraph></Summary><SceneArcBeats><CharacterArcBeat '
    b'Name="A"/></SceneArcBeats></SceneProperties><ScriptNote Name="n"><Paragraph><Text>w</Text></Paragraph></ScriptNote><Text '
    b'Style="Bold+AllCaps" RevisionID="1">INT. HALL - DAY</Text></Paragraph><Paragraph><DualDialogue><Paragraph Type="Character">'
    b"<Text>A (V.O.)</Text></Paragraph></DualDialogue></Paragraph></Content><ScriptNotes><ScriptNote Range='3,4'/></ScriptNotes>"
    b'<TitlePage><Content><Paragraph Alignment="Center"><Text>By A</Text></Paragraph></Content></TitlePage></FinalDraft>'
)
_OSF = (
    b'<document type="Open Screenplay Format document" version="12"><info title="T"/><styles><style name="X" basestylename="Action"/>'
    b'</styles><paragraphs><para note="n" scene_number="1"><style basestylename="Scene Heading"/><text>INT. HALL</text></para><para>'
    b'<style baseStyleName="Character" dualdialogue="1"/><text bold="1">A &lt;b&gt;B</text></para></paragraphs></document>'
)
_ODT = (
    b'<d><automatic-styles><style name="P" parent-style-name="Action"><paragraph-properties margin-left="1in"/></style>'
    b"</automatic-styles><body><text><p style-name='P'>INT. HALL - DAY</p><p>A<s c='3'/><span>door</span><annotation><p>n</p>"
    b"</annotation></p></text></body></d>"
)
_HTML = b"<body><p class='sceneheading' scenestr='1'>int. hall<br></p><p class=action>A <b>door</b><span text='n'></span></p></body>"
_FOUNTAIN = (
    b"Title: T\nAuthor: A\n\nINT. HALL - DAY #1#\n\nA *door* [[n]] opens. /* b */\n\nANA (V.O.) ^\n(low)\nNo.\n~la\n\n"
    b"> CUT TO:\n\n> mid <\n\n# Act\n\n= s\n\n===\n\n@x\ny"
)
_COLUMNS = (
    b"          INT. HALL - DAY\n\n          A door.\n\n                              ANA\n                    No.\n"
    * 4
)
_TRELBY = b"\xef\xbb\xbf#Version 3\n#Title-String 0,1,12,c,Courier,,T\\n\n#Start-Script \n.\\INT. HALL\n>.A\n&.b\n|.c\n.(x\n._ANA\n.:No\n"
_RTF = (
    rb"{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset204 A;}}{\stylesheet{\s1 Action;}}{\*\gen x}\pard\s1\li720\qc\uc1\b A"
    rb"\'82\'b1\u1046?\u-10179?\u-8704?{\*\annotation n}\b0\par\page\~\_\bin3 abc}"
)

SEEDS: dict[str, bytes] = {
    "fountain": _FOUNTAIN,
    "txt": _COLUMNS,
    "fdx": _FDX,
    "osf": _OSF,
    "docx": _WORD,
    "odt": _ODT,
    "celtx": _HTML,
    "trelby": _TRELBY,
    "rtf": _RTF,
    "highland": _FOUNTAIN,
    "zip": b"",
    "pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}
_MEMBERS: dict[str, tuple[str, dict[str, bytes]]] = {
    "docx": ("word/document.xml", {"[Content_Types].xml": b"<t/>", "word/styles.xml": _STYLES}),
    "odt": ("content.xml", {"mimetype": b"x"}),
    "celtx": ("script-a.html", {}),
    "highland": ("a.textbundle/text.md", {}),
}


def packed(kind: str, data: bytes) -> bytes:
    """The bytes as a file of this kind: inside a zip where the kind is one."""
    if kind not in _MEMBERS:
        return data
    member, others = _MEMBERS[kind]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {**others, member: data}.items():
            archive.writestr(name, content)
    return out.getvalue()


def main() -> int:
    """Fuzz the formats named, or all, each for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=int)
    parser.add_argument("formats", nargs="*", default=list(SEEDS), choices=[*SEEDS, []], metavar="FORMAT")
    parser.add_argument("--found", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        return _fuzz(asked.formats[0], asked.seconds, asked.found)
    failed = 0
    for kind in asked.formats:
        command = [sys.executable, __file__, str(asked.seconds), kind, "--one", "--found", str(asked.found)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        runs = next((line for line in reversed(done.stderr.splitlines()) if "Done" in line), "").strip()
        print(f"{kind} | {runs or 'FOUND, see ' + str(asked.found)} | no crash, no hang", flush=True)
        if done.returncode:
            failed += 1
            print(done.stdout[-1500:] + done.stderr[-1500:])
    return failed


def _fuzz(kind: str, seconds: int, found: Path) -> int:
    import atheris

    with atheris.instrument_imports(include=["filmwright.formats"]):
        from filmwright.formats import registry  # noqa: PLC0415  (atheris looks into what is imported here)
        from filmwright.formats.registry import FORMATS, read_script  # noqa: PLC0415  (as above)

        for known in FORMATS:
            __import__(f"filmwright.formats.{known.module}")

    def once(data: bytes) -> None:
        file = packed(kind, data)
        began = time.process_time()
        try:
            read_script(file, f"fuzz.{kind}")
        except ScriptError as error:
            assert "\n" not in str(error), "an error is one sentence"  # noqa: PT017  (no test: the fuzzer reports it)
        taken = time.process_time() - began
        # instrumented code is about ten times slower
        assert taken < 10 * SECONDS, f"{len(data)} bytes took {taken:.1f} s"

    assert registry.read_script is read_script
    corpus = found / "corpus" / kind
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / "seed").write_bytes(SEEDS[kind])
    flags = [f"-max_total_time={seconds}", "-max_len=4096", "-timeout=60", f"-artifact_prefix={found}/{kind}-"]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], once)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
