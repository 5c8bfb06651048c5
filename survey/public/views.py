import json
from functools import lru_cache

from flask import Blueprint, Response, make_response, render_template

from analysis.periods import parse_period
from analysis.sentences import headline
from survey.documents.payload import reading
from survey.errors import Altered
from survey.extensions import db
from survey.models import Edition
from survey.public.editions import CACHING
from survey.queries.editions import frozen_payload, latest_edition
from survey.queries.publications import latest_of_each, publications


def add_to(public: Blueprint) -> None:
    for address, view in (
        ("/", home),
        ("/publications/", archive),
        ("/about", about),
        ("/accessibility", accessibility),
    ):
        public.add_url_rule(address, view_func=view, methods=["GET"])


def home() -> Response:
    """For newcomers in a demonstration; otherwise the latest summary and how it works."""
    latest = latest_edition(db.session)
    if latest is None:
        return page("public/home.html")
    return page(
        "public/home.html",
        latest=latest,
        label=parse_period(latest.period).label,
        sentences=sentences_of(latest),
    )


def archive() -> Response:
    return page("public/archive.html", published=latest_of_each(publications(db.session)))


def about() -> Response:
    return page("public/about.html")


def accessibility() -> Response:
    return page("public/accessibility.html")


def page(template: str, **shown: object) -> Response:
    """A page that is the same for everybody, so that it may be kept for a while."""
    response = make_response(render_template(template, **shown))
    response.headers["Cache-Control"] = CACHING
    return response


def sentences_of(edition: Edition) -> tuple[str, ...]:
    """The three sentences of an edition; none where its figures were altered."""
    try:
        frozen_payload(edition)
    except Altered:
        return ()
    return headline_of(edition.payload)


@lru_cache(maxsize=4)
def headline_of(payload: str) -> tuple[str, ...]:
    return headline(reading(json.loads(payload)))
