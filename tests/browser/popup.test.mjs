// The pop-up and the page that opens it: giving up, wrong places, telephones, keyboards, cookies.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { launch, leave, screenshot, until, up } from "./lib.mjs";
import { arrive, BAKERY, hears, openPopup, pressLast, profile, walk } from "./people.mjs";

const limits = { timeout: 300_000 };
let house, guide, browser;

before(async () => {
  browser = await launch();
  house = await up({ args: ["--hosting", "cloud"] });
  guide = house.guide;
}, limits);

after(async () => {
  await browser?.close();
  await house?.stop();
}, limits);

/** A person of their own, so that the tests do not meet. */
const somebody = (name) => ({ ...BAKERY, person: name, email: `${name.toLowerCase()}@a.example` });

test("b12 cancelling reports the step, b14 and coming back goes on there", limits, async () => {
  const { context, faults } = await profile(browser);
  const { page, heard } = await arrive(context, guide);
  const popup = await openPopup(page);
  await walk(popup, somebody("Ada"), { until: "number" });
  await pressLast(popup, "Cancel");
  const { message, origin } = await hears(heard, "message");
  assert.equal(origin, guide.platform);
  assert.equal(message.event, "CANCEL");
  assert.deepEqual(message.data, { current_step: "PHONE_NUMBER_SETUP" });
  const { response } = await hears(heard, "callback");
  assert.equal(response.authResponse, null);
  assert.equal(heard[0].kind, "message", "the message comes before the callback");
  const line = page.locator("#signup-message[data-step=PHONE_NUMBER_SETUP]");
  await line.waitFor();
  assert.match(await line.innerText(), /You stopped at: giving the phone number/);
  await until("the window to close", () => popup.isClosed());
  await screenshot(page, 60, "cancelled");

  const again = await openPopup(page);
  await again.getByRole("heading", { level: 1, name: "Add a phone number" }).waitFor();
  assert.deepEqual(faults, []);
  await leave(context);
});

test("b12 closing the window reports the step as well", limits, async () => {
  const { context } = await profile(browser);
  const { page, heard } = await arrive(context, guide);
  const popup = await openPopup(page);
  await walk(popup, somebody("Bea"), { until: "profile" });
  await popup.evaluate(() => window.close());
  const { response } = await hears(heard, "callback");
  assert.deepEqual(response, { authResponse: null, status: "unknown" });
  const { message } = await hears(heard, "message");
  assert.equal(message.data.current_step, "WHATSAPP_BUSINESS_PROFILE_SETUP");
  await page.locator("#signup-message[data-step=WHATSAPP_BUSINESS_PROFILE_SETUP]").waitFor();
  await leave(context);
});

test("b02 a page on a foreign domain is refused, in words", limits, async () => {
  const { context } = await profile(browser);
  const own = await context.newPage();
  await own.goto(guide.provider);
  const app = await own.locator("#signup").getAttribute("data-app-id");
  const html = `<!doctype html><html lang="en"><title>Elsewhere</title>
    <script src="${guide.platform}/en_US/sdk.js"></script>
    <button onclick="FB.login(r => document.title = r.status,
      {scope: 'whatsapp_business_management'})">Go</button>
    <script>FB.init({appId: "${app}", version: "v21.0"})</script></html>`;
  const server = createServer((_, answer) => {
    answer.writeHead(200, { "content-type": "text/html" }).end(html);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  try {
    const page = await context.newPage();
    await page.goto(`http://elsewhere.localhost:${server.address().port}/`);
    const opening = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Go" }).click();
    const popup = await opening;
    await popup.getByRole("heading", { name: "This signup cannot start here" }).waitFor();
    const text = await popup.getByRole("alert").innerText();
    assert.match(text, /may not be used on elsewhere\.localhost/);
    assert.match(text, /allowed domains/);
    await screenshot(popup, 61, "foreign-domain");
  } finally {
    server.closeAllConnections();
    server.close();
  }
  await leave(context);
});

test("b03 on a telephone the page says so and has no button", limits, async () => {
  const userAgent =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";
  const { context } = await profile(browser, { userAgent, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(guide.provider);
  assert.match(await page.locator("#mobile-advice").innerText(), /Please use a computer/);
  assert.equal(await page.locator("#connect").count(), 0);
  await screenshot(page, 62, "on-a-telephone");
  const answer = await page.goto(`${guide.platform}/v21.0/dialog/oauth?app_id=1`);
  assert.equal(answer.status(), 400);
  assert.match(await page.getByRole("alert").innerText(), /on a computer only/);
  await leave(context);
});

test("the two sites share no cookie, and scripts see none", limits, async () => {
  const { context } = await profile(browser);
  const { page } = await arrive(context, guide);
  const popup = await openPopup(page);
  await walk(popup, somebody("Cem"), { until: "business" });
  const ours = await context.cookies(guide.provider);
  const theirs = await context.cookies(guide.platform);
  assert.deepEqual(ours.map((cookie) => cookie.name), ["signup"]);
  const names = theirs.map((cookie) => cookie.name);
  assert.ok(names.includes("vp_person"), names.join(" "));
  assert.ok(!names.includes("signup"), names.join(" "));
  for (const cookie of [...ours, ...theirs]) {
    assert.ok(cookie.httpOnly, cookie.name);
    assert.notEqual(cookie.sameSite, "None", cookie.name);
  }
  assert.equal(await page.evaluate(() => document.cookie), "");
  assert.equal(await popup.evaluate(() => document.cookie), "");
  await leave(context);
});

test("the policies of both sites allow no script of others", limits, async () => {
  for (const address of [guide.provider, `${guide.platform}/desk`]) {
    const policy = (await fetch(address.replace(/\/\/[^:/]+/, "//127.0.0.1"))).headers;
    const csp = policy.get("content-security-policy");
    assert.ok(csp, `${address} has no Content-Security-Policy`);
    assert.doesNotMatch(csp, /unsafe-inline|unsafe-eval|\*/, address);
    assert.match(csp, /default-src 'none'|default-src 'self'/, address);
    assert.equal(policy.get("x-content-type-options"), "nosniff", address);
  }
});

test("the pop-up is walked with the keyboard alone", limits, async () => {
  const { context } = await profile(browser);
  const { page } = await arrive(context, guide);
  const opening = page.waitForEvent("popup");
  await page.locator("#connect").focus();
  await page.keyboard.press("Enter");
  const popup = await opening;
  await popup.getByRole("heading", { level: 1, name: "Log in" }).waitFor();
  await tabTo(popup, "#name");
  await popup.keyboard.type("Dora");
  await popup.keyboard.press("Tab");
  await popup.keyboard.type("dora@a.example");
  await popup.keyboard.press("Enter");
  await popup.getByRole("heading", { level: 1, name: /wants to connect/ }).waitFor();
  await tabTo(popup, "#step button[type=submit]:not([form])");
  const outline = await popup.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  });
  assert.ok(outline, "the focus can be seen");
  await popup.keyboard.press("Enter");
  await popup.getByRole("heading", { level: 1, name: "Choose your business" }).waitFor();
  await leave(context);
});

/** Presses Tab until the element has the focus: the page's order leads there. */
async function tabTo(page, selector) {
  let presses = 0;
  await until(`the focus on ${selector}`, async () => {
    await page.keyboard.press("Tab");
    presses += 1;
    assert.ok(presses < 40, `${selector} is not reached by Tab`);
    return page.evaluate((one) => document.activeElement?.matches(one), selector);
  });
}
