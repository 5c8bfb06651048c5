"""The smallest definition that holds every part, and ways to spoil it."""

from pathlib import Path

SMALL = """\
id = "small"
version = 1
title = "A small questionnaire"

[opening]
title = "Before you start"
paragraphs = ["Please read this."]

[[scales]]
id = "steps"
points = [
    { value = 1, label = "Low" },
    { value = 2, label = "Poor" },
    { value = 3, label = "Fair" },
    { value = 4, label = "Good" },
    { value = 5, label = "High" },
]

[[no_views]]
id = "too-early"
label = "Too early"

[[no_views]]
id = "not-close"
label = "Not close"

[[permissions]]
id = "team"
label = "Team"
meaning = "The team only."

[[permissions]]
id = "internal"
label = "Internal"
meaning = "Not quoted."

[[permissions]]
id = "unattributed"
label = "Unattributed"
meaning = "Without a name."

[[permissions]]
id = "block"
label = "Block"
meaning = "With the block."

[[sections]]
id = "theme"
title = "Each theme"
repeat = "governance-themes"
prompts = ["What changed?"]

[[sections.questions]]
id = "progress"
kind = "score"
measure = "progress"
name = "Progress"
stem = "How far?"
scale = "steps"
mandatory = true

[[sections.questions]]
id = "comment"
kind = "comment"
name = "Comment"
stem = "A comment"
mandatory = false
max_length = 10

[[sections]]
id = "overall"
title = "Overall"

[[sections.questions]]
id = "why"
kind = "comment"
name = "Why"
stem = "Say why"
mandatory = true
max_length = 10
"""


def spoiled(old: str, new: str) -> str:
    """SMALL with the first `old` replaced by `new`; the old text must be there."""
    assert old in SMALL, f"{old!r} is not in the small definition"
    return SMALL.replace(old, new, 1)


def without(start: str, end: str) -> str:
    """SMALL without what stands from the first `start` up to the next `end`."""
    head, found, rest = SMALL.partition(start)
    assert found, f"{start!r} is not in the small definition"
    return head + end + rest.partition(end)[2]


def written(folder: Path, text: str, name: str = "small.toml") -> Path:
    """The path of a new file `name` in `folder` that holds `text`."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path
