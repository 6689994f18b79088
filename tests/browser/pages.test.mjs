// What the pop-up refuses and how one goes on, and the pages of the managers and the desk that the
// rules name: one house, whose people meet each other and whose clock is turned.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { devices } from "playwright-core";

import { launch, leave, until, up } from "./lib.mjs";
import { Album, arrive, BAKERY, hears, openPopup, pressLast, profile, shows } from "./people.mjs";
import { main, press, signIn, visit, walk } from "./people.mjs";

const limits = { timeout: 420_000 };
const PAPER = {
  name: "register-extract.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n% Lindenhof Bakery GmbH, Linden 1, Hof\n%%EOF\n"),
};
const EMPLOYEE = { name: "Emil Ott", email: "emil@lindenhof.example" };
const ON_MESSENGER = "151 990002"; // The last six digits say what answers there.
const BEHIND_A_MENU = "151 990001";

const album = new Album();
album.count = 70;
const faults = [];
let house, guide, browser, owner, provider, desk;
let start; // The owner's tab with the provider's page, and what it heard.
let ids; // What the first session message named.

/** A browser of somebody's, whose faults are looked at in the end. */
async function browserOf(options) {
  const somebody = await profile(browser, options);
  faults.push(somebody.faults);
  return somebody.context;
}

before(async () => {
  browser = await launch();
  house = await up();
  guide = house.guide;
  [owner, provider, desk] = [await browserOf(), await browserOf(), await browserOf()];
}, limits);

after(async () => {
  await browser?.close();
  await house?.stop();
}, limits);

/** Opens a page of the platform in somebody's browser. */
const open = (context, path) => visit(context, guide, path);

/** Turns the platform's clock forward on its page. */
async function turnClock(span) {
  const page = await open(desk, "/desk/clock");
  await page.getByLabel("Such as 12h, 90m or 1d 12h").fill(span);
  await press(page, "Turn");
  assert.equal(new URL(page.url()).pathname, "/desk/clock");
  await leave(page);
}

/** The alert at the head of a screen. */
const alert = (popup) => popup.getByRole("alert").innerText();

/** Gives a number in the pop-up, which must refuse it, and returns why. */
async function refusedNumber(popup, national) {
  await popup.getByLabel("Phone number", { exact: true }).fill(national);
  await press(popup, "Send code");
  assert.match(await popup.locator("h1").innerText(), /Add a phone number/);
  const kept = await popup.getByLabel("Phone number", { exact: true }).inputValue();
  assert.equal(kept.replace(/\D/g, ""), national.replace(/\D/g, ""), "what was typed is kept");
  return alert(popup);
}

test("b03 a telephone is told to use a computer, before the click and after", limits, async () => {
  const context = await browserOf(devices["Pixel 7"]);
  const computer = await arrive(desk, guide);
  const app = await computer.page.locator("#signup").getAttribute("data-app-id");
  await leave(computer.page);
  const page = await context.newPage();
  await page.goto(guide.provider);
  assert.match(await page.locator("#mobile-advice").innerText(), /Please use a computer/);
  assert.equal(await page.getByRole("button", { name: "Connect WhatsApp" }).count(), 0);
  await album.look(page, "telephone-provider-page");
  const query = new URLSearchParams({ app_id: app, origin: guide.provider, channel: "c" });
  await page.goto(`${guide.platform}/v21.0/dialog/oauth?${query}`);
  assert.match(await alert(page), /on a computer only/);
  assert.match(await alert(page), /desktop or laptop/);
  await album.look(page, "telephone-popup");
  await leave(context);
});

