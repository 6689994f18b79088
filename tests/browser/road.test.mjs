// The newcomer's road, in one house from the first click to the thirtieth day.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, leave, until, up } from "./lib.mjs";
import { Album, arrive, BAKERY, hears, openPopup, pressLast, profile, shows } from "./people.mjs";
import { signIn, visit, walk } from "./people.mjs";

const CUSTOMER = "14155550142";
const SMALL_HOURS = { timeout: 420_000 };
const CONDITIONS = [
  "authorised",
  "system_user_assigned",
  "credit_shared",
  "subscribed",
  "certificate_current",
  "client_running",
  "live",
];

const album = new Album();
let house, guide, browser, business, desk;
let ids; // What the session message named.
let talk; // The operator's tab with the conversation.
let client; // The operator's tab with the client.

before(async () => {
  browser = await launch();
  house = await up();
  guide = house.guide;
  business = await profile(browser);
  desk = await profile(browser);
}, SMALL_HOURS);

after(async () => {
  await browser?.close();
  await house?.stop();
}, SMALL_HOURS);

/** Opens a page of the platform in the desk's browser. */
const atDesk = (path) => visit(desk.context, guide, path);

async function walksThePopup() {
  const { page, heard } = await arrive(business.context, guide);
  await album.look(page, "provider-page");
  const popup = await openPopup(page);
  assert.equal(new URL(popup.url()).hostname, "platform.localhost");
  await walk(popup, BAKERY, { look: album.look });
  const handing = page.waitForRequest((request) => request.url().endsWith("/signup/callback"));
  await pressLast(popup, "Finish");
  const handed = (await handing).postDataJSON();

  const { message, origin } = await hears(heard, "message");
  assert.equal(origin, guide.platform);
  assert.equal(message.event, "FINISH");
  assert.equal(message.version, 3);
  ids = message.data;
  for (const name of ["waba_id", "phone_number_id", "business_id"]) assert.match(ids[name], /^\d+$/);
  const { response } = await hears(heard, "callback");
  assert.equal(response.status, "connected");
  assert.match(response.authResponse.accessToken, /^EAA/);
  assert.equal(handed.accessToken, response.authResponse.accessToken);
  assert.equal(heard.length, 2, "one message and one callback, no more");
  await until("the window to close", () => popup.isClosed());
  await page.waitForURL("**/signup/status");
  return page;
}

async function statusGoesLive(page) {
  await shows(page, `[data-waba="${ids.waba_id}"]`);
  await album.look(page, "status-on-the-way");
  await shows(page, `[data-waba="${ids.waba_id}"][data-live=true]`);
  const text = await page.locator(`[data-waba="${ids.waba_id}"]`).innerText();
  assert.match(text, /Trial: (30|29) days left/);
  assert.match(text, /\+49 151 2345 6789 sends and receives messages/);
  await album.look(page, "status-live");
}

async function operatorSeesEverything() {
  client = await desk.context.newPage();
  await client.goto(`${guide.provider}/console`);
  await album.look(client, "console-login");
  await signIn(client, guide);
  await shows(client, `tr[data-waba="${ids.waba_id}"]`);
  await album.look(client, "console-clients");
  await client.getByRole("link", { name: BAKERY.business }).click();
  for (const name of CONDITIONS) {
    await shows(client, `li[data-condition=${name}][data-state=true]`);
  }
  const past = await client.locator("#timeline").innerText();
  assert.ok((await client.locator("#timeline li").count()) >= 5, past);
  assert.match(past, /assigned our system user/);
  assert.match(past, /shared the credit line/);
  await album.look(client, "console-client");
}

/** The statuses that our newest message shows, until it shows `last`. */
async function statusesUntil(last) {
  const seen = [];
  await until(`the message to be ${last}`, async () => {
    const bubble = talk.locator(".bubble.ours").last();
    const status = await bubble.getAttribute("data-status").catch(() => null);
    if (status && status !== seen.at(-1)) seen.push(status);
    return status === last;
  }, 20_000);
  return seen;
}

async function templateOpensTheConversation() {
  talk = await desk.context.newPage(); // The same browser: logged in already.
  const path = `console/clients/${ids.waba_id}/phones/${ids.phone_number_id}`;
  await talk.goto(`${guide.provider}/${path}`);
  await talk.locator("#template-to").fill("+1 415-555-0142");
  await talk.getByRole("button", { name: "Send the template" }).click();
  const seen = await statusesUntil("delivered");
  const order = ["sending", "accepted", "sent", "delivered"];
  assert.deepEqual(seen, order.filter((status) => seen.includes(status)));
  await album.look(talk, "console-template-delivered");

  const phone = await atDesk(`/desk/phones/${CUSTOMER}`);
  assert.match(await phone.locator("main").innerText(), /This message shows that the number works\./);
  await album.look(phone, "desk-customer-phone");
  await phone.getByRole("button", { name: /Open chat/ }).click();
  await statusesUntil("read");
  await album.look(talk, "console-template-read");
  await leave(phone);
}

