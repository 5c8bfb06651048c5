from collections.abc import Mapping

from questionnaires.answers import missing, too_long, unknown
from questionnaires.expanded import ExpandedQuestionnaire
from survey.errors import NotComplete, SurveyError
from survey.language import gettext, thousands


def refuse_unusable(expanded: ExpandedQuestionnaire, document: Mapping[str, str]) -> None:
    """Raise SurveyError for what `expanded` does not have, NotComplete for scores left out."""
    strange = unknown(expanded, document)
    if strange:
        raise SurveyError(
            gettext(
                "The questionnaire has no such answer as the one given for '%(field)s'; "
                "choose one of the answers that it offers."
            )
            % {"field": strange[0]}
        )
    long = too_long(expanded, document)
    if long:
        raise SurveyError(
            gettext(
                "'%(question)s' takes %(most)s characters at most; shorten what is written there."
            )
            % {
                "question": long[0].question.stem,
                "most": thousands(long[0].question.max_length or 0),
            }
        )
    wanting = missing(expanded, document)
    if wanting:
        raise NotComplete(tuple(field.name for field in wanting))
