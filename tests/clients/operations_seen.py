"""Which operations a client calls and is answered: each is watched by a fault that never strikes
but counts, and the platform keeps its answers in a file.

Where `VESTIBULE_EVIDENCE` names a folder, they are written there for docs/confidence.md.
"""

import json
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

# Its answer is not kept, only those of its parts.
UNKEPT = {"batch.post"}


def answers(platform):
    """The answers that the platform has kept so far, one line of JSON each."""
    files = pathlib.Path(platform.answers).glob(f"*-{platform.process.pid}.jsonl")
    return [line for file in files for line in file.read_text().splitlines()]


class Watch:
    """From now on calls are counted."""

    def __init__(self, platform):
        self.platform = platform
        self.before = len(answers(platform))
        for operation in platform.control("faults/operations")["data"]:
            platform.control("faults", {**NEVER, "matching": {"operation": operation["name"]}})

    def succeeded(self):
        """What was called since, and was not only refused."""
        faults = self.platform.control("faults")["data"]
        called = {fault["matching"]["operation"] for fault in faults if fault["seen"]}
        kept = [json.loads(line) for line in answers(self.platform)[self.before :]]
        good = {answer["operation"] for answer in kept if 200 <= answer["status"] < 300}
        return called & (good | UNKEPT)

    def keep(self, client):
        """Writes down what was called since."""
        folder = os.environ.get("VESTIBULE_EVIDENCE")
        if not folder or client not in CLIENTS:
            return
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{name}\n" for name in sorted(self.succeeded()))
        (pathlib.Path(folder) / f"{CLIENTS[client]}.tsv").write_text(lines)
