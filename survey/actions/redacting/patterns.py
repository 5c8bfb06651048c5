"""What tells who spoke by its shape alone, in English as it is written in Britain and Ireland.

Every repetition has an end, so that a comment of any kind is read in a few milliseconds.
"""

import re
from collections.abc import Iterator
from functools import cache

from survey.actions.redacting.found import Found, Kind

# A word with a capital of any script, with apostrophes, hyphens and dots within.
NAME = r"(?:(?<!\w)[^\W\d_a-zà-öø-ÿ][\w'\u2019.-]{0,40})"
PARTICLE = (
    r"(?:(?:ap|ab|ferch|verch|de|del|di|da|van|von|der|den|al|el|bin|bint|ibn|la|le"
    r"|[nN]í|[nN]ic|[óÓ])\s+)"
)
NAMES = rf"{PARTICLE}{{0,2}}{NAME}(?:\s+{PARTICLE}{{0,2}}{NAME}){{0,4}}"
TITLE = (
    r"(?:cllrs?|councillors?|clr|mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|baroness"
    r"|baron|rev|revd|reverend|canon|fr|father|sister|brother|imam|rabbi|ald|alderman|pc|wpc|dc"
    r"|sgt|inspector|superintendent|supt|judge|justice|captain|major|colonel|mp)"
)
# Typed in lower case as well, where what follows is not a word of the sentence.
TYPED_TITLE = (
    r"\b(?:cllr|councillor|mr|mrs|ms|dr)\b\.?\s+"
    r"(?!(?:who|and|or|is|was|has|are|in|on|for|from|to|of|said|says|training|members?)\b)"
    r"[\w'\u2019-]{1,40}"
)
STREETS = (
    "street|road|lane|avenue|close|drive|way|court|house|square|place|crescent|terrace|gardens"
    "|grove|hill|park|row|mews|walk|parade|estate|tower|towers|ward|heath|green|st|rd|ave"
)
RANK = r"(?:(?:vice|deputy|assistant|interim|acting|corporate|executive|strategic|former)[\s-]+)"
POST = (
    r"(?:chief\s+(?:executive|officer|finance\s+officer|constable|whip)"
    r"|(?:city|county|borough)\s+solicitor|monitoring\s+officer|section\s+151(?:\s+officer)?"
    r"|s\.?\s?151(?:\s+officer)?|head\s+of\s+paid\s+service|cabinet\s+member|portfolio\s+holder"
    r"|lead(?:er)?\s+member|ward\s+(?:member|councillor)"
    rf"|{RANK}{{0,3}}(?:chair(?:man|woman|person)?|leader|director|(?:lord\s+)?mayor"
    r"|head\s?teacher|commissioner|whip|chaplain|auditor|treasurer|secretary|solicitor))s?"
)
POST_OF = (
    r"(?:\s+(?:of|for)\s+(?:the\s+)?[\w\u2019'&-]{1,40}(?:\s+(?:and|&)\s+[\w\u2019'-]{1,40}){0,3}"
    r"(?:\s+Committee|\s+Board|\s+Panel)?)"
)
UNIT = r"(?:\s?(?:k|m|bn|million|billion|thousand|hundred|pounds?|pence|quid|gbp|euros?))"
AMOUNT = r"\d[\d,.]{0,20}"
DOMAIN = r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}"
TOP_DOMAIN = r"(?:gov|org|co|com|net|uk|ie|wales|cymru|scot|info|nhs|ac)(?:\.uk)?"
MONTH = (
    "(?:january|february|april|june|july|august|september|october|november|december"
    "|jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec|may|march)"
)
# 'may' and 'march' are verbs too: they are months beside a number or with a capital after a word.
LONG_MONTH = "(?:january|february|april|june|july|august|september|october|november|december)"
SHORT_DATE = "(?:Jan|Feb|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat)"
WEEKDAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?"
BEFORE_A_MONTH = "(?i:in|since|until|till|by|last|next|this|early|late|mid|of|from|during)"
FEAST = "(?:christmas|easter|eid|diwali|ramadan|hanukkah|whitsun|hogmanay|halloween)"
SPAN = r"(?:\d{1,3}|an?|two|three|four|five|six)\s+(?:days?|weeks?|months?|years?)\s+(?:ago|old)"
NUMBERED = "(?:case|ref(?:erence)?|no|number|file|complaint|claim|application|minute|item|report)"