async function customerAnswers() {
  const closed = talk.locator("[data-window=closed]");
  assert.match(await closed.innerText(), /template only/);
  const phone = await atDesk(`/desk/phones/${CUSTOMER}`);
  await phone.locator("#phone_number_id").selectOption(ids.phone_number_id);
  await phone.getByLabel("Your profile name").fill("Kim Doe");
  await phone.getByLabel("Message", { exact: true }).fill("Are you open on Sunday?");
  await phone.getByRole("button", { name: "Send", exact: true }).click();
  await shows(talk, "[data-window=open]");
  assert.match(await talk.locator("#conversation").innerText(), /Are you open on Sunday\?/);
  await album.look(talk, "console-window-open");

  await talk.locator("#text").fill("Yes, from eight to noon.");
  await talk.getByRole("button", { name: "Send text" }).click();
  await statusesUntil("delivered");
  assert.match(await talk.locator("#conversation").innerText(), /Yes, from eight to noon\./);
  await phone.getByText("Yes, from eight to noon.").waitFor();
  await album.look(talk, "console-conversation");
  await leave(phone);
}

async function managersShowTheAccount() {
  const page = await business.context.newPage();
  await page.goto(`${guide.platform}/business`);
  await album.look(page, "business-manager-home");
  await page.getByRole("link", { name: BAKERY.business }).click();
  const main = page.locator("main");
  assert.match(await main.innerText(), RegExp(`Account id ${ids.waba_id}`));
  assert.match(await main.innerText(), /Partner: Hallway Messaging/);
  await album.look(page, "business-manager");
  await page.getByRole("link", { name: BAKERY.business }).click();
  await page.waitForURL(`**/wa/manage/${ids.waba_id}`);
  const text = await main.innerText();
  assert.match(text, /shared with Hallway Messaging/);
  assert.match(text, /Connected/);
  assert.match(text, /Trial: (30|29) days left/);
  assert.ok(!text.includes("Download"), "the business gets no certificate (E05)");
  await album.look(page, "whatsapp-manager");
  await leave(page);
}

async function thirtyDaysPass() {
  const clock = await atDesk("/desk/clock");
  await album.look(clock, "desk-clock");
  await clock.getByRole("button", { name: "Forward 30 days" }).click();
  await clock.waitForLoadState();
  await leave(clock);

  const manager = await business.context.newPage();
  await manager.goto(`${guide.platform}/wa/manage/${ids.waba_id}`);
  assert.match(await manager.locator("main").innerText(), /trial ended/i);
  await album.look(manager, "whatsapp-manager-trial-ended");
  await manager.goto(`${guide.platform}/business/${ids.business_id}`);
  assert.match(await manager.locator("#notifications").innerText(), /trial/i);
  await album.look(manager, "business-manager-notified");
  await leave(manager);

  const mailbox = await atDesk(`/desk/mailbox?to=${BAKERY.email}`);
  const letter = mailbox.getByRole("link", { name: /trial/i }).first();
  await letter.waitFor();
  await album.look(mailbox, "desk-mailbox");
  await letter.click();
  assert.match(await mailbox.locator("main").innerText(), /verif/i);
  await album.look(mailbox, "desk-letter");
  await leave(mailbox);

  await client.goto(`${guide.provider}/console/clients/${ids.waba_id}`);
  // A login lasts twelve hours.
  if (client.url().includes("/console/login")) await signIn(client, guide);
  await shows(client, `[data-waba="${ids.waba_id}"][data-stage=off]`);
  await shows(client, "li[data-condition=client_running]:not([data-state=true])");
  await album.look(client, "console-client-off");
}

async function deskPagesAreSound() {
  for (const name of ["", "/phones", "/reviews", "/webhooks", "/timeline", "/people", "/providers"]) {
    const page = await atDesk(`/desk${name}`);
    await album.look(page, `desk${name.replace("/", "-")}`);
    await leave(page);
  }
  const front = await atDesk("/");
  await album.look(front, "platform-front");
  await leave(front);
  await client.goto(`${guide.provider}/console/settings`);
  await album.look(client, "console-settings");
}

test("a newcomer's road from the click to the thirtieth day", SMALL_HOURS, async (t) => {
  let page;
  const steps = [
    ["b06 b12 the pop-up is walked to its end", async () => (page = await walksThePopup())],
    ["e01 the status page goes live, with the days of the trial", () => statusGoesLive(page)],
    ["a06 the operator sees every condition turn true", operatorSeesEverything],
    ["a template is sent, delivered, read", templateOpensTheConversation],
    ["f01 the customer answers and free text goes out", customerAnswers],
    ["a01 both managers show the account to its owner", managersShowTheAccount],
    ["e03 the thirtieth day switches it off and everybody knows", thirtyDaysPass],
    ["the other pages of the desk are there", deskPagesAreSound],
  ];
  for (const [name, step] of steps) {
    let good = false;
    await t.test(name, SMALL_HOURS, async () => {
      await step();
      good = true;
    });
    if (!good) return; // Each step stands on those before it.
  }
  await t.test("everybody can use every page (WCAG 2.2 AA)", () => {
    assert.deepEqual(album.findings, []);
  });
  await t.test("no exception, nothing blocked by the Content-Security-Policy", () => {
    assert.deepEqual([...business.faults, ...desk.faults], []);
  });
});
