import re

import pytest

from survey.errors import ConfigError
from survey.tokens import new_token, seal, six_digits, token_hash, unseal

KEY, OTHER = "k" * 48, "o" * 48


def test_a_token_has_more_than_128_bits_and_is_never_the_same() -> None:
    made = {new_token() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[\w-]{32}", token) for token in made)  # 32 letters of 6 bits: 192


def test_a_sealed_token_opens_with_its_own_key_alone() -> None:
    token = new_token()
    assert token not in seal(token, KEY)
    assert unseal(seal(token, KEY), KEY) == token
    with pytest.raises(ConfigError, match="reissue the link"):
        unseal(seal(token, KEY), OTHER)


def test_a_hash_does_not_fail_at_what_no_token_can_be() -> None:
    assert token_hash("\ud800") != token_hash("\ud801")


def test_a_code_follows_from_its_row_and_the_key() -> None:
    codes = {six_digits(f"code-{number}", KEY) for number in range(200)}
    assert len(codes) > 195
    assert all(re.fullmatch(r"\d{6}", code) for code in codes)
    assert six_digits("code-1", KEY) == six_digits("code-1", KEY) != six_digits("code-1", OTHER)
