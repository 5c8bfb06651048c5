"""A form that came from elsewhere: nothing of it is stored, nothing of it is lost."""

from typing import Any

from flask import request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from survey.error_pages import form_expired_page, http_error_page, survey_error_page
from survey.errors import SurveyError
from survey.facilitate.blueprint import facilitate
from survey.facilitate.ending import ending_not_accepted
from survey.facilitate.own import own
from survey.facilitate.parts import Circumstances
from survey.facilitate.saving import not_accepted_page, theme_or_404


@facilitate.errorhandler(CSRFError)
def form_refused(error: CSRFError) -> Any:
    """The page of the form again, with what was typed into it."""
    try:
        return page_again() or form_expired_page(error)
    except SurveyError as problem:  # Flask looks for no page of an error within an error
        return survey_error_page(problem)
    except HTTPException as problem:
        return http_error_page(problem)


def page_again() -> Any:
    values = request.view_args or {}
    if request.endpoint == "facilitate.save":
        held = own(values["invitation_id"])
        return not_accepted_page(held, theme_or_404(held, values["section_id"]))
    if request.endpoint == "facilitate.save_conversation":
        return not_accepted_page(own(values["invitation_id"]), Circumstances())
    if request.endpoint in {"facilitate.record", "facilitate.record_before"}:
        return ending_not_accepted(own(values["invitation_id"]))
    return None
