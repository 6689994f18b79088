"""pywa 4.5.0, unmodified, through the transport that its `session=` argument is documented for.

What the platform deliberately does not serve (flows, commerce, media, QR codes, payload encryption)
is not called.
"""

import warnings

import httpx

warnings.simplefilter("ignore")

from pywa import WhatsApp, errors  # noqa: E402  the warnings are pywa's own
from pywa.types import templates  # noqa: E402

VERIFY_TOKEN = "vestibule"

# Under which version the calls are made; this pywa asks for fields that came later as well.
VERSION = "21.0"


class Local(httpx.HTTPTransport):
    """Sends what is meant for graph.facebook.com to the platform."""

    def __init__(self, url):
        super().__init__()
        self.to = httpx.URL(url)

    def handle_request(self, request):
        to = self.to
        request.url = request.url.copy_with(scheme=to.scheme, host=to.host, port=to.port)
        request.headers["host"] = to.netloc.decode()
        return super().handle_request(request)


class Story:
    """One integrator's day, call after call."""

    def __init__(self, platform, env, report):
        self.platform = platform
        self.env = env
        self.report = report
        self.business = self.client(env["BUSINESS_TOKEN"])
        self.system = self.client(env["SYSTEM_TOKEN"])

    def client(self, token):
        env = self.env
        return WhatsApp(
            phone_id=env["PHONE_NUMBER_ID"],
            token=token,
            session=httpx.Client(transport=Local(self.platform.url), timeout=20),
            api_version=VERSION,
            app_id=int(env["APP_ID"]),
            app_secret=env["APP_SECRET"],
            waba_id=env["WABA_ID"],
        )

    def check(self, name, ask):
        return self.report.check(f"pywa: {name}", ask)

    def refused(self, name, code, ask):
        self.report.refused(f"pywa: {name}", ask, errors.WhatsAppError, code)

    def tokens(self):
        env, w = self.env, self.business
        self.check(
            "the app's token",
            lambda: w.get_app_access_token(app_id=int(env["APP_ID"]), app_secret=env["APP_SECRET"]),
        )
        exchange = {"client_id": env["APP_ID"], "client_secret": env["APP_SECRET"]}
        given = self.check(
            "a code is exchanged for a token",
            lambda: w.api.get_business_access_token(code=env["AUTH_CODE"], **exchange),
        )
        if given:
            mine = self.client(given["access_token"])
            self.check("that token reads the account", lambda: self.is_ours(mine))
        self.refused(
            "a code works once",
            100,
            lambda: w.api.get_business_access_token(code=env["AUTH_CODE"], **exchange),
        )
        self.refused(
            "a token that is none", 190, lambda: self.client("BAD").get_business_phone_number()
        )

    def is_ours(self, client):
        return client.get_business_account().id == self.env["WABA_ID"]

    def accounts(self):
        env = self.env
        shared = self.check(
            "accounts shared with the provider",
            lambda: list(
                self.system.get_shared_business_accounts(business_portfolio_id=env["BUSINESS_ID"])
            ),
        )
        self.check("  the client's is among them", lambda: env["WABA_ID"] in [a.id for a in shared])
        owned = self.check(
            "accounts the client owns",
            lambda: list(
                self.business.get_owned_business_accounts(
                    business_portfolio_id=env["CLIENT_BUSINESS_ID"]
                )
            ),
        )
        self.check("  the same one", lambda: [a.id for a in owned] == [env["WABA_ID"]])
        account = self.check("the account", self.business.get_business_account)
        self.check(
            "  id, name, time zone, namespace",
            lambda: account.id == env["WABA_ID"]
            and bool(account.name and account.timezone_id and account.message_template_namespace),
        )
        self.check(
            "  verification in an enum that pywa knows",
            lambda: account.business_verification_status.name != "UNKNOWN",
        )

    def callbacks(self):
        env, w = self.env, self.business
        url = f"{self.platform.url}/_control/callback"
        self.check(
            "the app's callback, with the handshake",
            lambda: bool(
                w.set_app_callback_url(
                    app_id=int(env["APP_ID"]),
                    app_access_token=f"{env['APP_ID']}|{env['APP_SECRET']}",
                    callback_url=url,
                    verify_token=VERIFY_TOKEN,
                    fields=["messages", "account_update"],
                )
            ),
        )
        self.check(
            "the app is subscribed",
            lambda: bool(w.delete_waba_callback_url()),
        )
        self.check(
            "the account's own callback",
            lambda: bool(w.override_waba_callback_url(callback_url=url, verify_token=VERIFY_TOKEN)),
        )
        self.check("  it is listed", lambda: self.subscribed(url))
        self.check("  and taken back", lambda: bool(w.delete_waba_callback_url()))
        self.check("  the app stays subscribed", lambda: self.subscribed(None))

    def subscribed(self, override):
        rows = self.business.api.get_waba_subscribed_apps(waba_id=self.env["WABA_ID"])["data"]
        ours = [r for r in rows if r["whatsapp_business_api_data"]["id"] == self.env["APP_ID"]]
        return [row.get("override_callback_uri") for row in ours] == [override]

    def number(self):
        env, w = self.env, self.business
        numbers = self.check("the numbers", lambda: list(w.get_business_phone_numbers()))
        self.check("  ours", lambda: env["PHONE_NUMBER_ID"] in [n.id for n in numbers])
        number = self.check("one number with all its fields", w.get_business_phone_number)
        self.check(
            "  verified, with certificate for the provider",
            lambda: number.code_verification_status == "VERIFIED"
            and self.system.get_business_phone_number().certificate is not None,
        )
        self.refused(
            "a PIN of five digits",
            100,
            lambda: w.api.register_phone_number(
                phone_id=env["PHONE_NUMBER_ID"], pin="12345", data_localization_region=None
            ),
        )
        self.check("e01 the number is registered", lambda: bool(w.register_phone_number(pin="123456")))
        self.platform.advance("1m")
        self.check("  and live a minute later", self.connected)

    def connected(self):
        path = f"/v21.0/{self.env['PHONE_NUMBER_ID']}?fields=status,platform_type"
        token = {"authorization": f"Bearer {self.env['SYSTEM_TOKEN']}"}
        said = httpx.get(f"{self.platform.url}{path}", headers=token, timeout=20).json()
        return (said["status"], said["platform_type"]) == ("CONNECTED", "CLOUD_API")

    def profile(self):
        w = self.business
        self.check("the profile", lambda: w.get_business_profile().industry.name != "UNKNOWN")
        self.check(
            "the profile is changed",
            lambda: bool(w.update_business_profile(about="Bread.", websites=["https://a.example"])),
        )
        self.check("  and read back", lambda: w.get_business_profile().about == "Bread.")

    def texts(self):
        env, w = self.env, self.business
        customer = env.get("TO", "16315551000")
        written = self.check(
            "the customer writes",
            lambda: self.platform.control(
                f"customers/{customer}/messages",
                {"to_phone_number_id": env["PHONE_NUMBER_ID"], "name": "Kim", "text": "Open today?"},
            ),
        )
        sent = self.check("f01 a text inside the window", lambda: w.send_message(customer, "Yes."))
        self.check("  has a wamid", lambda: sent.id.startswith("wamid."))
        self.check(
            "the customer's message is marked as read",
            lambda: bool(w.mark_message_as_read(written["message_id"])),
        )
        self.check("  the text is on the telephone", lambda: self.arrived(customer, "Yes."))

    def arrived(self, customer, text):
        self.platform.advance("5s")
        return text in str(self.platform.control(f"handsets/{customer}"))

    def templates(self):
        w = self.business
        made = self.check("a template is created", lambda: w.create_template(self.greeting()))
        self.check("  with id and category", lambda: bool(made.id) and made.category is not None)
        self.platform.advance("1h")
        listed = self.check("the templates", lambda: list(w.get_templates()))
        self.check(
            "  all with id, name, status, category, language",
            lambda: all(t.id and t.name and t.status and t.category and t.language for t in listed),
        )
        self.check(
            "  ours approved after its review",
            lambda: [t.status.name for t in listed if t.name == "open_today"] == ["APPROVED"],
        )
        english = templates.TemplateLanguage.ENGLISH_US
        stranger = "16315551999"
        self.check(
            "a template opens a conversation",
            lambda: w.send_template(stranger, "open_today", english, []).id.startswith("wamid."),
        )
        self.check("  it is on the telephone", lambda: self.arrived(stranger, "We are open today."))
        self.check("the template is deleted", lambda: bool(w.delete_template("open_today")))

    def greeting(self):
        return templates.Template(
            name="open_today",
            language=templates.TemplateLanguage.ENGLISH_US,
            category=templates.TemplateCategory.UTILITY,
            components=[templates.BodyText("We are open today.")],
        )

    def end(self):
        self.check("the number is deregistered", lambda: bool(self.business.deregister_phone_number()))


def run(platform, env, report):
    """The whole day."""
    story = Story(platform, env, report)
    for chapter in [
        story.tokens,
        story.accounts,
        story.callbacks,
        story.number,
        story.profile,
        story.texts,
        story.templates,
        story.end,
    ]:
        chapter()
