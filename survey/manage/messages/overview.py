"""The words of messages: read, edited, looked at as somebody reads them, and tried."""

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import account, actor
from survey.actions.reset_words import reset_words
from survey.actions.save_words import save_words
from survey.actions.send_test import send_test
from survey.actions.wording.vocabulary import VOCABULARIES
from survey.clock import now
from survey.errors import NotFound
from survey.extensions import db
from survey.mail.messages import Written, html_part, plain_part
from survey.mail.shipped import Words, standing_words
from survey.mail.styles import stylesheet
from survey.mail.trial import Trial, trial_reader, trial_values
from survey.mail.writing import compose
from survey.manage.blueprint import manage
from survey.manage.messages.words import (
    NAMES,
    READ_AS,
    WordsForm,
    cases,
    fields_told,
    kind_called,
    marks_told,
    ticks,
)
from survey.models import Organisation
from survey.queries.messages import edited_words, versions
from survey.queries.trial_seats import seats_to_try

DONE = {
    "saved": "The words are saved and sent from now on",
    "reset": "The shipped words are sent again",
    "days": "The days of read-back are saved",
}


@manage.get("/messages/")
def messages() -> ResponseReturnValue:
    edited = {kind: edited_words(db.session, kind) for kind in NAMES}
    return render_template("manage/messages.html", names=NAMES, edited=edited)


@manage.get("/messages/<kind>")
def message(kind: str) -> ResponseReturnValue:
    found = kind_called(kind)
    seats = seats_to_try(db.session)
    form = WordsForm.standing(
        found, standing_words(db.session, found), seats[0][0] if seats else ""
    )
    return message_page(form, done=DONE.get(request.args.get("done", ""), ""), look=True)


@manage.post("/messages/<kind>")
def change_message(kind: str) -> ResponseReturnValue:
    form = WordsForm.sent(kind_called(kind), request.form)
    wish = request.form.get("do", "preview")
    if form.errors:
        return message_page(form), 400
    if wish == "save":
        save_words(
            db.session,
            kind=form.kind,
            subject=form.subject,
            words=form.words,
            actor=actor(),
            now=now(),
        )
        db.session.commit()
        return redirect(url_for("manage.message", kind=kind, done="saved"))
    if wish == "test":
        return message_page(form, done=tested(form.trial), look=True)
    return message_page(form, look=True)


@manage.post("/messages/<kind>/reset")
def reset_message(kind: str) -> ResponseReturnValue:
    reset_words(db.session, kind=kind_called(kind), actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("manage.message", kind=kind, done="reset"))


@manage.get("/messages/<kind>/versions/<int(max=100000):number>")
def message_version(kind: str, number: int) -> ResponseReturnValue:
    """An earlier version in the form, to be read, and saved again by whoever wants it back."""
    found = kind_called(kind)
    for version in versions(db.session, found):
        if version.version == number and version.words:
            words = Words(version.subject, version.words)
            seats = seats_to_try(db.session)
            form = WordsForm.standing(found, words, seats[0][0] if seats else "")
            form.check()
            return message_page(form, shown=number, look=not form.errors)
    raise NotFound("There is no such version: choose one from the list.")


@manage.get("/messages/mail.css")
def mail_css() -> ResponseReturnValue:
    """The styles of a message's HTML part, which stand in its elements when it is sent."""
    return Response(stylesheet(standing_organisation().accent), mimetype="text/css")


def tested(trial: Trial) -> str:
    """Queue a test for whoever is signed in; what to tell them."""
    recipient = account().email
    send_test(db.session, trial=trial, recipient=recipient, actor=actor(), now=now())
    db.session.commit()
    return f"A test is on its way to {recipient}; nothing was saved"


def message_page(form: WordsForm, *, done: str = "", shown: int = 0, look: bool = False) -> str:
    """The form; with `look` and a panel to choose a reader from, the message as it will be read."""
    seats = seats_to_try(db.session)
    seen = looked_at(form.trial) if look and form.seat in dict(seats) else None
    return render_template(
        "manage/message.html",
        form=form,
        errors=form.errors,
        name=NAMES[form.kind],
        seats=seats,
        ticks=[(mark, READ_AS[mark]) for mark in ticks(form.kind)],
        cases=[(mark, READ_AS[mark]) for mark in cases(form.kind)],
        fields=fields_told(form.kind),
        marks=marks_told(form.kind),
        linked="link" in VOCABULARIES[form.kind].fields,
        edited=edited_words(db.session, form.kind),
        versions=versions(db.session, form.kind),
        seen=seen,
        done=done,
        shown=shown,
    )


def looked_at(trial: Trial) -> dict[str, str]:
    """Subject and both parts of the message as the chosen reader would read it."""
    standing = standing_organisation()
    reader = trial_reader(db.session, trial, now())
    values = trial_values(reader, standing, current_app.extensions["settings"])
    written: Written = compose(Words(trial.subject, trial.words), values, reader.marks)
    return {
        "reader": reader.name,
        "subject": written.subject,
        "plain": plain_part(standing, written),
        "html": html_part(standing, written, sheet=url_for("manage.mail_css")),
    }


def standing_organisation() -> Organisation:
    found: Organisation = current_app.extensions["organisation"]
    return found
