"""The calls of the source page, sent as they stand there by a real `curl -g`.

Line breaks inside its addresses are typographic and taken out; the placeholders are filled in, and
the host is ours instead of graph.facebook.com.
"""

import json
import re
import subprocess

HOST = "https://graph.facebook.com"

OWNED = """https://graph.facebook.com/v21.0
/{business-id}/
owned_whatsapp_business_accounts?
access_token=system-user-access-token"""

OWNER = """https://graph.facebook.com/v21.0
/
{whatsapp-business-account-id}?fields=owner_business_info&
access_token={system-user-access-token}"""

ALLOCATIONS = """https://graph.facebook.com/v21.0
/{extended-credit-id}/
owning_credit_allocation_configs?
receiving_business_id={clients-business-id}&
fields=id,receiving_business&
access_token={system-user-access-token}"""

CREDIT = """https://graph.facebook.com/v21.0
/{business-id}/
extendedcredits?fields=id,legal_entity_name&
access_token={system-user-access-token}"""

NUMBERS = """https://graph.facebook.com/v21.0
/{{WABA-ID}}/phone_numbers?fields=display_phone_number,name_status,certificate,new_certificate,new_name_status"""


def curl(arguments):
    """Runs curl; the status, the headers and the JSON body of the answer."""
    command = ["curl", "-g", "-sS", "-i", "--max-time", "30", *arguments]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    text = answer.decode()
    head, body = text.split("\r\n\r\n", 1)
    first, *lines = head.splitlines()
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return int(first.split()[1]), headers, json.loads(body)


class Calls:
    """The page's calls against one platform."""

    def __init__(self, platform, env):
        self.platform = platform
        self.env = env

    def address(self, text):
        """The page's address with white space taken out and placeholders filled in."""
        env = self.env
        filled = re.sub(r"\s+", "", text).replace(HOST, self.platform.url)
        for placeholder, value in [
            ("{system-user-access-token}", env["SYSTEM_TOKEN"]),
            ("system-user-access-token", env["SYSTEM_TOKEN"]),
            ("{business-id}", env["BUSINESS_ID"]),
            ("{whatsapp-business-account-id}", env["WABA_ID"]),
            ("{extended-credit-id}", env["CREDIT_LINE_ID"]),
            ("{clients-business-id}", env["CLIENT_BUSINESS_ID"]),
            ("{{WABA-ID}}", env["WABA_ID"]),
        ]:
            filled = filled.replace(placeholder, value)
        assert "{" not in filled, filled
        return filled

    def get(self, text, *more):
        """What one of the page's calls answers, which must be 200 and JSON."""
        status, headers, body = curl(["-X", "GET", self.address(text), *more])
        assert status == 200, f"{status}: {body}"
        assert headers["content-type"].startswith("application/json"), headers
        return body


def run(platform, env, report):
    """Sends all of them."""
    calls = Calls(platform, env)
    report.check("curl: c03 owned accounts, the row as the page prints it", lambda: owned(calls))
    report.check("curl: c05 owner_business_info", lambda: owner(calls))
    report.check("curl: g04 the credit line", lambda: credit(calls))
    report.check("curl: g05 the allocation, after it was shared", lambda: allocations(calls))
    report.check("curl: c06 the numbers and their certificates", lambda: numbers(calls))
    report.check("curl: a token that is none is refused with 190", lambda: refused(calls))


def owned(calls):
    body = calls.get(OWNED)
    rows = body["data"]
    assert rows, body
    row = {"id", "name", "currency", "timezone_id", "message_template_namespace"}
    for found in rows:
        assert row <= found.keys(), found
        assert all(isinstance(found[key], str) for key in row), found
    assert calls.env["WABA_ID"] not in [found["id"] for found in rows], "the client's is not ours"
    assert set(body["paging"]["cursors"]) == {"before", "after"}, body
    return True


def owner(calls):
    body = calls.get(OWNER)
    info = body["owner_business_info"]
    assert info["id"] == calls.env["CLIENT_BUSINESS_ID"], body
    assert info["name"] and isinstance(info["name"], str), body
    return True


def credit(calls):
    rows = calls.get(CREDIT)["data"]
    assert [row["id"] for row in rows] == [calls.env["CREDIT_LINE_ID"]], rows
    return bool(rows[0]["legal_entity_name"])


def allocations(calls):
    env = calls.env
    share = f"{calls.platform.url}/v21.0/{env['CREDIT_LINE_ID']}/whatsapp_credit_sharing_and_attach"
    token = f"Authorization: Bearer {env['SYSTEM_TOKEN']}"
    currency = env.get("CURRENCY", "USD")
    form = ["-d", f"waba_id={env['WABA_ID']}", "-d", f"waba_currency={currency}"]
    status, _, shared = curl(["-X", "POST", "-H", token, *form, share])
    assert status == 200, f"{status}: {shared}"
    rows = calls.get(ALLOCATIONS)["data"]
    assert [row["id"] for row in rows] == [shared["allocation_config_id"]], (rows, shared)
    receiver = rows[0]["receiving_business"]
    assert receiver["id"] == env["CLIENT_BUSINESS_ID"] and receiver["name"], rows
    return True


def numbers(calls):
    token = f"Authorization: Bearer {calls.env['SYSTEM_TOKEN']}"
    rows = calls.get(NUMBERS, "-H", token)["data"]
    found = [row for row in rows if row["id"] == calls.env["PHONE_NUMBER_ID"]]
    assert len(found) == 1, rows
    assert found[0]["display_phone_number"].startswith("+"), found
    assert found[0]["name_status"] == "AVAILABLE_WITHOUT_REVIEW", found
    assert found[0]["certificate"], found
    return True


def refused(calls):
    address = calls.address(OWNED).replace(calls.env["SYSTEM_TOKEN"], "EAAnone")
    status, headers, body = curl(["-X", "GET", address])
    assert status in (400, 401), status
    assert body["error"]["code"] == 190, body
    assert body["error"]["type"] == "OAuthException", body
    return "www-authenticate" in headers
