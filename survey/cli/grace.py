"""How long whoever has begun may finish after a round's close, as commands ask for it."""

import click

from survey.models.rounds import GRACE_MINUTES
from survey.queries.planned_dates import MOST_GRACE_MINUTES

grace_option = click.option(
    "--grace",
    type=click.IntRange(0, MOST_GRACE_MINUTES),
    default=GRACE_MINUTES,
    show_default=True,
    metavar="MINUTES",
    help="Whoever has begun by the closing time may finish that much later.",
)
