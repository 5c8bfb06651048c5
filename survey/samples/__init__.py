"""Plans and panels that are shipped, to try the service with."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sample:
    """The six files of one sample, and what its organisation and its plan's start are."""

    organisation: str
    contact_email: str
    rag_month: str
    plan: Path
    groups: Path
    panel: Path
    indicators: Path
    recommendations: Path
    assurance: Path


def sample_city() -> Sample:
    """The plan of 2018 on which the demonstration runs; its README says what in it is fact.

    Its ratings are those of June 2018, the month in which the plan and its panel start.
    """
    folder = Path(str(files(__name__))) / "sample-city-2018"
    return Sample(
        organisation="Sample City Council",
        contact_email="temperature-take@council.example",
        rag_month="2018-06",
        plan=folder / "improvement-plan-2018.csv",
        groups=folder / "groups-2018.csv",
        panel=folder / "panel-2018.csv",
        indicators=folder / "indicators-2018.csv",
        recommendations=folder / "recommendations.csv",
        assurance=folder / "assurance-2019.csv",
    )
