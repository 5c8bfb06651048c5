"""What the answers of a small panel say: a library that knows no web and no database.

    Answers, Roster, Groups  ->  count()  ->  Cube  ->  internal()  exact figures, for the team
                                               |
                                               +->  protect()  ->  SafeCube  ->  summarise()

answers     the frames that come in: pandas, DuckDB, Spark, whatever narwhals knows
counting    frames -> Tally: one person, one voice
cube        Tally -> Cube: people by item, segment and score
measures    what a distribution says; bounds, gaps, weights, ratings beside it
change      who moved and who came or went, exactly; significance: how lopsided that is
internal    every exact figure of a Cube
disclosure  what may leave of a Cube
summary     what a period says, as it may be published
trends      series over many periods
commentary  plain sentences made from figures; sentences, tables and charts of what is published
simulate    made-up panels with a known truth

`docs/statistics.md` says how each figure is made, with an example of the whole way.
"""

from analysis.summary import summarise

__all__ = ["summarise"]
