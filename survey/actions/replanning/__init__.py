"""Renaming, splitting and merging themes and aims, from a month on.

rules    what a step may not do: change what was asked, or divide a quarter
record   one step in the plan's lineage
rename   the same theme or aim, called otherwise
split    one becomes several
merge    several become one
"""