test("b12 each screen names its step when it is cancelled, b14 and waits", limits, async () => {
  const context = await browserOf();
  const { page, heard } = await arrive(context, guide);
  const who = { ...BAKERY, person: "Carla", email: "carla@a.example", national: "1512 4000001" };
  const steps = {
    business: "BUSINESS_ACCOUNT_SELECTION",
    waba: "WABA_PHONE_PROFILE_PICKER",
    profile: "WHATSAPP_BUSINESS_PROFILE_SETUP",
    number: "PHONE_NUMBER_SETUP",
    verify: "PHONE_NUMBER_VERIFICATION",
    permissions: "PERMISSIONS",
  };
  let from = "login";
  for (const [screen, step] of Object.entries(steps)) {
    const popup = await openPopup(page);
    await walk(popup, who, { from, until: screen });
    heard.length = 0;
    await pressLast(popup, "Cancel");
    const { message } = await hears(heard, "message");
    assert.equal(message.event, "CANCEL");
    assert.deepEqual(message.data, { current_step: step });
    await page.locator(`#signup-message[data-step=${step}]`).waitFor();
    from = screen;
  }
  await leave(context);
});

test("b11 the advice stands where name and number are given", limits, async () => {
  const { page, heard } = await arrive(owner, guide);
  start = { page, heard };
  const popup = await openPopup(page);
  await walk(popup, BAKERY, { until: "profile" });
  assert.match(await main(popup), /Use the real name[\s\S]*do not use test names/);
  await walk(popup, BAKERY, { from: "profile", until: "number" });
  assert.match(await main(popup), /Do not use a test or private number[\s\S]*very hard/);
  await walk(popup, BAKERY, { from: "number" });
  await pressLast(popup, "Finish");
  ids = (await hears(heard, "message")).message.data;
  await page.waitForURL("**/signup/status");
  await page.locator(`[data-waba="${ids.waba_id}"][data-live=true]`).waitFor({ timeout: 60_000 });
});

/** The bakery's second number, on the account it has. */
const again = () => ({ ...BAKERY, display: "Lindenhof Cafe", waba: ids.waba_id });

test("d05 b08 a second number is refused, and the refusal reported", limits, async () => {
  const { page, heard } = await arrive(owner, guide);
  const popup = await openPopup(page);
  await walk(popup, again(), { from: "authorization", until: "number" });
  const why = await refusedNumber(popup, "1512 3456790");
  assert.match(why, /no further number yet[\s\S]*Start business verification/);
  await album.look(popup, "popup-number-refused");
  await pressLast(popup, "Report this problem and leave");
  const { message } = await hears(heard, "message");
  assert.equal(message.event, "CANCEL");
  assert.match(message.data.error_message, /no further number yet/);
  assert.equal(message.data.error_code, "2388002");
  assert.ok(message.data.session_id);
  const { response } = await hears(heard, "callback");
  assert.equal(response.authResponse, null);
  const line = page.locator("#signup-message");
  await until("the page to say so", async () => /no further number yet/.test(await line.innerText()));
  await until("the window to close", () => popup.isClosed());
  await leave(page);
});

test("d05 a document is uploaded; without one the form keeps what was typed", limits, async () => {
  const page = await open(owner, `/business/${ids.business_id}/security`);
  await press(page, "Start verification");
  const legal = page.getByLabel("Legal name", { exact: true });
  await legal.fill("Lindenhof Bakery GmbH");
  await page.getByLabel("Registration or tax number").fill("HRB 4711");
  await page.getByLabel("Address: street, postal code, town").fill("Linden 1, 95028 Hof");
  await page.getByLabel("Telephone with country code").fill("+49 9281 4711");
  await press(page, "Submit for verification");
  assert.match(await alert(page), /document/);
  assert.equal(await legal.inputValue(), "Lindenhof Bakery GmbH");
  assert.equal(await page.getByLabel("Registration or tax number").inputValue(), "HRB 4711");
  await album.look(page, "security-center-form");
  await page.locator("#document_1").setInputFiles(PAPER);
  await press(page, "Submit for verification");
  assert.match(await page.locator("#verification-state").innerText(), /In review/);
  assert.match(await page.locator("#handed-in").innerText(), /HRB 4711[\s\S]*register-extract\.pdf/);
  await album.look(page, "security-center-in-review");
  await leave(page);

  const reviews = await open(desk, "/desk/reviews");
  const row = reviews.locator("tr", { hasText: "What was handed in" });
  await row.getByText("What was handed in").click();
  await album.look(reviews, "desk-reviews-papers");
  const coming = reviews.waitForEvent("download");
  await row.getByRole("link", { name: PAPER.name }).click();
  const chunks = await (await (await coming).createReadStream()).toArray();
  assert.deepEqual(Buffer.concat(chunks), PAPER.buffer);
  await leave(reviews);
});

