#!/usr/bin/env python3
"""Clients that nobody of this project wrote, each against a platform started for it alone.

`VESTIBULE` names the binary, `RUST_CLIENT` the one of rust/; `cargo xtask test clients` builds
both and installs requirements.txt and node/package-lock.json. Names of clients as arguments run
only these. Each call prints PASS or FAIL; any FAIL makes the exit code 1. `TRACE=1` shows where it
came from.
"""

import importlib
import os
import pathlib
import subprocess
import sys

from operations_seen import Watch
from platform_process import Platform
from preparations import prepare
from report import Report

HERE = pathlib.Path(__file__).resolve().parent

# Those in Python are modules here; the others are programs that count for themselves.
MODULES = ["curl_lines", "pywa_calls", "business_sdk_calls"]
PROGRAMS = {
    "kapso": ["node", str(HERE / "node" / "kapso.mjs")],
    "great_detail": ["node", str(HERE / "node" / "great_detail.mjs")],
    "rust": [os.environ.get("RUST_CLIENT", "rust-client")],
}
PROGRAM_S = 120


def told(platform):
    """The environment of a program: where the platform is, and what is there."""
    env = platform.env()
    return {**os.environ, **env, "API_BASE_URL_FOR_TESTING": env["BASE_URL"]}


def ran(name, platform):
    """Runs a program to its end and prints what it says."""
    done = subprocess.run(
        PROGRAMS[name], env=told(platform), capture_output=True, text=True, timeout=PROGRAM_S
    )
    print(done.stdout, end="")
    if done.returncode != 0:
        print(done.stderr, end="")
    return done.returncode == 0


def main(wanted):
    report = Report()
    for name in wanted or [*MODULES, *PROGRAMS]:
        print(f"\n{name}")
        with Platform() as platform:
            prepare(platform, name)
            watch = Watch(platform)
            if name in MODULES:
                importlib.import_module(name).run(platform, platform.env(), report)
            else:
                report.check(f"{name}: all of its calls", lambda: ran(name, platform))
            watch.keep(name)
        stopped = platform.exit_code == 0
        report.check(f"{name}: the platform stops when interrupted", lambda: stopped)
    return report.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
