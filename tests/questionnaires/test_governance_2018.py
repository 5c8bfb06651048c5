"""The shipped questionnaire asks what the design of the panel promises."""

from questionnaires.load import NO_VIEWS, PERMISSIONS, definition

GOVERNANCE = definition("governance-2018")


def test_every_theme_is_scored_on_progress_and_maturity_with_an_optional_comment() -> None:
    theme = GOVERNANCE.sections[0]
    assert theme.repeat == "governance-themes"
    asked = [(q.kind, q.measure, q.scale, q.mandatory, q.max_length) for q in theme.questions]
    assert asked == [
        ("score", "progress", "progress", True, None),
        ("score", "maturity", "maturity", True, None),
        ("comment", None, None, False, 4000),
    ]


def test_an_overall_comment_comes_last() -> None:
    overall = GOVERNANCE.sections[-1]
    assert (overall.title, overall.repeat) == ("Overall", None)
    assert [(q.kind, q.mandatory, q.max_length) for q in overall.questions] == [
        ("comment", False, 4000)
    ]


def test_both_scales_have_five_points() -> None:
    values = {scale.id: [point.value for point in scale.points] for scale in GOVERNANCE.scales}
    assert values == {"progress": [1, 2, 3, 4, 5], "maturity": [1, 2, 3, 4, 5]}


def test_both_kinds_of_no_view_and_all_permissions_are_offered() -> None:
    assert tuple(no_view.id for no_view in GOVERNANCE.no_views) == NO_VIEWS
    assert tuple(permission.id for permission in GOVERNANCE.permissions) == PERMISSIONS


def test_the_block_permission_states_its_threshold_and_that_the_role_stays_out() -> None:
    meaning = GOVERNANCE.permissions[-1].meaning
    assert "at least ten" in meaning
    assert "never with your role" in meaning


def test_the_opening_tells_all_that_a_speaker_must_know_and_promises_no_anonymity() -> None:
    told = " ".join(GOVERNANCE.opening.paragraphs)
    for matter in [
        "cannot promise that you will be anonymous",
        "panel team sees your answers with your name",
        "line manager does not see",
        "roles we ask is public",
        "may guess",
        "Freedom of Information Act",
        "ask you first",
        "safeguarding",
        "fraud",
        "unlawful",
        "statutory duty",
    ]:
        assert matter in told
