"""The facilitator's room: my interviews this month, and the screen on which one is typed.

own           the interviews that are one's own; everybody else's do not exist here
├── listing      /facilitate/: mine, each with its next action, and whom nobody has taken yet
├── taking       take one on, add a colleague, give it back
├── booking      agree on a time, move it, cancel it; the entry for one's own calendar
├── deputy       somebody speaks in the holder's stead
├── screen       notes and scores of every theme, with the guide beside them
│   └── guide       what this person said last time, and what came of it
├── saving       a theme or the circumstances, saved by themselves
│   └── choosing    two texts side by side, where two facilitators saved one theme
├── raised       whether it worked, what was done about what they had raised
├── ending       what will be recorded, who may quote what, and recording it
├── records      a record read back once more
├── clashes      somebody who was heard twice: both records, and which of them counts
└── refusing     forms that came from elsewhere
parts         what is saved together: a theme with its notes, the circumstances, the permissions
notes         which lines of the notes the speaker said
keeping       names under which the browser keeps what is typed
stops         pages that end the way
"""

from survey.facilitate import (
    booking,
    clashes,
    deputy,
    ending,
    listing,
    raised,
    records,
    refusing,
    saving,
    screen,
    taking,
)
from survey.facilitate.blueprint import facilitate

__all__ = [
    "booking",
    "clashes",
    "deputy",
    "ending",
    "facilitate",
    "listing",
    "raised",
    "records",
    "refusing",
    "saving",
    "screen",
    "taking",
]
