"""What rendering gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A file as it is served: `media_type` with its charset, `content` as bytes."""

    media_type: str
    content: bytes