test("d07 verified by plan, the name is reviewed, its certificate follows", limits, async () => {
  await turnClock("2m");
  const security = await open(owner, `/business/${ids.business_id}/security`);
  assert.match(await security.locator("#verification-state").innerText(), /Verified/);
  await security.goto(`${guide.platform}/wa/manage/${ids.waba_id}`);
  const row = security.locator("tr", { hasText: "+49 151 2345 6789" });
  assert.match(await row.innerText(), /Lindenhof Bakery\s+In review/);
  await turnClock("1m");
  await security.reload();
  assert.match(await row.innerText(), /Lindenhof Bakery\s+Approved/);
  assert.equal(await security.getByRole("link", { name: "Download" }).count(), 0);
  await leave(security);

  const manager = await open(provider, `/login?next=/wa/manage/${ids.waba_id}`);
  await manager.getByRole("button", { name: /^Continue as Olive Hall/ }).click();
  await manager.waitForURL(`**/wa/manage/${ids.waba_id}`);
  await album.look(manager, "whatsapp-manager-of-the-provider");
  const coming = manager.waitForEvent("download");
  await manager.getByRole("link", { name: "Download" }).click();
  const paper = await (await (await coming).createReadStream()).toArray();
  assert.match(Buffer.concat(paper).toString(), /^[A-Za-z0-9+/=]{40,}\s*$/);
  await leave(manager);
});

test("b09 b10 numbers in use and voice menus; b08 freed, it joins the account", limits, async () => {
  const { page, heard } = await arrive(owner, guide);
  const popup = await openPopup(page);
  await popup.getByRole("heading", { level: 1, name: "Add a phone number" }).waitFor();
  assert.match(await refusedNumber(popup, BEHIND_A_MENU), /voice menu[\s\S]*a person answers/);
  const used = await refusedNumber(popup, ON_MESSENGER);
  assert.match(used, /used in WhatsApp Messenger[\s\S]*delete the account/);
  await album.look(popup, "popup-number-in-use");

  const phone = await open(desk, "/desk/phones/49151990002");
  await press(phone, "Delete the WhatsApp account");
  assert.match(await phone.locator("#freed").innerText(), /The signup takes the number from/);
  await album.look(phone, "desk-phone-freed");
  await leave(phone);
  assert.match(await refusedNumber(popup, ON_MESSENGER), /deleted in the app a moment ago/);
  await turnClock("3m");
  await walk(popup, { ...again(), national: ON_MESSENGER }, { from: "number" });
  await pressLast(popup, "Finish");
  const { message } = await hears(heard, "message");
  assert.equal(message.data.waba_id, ids.waba_id);
  assert.notEqual(message.data.phone_number_id, ids.phone_number_id);
  await page.waitForURL("**/signup/status");
  await until("the window to close", () => popup.isClosed());
  await leave(page);

  const manager = await open(owner, `/wa/manage/${ids.waba_id}`);
  assert.equal(await manager.locator("tbody tr", { hasText: "+49 151" }).count(), 2);
  await leave(manager);
});

