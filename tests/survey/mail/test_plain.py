from survey.mail.body import Block, Run, Told
from survey.mail.plain import LINE, plain


def line(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def test_lines_are_short_but_an_address_stays_whole() -> None:
    address = "https://take.council.example/take/" + "x" * 60
    text = plain(
        [
            Block("paragraph", (line("word " * 40), line("next"))),
            Block("button", (line("Give your view"),), address),
        ]
    )
    assert address in text.splitlines()
    assert all(len(each) <= LINE for each in text.splitlines() if each != address)
    assert "\nnext\n\nGive your view:\n" in text
    assert text.endswith(f"{address}\n")


def test_an_entry_of_a_list_hangs_under_its_dash() -> None:
    first, second, third = plain([Block("list", (line("word " * 20), line("b")))]).splitlines()
    assert first.startswith("- word")
    assert second.startswith("  word")
    assert third == "- b"


def test_own_answers_stand_under_their_theme() -> None:
    told = (
        Told("Culture", (("Progress", "3, On track"), ("Comment", "One\nTwo"))),
        Told("Overall", (("Comment", "Well led"),)),
    )
    assert plain([Block("answers", told=told)]) == (
        "Culture\n  Progress: 3, On track\n  Comment: One\n  Two\n\nOverall\n  Comment: Well led\n"
    )
