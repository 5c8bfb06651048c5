"""The published page, on the shell that every page has, rendered outside any request."""

from datetime import datetime
from typing import Any

from flask import current_app
from jinja2 import ChoiceLoader, Environment, PackageLoader

from analysis import sentences, tables, wording
from survey.documents import commitments, indicators, sections
from survey.documents import payload as frozen
from survey.documents.summary_json import CHECK


def index_html(payload: dict[str, Any], *, sha256: str, published_at: datetime | None) -> str:
    """The whole page of an edition, with its charts inside it."""
    read = frozen.reading(payload)
    did = commitments.commitments(payload)
    unthemed = [indicators.indicator_row(each) for each in payload["indicators"]]
    return (
        environment()
        .get_template("documents/index.html")
        .render(
            payload=payload,
            organisation={**payload["organisation"], "demonstration": payload["demonstration"]},
            published_at=published_at,
            sha256=sha256,
            check=CHECK,
            themes_in_words=wording.counted(len(read.themes), "theme", "themes"),
            read=read,
            headline=sentences.headline(read),
            response=tables.response(read),
            regrouped=sentences.regrouped(read),
            comparisons=sections.comparisons(read),
            themes=sections.theme_sections(payload, read),
            quotes_on_the_whole=frozen.quotes(payload, ""),
            service_blocks=sections.service_blocks(payload),
            commitments=did,
            commitments_in_short=commitments.in_short(did),
            indicators=unthemed,
            remarks=indicators.remarks(unthemed),
            rag_as_at=indicators.period_label(payload["rag_as_at"] or payload["period"]),
        )
    )


def environment() -> Environment:
    """The application's templates, with those of this room before them."""
    own = current_app.jinja_env
    loaders = [PackageLoader("survey.documents"), *([own.loader] if own.loader else [])]
    return own.overlay(loader=ChoiceLoader(loaders))