test("a12 a business of which one is no admin is shown disabled, with ways out", limits, async () => {
  const people = await open(desk, "/desk/people");
  const form = people.locator("#person-new");
  await form.getByLabel("Name", { exact: true }).fill(EMPLOYEE.name);
  await form.getByLabel("E-mail address").fill(EMPLOYEE.email);
  await press(people, "Create");
  await leave(people);
  const staff = await open(owner, `/business/${ids.business_id}/people`);
  await staff.getByLabel("E-mail address they log in with").fill(EMPLOYEE.email);
  await press(staff, "Add");

  const context = await browserOf();
  const login = await open(context, "/login?next=/business");
  await press(login, `Continue as ${EMPLOYEE.name} · ${EMPLOYEE.email}`);
  const { page } = await arrive(context, guide);
  const popup = await openPopup(page);
  await walk(popup, BAKERY, { from: "authorization", until: "business" });
  const option = popup.locator("#business option", { hasText: BAKERY.business });
  assert.equal(await option.innerText(), `${BAKERY.business} (you are not an admin)`);
  assert.ok(await option.isDisabled());
  const ways = await popup.locator(".advice").innerText();
  assert.match(ways, /Ask an admin of that business to run this signup/);
  assert.match(ways, /Ask an admin to make you an admin/);
  assert.match(ways, /Use another business/);
  await album.look(popup, "popup-not-an-admin");

  await staff.reload();
  const row = staff.locator(".notice", { hasText: EMPLOYEE.name });
  await press(staff, "Make admin", row);
  await album.look(staff, "business-manager-people");
  await popup.reload();
  assert.ok(await option.isEnabled());
  assert.equal(await popup.locator(".advice").count(), 0);
  await leave(context);
  await leave(staff);
});

test("d08 the desk holds a review, declines a name, approves another", limits, async () => {
  const manager = await open(owner, `/wa/manage/${ids.waba_id}`);
  const row = manager.locator("tr", { hasText: "+49 151 2345 6789" });
  const reviews = await desk.newPage();
  const waiting = reviews.locator(`#row-${ids.phone_number_id}`);
  const ask = async (name) => {
    await row.getByText("Change", { exact: true }).click();
    await row.getByLabel("New display name").fill(name);
    await press(manager, "Ask for review", row);
    await reviews.goto(`${guide.platform}/desk/reviews`);
    assert.match(await waiting.innerText(), RegExp(`Display name “${name}”`));
  };
  await ask("Lindenhof Patisserie");
  await waiting.getByText("More", { exact: true }).click();
  await album.look(reviews, "desk-reviews-more");
  await press(reviews, "Hold", waiting);
  await turnClock("10m");
  await reviews.reload();
  assert.match(await waiting.innerText(), /Held: yours/);
  await waiting.getByText("More", { exact: true }).click();
  await waiting.getByLabel("Reason").fill("NAME_NOT_CONSISTENT");
  await press(reviews, "Decline with this reason", waiting);
  assert.equal(await waiting.count(), 0);
  await manager.reload();
  assert.match(await row.innerText(), /Lindenhof Patisserie\s+Declined[\s\S]*NAME_NOT_CONSISTENT/);
  await album.look(manager, "whatsapp-manager-name-declined");

  await ask("Lindenhof Bread");
  await press(reviews, "Approve", waiting);
  assert.equal(await waiting.count(), 0);
  await manager.reload();
  assert.match(await row.innerText(), /Lindenhof Bread\s+Approved/);
  await leave(reviews);
  await leave(manager);
});

const OF_A_BUSINESS = [
  "",
  "/security",
  "/quality",
  "/partners",
  "/people",
  "/requests",
  "/notifications",
  "/activity",
  "/solutions",
  "/billing",
  "/support",
];
const OF_A_PROVIDER = [...OF_A_BUSINESS, "/clients", "/system-users", "/apps"];
const DESK = [
  "",
  "/phones",
  "/mailbox",
  "/reviews",
  "/measures",
  "/support",
  "/templates",
  "/clock",
  "/webhooks",
  "/faults",
  "/scenarios",
  "/scenarios/override-before-subscribe",
  "/worlds",
  "/worlds/main",
  "/timeline",
  "/people",
  "/providers",
];
const NARROW = { width: 320, height: 800 }; // Reflow, WCAG 2.2 1.4.10.

