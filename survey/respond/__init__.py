"""What a stakeholder meets: the personal link, the themes, the check, the receipt.

guard        who is answering, and whether they still may
├── taking       /take/<token>: shows a page, and begins when its button is pressed
├── answering    /respond/ and a page for each theme
└── submitting   check, submit, receipt, change
"""

from survey.respond import answering, submitting, taking
from survey.respond.guard import respond

__all__ = ["answering", "respond", "submitting", "taking"]
