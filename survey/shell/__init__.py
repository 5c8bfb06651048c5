"""What every page has: the environment of the templates, the assets, the accent, the headers.

init_shell(app)
├── templating   undefined values chain, filters for London's dates, GOV.UK's macros
│   └── sayings  the words of the house, kept where they hold no values
├── assets       asset(name): an address that changes with the file's content
├── accent       /accent/<code>.css: the organisation's colour, with ink that can be read on it
├── languages    the words of the house in every language that has them; English is spoken first
├── headers      policy of content, caching and referrers, on every response
└── sessions     the signed cookie, read only where there is one
"""

from flask import Flask

from survey.shell.accent import init_accent
from survey.shell.assets import init_assets
from survey.shell.headers import init_headers
from survey.shell.languages import init_languages
from survey.shell.sessions import init_sessions
from survey.shell.templating import init_templating


def init_shell(app: Flask) -> None:
    """Give `app` the shared shell; `survey/templates/base.html` works once this is done."""
    init_languages(app)
    init_templating(app)
    init_assets(app)
    init_accent(app)
    init_headers(app)
    init_sessions(app)
