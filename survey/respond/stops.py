"""Pages that end the way: what has happened, what to do, and whatever was typed."""

from http import HTTPStatus
from math import ceil

from flask import Response, make_response, render_template, request

from analysis.periods import Period
from survey.clock import month_words, quarter_words
from survey.forms.pages import typed_words
from survey.forms.replies import is_script, trouble
from survey.language import gettext, ngettext


def unknown_link() -> Response:
    return stop(
        gettext("This link does not work"),
        gettext(
            "Part of it may be missing: mail programs sometimes break long links in two. "
            "Copy the whole link from the mail and try again."
        ),
        gettext("If it still does not work, ask for a new one."),
        status=HTTPStatus.NOT_FOUND,
    )


def too_long_link() -> Response:
    return stop(
        gettext("This address is too long"),
        gettext(
            "No personal link is as long as that. Copy it again from the mail, without anything "
            "before or after it."
        ),
        status=HTTPStatus.REQUEST_URI_TOO_LONG,
    )


def replaced_link() -> Response:
    return stop(
        gettext("This link has been replaced"),
        gettext(
            "A newer link was sent to you, and this one was switched off. "
            "Open the link in the latest mail; what you had saved is still there."
        ),
        status=HTTPStatus.GONE,
    )


def closed_round(month: str, *, late: bool, onward: tuple[str, str] | None = None) -> Response:
    """`late` means that something was just sent, and came after the close.

    `onward` leads whoever has submitted to what they said.
    """
    name = {"month": month_words(month)}
    sentences = [gettext("Answers for %(month)s are no longer taken.") % name]
    if late:
        sentences.append(gettext("What you have just sent came after that, so it is not counted."))
    sentences.append(gettext("What you submitted before then stands."))
    # Whoever was still typing meets a conflict; whoever comes back later meets what has ended.
    status = HTTPStatus.CONFLICT if late else HTTPStatus.GONE
    title = gettext("%(month)s is closed") % name
    return stop(title, *sentences, status=status, onward=onward)


def nothing_submitted(month: str) -> Response:
    """Where somebody looks for what they said, and has said nothing."""
    return stop(
        gettext("Nothing was submitted for %(month)s") % {"month": month_words(month)},
        gettext(
            "There is nothing to read again. While the month is open, the link in your invitation "
            "leads to the questions."
        ),
        status=HTTPStatus.NOT_FOUND,
    )


def published_summary(quarter: Period) -> Response:
    """Where somebody looks for what they said, and it has gone into a published summary."""
    return stop(
        gettext("The summary of %(quarter)s is published") % {"quarter": quarter_words(quarter)},
        gettext(
            "What you said has gone into it as you had allowed, so it can no longer be changed, "
            "and this link shows it no longer."
        ),
        status=HTTPStatus.GONE,
        onward=(f"/publications/{quarter.ref}/", gettext("Read the summary")),
    )


def paused_round(month: str, *, late: bool) -> Response:
    """`late` means that something was just sent, and came during the pause."""
    name = {"month": month_words(month)}
    sentences = [gettext("Answers for %(month)s are not taken just now.") % name]
    if late:
        sentences.append(
            gettext("What you have just sent came during the pause, so it was not saved.")
        )
    sentences.append(
        gettext(
            "What you had saved or submitted before is kept, and your link stays good: "
            "try it again in a few days."
        )
    )
    title = gettext("%(month)s is paused") % name
    return stop(title, *sentences, status=HTTPStatus.CONFLICT)


def too_many_guesses(seconds: int) -> Response:
    """`seconds` until links are looked at again from where the visitor is."""
    minutes = ceil(seconds / 60)
    response = stop(
        gettext("Too many links that do not work"),
        ngettext(
            "Many links that do not exist were tried from where you are, so links from there are "
            "not looked at for a while. Try yours again in a minute, or from another network.",
            "Many links that do not exist were tried from where you are, so links from there are "
            "not looked at for a while. Try yours again in %(minutes)s minutes, or from another "
            "network.",
            minutes,
        )
        % {"minutes": minutes},
        status=HTTPStatus.TOO_MANY_REQUESTS,
    )
    response.headers["Retry-After"] = str(seconds)
    return response


def answered_already(month: str, link: str) -> Response:
    """Instead of a page that declines or asks to talk; `link` leads to what was submitted."""
    return stop(
        gettext("We have your answers for %(month)s") % {"month": month_words(month)},
        gettext(
            "They count, so there is nothing to leave out and no conversation to ask for in their "
            "place. If you want to talk as well, write to us."
        ),
        status=HTTPStatus.CONFLICT,
        onward=(link, gettext("See what I submitted")),
    )


def lost_session() -> Response:
    return stop(
        gettext("Open your personal link again"),
        gettext(
            "This browser no longer knows who is answering: it was closed in between, or it "
            "refuses cookies. The link in your mail brings you back to what you had saved."
        ),
        status=HTTPStatus.FORBIDDEN,
    )


def submitted_elsewhere() -> Response:
    return stop(
        gettext("You have submitted your answers already"),
        gettext(
            "They were submitted in another window or on another device, so what you sent from "
            "this page was not added to them."
        ),
        gettext("If you want it added, choose 'Change my answers' on the receipt."),
        status=HTTPStatus.CONFLICT,
        onward=("/respond/receipt", gettext("Go to my receipt")),
    )


def anothers_page() -> Response:
    """Where the page was opened for one link, and the browser has gone on to another since."""
    return stop(
        gettext("This page was opened for another link"),
        gettext(
            "Somebody opened another personal link in this browser after this page was opened, so "
            "what you sent was not saved."
        ),
        gettext("Open your own link again, and enter it there."),
        status=HTTPStatus.CONFLICT,
    )


def not_accepted() -> Response:
    return stop(
        gettext("Nothing was submitted"),
        gettext(
            "The page had been open for too long, or in another session. "
            "What you had saved is still there: check it and submit it again."
        ),
        status=HTTPStatus.BAD_REQUEST,
        onward=("/respond/check", gettext("Check my answers")),
    )


def stop(
    title: str, *sentences: str, status: HTTPStatus, onward: tuple[str, str] | None = None
) -> Response:
    """A page with `title` and `sentences`, the words that were sent, and a button that leads on.

    A script that asked gets title and sentences alone: its page still has the words.
    """
    if is_script():
        return trouble(title, " ".join(sentences), status)
    kept = list(typed_words(request.form.items(multi=True)))
    return make_response(
        render_template(
            "respond/stopped.html", title=title, sentences=sentences, kept=kept, onward=onward
        ),
        status,
    )
