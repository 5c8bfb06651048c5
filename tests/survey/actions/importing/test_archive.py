"""Files made to do harm: each is refused, soon and without much memory."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from survey.errors import ImportFileError
from tests.survey.actions.importing.workbooks import (
    MAIN,
    ODS_TYPE,
    cells,
    ods,
    packed,
    rows_of,
    words,
    xlsx,
)

MOST_SECONDS, MOST_MEGABYTES = 5, 100
HEAD = f'<worksheet xmlns="{MAIN}"><sheetData>'
MANY_CELLS = ods(
    '<table:table-row table:number-rows-repeated="1048576">'
    + words("x", 'table:number-columns-repeated="16384"')
    + "</table:table-row>"
)
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + cells(
    '<row><c t="str"><v>&e;</v></c></row>'
)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    + cells('<row><c t="str"><v>&c;</v></c></row>')
)
# Reads each file of a folder, and tells how long the longest took and how much memory all took.
READ_ALL = """
import json, resource, sys, time
from pathlib import Path
from survey.actions.importing.source import Source
from survey.errors import ImportFileError

def used():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

before, told = used(), {}
for file in Path(sys.argv[1]).iterdir():
    begun = time.process_time()
    try:
        said = f"{len(Source.read(file).rows)} rows"
    except ImportFileError as error:
        said = str(error)
    told[file.name] = [said, time.process_time() - begun]
print(json.dumps({"told": told, "megabytes": used() - before}))
"""


def bombs() -> dict[str, bytes]:
    """Names by which the files pass for tables, and their content."""
    return {
        "every-cell.ods": MANY_CELLS,
        "far-corner.xlsx": xlsx(
            cells(
                '<row r="1"><c r="A1" t="str"><v>a</v></c></row>'
                '<row r="1048576"><c r="XFD1048576" t="str"><v>z</v></c></row>'
            )
        ),
        "blanks.xlsx": xlsx(HEAD + " " * 200_000_000),
        "rows.xlsx": xlsx(HEAD + "<row/>" * 4_000_000),
        "no-end-of-a-name.xlsx": xlsx("0" * 50_000_000),
        "attributes.xlsx": xlsx(HEAD + "<a " + " ".join(f"a{n}=''" for n in range(400_000))),
        "depth.xlsx": xlsx(HEAD + "<a>" * 900_000),
        "text.xlsx": xlsx(cells(f'<row><c t="str"><v>{"x" * 40_000_000}</v></c></row>')),
        "entity.xlsx": xlsx(XXE),
        "laughs.xlsx": xlsx(LAUGHS),
        "program.xlsx": b"MZ\x90\x00\x03\x00\x00\x00\xff\xff" + bytes(range(256)) * 1000,
        "program.csv": Path(sys.executable).read_bytes()[:2_000_000],
        "ten-million-rows.csv": b"ab,cd\n" * 10_000_000,
        "rows.csv": b"a,b\n" * 1_000_000,
        "blank-rows.csv": b"\n" * 5_000_000,
        "commas.csv": b"," * 5_000_000,
        "quotation.csv": b'a\n"' + b"x" * 5_000_000,
    }


def test_each_is_refused_within_5_seconds_and_100_megabytes(tmp_path: Path) -> None:
    files = bombs()
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    del files
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(tmp_path)], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert len(found["told"]) == len(list(tmp_path.iterdir()))
    for name, (said, seconds) in found["told"].items():
        assert said.startswith(name), (name, said)
        assert said.endswith("Nothing was imported.")
        assert seconds < MOST_SECONDS, (name, seconds)
    assert found["megabytes"] < MOST_MEGABYTES


@pytest.mark.parametrize("sheet", [XXE, LAUGHS])
def test_an_entity_is_never_read(sheet: str) -> None:
    with pytest.raises(ImportFileError, match="the file declares a document type"):
        rows_of(xlsx(sheet))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (packed(**{"[Content_Types].xml": "", "word__document.xml": ""}), "no table that can be"),
        (xlsx(cells(""))[:400], "damaged or protected"),
        (xlsx("<worksheet><sheetData></worksheet>"), "damaged or protected"),
        (b"PK\x05\x06", "damaged or protected"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "of an old kind or has a password"),
        (packed(mimetype=ODS_TYPE, **{f"part-{n}": "" for n in range(2001)}), "more parts than"),
    ],
)
def test_what_is_no_sound_workbook_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        rows_of(content)


def test_a_size_that_the_file_gives_for_itself_is_not_trusted() -> None:
    sheet = cells('<row><c t="str"><v>a</v></c></row>').encode()
    content = xlsx(sheet)
    told, small = len(sheet).to_bytes(4, "little"), (9).to_bytes(4, "little")
    assert told in content
    with pytest.raises(ImportFileError, match="damaged"):
        rows_of(content.replace(told, small))


def test_a_part_packed_in_another_way_is_refused() -> None:
    content, rare = ZipFile(BytesIO(ods(words("a")))), BytesIO()
    with ZipFile(rare, "w", ZIP_BZIP2) as archive:
        for name in content.namelist():
            usual = {"compress_type": ZIP_DEFLATED} if name == "mimetype" else {}
            archive.writestr(name, content.read(name), **usual)
    with pytest.raises(ImportFileError, match="damaged"):
        rows_of(rare.getvalue())
