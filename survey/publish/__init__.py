"""The publisher's desk: one page from draft to published.

publish
├── views    the page, its buttons, the draft as it will look
├── quarters how far each quarter has come and what blocks its next step
├── decision the form of the monitoring officer's decision before an election
├── deciding its page
├── packs    the monthly insight packs: made by one, released by another
└── quotes   quotes to sign off, as readers will see them
"""

from survey.publish import deciding, packs, quotes, views
from survey.publish.blueprint import publish

__all__ = ["deciding", "packs", "publish", "quotes", "views"]
