"""Quotes: what may be quoted of what was said, redacted by one and signed off by another.

quoting
├── views      the list, the page of one comment, and what its buttons do
├── listing    the list by theme, with where each stands
└── redaction  the form in which a comment becomes a quote
"""

from survey.analyse.quoting.views import quoting

__all__ = ["quoting"]
