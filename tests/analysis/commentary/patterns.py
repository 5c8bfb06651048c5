"""How each sentence of the commentary reads, with its figures as named groups."""

NUMBER = r"[+\N{MINUS SIGN}]?[0-9]+(?:\.[0-9]+)?"
MEDIAN = r"[0-9](?:\.5)?(?: or lower| or higher)?"
ON = r"(?P<on>progress|maturity)"
BOTH = f"people who scored {ON} in both quarters"
# By the rule that makes it and the check that it has to pass.
PATTERNS: tuple[tuple[str, str, str], ...] = (
    (
        "level",
        (
            rf"(?P<n>\d+) of (?P<of>\d+) people scored {ON}(?:: (?P<h>\d+)% gave it 4 or 5, "
            rf"(?P<m>\d+)% gave it a 3 and (?P<l>\d+)% gave it 1 or 2)?, "
            rf"with a median of (?P<median>{MEDIAN})\."
        ),
        "level",
    ),
    ("level", rf"Too few people scored {ON} for their scores to be shown\.", "too_few"),
    ("agreement", rf"Views of {ON} (?P<word>agree|are mixed|are split)\.", "agreed"),
    ("agreement", rf"There is some agreement on {ON}(?P<word>x)?\.", "agreed"),
    (
        "not close",
        rf"(?P<share>\d+)% of those who answered were not close enough to judge {ON}\.",
        "not_close",
    ),
    (
        "change",
        (
            r"(?P<on>Progress|Maturity) (?P<verb>improved|declined): the (?P<n>\d+) people who "
            rf"scored it in both quarters moved (?P<way>up|down) by "
            rf"(?P<by>{NUMBER}) points on average\."
        ),
        "direction",
    ),
    ("change", rf"Most of the (?P<n>\d+) {BOTH} scored it the same; no reliable change\.", "most"),
    (
        "change",
        rf"No reliable change in {ON} among the (?P<n>\d+) people who scored it in both quarters\.",
        "unchanged",
    ),
    (
        "change",
        rf"Fewer than six of the (?P<n>\d+) {BOTH} changed their score: too few changes to call\.",
        "few",
    ),
    ("change", rf"Nothing can be shown of how {ON} changed\.", "unshown"),
    (
        "movers",
        (
            rf"Of the (?P<n>\d+) {BOTH}, (?P<up>\d+) moved up, (?P<down>\d+) moved down and "
            r"(?P<same>\d+) stayed the same\."
        ),
        "movers",
    ),
    (
        "movers",
        (
            rf"The one person who scored {ON} in both quarters "
            r"(?P<did>moved up|moved down|stayed the same)\."
        ),
        "one_mover",
    ),
    (
        "turnover",
        (
            rf"The mean of {ON} (?:did not move|(?P<way>rose|fell) by (?P<total>{NUMBER}) points): "
            rf"(?P<stayed>{NUMBER}) by those who scored in both quarters, (?P<came>{NUMBER}) "
            rf"by who joined or returned, and (?P<went>{NUMBER}) by who left or lapsed\."
        ),
        "turnover",
    ),
    (
        "undecided",
        rf"Those who scored {ON} moved; the direction of the whole panel is not established\.",
        "undecided",
    ),
    (
        "bounds",
        (
            rf"Had everybody scored, the mean of {ON} would lie between (?P<low>{NUMBER}) and "
            rf"(?P<high>{NUMBER})\."
        ),
        "bounds",
    ),
    (
        "sides",
        (
            rf"Executive and external voices are not far apart on {ON} "
            rf"\(Cliff's delta (?P<delta>{NUMBER})\)(?P<than>x)?\."
        ),
        "sides",
    ),
    (
        "sides",
        (
            rf"Executive voices scored {ON} much (?P<than>higher|lower) than external ones "
            rf"\(Cliff's delta (?P<delta>{NUMBER})\)\."
        ),
        "sides",
    ),
    (
        "official",
        (
            r"The panel's median of (?P<on>progress) falls in (?P<panel>red|amber|green), "
            r"(?:as our own rating is|(?P<steps>one|two) steps? (?P<side>above|below) our own "
            r"rating of (?P<rated>red|amber|green))\."
        ),
        "official",
    ),
    (
        "quadrant",
        (
            r"Actions are done and quality is not following: the median is "
            rf"{MEDIAN} for (?P<on>progress) and {MEDIAN} for maturity\."
        ),
        "quadrant",
    ),
)
