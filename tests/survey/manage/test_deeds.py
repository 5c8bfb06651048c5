from survey.manage.deeds import facts


def test_facts_are_read_as_words() -> None:
    assert facts('{"roles": ["analyst", "observer"]}') == "roles analyst, observer"
    assert facts('{"closes_at": "2018-07-16T16:00:00+00:00", "asked": 3}') == (
        "closes at Monday 16 July 2018 at 17:00, asked 3"
    )
    assert facts('{"held_on": "2018-07-19"}') == "held on 2018-07-19"
    assert facts("{}") == ""
