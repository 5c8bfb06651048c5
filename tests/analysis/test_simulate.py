from collections import defaultdict
from dataclasses import replace
from hashlib import sha256
from statistics import fmean

import pytest

from analysis.periods import PeriodError
from analysis.simulate import (
    MEASURES,
    PERMISSIONS,
    Member,
    Panel,
    SimulatedResponse,
    simulate,
    tone,
    trends_for,
)
from analysis.simulated_plan import TRENDS, WORDS, Trend, words

MONTHS = ["2018-07", "2018-08", "2018-09", "2018-10", "2018-11", "2018-12"]
SIDES = ("executive", "assurance", "external")
MEMBERS = [Member(f"person {n}", f"group {n % 6}", SIDES[n % 3], n % 5 == 0) for n in range(60)]
ROSTER = dict.fromkeys(MONTHS, MEMBERS)
SIMULATION = simulate(ROSTER, TRENDS, seed=11)


def scores(
    responses: tuple[SimulatedResponse, ...], item: str, month: str, measure: str = "progress"
) -> dict[str, int]:
    return {
        response.person: answer.score
        for response in responses
        for answer in response.answers
        if response.month == month and (answer.item, answer.measure) == (item, measure)
        if answer.score is not None
    }


def test_one_seed_makes_one_panel_and_another_seed_another() -> None:
    assert simulate(ROSTER, TRENDS, seed=11) == SIMULATION
    assert simulate(ROSTER, TRENDS, seed=12).responses != SIMULATION.responses


def test_the_demonstration_says_what_it_has_always_said() -> None:
    """Its figures are printed in the guide and its editions are frozen: not a byte may differ."""
    seen = repr(SIMULATION.responses[:60]) + repr(sorted(SIMULATION.truth.leanings.items())[:20])
    assert sha256(seen.encode()).hexdigest() == (
        "ded1b8b53b142b9f5001eb28ce36dd11d8e165c532cad2528e40c903b6be59a9"
    )


def test_a_month_alone_says_what_it_says_within_the_year() -> None:
    alone = simulate({"2018-10": MEMBERS}, TRENDS, seed=11, origin="2018-07")
    assert alone.responses == tuple(r for r in SIMULATION.responses if r.month == "2018-10")


def test_a_newcomer_changes_nobody_elses_answers() -> None:
    members = (Member("new", "group 0", "executive"), *MEMBERS)
    more = simulate(dict.fromkeys(MONTHS, members), TRENDS, seed=11)
    assert tuple(r for r in more.responses if r.person != "new") == SIMULATION.responses


def test_every_response_answers_every_question_once() -> None:
    asked = [(item, measure) for item in TRENDS for measure in MEASURES]
    for response in SIMULATION.responses:
        assert [(a.item, a.measure) for a in response.answers] == asked
        assert 0 <= response.moment <= 1
        for answer in response.answers:
            assert (answer.score is None) != (answer.no_view is None)
            assert answer.score is None or answer.score in range(1, 6)


def test_most_answer_and_some_are_away() -> None:
    rate = len(SIMULATION.responses) / (len(MONTHS) * len(MEMBERS))
    assert 0.8 < rate < 0.95


def test_the_executive_is_kinder_than_outsiders() -> None:
    side = {member.person: member.side for member in MEMBERS}
    by_side: dict[str, list[int]] = defaultdict(list)
    for response in SIMULATION.responses:
        by_side[side[response.person]] += [a.score for a in response.answers if a.score]
    means = {name: fmean(given) for name, given in by_side.items()}
    assert means["executive"] > means["assurance"] > means["external"]
    assert all(2 < mean < 4 for mean in means.values())


def test_those_outside_are_less_close_to_internal_matters() -> None:
    side = {member.person: member.side for member in MEMBERS}
    distant = {
        name: fmean(
            answer.no_view == "not-close"
            for response in SIMULATION.responses
            if side[response.person] == name
            for answer in response.answers
            if answer.item == "2"
        )
        for name in SIDES
    }
    assert distant["external"] > 0.3 > distant["executive"]


