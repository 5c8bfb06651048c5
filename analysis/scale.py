"""The scale that scores stand on."""

from dataclasses import dataclass

_FEWEST, _MOST = 2, 11


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole numbers from `first` to `last`, both included; 2 to 11 points, ValueError otherwise."""

    first: int = 1
    last: int = 5

    def __post_init__(self) -> None:
        if not _FEWEST <= self.points <= _MOST:
            raise ValueError(
                f"A scale from {self.first} to {self.last} has {self.points} points: "
                f"give it {_FEWEST} to {_MOST}."
            )

    @property
    def points(self) -> int:
        """How many scores there are to choose from."""
        return self.last - self.first + 1


FIVE_POINTS = Scale()
