"""A message with its headers and its two parts."""

from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from survey.language import direction, gettext, language, marked, ngettext
from survey.mail.address import one_address
from survey.mail.body import Block, Run, one_line
from survey.mail.colours import plain_colour
from survey.mail.outcomes import Rejected
from survey.mail.plain import plain
from survey.mail.styles import by_name, in_elements
from survey.models import Organisation

DEMONSTRATION = marked("This is a demonstration with simulated answers. Nobody real was asked.")
# A link must not be folded: mail programs take the pieces for encoded words.
POLICY = SMTP.clone(max_line_length=998)

environment = Environment(
    loader=PackageLoader("survey.mail"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.i18n"],
)
# The extension brings the methods that its stubs do not know.
environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
environment.globals.update(language=language, direction=direction)


@dataclass(frozen=True, slots=True)
class Envelope:
    """To whom a message goes, from where, and what identifies it for ever (`key`).

    `name` is how the recipient is addressed. `leave` is where they decline, empty where there is
    nothing to decline.
    """

    recipient: str
    name: str
    sender: str
    key: str
    at: datetime
    leave: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What a message says: its subject, its blocks, and notes that nobody can edit away."""

    subject: str
    blocks: list[Block]
    notes: tuple[str, ...] = field(default=())


def write(envelope: Envelope, organisation: Organisation, written: Written) -> EmailMessage:
    """The message in both parts; Rejected where a name or an address cannot be a header."""
    message = EmailMessage(policy=POLICY)
    try:
        add_headers(message, envelope, organisation)
        message["Subject"] = one_line(written.subject)
    except (ValueError, MessageError) as error:
        raise Rejected("A name or an address cannot stand in the head of a message.") from error
    message.set_content(plain_part(organisation, written), cte="quoted-printable")
    message.add_alternative(html_part(organisation, written), "html", cte="quoted-printable")
    return message


def notes_of(organisation: Organisation, written: Written) -> tuple[str, ...]:
    return (*written.notes, *([gettext(DEMONSTRATION)] if organisation.demonstration else []))


def plain_part(organisation: Organisation, written: Written) -> str:
    """The plain text of a message."""
    notes = [Block("paragraph", ((Run(each),),)) for each in notes_of(organisation, written)]
    return plain([*notes, *written.blocks])


def html_part(organisation: Organisation, written: Written, sheet: str = "") -> str:
    """The HTML of a message; `sheet` is the address of a stylesheet for a page that shows it."""
    return environment.get_template("message.html").render(
        organisation=organisation,
        subject=one_line(written.subject),
        notes=notes_of(organisation, written),
        blocks=written.blocks,
        accent=plain_colour(organisation.accent),
        css=by_name if sheet else in_elements(organisation.accent),
        sheet=sheet,
    )


def add_headers(message: EmailMessage, envelope: Envelope, organisation: Organisation) -> None:
    sender, contact = one_address(envelope.sender), one_address(organisation.contact_email)
    name = one_line(organisation.name)
    message["Date"] = format_datetime(envelope.at)
    message["Message-ID"] = f"<{envelope.key}@{sender.rpartition('@')[2]}>"
    message["From"] = Address(display_name=name, addr_spec=sender)
    message["To"] = Address(one_line(envelope.name), addr_spec=one_address(envelope.recipient))
    message["Reply-To"] = Address(display_name=name, addr_spec=contact)
    # No one-click header beside it: what a mail scanner does must never decline a month.
    by_mail = f"<mailto:{contact}?subject={quote(gettext('Please leave me out'))}>"
    message["List-Unsubscribe"] = f"<{envelope.leave}>, {by_mail}" if envelope.leave else by_mail
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
