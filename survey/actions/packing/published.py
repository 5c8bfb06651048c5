"""What the take says: the figures of a closed quarter, as they stand in an edition."""

from typing import Any

from sqlmodel import Session

from analysis.periods import parse_period
from survey.queries.editions import frozen_payload, latest_published


def published(session: Session, month: str) -> dict[str, Any] | None:
    """The latest quarter over by the end of `month` that is published; None where there is none.

    Nothing is computed: each theme has the figures of the whole panel and the change, or None, that
    the edition shows.
    """
    over = [
        edition
        for edition in latest_published(session)
        if parse_period(edition.period).months[-1] <= month
    ]
    if not over:
        return None
    edition = over[-1]
    document = frozen_payload(edition)
    names = {theme["ref"]: theme["name"] for theme in document["themes"]}
    measures = document["questionnaire"]["measures"]
    return {
        "period": edition.period,
        "label": document["label"],
        "edition": edition.number,
        "sha256": edition.sha256,
        "against": document["against"],
        "measures": [
            {
                "measure": each["measure"],
                "name": each["name"],
                "themes": [
                    figures(item, names)
                    for item in document["summary"]["items"]
                    if item["measure"] == each["measure"] and item["item"] in names
                ],
            }
            for each in measures
        ],
    }


def figures(item: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {
        "ref": item["item"],
        "name": names[item["item"]],
        **{part: item[part] for part in item if part not in {"item", "measure", "groups"}},
    }
