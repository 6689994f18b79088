// Recorded worlds and the faults of the pop-up, as a browser meets them: a whole signup by clicks
// is saved and played again without a difference; a page whose pop-up goes wrong on purpose; two
// worlds in one browser that do not know each other's people.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { launch, leave, until, up } from "./lib.mjs";
import { arrive, BAKERY, hears, openPopup, pressLast, profile, shows, walk } from "./people.mjs";
import { press } from "./people.mjs";

const limits = { timeout: 300_000 };
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const VESTIBULE = process.env.VESTIBULE ?? join(ROOT, "target/debug/vestibule");
const EVERY_BYTE = Buffer.from([...Array(256).keys()]);
const PAPER = {
  name: "register-extract.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.concat([Buffer.from("%PDF-1.4\n"), EVERY_BYTE, Buffer.from("\n%%EOF\n")]),
};
const folder = mkdtempSync(join(tmpdir(), "vestibule-sessions-"));
const ADMIN = "Olive Hall";
const pages = new Map(); // What the site shows: a page for each world.
const received = []; // The webhooks that came to the site.
let house, browser, site;

before(async () => {
  browser = await launch();
  house = await up();
  site = createServer(async (request, answer) => {
    if (request.method === "POST") received.push((await request.toArray()).join(""));
    const page = pages.get(request.url);
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
  });
  await new Promise((done) => site.listen(0, "127.0.0.1", done));
}, limits);

after(async () => {
  await browser?.close();
  await new Promise((done) => (site ? site.close(done) : done()));
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
}, limits);

/** Asks `/_control` of an address; what it must answer with 200. */
async function control(address, method, path, body) {
  const sent = body && { body: JSON.stringify(body) };
  const answer = await fetch(`${address}/_control${path}`, { method, ...sent });
  const text = await answer.text();
  assert.equal(answer.status, 200, `${path}: ${text}`);
  return text;
}

/** A world with a provider of its own, whose page and callback are our site's. */
async function world(name, options) {
  const callback = { url: siteAt("/webhook"), verify_token: "vt", fields: ["account_update"] };
  const provider = { name: "Harbour Messaging", admin: ADMIN, callback };
  const file = { person: [{ name: ADMIN }], provider: [provider] };
  const asked = { name, seed: 7, file, ...options };
  const made = JSON.parse(await control(house.guide.platform_api, "POST", "/worlds", asked));
  const app = made.env.APP_ID;
  const extras = { setup: {}, sessionInfoVersion: "3" };
  const login = { scope: "whatsapp_business_management", response_type: "code", extras };
  pages.set(`/${name}`, `<!doctype html><html lang="en"><head><title>A provider</title>
    <link rel="icon" href="data:,"></head><body>
    <button id="connect" disabled>Connect WhatsApp</button><script>
    window.fbAsyncInit = () => {
      FB.init({ appId: "${app}", version: "v21.0" });
      connect.disabled = false;
    };
    connect.onclick = () => FB.login(() => {}, ${JSON.stringify(login)});
    </script><script src="${made.pages}/en_US/sdk.js" crossorigin="anonymous"></script>
    </body></html>`);
  return { ...made, provider: siteAt(`/${name}`), platform: made.pages };
}
const siteAt = (path) => `http://provider.localhost:${site.address().port}${path}`;

/** What a link of a page gives when it is followed, in bytes. */
async function download(page, link) {
  const coming = page.waitForEvent("download");
  await link.click();
  return Buffer.concat(await (await (await coming).createReadStream()).toArray());
}

/** Plays a session without a running platform: how it ended, and what was said. */
async function replay(text) {
  const file = join(folder, "session.jsonl");
  writeFileSync(file, text);
  const playing = promisify(execFile)(VESTIBULE, ["scenario", "replay", "--json", file]);
  const { code = 0, stdout } = await playing.catch((failure) => failure);
  return { code, ...JSON.parse(stdout) };
}

