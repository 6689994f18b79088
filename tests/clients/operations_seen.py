"""Which operations a client calls: each is watched by a fault that never strikes but counts.

Where `VESTIBULE_EVIDENCE` names a folder, they are written there for docs/confidence.md.
"""

import os
import pathlib

# The 4,000,000,000th call would be late by a millisecond.
NEVER = {"kind": {"latency": {"ms": 1}}, "when": {"every": 4_000_000_000}}

# Programs of others, and how the page calls them. The curl lines are our own.
CLIENTS = {
    "business_sdk_calls": "facebook-business",
    "pywa_calls": "pywa",
    "kapso": "kapso",
    "great_detail": "great-detail",
    "rust": "whatsapp-business-rs",
}


def watch(platform):
    """From now on calls are counted."""
    for operation in platform.control("faults/operations")["data"]:
        platform.control("faults", {**NEVER, "matching": {"operation": operation["name"]}})


def keep(platform, client):
    """Writes down what was called since."""
    folder = os.environ.get("VESTIBULE_EVIDENCE")
    if not folder or client not in CLIENTS:
        return
    faults = platform.control("faults")["data"]
    names = {fault["matching"]["operation"] for fault in faults if fault["seen"]}
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{name}\n" for name in sorted(names))
    (pathlib.Path(folder) / f"{CLIENTS[client]}.tsv").write_text(lines)
