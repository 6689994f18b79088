// The JavaScript SDK on a page of one's own: how it starts (contract §1.1), what it answers
// (contract §1.2 and §1.3).

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { launch, leave, until, up } from "./lib.mjs";
import { BAKERY, pressLast, profile, walk } from "./people.mjs";

const limits = { timeout: 300_000 };
const SCOPE = "business_management,whatsapp_business_management";
let house, guide, browser, app, config;
let html; // What the page of one's own says.
const server = createServer((_, answer) => {
  answer.writeHead(200, { "content-type": "text/html" }).end(html);
});

before(async () => {
  browser = await launch();
  house = await up({ args: ["--hosting", "cloud"] });
  guide = house.guide;
  const page = await (await fetch(guide.provider_api)).text();
  app = page.match(/data-app-id="(\d+)"/)[1];
  const told = await fetch(`${guide.platform_api}/_control/apps/${app}/configurations`);
  config = (await told.json()).data[0].id;
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
}, limits);

after(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
  await house?.stop();
}, limits);

/**
 * A page on the provider's domain that does what `script` says when the SDK has come,
 * and on a click of its button calls FB.login with `options`.
 */
async function ownPage(context, { script, options = { scope: SCOPE } }) {
  html = `<!doctype html><html lang="en"><title>Own</title>
    <script>
      window.starts = 0;
      window.fbAsyncInit = function () { window.starts += 1; ${script} };
      function go() { FB.login((it) => (window.answered = it), ${JSON.stringify(options)}); }
    </script>
    <script async defer crossorigin="anonymous" src="${guide.platform}/en_US/sdk.js"></script>
    <button onclick="go()">Go</button></html>`;
  const page = await context.newPage();
  await page.goto(`http://${new URL(guide.provider).hostname}:${server.address().port}/`);
  await page.waitForFunction("window.starts > 0");
  return page;
}

const init = (more = "") => `FB.init({
  appId: "${app}", autoLogAppEvents: true, cookie: true, xfbml: true, version: "v21.0" ${more} });`;

/** Clicks the page's button and gives the window that opens. */
async function click(page) {
  const opening = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Go" }).click();
  const popup = await opening;
  await popup.waitForLoadState("domcontentloaded");
  return popup;
}

const answer = (page) => until("the callback", () => page.evaluate("window.answered"));

const somebody = (name, national) => {
  return { ...BAKERY, person: name, email: `${name.toLowerCase()}@a.example`, national };
};

test("the script starts once, and names app and version to the pop-up", limits, async () => {
  const { context, faults } = await profile(browser);
  const page = await ownPage(context, { script: init() });
  const opened = [];
  context.on("request", (request) => {
    if (request.url().includes("/dialog/oauth")) opened.push(new URL(request.url()));
  });
  const popup = await click(page);
  await popup.getByRole("heading", { level: 1, name: "Log in" }).waitFor();
  assert.equal(opened[0].pathname, "/v21.0/dialog/oauth");
  assert.equal(opened[0].searchParams.get("client_id"), app);
  assert.equal(opened[0].searchParams.get("scope"), SCOPE);
  assert.equal(await page.evaluate("window.starts"), 1, "fbAsyncInit is called once");

  await popup.close();
  await page.evaluate("FB.init({ version: 'v20.0' })");
  const again = await click(page);
  await again.getByRole("heading", { level: 1, name: "Log in" }).waitFor();
  const last = opened.findLast((url) => url.searchParams.has("channel"));
  assert.equal(last.pathname, "/v20.0/dialog/oauth", "what init says later wins");
  assert.equal(last.searchParams.get("client_id"), app, "what it leaves out stays");
  assert.deepEqual(faults, []);
  await leave(context);
});

test("before FB.init nothing opens, and the console says why", limits, async () => {
  const { context, faults } = await profile(browser);
  const page = await ownPage(context, { script: "" });
  await page.getByRole("button", { name: "Go" }).click();
  await until("the complaint", () => faults.length > 0);
  assert.match(faults[0], /FB\.login\(\) called before FB\.init\(\)/);
  assert.equal(context.pages().length, 1, "no window has opened");
  assert.equal(await page.evaluate("window.answered"), undefined);
  await leave(context);
});

test("b12 the callback is given a code and nothing that opens a door", limits, async () => {
  const { context } = await profile(browser);
  const options = {
    config_id: config,
    response_type: "code",
    override_default_response_type: true,
    extras: { setup: {}, featureType: "", sessionInfoVersion: "3" },
  };
  const page = await ownPage(context, { script: init(), options });
  const popup = await click(page);
  await walk(popup, somebody("Dora", "1512 5000001"), { until: "permissions" });
  await pressLast(popup, "Confirm");
  const { status, authResponse } = await answer(page);
  assert.equal(status, "connected");
  assert.deepEqual(Object.keys(authResponse).sort(), ["code", "expiresIn", "userID"]);
  assert.match(authResponse.code, /^AQB/);
  assert.equal(await page.evaluate("FB.getAccessToken()"), null);
  await leave(context);
});

test("b12 the callback is given a token with which the page may call", limits, async () => {
  const { context } = await profile(browser);
  const page = await ownPage(context, { script: init() });
  const popup = await click(page);
  await walk(popup, somebody("Emil", "1512 5000002"));
  await pressLast(popup, "Finish");
  const { status, authResponse } = await answer(page);
  assert.equal(status, "connected");
  const given = ["accessToken", "data_access_expiration_time", "expiresIn"];
  const members = [...given, "graphDomain", "signedRequest", "userID"];
  assert.deepEqual(Object.keys(authResponse).sort(), members);
  assert.match(authResponse.accessToken, /^EAA/);
  const me = await page.evaluate("new Promise((done) => FB.api('/me', done))");
  assert.deepEqual(me, { name: "Emil", id: authResponse.userID });
  const login = await page.evaluate("new Promise((done) => FB.getLoginStatus(done))");
  assert.deepEqual(login, { status, authResponse });
  await leave(context);
});

test("b12 the callback of a window that was closed knows nobody", limits, async () => {
  const { context } = await profile(browser);
  const page = await ownPage(context, { script: init() });
  const popup = await click(page);
  await popup.getByRole("heading", { level: 1, name: "Log in" }).waitFor();
  await popup.close();
  assert.deepEqual(await answer(page), { authResponse: null, status: "unknown" });
  await leave(context);
});
