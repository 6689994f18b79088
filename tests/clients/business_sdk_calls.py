"""facebook-business 21.0.5, Meta's own SDK of exactly v21.0, through a session with another host.

It sends the token and its proof in every query, writes lists as JSON texts, and batches.
"""

import json
import warnings

warnings.simplefilter("ignore")

from facebook_business.adobjects.application import Application  # noqa: E402
from facebook_business.adobjects.business import Business  # noqa: E402
from facebook_business.adobjects.extendedcredit import ExtendedCredit  # noqa: E402
from facebook_business.adobjects.extendedcreditallocationconfig import (  # noqa: E402
    ExtendedCreditAllocationConfig,
)
from facebook_business.adobjects.whatsappbusinessaccount import (  # noqa: E402
    WhatsAppBusinessAccount,
)
from facebook_business.api import FacebookAdsApi  # noqa: E402
from facebook_business.exceptions import FacebookRequestError  # noqa: E402
from facebook_business.session import FacebookSession  # noqa: E402

VERSION = "v21.0"


class Story:
    """One provider's day, call after call."""

    def __init__(self, platform, env, report):
        self.platform = platform
        self.env = env
        self.report = report
        self.system = self.api(env["SYSTEM_TOKEN"])
        self.client = self.api(env["BUSINESS_TOKEN"])
        self.app = self.api(f"{env['APP_ID']}|{env['APP_SECRET']}")
        self.business = Business(env["BUSINESS_ID"], api=self.system)
        self.waba = WhatsAppBusinessAccount(env["WABA_ID"], api=self.client)

    def api(self, token, secret=None):
        class Local(FacebookSession):
            GRAPH = self.platform.url

        secret = self.env["APP_SECRET"] if secret is None else secret
        return FacebookAdsApi(Local(self.env["APP_ID"], secret, token), VERSION)

    def check(self, name, ask):
        return self.report.check(f"business sdk: {name}", ask)

    def refused(self, name, code, ask):
        def told():
            try:
                return ask()
            except FacebookRequestError as refusal:
                refusal.code = refusal.api_error_code()
                raise

        self.report.refused(f"business sdk: {name}", told, FacebookRequestError, code)

    def call(self, api, method, *path, **params):
        return api.call(method, path, params=params).json()

    def tokens(self):
        env = self.env
        app = {"client_id": env["APP_ID"], "client_secret": env["APP_SECRET"]}
        given = self.check(
            "a code is exchanged for a token",
            lambda: self.call(
                self.api("", ""), "GET", "oauth", "access_token", code=env["AUTH_CODE"], **app
            ),
        )
        known = self.check(
            "debug_token",
            lambda: self.call(self.app, "GET", "debug_token", input_token=given["access_token"]),
        )
        self.check(
            "  names the account",
            lambda: any(env["WABA_ID"] in one["target_ids"] for one in known["data"]["granular_scopes"]),
        )
        self.refused(
            "a token that is none", 190, lambda: self.at(self.api("BAD")).api_get(fields=["id"])
        )
        self.refused(
            "a proof with another secret",
            100,
            lambda: self.at(self.api(env["BUSINESS_TOKEN"], "another")).api_get(fields=["id"]),
        )

    def at(self, api):
        return WhatsAppBusinessAccount(self.env["WABA_ID"], api=api)

    def accounts(self):
        env = self.env
        self.check(
            "the clients' accounts, a page for each",
            lambda: env["WABA_ID"]
            in [
                one["id"]
                for one in self.business.get_client_whats_app_business_accounts(
                    params={"limit": 1}, fields=["id", "name"]
                )
            ],
        )
        every = [name for name in WhatsAppBusinessAccount._field_types if name != "analytics"]
        self.check(
            "the account with every field the SDK knows",
            lambda: self.waba.api_get(fields=every)["id"] == env["WABA_ID"],
        )
        self.check("the app is subscribed", lambda: self.waba.create_subscribed_app() is not None)
        self.check(
            "  and listed",
            lambda: [
                one["whatsapp_business_api_data"]["id"] for one in self.waba.get_subscribed_apps()
            ]
            == [env["APP_ID"]],
        )
        self.check("the system user is assigned", self.assigned)
        self.check("both in one batch", self.batched)

    def assigned(self):
        env, waba = self.env, self.at(self.system)
        waba.create_assigned_user(params={"user": int(env["SYSTEM_USER_ID"]), "tasks": ["MANAGE"]})
        rows = waba.get_assigned_users(params={"business": env["BUSINESS_ID"]})
        return [row["tasks"] for row in rows if row["id"] == env["SYSTEM_USER_ID"]] == [["MANAGE"]]

    def batched(self):
        seen, batch = [], self.system.new_batch()
        keep = {"success": lambda told: seen.append(told.json()["id"]), "failure": seen.append}
        self.business.api_get(fields=["id"], batch=batch, **keep)
        self.at(self.system).api_get(fields=["id"], batch=batch, **keep)
        batch.execute()
        return seen == [self.env["BUSINESS_ID"], self.env["WABA_ID"]]

    def credit(self):
        env = self.env
        line = ExtendedCredit(env["CREDIT_LINE_ID"], api=self.system)
        shared = self.check(
            "the credit line is shared",
            lambda: line.create_whats_app_credit_sharing_and_attach(
                params={"waba_id": env["WABA_ID"], "waba_currency": "USD"}
            ),
        )
        self.allocation = ExtendedCreditAllocationConfig(
            shared["allocation_config_id"], api=self.system
        )
        self.check("  and is what the account is paid from", self.attached)

    def attached(self):
        shared = self.allocation.api_get(fields=["receiving_credential{id}"])
        funded = self.at(self.system).api_get(fields=["primary_funding_id"])
        return shared["receiving_credential"]["id"] == funded["primary_funding_id"]

    def end(self):
        self.check("the credit is taken back", lambda: self.allocation.api_delete() is not None)
        self.check(
            "  which the allocation says",
            lambda: self.allocation.api_get(fields=["request_status"])["request_status"]
            == "DELETED",
        )

    def templates(self):
        body = {"type": "BODY", "text": "We are open today."}
        made = self.check(
            "a template is made",
            lambda: self.waba.create_message_template(
                params={
                    "name": "open_today",
                    "language": "en_US",
                    "category": "UTILITY",
                    "components": [body],
                }
            ),
        )
        self.platform.advance("1h")
        self.check(
            "  and approved",
            lambda: [
                one["status"]
                for one in self.waba.get_message_templates(params={"limit": 1})
                if one["id"] == made["id"]
            ]
            == ["APPROVED"],
        )

    def messages(self):
        env, phone = self.env, self.env["PHONE_NUMBER_ID"]
        register = {"messaging_product": "whatsapp", "pin": env["PIN"]}
        self.check(
            "the number is registered",
            lambda: self.call(self.client, "POST", phone, "register", **register)["success"],
        )
        self.platform.advance("1m")
        template = {"name": "open_today", "language": {"code": "en_US"}}
        self.check(
            "a message of parameters that are JSON texts",
            lambda: self.call(
                self.client,
                "POST",
                phone,
                "messages",
                messaging_product="whatsapp",
                to="16315551999",
                type="template",
                template=json.dumps(template),
            )["messages"][0]["id"].startswith("wamid."),
        )
        self.platform.advance("5s")
        self.check(
            "  it is on the telephone",
            lambda: "We are open today." in str(self.platform.control("handsets/16315551999")),
        )
        self.refused(
            "a template that is not there",
            132001,
            lambda: self.call(
                self.client,
                "POST",
                phone,
                "messages",
                messaging_product="whatsapp",
                to="16315551999",
                type="template",
                template=json.dumps({**template, "name": "never_made"}),
            ),
        )

    def webhook(self):
        env = self.env
        hook = {
            "object": "whatsapp_business_account",
            "callback_url": env["WEBHOOK_URL"],
            "verify_token": env["VERIFY_TOKEN"],
            "fields": "messages,account_update",
        }
        self.check(
            "the app's callback, with the handshake",
            lambda: self.call(self.app, "POST", env["APP_ID"], "subscriptions", **hook)["success"],
        )
        self.check(
            "  is listed",
            lambda: [
                one["object"]
                for one in Application(env["APP_ID"], api=self.app).get_subscriptions()
            ]
            == ["whatsapp_business_account"],
        )


def run(platform, env, report):
    """The whole day."""
    story = Story(platform, env, report)
    for chapter in [
        story.tokens,
        story.accounts,
        story.credit,
        story.templates,
        story.messages,
        story.webhook,
        story.end,
    ]:
        chapter()
