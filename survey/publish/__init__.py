"""The publisher's desk: one page from draft to published.

publish
├── views    the page, its buttons, the draft as it will look
├── quarters how far each quarter has come and what blocks its next step
├── decision the form of the monitoring officer's decision before an election
├── deciding its page
└── quotes   quotes to sign off, as readers will see them
"""

from survey.publish import deciding, quotes, views
from survey.publish.blueprint import publish

__all__ = ["deciding", "publish", "quotes", "views"]
