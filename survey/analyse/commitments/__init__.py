"""'You said, we did': what was promised in answer to what people said, and what came of it.

commitments
├── overview  the list, the overdue first, and the same as a file
├── making    a new one, filled in from a code
├── one       a commitment's page: how far it has come, who is counted, its history
├── changing  correcting what is said of it
├── form      what is typed, and what is wrong with it
├── choices   what the forms offer
└── words     its states in words
"""

from survey.analyse.commitments import changing, making, one, overview

__all__ = ["changing", "making", "one", "overview"]