# Whether its letters may be small or large is said last.
ANY_LETTERS, AS_WRITTEN = re.IGNORECASE, re.NOFLAG
SHAPES = (
    (Kind.ADDRESS, rf"(?<![\w.+'\u2019-])[\w.+'\u2019-]{{1,64}}@{DOMAIN}", AS_WRITTEN),
    (Kind.ADDRESS, r"(?<![\w@])@\w{1,40}", AS_WRITTEN),
    (Kind.ADDRESS, r"\b(?:https?://|www\.)\S{1,300}", ANY_LETTERS),
    (Kind.ADDRESS, rf"(?<![\w.-]){DOMAIN}\.{TOP_DOMAIN}\b(?:/\S{{0,300}})?", ANY_LETTERS),
    (Kind.ADDRESS, r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b", ANY_LETTERS),
    (Kind.ADDRESS, r"\b(?:(?:flat|unit|room)\s+\d+\w?|P\.?O\.?\s?Box\s+\d+)\b", ANY_LETTERS),
    (Kind.ADDRESS, rf"\b\d+[a-z]?,?\s+(?:{NAME}\s+){{1,3}}(?i:{STREETS})\b", AS_WRITTEN),
    (
        Kind.ADDRESS,
        r"\b\d+[a-z]?,?\s+(?:[\w\u2019'-]+\s+){1,3}(?:street|road|lane|avenue)\b",
        ANY_LETTERS,
    ),
    (Kind.PLACE, rf"\b(?:{NAME}\s+){{1,4}}(?:{STREETS.title()})\b", AS_WRITTEN),
    (Kind.MONEY, rf"[£€$]\s?{AMOUNT}{UNIT}{{0,2}}\b|[£€$]\s?\d", ANY_LETTERS),
    (Kind.MONEY, rf"(?<![\d,.]){AMOUNT}{UNIT}{{1,2}}\b", ANY_LETTERS),
    (Kind.DATE, r"\b\d{4}-\d{2}(?:-\d{2})?\b", AS_WRITTEN),
    (Kind.DATE, r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b", AS_WRITTEN),
    (
        Kind.DATE,
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}\b(?:,?\s+\d{{4}})?",
        ANY_LETTERS,
    ),
    (Kind.DATE, rf"\b{MONTH}\s+\d{{1,4}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b", ANY_LETTERS),
    (Kind.DATE, rf"\b{BEFORE_A_MONTH}\s+(?:May|March)\b", AS_WRITTEN),
    (Kind.DATE, rf"\b(?:{WEEKDAY}|{LONG_MONTH}|{FEAST})\b", ANY_LETTERS),
    (Kind.DATE, rf"\b{SHORT_DATE}\b\.?", AS_WRITTEN),
    (Kind.DATE, r"\b(?:19|20)\d{2}(?:\s?[/\u2013-]\s?(?:19|20)?\d{2})?s?\b", AS_WRITTEN),
    (
        Kind.DATE,
        r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b|\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)\b",
        ANY_LETTERS,
    ),
    (Kind.DATE, rf"\b(?:{SPAN}|aged?\s+\d{{1,3}})\b", ANY_LETTERS),
    (
        Kind.NUMBER,
        rf"\b{NUMBERED}\.?\s*(?:no\.?|number)?\s*[:#]?\s*[A-Z]{{0,6}}[-/]?\d[\w/-]{{0,30}}",
        ANY_LETTERS,
    ),
    (
        Kind.NUMBER,
        r"(?<![\w/-])(?=[\w/-]{0,40}\d)(?=[\w/-]{0,40}[A-Z])[A-Z\d]{2,12}(?:[/-][A-Z\d]{1,12}){1,6}\b",
        AS_WRITTEN,
    ),
    (Kind.NUMBER, r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", ANY_LETTERS),
    (Kind.NUMBER, r"\b[A-Z]{1,8}\d{2,20}\w{0,20}\b|#\d+", AS_WRITTEN),
    (Kind.NUMBER, r"(?<![\d/-])\d{1,12}(?:[/-]\d{1,12}){1,6}\b", AS_WRITTEN),
    (Kind.NUMBER, r"\b\d{3}\s\d{3}\s\d{4}\b|\b\d{5,}\b", AS_WRITTEN),
    (Kind.TELEPHONE, r"\b(?:ext(?:ension)?|x)\.?\s?\d{2,6}\b", ANY_LETTERS),
    (Kind.NAME, rf"\b(?i:{TITLE})\b\.?\s+{NAMES}", AS_WRITTEN),
    (Kind.NAME, TYPED_TITLE, ANY_LETTERS),
    (Kind.NAME, rf"{NAME}\s+{PARTICLE}{{1,2}}{NAME}", AS_WRITTEN),
    (Kind.POST, rf"\b(?:(?:the|our|my)\s+)?{POST}\b{POST_OF}?", ANY_LETTERS),
)


@cache
def ready() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The shapes compiled, which takes a tenth of a second, for whoever redacts alone."""
    return tuple((kind, re.compile(shape, flags)) for kind, shape, flags in SHAPES)


def shapes(text: str) -> Iterator[Found]:
    """Everything in `text` that has one of the shapes; places may overlap."""
    for kind, shape in ready():
        for match in shape.finditer(text):
            yield Found(match.start(), match.end(), kind)