test("what was clicked in a recorded world is played again byte for byte", limits, async () => {
  const tape = await world("tape", { record: true });
  const { context, faults } = await profile(browser);
  const { page, heard } = await arrive(context, tape);
  const popup = await openPopup(page);
  await walk(popup, BAKERY);
  await pressLast(popup, "Finish");
  const ids = (await hears(heard, "message")).message.data;
  await hears(heard, "callback");
  await until("the webhooks", () => received.some((body) => /PARTNER_ADDED/.test(body)));

  await page.goto(`${tape.pages}/business/${ids.business_id}/security`);
  await press(page, "Start verification");
  await page.getByLabel("Legal name", { exact: true }).fill("Lindenhof Bakery GmbH");
  await page.getByLabel("Registration or tax number").fill("HRB 4711");
  await page.getByLabel("Address: street, postal code, town").fill("Linden 1, 95028 Hof");
  await page.getByLabel("Telephone with country code").fill("+49 9281 4711");
  await page.locator("#document_1").setInputFiles(PAPER);
  await press(page, "Submit for verification");
  await page.goto(`${tape.pages}/desk/reviews`);
  await page.getByText("What was handed in").click();
  const paper = await download(page, page.getByRole("link", { name: PAPER.name }));
  assert.deepEqual(paper, PAPER.buffer);
  await page.goto(`${tape.pages}/desk/clock`);
  await page.getByLabel("Such as 12h, 90m or 1d 12h").fill("5m");
  await press(page, "Turn");

  const provider = await profile(browser);
  const manager = await provider.context.newPage();
  await manager.goto(`${tape.pages}/login?next=/wa/manage/${ids.waba_id}`);
  await manager.getByRole("button", { name: RegExp(`^Continue as ${ADMIN}`) }).click();
  await manager.waitForURL(`**/wa/manage/${ids.waba_id}`);
  const certificate = await download(manager, manager.getByRole("link", { name: "Download" }));
  assert.match(certificate.toString(), /^[A-Za-z0-9+/=]{40,}\s*$/);
  await leave(provider.context);
  await leave(context);
  assert.deepEqual([...faults, ...provider.faults], []);

  await control(tape.api, "POST", "/faults", { kind: { cut_body: { bytes: 5 } } });
  const { APP_ID: app, APP_SECRET: secret } = tape.env;
  const cut = await fetch(`${tape.api}/v21.0/${app}?access_token=${app}|${secret}`);
  assert.equal(cut.status, 200, "the headers come, as in any world");
  await assert.rejects(cut.text());

  const { platform_api: api } = house.guide;
  const text = await control(api, "GET", "/worlds/tape/session");
  assert.doesNotMatch(text, /"path":"\/assets\//, "style sheets are not kept");
  for (let time = 1; time <= 3; time += 1) {
    const { code, steps, answers, calls, differences } = await replay(text);
    assert.deepEqual([code, differences], [0, []]);
    assert.ok(steps > 60 && answers > 30 && calls > 0, `${steps} ${answers} ${calls}`);
  }
  const other = text.replace(/(?<="step":"response".*)Choose your business/, "Choose a business");
  const { code, differences } = await replay(other);
  assert.equal(code, 1);
  assert.equal(differences.length, 1);
  assert.match(differences[0].about, /GET \/signup\/\d+\/business/);
});

/** Orders a fault in a world and opens its pop-up. */
async function ordered(broken, kind) {
  const { context, faults } = await profile(browser);
  await control(broken.api, "POST", "/faults", { kind });
  const { page, heard } = await arrive(context, broken);
  return { context, page, heard, faults, popup: await openPopup(page) };
}

/** The same, and a signup of somebody new up to its end and the end of the window. */
async function struck(broken, kind, count) {
  const one = await ordered(broken, kind);
  const who = { email: `nora${count}@lindenhof.example`, national: `1512 345600${count}` };
  await walk(one.popup, { ...BAKERY, ...who, business: `Lindenhof ${count}` });
  await pressLast(one.popup, "Finish");
  await until("the window to close", () => one.popup.isClosed());
  return one;
}

/** The kinds of what a page heard, once all that was on its way has come. */
async function kinds({ page, heard }) {
  await page.evaluate(() => new Promise((done) => setTimeout(done, 0)));
  return heard.map(({ kind }) => kind);
}

test("a pop-up that goes wrong on purpose, as its page sees it", limits, async () => {
  const broken = await world("broken");
  const silent = await struck(broken, "popup_no_answer", 1);
  const { response } = await hears(silent.heard, "callback");
  assert.deepEqual(response, { authResponse: null, status: "unknown" });
  assert.deepEqual(await kinds(silent), ["callback"]);

  const told = await struck(broken, "popup_message_only", 2);
  const { message } = await hears(told.heard, "message");
  assert.equal(message.event, "FINISH");
  assert.deepEqual(await kinds(told), ["message"]);

  const called = await struck(broken, "popup_callback_only", 3);
  const { code } = (await hears(called.heard, "callback")).response.authResponse;
  assert.ok(code);
  assert.deepEqual(await kinds(called), ["callback"]);

  const refused = await ordered(broken, { popup_error: { message: "Not today" } });
  await refused.popup.getByLabel("Your name").fill(BAKERY.person);
  await refused.popup.getByLabel("Your e-mail address").fill(BAKERY.email);
  await press(refused.popup, "Create and continue");
  assert.match(await refused.popup.getByRole("alert").innerText(), /Not today/);
  await refused.popup.evaluate(() => window.close());
  const cancelled = (await hears(refused.heard, "message")).message;
  assert.equal(cancelled.event, "CANCEL");
  assert.equal(cancelled.data.error_message, "Not today");
  assert.ok(cancelled.data.error_id && cancelled.data.session_id);
  assert.equal((await hears(refused.heard, "callback")).response.authResponse, null);
  assert.deepEqual(await kinds(refused), ["message", "callback"]);

  for (const { context, faults } of [silent, told, called, refused]) {
    assert.deepEqual(faults, []);
    await leave(context);
  }
  const { data } = JSON.parse(await control(broken.api, "GET", "/faults"));
  assert.deepEqual(data.map(({ struck }) => struck), [1, 1, 1, 1]);
});

const LATE_MS = 1_500;
/** The ways in which a session message is told otherwise, and what the page hears of each. */
const TELLINGS = [
  ["popup_message_last", ["callback", "message"]],
  [{ popup_message_late: { ms: LATE_MS } }, ["callback", "message"]],
  [{ popup_message_twice: { copies: 2 } }, ["message", "message", "message", "callback"]],
  ["popup_message_object", ["message", "callback"]],
  ["popup_message_coexistence", ["message", "callback"]],
];

test("a session message out of order, late, repeated, as an object", limits, async () => {
  const apart = await world("apart");
  const heards = [];
  for (const [at, [kind, wanted]] of TELLINGS.entries()) {
    const one = await struck(apart, kind, at + 1);
    await until("all of it", () => one.heard.length >= wanted.length);
    assert.deepEqual(await kinds(one), wanted);
    const ends = at === 4 ? "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING" : "FINISH";
    for (const { message, shape } of one.heard.filter(({ kind: heard }) => heard === "message")) {
      assert.equal(message.event, ends);
      assert.match(message.data.waba_id, /^\d+$/);
      assert.equal(shape, at === 3 ? "object" : "string");
    }
    const { response } = await hears(one.heard, "callback");
    assert.ok(response.authResponse.code, "the callback gets what it always gets");
    assert.deepEqual(one.faults, []);
    heards.push(one.heard);
    await leave(one.context);
  }
  const [called, told] = heards[1];
  assert.ok(told.at - called.at >= LATE_MS - 5, `${told.at - called.at} ms later`);
  assert.deepEqual(Object.keys(heards[4][0].message.data), ["waba_id"]);
});

test("the provider's own page finds the account, however it is told", limits, async () => {
  const { guide } = house;
  const all = [...TELLINGS.map(([kind]) => kind), "popup_callback_only"];
  for (const [at, kind] of all.entries()) {
    await control(guide.platform_api, "POST", "/faults", { kind });
    const { context, faults } = await profile(browser);
    const { page } = await arrive(context, guide);
    const popup = await openPopup(page);
    const who = { email: `pia${at}@muehle.example`, national: `1512 345610${at}` };
    await walk(popup, { ...BAKERY, ...who, person: "Pia Rot", business: `Muehle ${at}` });
    const waba = await popup.locator("dd small").nth(1).innerText();
    await pressLast(popup, "Finish");
    await page.waitForURL("**/signup/status");
    await shows(page, `[data-waba="${waba}"]`);
    assert.equal(await page.locator("[data-waba]").count(), 1, "one account, whatever was told");
    assert.deepEqual(faults, []);
    await leave(context);
  }
  const { data } = JSON.parse(await control(guide.platform_api, "GET", "/faults"));
  assert.deepEqual(data.map(({ struck }) => struck), all.map(() => 1));
});

test("where the SDK does not load, the provider's page says so", limits, async () => {
  const { guide } = house;
  await control(guide.platform_api, "POST", "/faults", { kind: "sdk_blocked" });
  const { context, faults } = await profile(browser);
  const page = await context.newPage();
  await page.goto(guide.provider);
  await page.locator("#signup-message[data-kind=unloaded]").waitFor();
  assert.ok(await page.locator("#connect").isDisabled());
  await page.reload();
  await page.locator("#connect:enabled").waitFor();
  assert.deepEqual(faults, []);
  await leave(context);
});

test("two worlds in one browser do not share who is logged in", limits, async () => {
  const [one, two] = [await world("one"), await world("two")];
  const { context } = await profile(browser);
  const page = await context.newPage();
  await page.goto(`${one.pages}/login?next=/business`);
  await press(page, RegExp(`^Continue as ${ADMIN}`));
  assert.equal(new URL(page.url()).pathname, "/business");
  await page.goto(`${two.pages}/business`);
  assert.equal(new URL(page.url()).pathname, "/login");
  const hosts = (await context.cookies()).map(({ domain }) => domain);
  assert.deepEqual([...new Set(hosts)], [new URL(one.pages).hostname]);
  await press(page, RegExp(`^Continue as ${ADMIN}`));
  await page.goto(`${one.pages}/business`);
  assert.equal(new URL(page.url()).pathname, "/business");
  await leave(context);
});
