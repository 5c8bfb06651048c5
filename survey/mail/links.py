from dataclasses import dataclass

from survey.config import Settings


@dataclass(frozen=True, slots=True)
class Links:
    """Where one message leads; the address of the service is the configured one, whoever asks."""

    form: str
    talk: str
    decline: str
    record: str


NO_LINKS = Links("", "", "", "")


def links(settings: Settings, token: str) -> Links:
    """The four ways of one personal link; none where there is no token."""
    if not token:
        return NO_LINKS
    form = f"{settings.base_url}/take/{token}"
    record = f"{settings.base_url}/record/{token}"
    return Links(form, f"{form}/talk", f"{form}/decline", record)
