"""What a page tells the script that keeps what is typed, so that nobody reads what another typed.

The script keeps words in the browser until the server has them, each page's under the page's own
name. The names tell nothing: they are made from the invitation and from who answers it, under the
installation's key, and somebody else in the same browser has other ones.
"""

import hmac

from flask import current_app, request

from questionnaires.expanded import Page
from survey.config import Settings
from survey.queries.invitations import Answering
from survey.queries.recipients import recipient
from survey.respond.guard import respond

NAME_LENGTH = 24  # hexadecimal digits: 96 bits


@respond.app_template_global()
def holder_id(holder: Answering) -> str:
    """Who answers what, as this browser knows it; another for a deputy, and in every round."""
    settings: Settings = current_app.extensions["settings"]
    whose = f"kept drafts {holder.invitation.id} {recipient(holder.invitation)}"
    return hmac.digest(settings.secret_key.encode(), whose.encode(), "sha256").hex()[:NAME_LENGTH]


@respond.app_template_global()
def draft_id(holder: Answering, page: Page) -> str:
    """The name under which the browser keeps what `holder` types into `page`."""
    return f"{holder_id(holder)}.{page.id}"


def is_anothers(holder: Answering, page: Page) -> bool:
    """Whether what was sent says that it was typed into another page, or by somebody else."""
    return request.form.get("draft") not in {None, draft_id(holder, page)}
