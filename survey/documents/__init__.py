"""An edition's frozen payload as the files that are published.

render(payload, published_at=…)
├── index.html     the page, on the shared shell
├── data.csv       every published figure, a row each
└── summary.json   the payload itself with its hash
"""

from datetime import datetime
from typing import Any

from survey.documents.files import RenderedFile

__all__ = ["RenderedFile", "render"]


def render(payload: dict[str, Any], *, published_at: datetime | None) -> dict[str, RenderedFile]:
    """The published files by name, made from nothing but `payload` and `published_at`.

    Needs an application context, whose templates and fingerprinted assets the page uses. Without
    `published_at` the page says that it is a draft. The same input gives the same bytes.
    """
    # Drawing takes Altair and 200 MB of memory: only the worker and the commands may pay for it.
    from survey.documents.data_csv import data_csv
    from survey.documents.index import index_html
    from survey.documents.summary_json import sha256, summary_json

    return {
        "index.html": RenderedFile(
            "text/html; charset=utf-8",
            index_html(payload, sha256=sha256(payload), published_at=published_at).encode(),
        ),
        "data.csv": RenderedFile("text/csv; charset=utf-8", data_csv(payload).encode()),
        "summary.json": RenderedFile("application/json", summary_json(payload).encode()),
    }
