"""What a client has no call for but needs to have been done: our own calls, made before anybody
counts whose they are."""

import urllib.parse
import urllib.request


def post(platform, token, path, **said):
    """Calls the Graph API; what is refused ends the run."""
    data = urllib.parse.urlencode(said).encode()
    headers = {"authorization": f"Bearer {token}"}
    request = urllib.request.Request(f"{platform.url}/v21.0/{path}", data, headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def paid(platform, env):
    """The provider shares its credit line with the client's account."""
    share = {"waba_id": env["WABA_ID"], "waba_currency": "USD"}
    path = f"{env['CREDIT_LINE_ID']}/whatsapp_credit_sharing_and_attach"
    post(platform, env["SYSTEM_TOKEN"], path, **share)


def told(platform, env):
    """The provider's app says what it wants to hear, at an address of the platform's own."""
    callback = {"callback_url": f"{platform.url}/_control/callback", "verify_token": "vestibule"}
    wanted = {"object": "whatsapp_business_account", "fields": "messages", **callback}
    token = f"{env['APP_ID']}|{env['APP_SECRET']}"
    post(platform, token, f"{env['APP_ID']}/subscriptions", **wanted)


BEFORE = {"kapso": paid, "pywa_calls": paid, "great_detail": told}


def prepare(platform, client):
    """Does what this client needs."""
    if client in BEFORE:
        BEFORE[client](platform, platform.env())
