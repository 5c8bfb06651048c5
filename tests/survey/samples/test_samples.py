from pathlib import Path

from survey.samples import sample_city


def test_every_file_of_the_sample_is_there_beside_what_says_which_values_are_fact() -> None:
    sample = sample_city()
    files = {value for name in sample.__slots__ if isinstance(value := getattr(sample, name), Path)}
    assert len(files) == 6
    assert {file.name for file in files} == {file.name for file in sample.plan.parent.glob("*.csv")}
    readme = (sample.plan.parent / "README.md").read_text("utf-8")
    assert all(f"`{file.name}`" in readme for file in files)
    assert "illustrative" in sample.plan.read_text("utf-8").splitlines()[0]
