import json
from dataclasses import asdict, dataclass

from survey.models import MessageKind


@dataclass(frozen=True, slots=True)
class Trial:
    """Words as somebody edits them, and as whom they would like to read them.

    `seat` is the ref of the seat that is addressed, `marks` what is to be true of its holder
    beside how they are heard.
    """

    kind: MessageKind
    subject: str
    words: str
    seat: str
    marks: tuple[str, ...]

    def to_detail(self, recipient: str) -> str:
        """What an outbox row keeps of it."""
        return json.dumps(asdict(self) | {"to": recipient}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_detail(cls, detail: str) -> "Trial":
        found = json.loads(detail)
        return cls(
            MessageKind(found["kind"]),
            found["subject"],
            found["words"],
            found["seat"],
            tuple(found["marks"]),
        )
