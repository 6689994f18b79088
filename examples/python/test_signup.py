"""A test-suite in Python against a platform of its own.

    vestibule platform --exec pytest -q examples/python

The ids and tokens of an example client are in the environment; nothing but pytest is needed.
"""

import json
import os
import urllib.error
import urllib.parse
import urllib.request

import pytest

BASE = os.environ.get("BASE_URL")
pytestmark = pytest.mark.skipif(not BASE, reason="run by `vestibule platform --exec pytest`")


def call(method, path, token=None, body=None, base=BASE):
    """One call; its status and JSON."""
    request = urllib.request.Request(f"{base}{path}", method=method)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


@pytest.fixture
def world():
    """A world of this test alone: an exact copy of the one outside, thrown away afterwards."""
    _, made = call("POST", "/_control/worlds/main/fork", body={})
    yield made["api"]
    call("DELETE", f"/_control/worlds/{made['name']}")


def test_a_message_is_accepted():
    status, told = call(
        "POST",
        f"/v21.0/{os.environ['PHONE_NUMBER_ID']}/messages",
        os.environ["SYSTEM_TOKEN"],
        {
            "messaging_product": "whatsapp",
            "to": os.environ["TO"],
            "type": "text",
            "text": {"body": "We are open until noon."},
        },
    )
    assert status == 200, told
    assert told["messages"][0]["id"].startswith("wamid.")


def test_a_trial_ends_on_its_thirtieth_day(world):
    path = f"/v21.0/{os.environ['PHONE_NUMBER_ID']}?fields=status"
    token = os.environ["SYSTEM_TOKEN"]
    assert call("GET", path, token, base=world)[1]["status"] == "CONNECTED"
    call("POST", "/_control/clock", body={"advance": "31d"}, base=world)
    assert call("GET", path, token, base=world)[1]["status"] != "CONNECTED"
    # Nobody else has seen that.
    assert call("GET", path, token)[1]["status"] == "CONNECTED"


def test_a_token_that_nobody_has_is_refused():
    status, told = call("GET", f"/v21.0/{os.environ['WABA_ID']}", "EAAnobody")
    assert (status, told["error"]["code"]) == (400, 190) or status == 401, told
