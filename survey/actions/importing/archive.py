"""A packed file of XML, as XLSX and ODS are, read part by part and within bounds.

Its parts are unpacked as a stream and counted while they are read: no size that the file gives for
itself is trusted. A document type declaration, and with it every entity, is refused.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from survey.actions.importing.limits import IMPORTED, Limits
from survey.errors import ImportFileError

MOST_PARTS = 2_000
MOST_DEPTH = 100
MOST_MARKUP = 256 * 1024
CHUNK = 64 * 1024
DAMAGED = (
    "the file is damaged or protected by a password; open it in a spreadsheet program and save it "
    "again without one."
)
TOO_MUCH = "the file unpacks to far more than any table that can be imported; check or split it."
Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Reader:
    """What to do at the start and end of an element and with text; names are 'namespace|name'."""

    start: Callable[[str, Attributes], None]
    end: Callable[[str], None] = lambda _name: None
    text: Callable[[str], None] = lambda _text: None


class Archive:
    """The parts of a packed file; raises ImportFileError where one cannot be read."""

    def __init__(self, name: str, content: bytes, limits: Limits = IMPORTED) -> None:
        self.name = name
        self.limits = limits
        self.unpacked = 0
        self.elements = 0
        try:
            self.zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise ImportFileError(name, DAMAGED) from error
        if len(self.zip.filelist) > MOST_PARTS:
            raise ImportFileError(name, "the file has more parts than any spreadsheet; check it.")

    def has(self, part: str) -> bool:
        return part in self.zip.NameToInfo

    def read(self, part: str, most: int) -> bytes:
        """The first `most` bytes of `part`, nothing where there is no such part."""
        return next(self.chunks(part, most), b"") if self.has(part) else b""

    def parse(self, part: str, reader: Reader) -> None:
        """Let `reader` read the XML of `part`, which may be missing."""
        if not self.has(part):
            return
        parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.count_elements(parser, reader)
        parser.CharacterDataHandler = reader.text
        fed = 0
        try:
            for chunk in self.chunks(part):
                parser.Parse(chunk, False)  # noqa: FBT003 (expat takes it by place)
                fed += len(chunk)
                # A name or an element without an end would be kept, and read again with each chunk.
                if fed - parser.CurrentByteIndex > MOST_MARKUP:
                    raise ImportFileError(self.name, TOO_MUCH)
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as error:
            raise ImportFileError(self.name, DAMAGED) from error

    def count_elements(self, parser: expat.XMLParserType, reader: Reader) -> None:
        """Let `reader` read no more elements than there may be, nor deeper ones."""
        depth = 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal depth
            depth += 1
            self.elements += 1
            if self.elements > self.limits.elements or depth > MOST_DEPTH:
                raise ImportFileError(self.name, TOO_MUCH)
            reader.start(name, attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            reader.end(name)

        parser.StartElementHandler = start
        parser.EndElementHandler = end

    def refuse_doctype(self, *_declared: object) -> None:
        raise ImportFileError(
            self.name,
            "the file declares a document type, which no spreadsheet program writes; save it again "
            "in one.",
        )

    def chunks(self, part: str, size: int = CHUNK) -> Iterator[bytes]:
        """The bytes of `part`, unpacked; all parts together may be as long as the limits say."""
        info = self.zip.getinfo(part)
        if info.flag_bits & 1 or info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise ImportFileError(self.name, DAMAGED)
        try:
            with self.zip.open(info) as stream:
                while chunk := stream.read(size):
                    self.unpacked += len(chunk)
                    if self.unpacked > self.limits.unpacked:
                        raise ImportFileError(self.name, TOO_MUCH)
                    yield chunk
        except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise ImportFileError(self.name, DAMAGED) from error


def local(name: str) -> str:
    """A name without its namespace: strict and usual workbooks differ in that alone."""
    return name.rpartition("|")[2]
