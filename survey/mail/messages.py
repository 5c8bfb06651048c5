"""A message with its headers, written from a pair of templates."""

import textwrap
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from survey.clock import london_moment
from survey.mail.address import one_address
from survey.mail.outcomes import Rejected
from survey.models import Organisation

LINE = 72  # characters; a longer word, which is to say a link, stays whole

environment = Environment(
    loader=PackageLoader("survey.mail"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
environment.filters["london_moment"] = london_moment


@dataclass(frozen=True, slots=True)
class Envelope:
    """To whom a message goes, from where, and what identifies it for ever (`key`).

    `name` is how the recipient is addressed: the seat's role.
    """

    recipient: str
    name: str
    sender: str
    key: str
    at: datetime


def write(
    envelope: Envelope, organisation: Organisation, *, subject: str, template: str, **facts: object
) -> EmailMessage:
    """The message of `template`.txt and `template`.html, filled with `organisation` and `facts`.

    Raises Rejected for an address or a name that cannot stand in a header.
    """
    facts["organisation"] = organisation
    message = EmailMessage(policy=SMTP)
    try:
        add_headers(message, envelope, organisation)
        message["Subject"] = subject
    except (ValueError, MessageError) as error:
        raise Rejected("A name or an address cannot stand in the head of a message.") from error
    plain = environment.get_template(f"{template}.txt").render(facts)
    message.set_content("\n".join(map(wrapped, plain.splitlines())) + "\n")
    message.add_alternative(environment.get_template(f"{template}.html").render(facts), "html")
    return message


def add_headers(message: EmailMessage, envelope: Envelope, organisation: Organisation) -> None:
    sender = one_address(envelope.sender)
    name = one_line(organisation.name)
    message["Date"] = format_datetime(envelope.at)
    message["Message-ID"] = f"<{envelope.key}@{sender.rpartition('@')[2]}>"
    message["From"] = Address(display_name=name, addr_spec=sender)
    message["To"] = Address(one_line(envelope.name), addr_spec=one_address(envelope.recipient))
    message["Reply-To"] = Address(display_name=name, addr_spec=organisation.contact_email)
    message["Auto-Submitted"] = "auto-generated"


def one_line(name: str) -> str:
    return " ".join(name.split())


def wrapped(line: str) -> str:
    return textwrap.fill(line, LINE, break_long_words=False, break_on_hyphens=False)