test("every page of the managers and the desk is sound", limits, async () => {
  const page = await open(provider, "/business");
  const link = page.getByRole("link", { name: "Hallway Messaging" }).first();
  const theirs = await link.getAttribute("href");
  await leave(page);
  const app = `/business/${ids.business_id}`;
  const number = `/wa/phones/${ids.phone_number_id}`;
  const all = [
    ...OF_A_BUSINESS.map((tail) => [owner, `${app}${tail}`, `business${tail}`]),
    [owner, `/wa/manage/${ids.waba_id}`, "whatsapp-manager"],
    [owner, number, "number"],
    [owner, `${number}/official`, "official"],
    ...OF_A_PROVIDER.map((tail) => [provider, `${theirs}${tail}`, `provider${tail}`]),
    ...DESK.map((tail) => [desk, `/desk${tail}`, `desk${tail}`]),
    [desk, "/_control", "control"],
  ];
  const tooWide = [];
  for (const [context, path, name] of all) {
    const shown = await open(context, path);
    assert.equal(await shown.locator("h1").count(), 1, path);
    const over = () => shown.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const wide = await over();
    assert.ok(wide <= 0, `${path} is ${wide} pixels too wide`);
    await album.look(shown, name.replaceAll("/", "-"));
    await shown.setViewportSize(NARROW);
    const narrow = await over();
    if (narrow > 0) tooWide.push(`${path}: ${narrow} pixels`);
    await leave(shown);
  }
  assert.deepEqual(tooWide, [], "at a width of 320 pixels");
});

test("a page that is read anew keeps the focus and the place scrolled to", limits, async () => {
  const page = await open(desk, "/desk/faults");
  await page.setViewportSize(NARROW);
  const form = page.locator("#order");
  for (const operation of ["phone.register", "waba.phone_numbers"]) {
    await form.getByLabel("What goes wrong", { exact: true }).selectOption("reset");
    await form.getByLabel(/^Operation, such as/).fill(operation);
    await press(page, "Order", form);
  }
  const region = page.getByRole("region", { name: "Ordered faults" });
  await region.getByRole("button", { name: "Take back" }).nth(1).focus();
  await region.evaluate((one) => (one.scrollLeft = 120));
  const before = await page.locator("#live").elementHandle();
  await until("the page to be read anew", () => before.evaluate((one) => !one.isConnected));
  assert.equal(await region.evaluate((one) => one.scrollLeft), 120);
  assert.match(await page.evaluate(() => document.activeElement.id), /^clear-\d+$/);
  await album.look(page, "desk-faults-ordered");
  await press(page, "Take all back");
  await leave(page);
});

test("a11 what is shared is taken back in the Business Manager, and access ends", limits, async () => {
  const page = await open(owner, `/business/${ids.business_id}`);
  await press(page, "Stop sharing");
  assert.match(await main(page), /Shared with nobody/);
  assert.match(await page.locator("#notifications").innerText(), /no longer|stopped|ended/i);
  await album.look(page, "business-manager-unshared");
  await leave(page);

  const theirs = await provider.newPage();
  const answer = await theirs.goto(`${guide.platform}/wa/manage/${ids.waba_id}`);
  assert.equal(answer.status(), 404);
  assert.match(await main(theirs), /You cannot see this/);
  await leave(theirs);

  const mailbox = await open(desk, `/desk/mailbox?to=${BAKERY.email}`);
  await mailbox.getByRole("link", { name: /^You no longer share/ }).waitFor();
  const client = `${guide.provider}/console/clients/${ids.waba_id}`;
  await mailbox.goto(client);
  await signIn(mailbox, guide);
  if (mailbox.url() !== client) await mailbox.goto(client);
  await shows(mailbox, `[data-waba="${ids.waba_id}"][data-stage=left]`);
  await shows(mailbox, "li[data-condition=client_running]:not([data-state=true])");
  await album.look(mailbox, "console-client-left");
  await leave(mailbox);
});

test("everybody can use every page (WCAG 2.2 AA)", () => {
  assert.deepEqual(album.findings, []);
});

test("no exception, nothing blocked by the Content-Security-Policy", () => {
  assert.deepEqual(faults.flat(), []);
});
