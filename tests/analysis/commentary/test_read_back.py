"""Each sentence is read back into the figures that it came from."""

import re
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings

from analysis import ratings
from analysis.commentary import Sentence, commentary
from analysis.internal import InternalItem
from analysis.measures import agreement_word
from analysis.summary import ItemSummary
from tests.analysis.commentary.patterns import PATTERNS
from tests.analysis.commentary.theme import THEME, Theme, themes

Groups = Mapping[str, str | None]
Check = Callable[[Groups, Theme, ItemSummary, InternalItem], bool]


def number(text: str | None) -> float:
    assert text is not None
    return float(text.replace("\N{MINUS SIGN}", "-"))


def level(said: Groups, _theme: Theme, shown: ItemSummary, exact: InternalItem) -> bool:
    overall = shown.overall
    bands = overall.bands
    spread = (bands.high, bands.middle, bands.low) if bands else (None,) * 3
    told = tuple(None if said[name] is None else int(said[name] or 0) for name in "hml")
    return (
        (overall.n, overall.eligible) == (exact.overall.n, exact.overall.eligible)
        and (int(said["n"] or 0), int(said["of"] or 0)) == (overall.n, overall.eligible)
        and told == spread
        and said["median"] == str(overall.median)
    )


def too_few(_said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    return exact.overall.n < 5


def agreed(said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    words = {"agree": "agreed", "are mixed": "mixed", "are split": "split", None: "some agreement"}
    assert exact.overall.agreement is not None
    return words[said["word"]] == agreement_word(exact.overall.agreement)


def not_close(said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    share = exact.overall.no_view
    assert share is not None
    return (
        abs(100 * share.not_close - int(said["share"] or 0)) < 1 and int(said["share"] or 0) >= 30
    )


def direction(said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    change = exact.change
    assert change is not None
    assert change.decomposition is not None
    points = float(change.decomposition.matched)
    up = said["verb"] == "improved"
    return (
        change.verdict == said["verb"]
        and int(said["n"] or 0) == change.matched_n
        and up is (points > 0) is (said["way"] == "up")
        and abs(abs(points) - number(said["by"])) <= 0.05
    )


def unchanged(said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    change = exact.change
    assert change is not None
    return change.verdict == "no reliable change" and int(said["n"] or 0) == change.matched_n


def most(said: Groups, theme: Theme, shown: ItemSummary, exact: InternalItem) -> bool:
    change = exact.change
    assert change is not None
    return unchanged(said, theme, shown, exact) and 2 * change.same > change.matched_n


def few(said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    change = exact.change
    assert change is not None
    return change.up + change.down < 6 and int(said["n"] or 0) == change.matched_n


def unshown(_said: Groups, theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    assert exact.change is not None
    return theme.cube.earlier is not None and exact.change.matched_n < 10


def movers(said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    change = exact.change
    assert change is not None
    told = tuple(int(said[name] or 0) for name in ("n", "up", "down", "same"))
    return told == (change.matched_n, change.up, change.down, change.same)


def one_mover(said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    change = exact.change
    assert change is not None
    did = {"moved up": (1, 0, 0), "moved down": (0, 1, 0), "stayed the same": (0, 0, 1)}
    return did[said["did"] or ""] == (change.up, change.down, change.same)


def turnover(said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    assert exact.change is not None
    parts = exact.change.decomposition
    assert parts is not None
    signs = {"rose": 1, "fell": -1, None: 0}
    total = signs[said["way"]] * number(said["total"] or "0")
    told = [total, *(number(said[name]) for name in ("stayed", "came", "went"))]
    true = [parts.total, parts.matched, parts.joined + parts.returned, parts.left + parts.lapsed]
    return all(abs(one - float(other)) <= 0.005001 for one, other in zip(told, true, strict=True))


def undecided(_said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    change = exact.change
    assert change is not None
    assert change.bounds is not None
    return change.bounds.low <= 0 <= change.bounds.high and change.verdict in {
        "improved",
        "declined",
    }


def bounds(said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    found = exact.overall.mean_bounds
    assert found is not None
    told = number(said["low"]), number(said["high"])
    return all(abs(one - float(other)) <= 0.005001 for one, other in zip(told, found, strict=True))


def sides(said: Groups, _theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    assert exact.gap is not None
    large = abs(exact.gap.delta) >= 0.474
    way = {"higher": exact.gap.delta > 0, "lower": exact.gap.delta < 0, None: True}
    close = abs(number(said["delta"]) - float(exact.gap.delta)) <= 0.005001
    return close and large is (said["than"] is not None) and way[said["than"]]


def official(said: Groups, theme: Theme, _shown: ItemSummary, exact: InternalItem) -> bool:
    median = exact.overall.median
    assert median is not None
    rated = ratings.official(theme.cube.official[THEME])
    panel = ratings.band(median)
    steps = {"one": 1, "two": 2, None: 0}[said["steps"]] * (1 if said["side"] == "above" else -1)
    return (
        said["panel"] == panel
        and ratings.ORDER.index(panel) - ratings.ORDER.index(rated or "") == steps
        and said["rated"] in {None, rated}
    )


def quadrant(_said: Groups, theme: Theme, _shown: ItemSummary, _exact: InternalItem) -> bool:
    medians = {each.measure: each.overall.median for each in theme.exact.items}
    return (medians["progress"] or 0) >= 4 and (medians["maturity"] or 9) <= 3


CHECKS: Mapping[str, Check] = {
    each.__name__: each
    for each in (
        level, too_few, agreed, not_close, direction, unchanged, most, few, unshown, movers,
        one_mover, turnover, undecided, bounds, sides, official, quadrant,
    )
}  # fmt: skip


def read_back(sentence: Sentence, theme: Theme) -> None:
    """Fail unless one pattern reads the whole sentence, and its figures are the theme's."""
    for rule, pattern, check in PATTERNS:
        match = re.fullmatch(pattern, sentence.text)
        if match is not None:
            assert rule == sentence.rule
            measure = match["on"].lower()
            shown, exact = theme.reading.item(THEME, measure), theme.exact.item(THEME, measure)
            assert shown is not None
            assert exact is not None
            assert CHECKS[check](match.groupdict(), theme, shown, exact), sentence.text
            return
    pytest.fail(f"Nothing reads '{sentence.text}'.")


@settings(max_examples=60, deadline=None)
@given(themes())
def test_every_sentence_says_what_the_figures_say(theme: Theme) -> None:
    for sentence in commentary(theme.reading, THEME, theme.cube, theme.exact):
        read_back(sentence, theme)


@settings(max_examples=25, deadline=None)
@given(themes())
def test_what_may_be_published_names_nothing_that_is_hidden(theme: Theme) -> None:
    """No published sentence gives a figure of fewer than five, or any figure but the summary's."""
    document = str(theme.reading.summary.to_dict())
    for sentence in commentary(theme.reading, THEME, theme.cube, theme.exact):
        if sentence.publishable and sentence.rule == "change":
            for figure in re.findall(r"the (\d+) people", sentence.text):
                assert f"'matched_n': {figure}" in document
                assert int(figure) >= 10
