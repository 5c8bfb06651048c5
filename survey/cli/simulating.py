"""`temperature-take simulate MONTH`, for demonstrations alone."""

import click

from survey.actions.simulate_round import USUAL_SEED, simulate_round
from survey.cli.installation import installation
from survey.clock import now


@click.command
@click.argument("month")
@click.option("--seed", type=click.IntRange(min=0), default=USUAL_SEED, show_default=True)
def simulate(month: str, seed: int) -> None:
    """Let a simulated panel answer the open round of MONTH (2018-07), in a demonstration.

    The same seed makes the same answers. Whoever has answered already keeps what they said.
    """
    with installation() as here:
        simulation = simulate_round(here.session, month=month, seed=seed, now=now())
        here.session.commit()
    count = len(simulation.responses)
    if count:
        click.echo(f"{count} responses simulated in round {month}.")
    else:
        click.echo(f"Round {month} is as it was: nobody was left to simulate with this seed.")
