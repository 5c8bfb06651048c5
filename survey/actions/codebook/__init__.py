"""Changing the codebook: each change is a version of its own, told in a sentence.

step         one change: the version that its maker has seen, who makes it, and when
rules        which codes stand, and what a new one may be called
add_code     a new code under one of the families
add_themes   the plan's scored themes, each a code
rename_code  the same code, called otherwise or with another meaning
merge_codes  several become one that stands; what was coded with them moves to it
split_code   one becomes several; what was coded with it is coded again
retire_code  one is closed for new words; what was coded with it stays
"""