def test_whoever_is_not_close_says_so_every_month() -> None:
    said = defaultdict(set)
    for response in SIMULATION.responses:
        for answer in response.answers:
            said[response.person, answer.item].add(answer.no_view == "not-close")
    assert all(len(distinct) == 1 for distinct in said.values())


def test_too_early_fades() -> None:
    def early(month: str) -> int:
        return sum(
            answer.no_view == "too-early"
            for response in SIMULATION.responses
            if response.month == month
            for answer in response.answers
        )

    assert early(MONTHS[0]) > early(MONTHS[-1])


def test_a_turn_shows_first_in_progress_then_in_maturity() -> None:
    def change(measure: str) -> float:
        before = scores(SIMULATION.responses, "3", "2018-09", measure)
        after = scores(SIMULATION.responses, "3", "2018-11", measure)
        return fmean(after[person] - before[person] for person in before if person in after)

    assert change("progress") > 0.5
    assert abs(change("maturity")) < 0.25


def test_the_scores_follow_the_truth() -> None:
    truth = SIMULATION.truth
    assert truth.leanings.keys() == {member.person for member in MEMBERS}
    given = scores(SIMULATION.responses, "1", "2018-07")
    expected = fmean(truth.levels["2018-07", "1", "progress"] + truth.leanings[p] for p in given)
    assert fmean(given.values()) == pytest.approx(expected, abs=0.25)


def test_comments_are_from_the_pool_in_the_tone_of_the_score() -> None:
    seen = set()
    for response in SIMULATION.responses:
        progress = {a.item: a.score for a in response.answers if a.measure == "progress"}
        for comment in response.comments:
            assert comment.permission in PERMISSIONS
            seen.add(comment.item is None)
            if comment.item is not None:
                score = progress[comment.item]
                assert score is not None
                assert comment.text in words(TRENDS[comment.item].topic, tone(score))
            else:
                assert any(comment.text in pool for pool in WORDS["plan"].values())
    assert seen == {True, False}


def test_nobody_comments_without_any_score() -> None:
    aloof = {"2": Trend(3.0, sphere="internal")}
    simulation = simulate(ROSTER, aloof, seed=11)
    silent = [r for r in simulation.responses if all(a.score is None for a in r.answers)]
    assert silent
    assert all(not response.comments for response in silent)


def test_interviews_are_those_of_who_prefers_them() -> None:
    prefers = {member.person: member.interviewed for member in MEMBERS}
    assert all(r.interviewed == prefers[r.person] for r in SIMULATION.responses)


def test_a_successor_thinks_for_themselves() -> None:
    panel = Panel(3, TRENDS, "2018-07")
    member = MEMBERS[0]
    assert panel.leaning(member) != panel.leaning(replace(member, person="successor"))


def test_items_without_a_trend_of_their_own_are_given_one() -> None:
    found = trends_for(["1", "9.9"], seed=4)
    assert found["1"] is TRENDS["1"]
    assert 2.2 <= found["9.9"].start <= 3.4
    assert found == trends_for(["1", "9.9"], seed=4)


def test_a_trend_turns_once_and_stays() -> None:
    trend = Trend(2.0, monthly=0.1, turn=3, step=1.0)
    assert [round(trend.level(month), 2) for month in (-2, 0, 2, 3, 4, 5)] == [
        2.0, 2.0, 2.2, 2.8, 3.4, 3.5,
    ]  # fmt: skip
    assert trend.maturity(6) == pytest.approx(trend.level(4) - 0.4)


def test_words_about_an_unknown_topic_are_about_the_plan() -> None:
    assert words("weather", "low") == WORDS["plan"]["low"]


def test_no_sentence_speaks_of_what_is_private() -> None:
    pool = [text.lower() for topic in WORDS.values() for texts in topic.values() for text in texts]
    assert len(pool) == len(set(pool)) >= 35
    assert not [text for text in pool if "equal pay" in text or "compensation" in text]


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="no month to simulate"):
        simulate({}, TRENDS, seed=1)
    with pytest.raises(ValueError, match="'north' is no side"):
        simulate({"2018-07": [Member("a", "b", "north")]}, TRENDS, seed=1)
    with pytest.raises(PeriodError):
        simulate({"July": MEMBERS}, TRENDS, seed=1)
