from dataclasses import dataclass
from pathlib import Path

from survey.errors import ImportFileError

MOST_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file and the name by which messages call it."""

    name: str
    text: str

    @classmethod
    def decode(cls, name: str, content: bytes) -> "Source":
        """A file of UTF-8, with or without a byte order mark, of at most `MOST_BYTES`."""
        if len(content) > MOST_BYTES:
            raise ImportFileError(
                name, f"the file is larger than {MOST_BYTES // 2**20} MB; split it or check it."
            )
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise ImportFileError(
                name, f"the file is not UTF-8 (line {line}); save it as 'CSV UTF-8'."
            ) from error
        if not text.strip():
            raise ImportFileError(name, "the file is empty; export it again with its header.")
        return cls(name, text)

    @classmethod
    def read(cls, path: Path) -> "Source":
        """`decode` what stands at `path`, without reading more of it than can be imported."""
        with path.open("rb") as file:
            return cls.decode(path.name, file.read(MOST_BYTES + 1))
