from email.message import EmailMessage
from pathlib import Path

from survey.demo.mailbox import messages, pieces


def test_a_message_without_a_date_or_a_text_is_listed_last(tmp_path: Path) -> None:
    (tmp_path / "z.eml").write_bytes(b"Subject: undated\n\nwords\n")
    (tmp_path / "a.eml").write_bytes(b"Date: Mon, 02 Jul 2018 09:00:00 +0000\nSubject: dated\n\n")
    (tmp_path / "b.eml").write_bytes(b"Date: some day\nContent-Type: image/png\n\n")
    assert [each.name for each in messages(tmp_path)] == ["a.eml", "z.eml", "b.eml"]
    assert messages(tmp_path)[2].text == ""


def test_a_link_ends_where_the_sentence_does() -> None:
    text = (
        "See http://here:80/take/a-b_c. Or http://here:81/take/x-y, not http://there/. "
        "http://here:80/take/a/talk or http://here:80/take/a/decline."
    )
    assert [piece.link for piece in pieces(text, "http://here:80") if piece.link] == [
        "/take/a-b_c",
        "/take/x-y",
        "/take/a/talk",
        "/take/a/decline",
    ]
    assert "".join(piece.words for piece in pieces(text, "http://here:80")) == text


def test_what_is_attached_is_named(tmp_path: Path) -> None:
    letter = EmailMessage()
    letter.set_content("words")
    letter.add_alternative("<p>words</p>", "html")
    letter.add_attachment(b"BEGIN:VCALENDAR", "text", "calendar", filename="conversation.ics")
    (tmp_path / "a.eml").write_bytes(letter.as_bytes())
    (message,) = messages(tmp_path)
    assert (message.text, message.attached) == ("words\n", ("conversation.ics",))
