"""What anybody may read.

public
├── views      the front page, the archive, how answers are protected, accessibility
├── editions   published files: the stored bytes, verified, nothing computed
│   └── shelf  bytes that were read and found to be what was published
└── health     whether the service is alive and ready
"""

from flask import Blueprint

from survey.public import editions, health, views

public = Blueprint("public", __name__, template_folder="templates")
for room in (views, editions, health):
    room.add_to(public)

__all__ = ["public"]
