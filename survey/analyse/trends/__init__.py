"""Trends: what became of the figures over all periods. Exact figures, for the analyst alone.

trends
├── overview   every theme on each measure, and the heatmap of theme by period
├── theme      one theme: its measures and aims, what lasted, its ratings, its leads
├── corners    progress against maturity
├── official   the panel beside the official rating, and how long a gap has lasted
├── profiles   the groups beside the whole panel
├── modes      form against interview
├── culture    the culture indicators by year, beside the take
├── look       what an address asks for
├── history    every period counted, under the plan's names
├── paper      what a page is made of, and how it is answered
├── drawing    series as tracks and as tables
└── shown      figures as an analyst reads them
"""

from survey.analyse.trends import corners, culture, modes, official, overview, profiles, theme
from survey.analyse.trends.blueprint import trends

__all__ = [
    "corners", "culture", "modes", "official", "overview", "profiles", "theme", "trends",
]  # fmt: skip
