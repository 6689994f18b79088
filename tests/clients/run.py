#!/usr/bin/env python3
"""Clients that nobody of this project wrote, against a platform started for them.

`VESTIBULE` names the binary; `cargo xtask test clients` sets it and installs requirements.txt.
Each call prints PASS or FAIL; any FAIL makes the exit code 1. `TRACE=1` shows where it came from.
"""

import sys

import curl_lines
import pywa_calls
from platform_process import Platform
from report import Report


def main():
    report = Report()
    with Platform() as platform:
        env = platform.env()
        curl_lines.run(platform, env, report)
        pywa_calls.run(platform, platform.env(), report)
    report.check("the platform stops when interrupted", lambda: platform.exit_code == 0)
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
