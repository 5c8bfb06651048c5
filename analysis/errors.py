"""What goes wrong with what comes in from outside."""


class AnswersError(ValueError):
    """Answers, a roster or groups that contradict their contract; its text is for the user."""
