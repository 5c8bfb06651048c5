"""An edition's frozen payload as the files that are published.

survey.documents.render.render(payload, published_at=…)
├── index.html     the page, on the shared shell
├── data.csv       every published figure, a row each
└── summary.json   the payload itself with its hash
"""
