"""The statement that the accessibility regulations of 2018 ask of every public body."""

import pytest

from tests.survey.client import CheckingClient, parsed, texts

# The parts that the model statement has.
PARTS = [
    "How accessible it is",
    "If something does not work for you",
    "If you are not content with our answer",
    "Technical information about accessibility",
    "Compliance status",
    "What is not accessible",
    "Where it may not comply",
    "Disproportionate burden",
    "What the regulations do not cover",
    "Time limits",
    "How it was tested",
    "What is done to improve it",
]
pytestmark = pytest.mark.holds("a council's july")


def test_it_has_every_part(client: CheckingClient) -> None:
    page = client.get("/accessibility")
    headings = [text for tag in ("h2", "h3") for text in texts(page, tag)]
    assert sorted(headings) == sorted(PARTS)
    said = " ".join(texts(page, "p"))
    assert "Sample City Council runs it" in said
    assert "partially compliant" in said
    assert "Equality and Human Rights Commission (EHRC) enforces" in said
    assert "This statement was prepared on" in said


def test_it_says_whom_to_write_to_and_who_takes_complaints(client: CheckingClient) -> None:
    tree = parsed(client.get("/accessibility").text)
    links = {link.get("href") for link in tree.iter("a")}
    assert "mailto:take@council.example" in links
    assert "https://www.equalityadvisoryservice.com/" in links
