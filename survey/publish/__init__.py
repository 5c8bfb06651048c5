"""The publisher's desk: one page from draft to published.

publish
├── views    the page, its buttons, the draft as it will look
└── quarters how far each quarter has come and what blocks its next step
"""

from survey.publish.views import publish

__all__ = ["publish"]
