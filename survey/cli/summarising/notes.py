"""What has to be said beside figures from files."""

from analysis import wording
from analysis.cube import Cube


def notes(cube: Cube) -> list[str]:
    """Which items cannot be compared because their series begin anew; empty where all can."""
    broken = [ref for ref in dict.fromkeys(item.ref for item in cube.items) if ref in cube.broken]
    if cube.earlier is None or not broken:
        return []
    series = "The series of" if len(broken) == 1 else "The series of each of"
    names = wording.enumerated([called(ref) for ref in broken])
    return [f"{series} {names} begins anew after {cube.earlier.period.label}: no change is told."]


def called(ref: str) -> str:
    """An item's name where its ref is one, as 'Culture'; 'Item 1' for a number."""
    return ref if any(map(str.isalpha, ref)) else f"Item {ref}"
