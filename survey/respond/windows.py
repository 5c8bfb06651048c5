"""Two windows on one page: the page on which one chooses between what was typed and saved."""

from collections.abc import Mapping, Sequence

from flask import render_template

from questionnaires.expanded import Page
from survey.actions.save_draft import document_of_draft, page_version
from survey.forms.windows import Disagreement, the_same
from survey.queries.invitations import Answering
from survey.respond.guard import asked


def both_texts(
    holder: Answering,
    page: Page,
    typed: Mapping[str, str],
    found: Sequence[Disagreement],
    sentence: str,
) -> str:
    """The page on which to choose; what is saved from it takes the place of what was `found`.

    `sentence` says what has happened. Whatever else is on the page is the same in both windows, and
    is sent with it unseen.
    """
    stored = document_of_draft(holder.draft)
    return render_template(
        "respond/conflict.html",
        holder=holder,
        expanded=asked(holder),
        page=page,
        found=found,
        same=the_same(page, typed, found),
        version=page_version(stored, page),
        errors={found[0].name: sentence},
    )
