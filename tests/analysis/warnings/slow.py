"""Rule 14 once more, person by person, as slowly and plainly as it can be said."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from tests.analysis.warnings.panel import SIDES, Panel

Key = tuple[str, str, str]
FIVE = 5


def month_keys(found: Panel) -> set[Key]:
    """(kind, measure, block) of what July warns of once it is settled."""
    keys: set[Key] = set()
    for measure in ("progress", "maturity"):
        may, june, july = (scores(found, f"2018-{month}", measure) for month in ("05", "06", "07"))
        if low_share(june, july):
            keys.add(("low-share", measure, ""))
        if agreement(june, july):
            keys.add(("agreement", measure, ""))
        if falls(may, june) and falls(june, july):
            keys.add(("downwards", measure, ""))
        if not_close(found, measure):
            keys.add(("not-close", measure, ""))
    asked = {row[1] for row in found.asked if row[0] == "2018-07"}
    heard = {row[1] for row in found.rows if row[0] == "2018-07"}
    if len(asked) >= FIVE and 10 * len(heard) < 6 * len(asked):
        keys.add(("response", "", ""))
    return keys


def quarter_keys(found: Panel, official: Mapping[str, int]) -> set[Key]:
    """The same of the quarter, of which July alone has answers here."""
    keys: set[Key] = set()
    for measure in ("progress", "maturity"):
        july = scores(found, "2018-07", measure)
        by_group = {
            group: sorted(score for who, score in july.items() if who.startswith(group))
            for group in SIDES
        }
        one, other = by_group["cabinet"], by_group["partners"]
        if len(one) >= FIVE and len(other) >= FIVE:
            pairs = [(x > y) - (x < y) for x, y in product(one, other)]
            if abs(Fraction(sum(pairs), len(pairs))) >= Fraction("0.474"):
                keys.add(("apart", measure, ""))
        rated = [colour for colour, n in official.items() if n == max(official.values())]
        if measure == "progress" and len(rated) == 1 and rated[0] != "red":
            for group, few in by_group.items():
                if len(few) >= FIVE and few[(len(few) - 1) // 2] + few[len(few) // 2] <= 4:
                    keys.add(("block-low", measure, f"{group}-block"))
    return keys


def scores(found: Panel, month: str, measure: str) -> dict[str, int]:
    """Each person's score."""
    return {
        row[1]: row[5]
        for row in found.rows
        if row[0] == month and row[4] == measure and row[5] is not None
    }


def low_share(june: dict[str, int], july: dict[str, int]) -> bool:
    both = [person for person in june if person in july]
    was = sum(june[person] <= 2 for person in both)
    now = sum(july[person] <= 2 for person in both)
    return len(both) >= FIVE and now - was >= 2 and 100 * (now - was) >= 15 * len(both)


def falls(before: dict[str, int], after: dict[str, int]) -> bool:
    both = [person for person in before if person in after]
    down = sum(after[person] < before[person] for person in both)
    up = sum(after[person] > before[person] for person in both)
    return down + up >= FIVE and down > up


def not_close(found: Panel, measure: str) -> bool:
    said = [row[6] for row in found.rows if row[0] == "2018-07" and row[4] == measure]
    return len(said) >= FIVE and 10 * said.count("not-close") >= 3 * len(said)


def agreement(june: dict[str, int], july: dict[str, int]) -> bool:
    if len(july) < FIVE:
        return False
    now = van_der_eijk(july)
    if now < 0:
        return True
    return len(june) >= FIVE and van_der_eijk(june) - now >= Fraction(3, 10)


def van_der_eijk(scores: dict[str, int]) -> Fraction:
    """Layer by layer, each one person high: the pattern's triples counted one by one."""
    counts = Counter(scores.values())
    whole = Fraction(0)
    for height in range(1, max(counts.values()) + 1):
        filled = [counts[point] >= height for point in range(1, 6)]
        whole += sum(filled) * of_pattern(filled)
    return whole / len(scores)


def of_pattern(filled: list[bool]) -> Fraction:
    one_peak = two_peaks = 0
    for a in range(5):
        for b in range(a + 1, 5):
            for c in range(b + 1, 5):
                triple = (filled[a], filled[b], filled[c])
                one_peak += triple in {(True, True, False), (False, True, True)}
                two_peaks += triple == (True, False, True)
    spread = 1 - Fraction(sum(filled) - 1, 4)
    if not one_peak + two_peaks:
        return spread
    return spread * Fraction(3 * one_peak - 4 * two_peaks, 3 * (one_peak + two_peaks))
