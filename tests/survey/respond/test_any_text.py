"""Any text at all, typed through the form and read back wherever its speaker meets it."""

import pytest
from hypothesis import HealthCheck, example, given, settings

from questionnaires.answers import blank
from survey.forms.text import lines, readable
from tests.survey.client import CheckingClient, words_in
from tests.survey.house import House
from tests.survey.respond.speaking import COMMENT, THEME, by_form, forget, read_back, said, submit
from tests.survey.respond.typing import any_text

pytestmark = pytest.mark.holds("a council's july")

# One installation serves all examples; what the one before has said is taken back.
tried = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@tried
@given(text=any_text)
@example(text="\n\nlines before\r\nand after\r\r")
@example(text=" \u2028 \u0085x")
@example(text="\U0010ffff\ufdd0")
def test_any_text_reads_back_the_same_or_is_refused(
    holder: CheckingClient, house: House, text: str
) -> None:
    forget(house)
    typed = lines(text)
    response = by_form(holder, text)
    if readable(typed) != typed:
        assert response.status_code == 400
        assert words_in(response.text, COMMENT) == readable(typed)
        assert COMMENT not in house.drafted()
    elif blank(typed):
        assert words_in(holder.get(THEME).text, COMMENT) == typed
        assert submit(holder).status_code == 303
        assert said(holder.get("/respond/receipt").text) == []
    else:
        assert set(dict(read_back(holder)).values()) == {typed}
