"""XML from strangers: read into plain nodes, with no entity ever expanded and every size bounded.

Only what scripts use is read: elements, attributes, words. Prefixes of names are dropped (`w:p` is `p`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from filmwright.errors import ScriptError

__all__ = ["MAX_DEPTH", "MAX_NODES", "Node", "parse_xml", "xml_encoding"]

MAX_DEPTH = 200
"""How deep elements may stand in one another; a Final Draft file needs eight."""
MAX_NODES = 300_000
"""How many elements a file may have; a 120-page feature has about 10,000."""
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*encoding=["']([\w.:-]+)["']""")
_ENDS = frozenset(
    {
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    }
)


@dataclass(slots=True)
class Node:
    """An element: its name and attributes without prefixes, and what stands in it, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    parts: "list[Node | str]" = field(default_factory=list["Node | str"])
    line: int = 0

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)

    def children(self, *tags: str) -> Iterator["Node"]:
        """The elements right inside this one, of these names, or all."""
        return (part for part in self.parts if isinstance(part, Node) and (not tags or part.tag in tags))

    def first(self, *path: str) -> "Node | None":
        """The first element along a path of names; None when there is none."""
        at: Node | None = self
        for tag in path:
            at = next(at.children(tag), None) if at is not None else None
        return at

    def walk(self, *tags: str) -> Iterator["Node"]:
        """Every element of these names inside this one, at any depth, in order."""
        for child in self.children():
            if child.tag in tags:
                yield child
            yield from child.walk(*tags)

    def text(self) -> str:
        """All words in it."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)


@dataclass(slots=True)
class _Builder:
    """Collects nodes while expat reads."""

    name: str
    parser: expat.XMLParserType
    stack: list[Node] = field(default_factory=list[Node])
    root: Node | None = None
    count: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise ScriptError(f"`{self.name}` holds more than {MAX_NODES:,} XML elements, more than any script.")
        if len(self.stack) >= MAX_DEPTH:
            raise ScriptError(
                f"`{self.name}` nests XML elements more than {MAX_DEPTH} deep, which no script does: "
                "export it again from the program that made it."
            )
        plain = {_local(key): value for key, value in attributes.items()} if attributes else {}
        node = Node(_local(tag), plain, [], self.parser.CurrentLineNumber)
        if self.stack:
            self.stack[-1].parts.append(node)
        else:
            self.root = node
        self.stack.append(node)

    def end(self, _tag: str) -> None:
        self.stack.pop()

    def words(self, text: str) -> None:
        if self.stack:
            self.stack[-1].parts.append(text)

    def entity(self, *_: object) -> NoReturn:
        raise ScriptError(
            f"`{self.name}` defines XML entities; no script needs them and they can be a trap, so it is not read: "
            "export it again from the program that made it."
        )


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def parse_xml(data: bytes, name: str) -> Node:
    """Read XML bytes as nodes.

    Raises:
        ScriptError: not XML, cut off, nested too deep, too large, or with entities of its own.
    """
    try:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        builder = _Builder(name, parser)
        parser.StartElementHandler = builder.start
        parser.EndElementHandler = builder.end
        parser.CharacterDataHandler = builder.words
        parser.EntityDeclHandler = builder.entity
        parser.UnparsedEntityDeclHandler = builder.entity
        parser.Parse(data, True)  # noqa: FBT003  (the end of the data; expat takes no keyword)
    except expat.ExpatError as error:
        raise _broken(name, error) from None
    except (LookupError, ValueError) as error:  # an encoding that nobody knows
        raise ScriptError(f"`{name}` is XML in an encoding that is not known ({error}): save it as UTF-8.") from None
    assert builder.root is not None, "expat gives a root or an error"
    return builder.root


def xml_encoding(data: bytes) -> str:
    """The encoding that XML bytes are in: by their mark, by their declaration, else UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    declared = _DECLARED.match(data[:200])
    return declared[1].decode("ascii").lower() if declared is not None else "utf-8"


def _broken(name: str, error: expat.ExpatError) -> ScriptError:
    if error.code in _ENDS:
        return ScriptError(
            f"`{name}` breaks off at line {error.lineno}: it was cut short; export or download it again."
        )
    reason = expat.errors.messages.get(error.code, "not well-formed")
    return ScriptError(
        f"`{name}` is damaged at line {error.lineno} ({reason}): export it again from the program that made it."
    )
