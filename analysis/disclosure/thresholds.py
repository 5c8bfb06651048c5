"""The fewest people of whom something may leave; an installation may ask for more, never fewer."""

# Valid answers to an item: for a block's summary, and for a distribution.
LOWEST_BLOCK, LOWEST_DISTRIBUTION = 5, 10
# People, for anything about what they said in words: a code's count, a quote, a block's name.
LOWEST_SAID = 10
