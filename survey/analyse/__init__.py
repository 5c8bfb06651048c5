"""The analyst's room: what was said each month, what it is about, and what is left to do.

analyse
├── views     what is left to read and to code, and a month's comments
├── reading   how a month's comments are laid out by theme
├── coding    one comment at a time, by keyboard
├── desk      what its page shows and what was sent from it
├── codebook  the codes, their versions, and a new one
├── changing  renaming, merging, splitting and retiring them
├── codes     one code: how many people spoke of it, and what they said
├── search    looking for words
├── figures/  what the scores say of any period, theme, group, side and mode
├── trends/   what became of the figures over all periods
├── commentary what a quarter's figures say, for the analyst to edit
├── warnings  early warnings, and what comes of them
├── commitments/ what came of what people said
├── excerpt   what of long words stands in a list
├── places    what words are about, as the questionnaire of their month says it
└── looking   that somebody looked, once a day
"""

from survey.analyse import (
    changing,
    codebook,
    codes,
    coding,
    commentary,
    commitments,
    search,
    views,
    warnings,
)
from survey.analyse.blueprint import analyse
from survey.analyse.figures import views as figures

__all__ = [
    "analyse",
    "changing",
    "codebook",
    "codes",
    "coding",
    "commentary",
    "commitments",
    "figures",
    "search",
    "views",
    "warnings",
]
