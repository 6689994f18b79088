"""PASS and FAIL lines, and how many there were."""

import os
import traceback


class Report:
    """Counts what passed and what did not."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, name, ask):
        """Runs `ask` and returns its answer; false, None and exceptions are failures."""
        try:
            answer = ask()
            if answer is None or answer is False:
                raise AssertionError(f"the answer is {answer!r}")
        except Exception as failure:  # whatever a foreign client raises
            lines = str(failure).strip().splitlines() or [""]
            self._count(False, name, f"{type(failure).__name__}: {lines[0][:300]}")
            if os.environ.get("TRACE"):
                traceback.print_exc()
            return None
        self._count(True, name)
        return answer

    def refused(self, name, ask, kind, code):
        """Runs `ask`, which must raise `kind` with this `code`."""
        try:
            answer = ask()
        except kind as refusal:
            found = int(getattr(refusal, "code", getattr(refusal, "error_code", 0)))
            self._count(found == code, name, f"code {found}: {refusal}")
        except Exception as failure:  # whatever a foreign client raises
            self._count(False, name, f"{type(failure).__name__}: {failure}")
        else:
            self._count(False, name, f"nothing was refused: {answer!r}")

    def end(self):
        """Prints the sum; the exit code."""
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0

    def _count(self, good, name, why=""):
        if good:
            self.passed += 1
            print(f"PASS {name}")
        else:
            self.failed += 1
            print(f"FAIL {name}: {why}")
