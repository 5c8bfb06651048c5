"""What people may type into the pages of a small council's questionnaire, for hypothesis."""

from hypothesis import strategies as st

from survey.forms.text import lines, readable

PAGES = ("theme-1", "theme-2", "overall")
SCORES = ("1", "2", "3", "4", "5", "too-early", "not-close")
PERMISSIONS = ("team", "internal", "unattributed", "block")

# Anything that a browser can send: every code point but halves of surrogate pairs.
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
words = any_text.map(lambda text: readable(lines(text)))


def on(page: str) -> st.SearchStrategy[dict[str, str]]:
    """What is typed on `page`, finished or not: {field: value} without what was left alone."""
    given: dict[str, st.SearchStrategy[str]] = {f"{page}-comment": words}
    chosen: dict[str, st.SearchStrategy[str]] = {
        f"{page}-comment-permission": st.sampled_from(PERMISSIONS)
    }
    if page != "overall":
        chosen[f"{page}-progress"] = st.sampled_from(SCORES)
        chosen[f"{page}-maturity"] = st.sampled_from(SCORES)
    return st.fixed_dictionaries(given, optional=chosen)


typed = st.sampled_from(PAGES).flatmap(lambda page: st.tuples(st.just(page), on(page)))
