"""A platform of its own: started on free ports in a folder that goes away with it."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
READY_S = 60
STOP_S = 20


def binary():
    """The program under test."""
    return os.environ.get("VESTIBULE", str(ROOT / "target" / "debug" / "vestibule"))


class Platform:
    """`vestibule platform`, running."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="vestibule-clients-")
        command = [binary(), "platform", "--port", "0", "--smtp-port", "0"]
        command += ["--data-dir", self.folder.name, "--log", "warn"]
        # Where its answers are kept: for the test command, or until it ends.
        self.answers = os.environ.get("VESTIBULE_ANSWERS") or self.folder.name
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, "VESTIBULE_ANSWERS": self.answers},
        )
        killer = threading.Timer(READY_S, self.process.kill)
        killer.start()
        line = self.process.stdout.readline()
        killer.cancel()
        if not line:
            self.__exit__()
            raise SystemExit("vestibule platform did not become ready")
        self.url = json.loads(line)["http"]
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()
        self.exit_code = code

    def env(self):
        """Ids and fresh tokens of the example client, as `vestibule world env` prints them."""
        command = [binary(), "world", "env", "--code", "--platform", self.url]
        lines = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=60
        ).stdout.splitlines()
        return dict(line.split("=", 1) for line in lines)

    def control(self, path, body=None):
        """Asks the control API: GET without a body, POST with one."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json"}
        request = urllib.request.Request(f"{self.url}/_control/{path}", data, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            raise RuntimeError(f"{path}: {refusal.code} {refusal.read().decode()}") from None

    def advance(self, span):
        """Turns the clock forward; what becomes due has happened when this returns."""
        self.control("clock", {"advance": span})
