"""The payload as a file, with its hash beside it for whoever wants to check it."""

import hashlib
from typing import Any

from survey.actions.freezing import canonical

# What a reader types to see that the published text has the published hash.
CHECK = (
    "python3 -c \"import hashlib, json; found = json.load(open('summary.json', encoding='utf-8')); "
    "text = json.dumps(found['payload'], ensure_ascii=False, sort_keys=True, "
    "separators=(',', ':')); "
    "print(hashlib.sha256(text.encode()).hexdigest() == found['sha256'])\""
)


def sha256(payload: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(payload).encode()).hexdigest()


def summary_json(payload: dict[str, Any]) -> str:
    """`{"payload":…,"sha256":…}`: the hash is outside what it is the hash of."""
    return f'{{"payload":{canonical(payload)},"sha256":"{sha256(payload)}"}}\n'
