"""What can be kept of what people type, by the slow and obvious way beside the fast one."""

import sys
import unicodedata

from survey.forms.text import readable

NOT_CHARACTERS = range(0xFDD0, 0xFDF0)


def is_readable(code: int) -> bool:
    if chr(code) in "\t\n":
        return True
    if code in NOT_CHARACTERS or code & 0xFFFE == 0xFFFE:
        return False
    return unicodedata.category(chr(code)) not in {"Cc", "Cs"}


def test_of_all_code_points_the_same_stay() -> None:
    wrong = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if readable(f"a{chr(code)}b") != (f"a{chr(code)}b" if is_readable(code) else "ab")
    ]
    assert not wrong
