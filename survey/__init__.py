"""Temperature Take's Flask application.

Importing this package costs nothing: the rooms are loaded when an application is made, so that a
command on files, or its help, starts without them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from survey.config import Settings


def create_app(settings: "Settings") -> "Flask":
    """Assemble the application for an installation that `temperature-take init` has made."""
    from survey.application import create_app as assembled

    return assembled(settings)
