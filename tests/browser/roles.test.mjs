// What operators of different roles are offered at the console, and the password that is asked for
// again before what cannot be undone.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";

import { launch, leave, up, VESTIBULE } from "./lib.mjs";
import { Album, arrive, BAKERY, hears, openPopup, pressLast, profile } from "./people.mjs";
import { shows, signIn, walk } from "./people.mjs";

const LIMITS = { timeout: 180_000 };
const VIEWER = { name: "vera", password: "looks at everything" };
const PAGES = { Credit: "credit", Settings: "settings", Operators: "operators", Keys: "keys" };

const album = new Album();
let house, guide, browser, business, viewer, admin;
let ids; // What the session message named.

before(async () => {
  browser = await launch();
  house = await up();
  guide = house.guide;
  [business, viewer, admin] = [await profile(browser), await profile(browser), await profile(browser)];
  const words = ["operators", "add", VIEWER.name, "--role", "viewer", "--data-dir", house.dataDir];
  execFileSync(VESTIBULE, words, { input: VIEWER.password, stdio: ["pipe", "ignore", "inherit"] });
}, LIMITS);

after(async () => {
  await browser?.close();
  await house?.stop();
}, LIMITS);

/** A page of the console in a tab of its own, which asks for the login first. */
async function logIn(context, path, who) {
  const page = await context.newPage();
  await page.goto(`${guide.provider}${path}`);
  await signIn(page, guide, who);
  return page;
}

const links = async (page) => page.locator("nav[aria-label=Console] a").allInnerTexts();

test("a business signs up", LIMITS, async () => {
  const { page, heard } = await arrive(business.context, guide);
  const popup = await openPopup(page);
  await walk(popup, BAKERY);
  await pressLast(popup, "Finish");
  ids = (await hears(heard, "message")).message.data;
  await page.waitForURL("**/signup/status");
  await shows(page, `[data-waba="${ids.waba_id}"][data-live=true]`);
});

test("a viewer sees how clients stand, and none of an admin's buttons", LIMITS, async () => {
  const client = `/console/clients/${ids.waba_id}`;
  const page = await logIn(viewer.context, client, VIEWER);
  assert.deepEqual(await links(page), ["Clients", "Webhooks"]);
  await shows(page, "li[data-condition=live][data-state=true]");
  const buttons = async () => page.getByRole("button").allInnerTexts();
  assert.deepEqual(await buttons(), ["Log out"]);
  await album.look(page, "console-viewer-client");
  await page.goto(`${guide.provider}${client}/phones/${ids.phone_number_id}`);
  await shows(page, "#read-only");
  assert.deepEqual(await buttons(), ["Log out"]);
  await album.look(page, "console-viewer-number");
  for (const path of Object.values(PAGES)) {
    const answer = await page.goto(`${guide.provider}/console/${path}`);
    assert.equal(answer.status(), 403, path);
    assert.match(await page.locator("main").innerText(), /This takes another role/);
  }
  assert.match(await page.locator("main").innerText(), RegExp(`${guide.console_user} \\(admin\\)`));
  await album.look(page, "console-refused");
  await leave(page);
});

test("an admin is asked for the password again before the credit line is taken back", LIMITS, async () => {
  const page = await logIn(admin.context, "/console/credit");
  assert.deepEqual(await links(page), ["Clients", "Webhooks", ...Object.keys(PAGES)]);
  await album.look(page, "console-credit");
  const why = page.getByLabel("Why it is taken back");
  await why.fill("unpaid since October");
  await why.press("Enter");
  const again = page.getByLabel("Password");
  await again.waitFor();
  assert.ok(await again.evaluate((field) => field === document.activeElement), "not ready to type");
  await album.look(page, "console-password-again");
  await again.fill("a guess");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("The password is wrong.").waitFor();
  await album.look(page, "console-password-wrong");
  await again.fill(guide.console_password);
  await again.press("Enter");
  await shows(page, `tr[data-held="${ids.business_id}"]`);
  const held = await page.locator(`tr[data-held="${ids.business_id}"]`).innerText();
  assert.match(held, /unpaid since October/);

  // For a while it is not asked for again.
  await page.goto(`${guide.provider}/console/operators`);
  await album.look(page, "console-operators");
  await page.getByLabel(`Role of ${VIEWER.name}`).selectOption("finance");
  await page.getByRole("button", { name: "Change" }).click();
  await shows(page, `tr[data-operator=${VIEWER.name}][data-role=finance]`);
  await page.goto(`${guide.provider}/console/keys`);
  await album.look(page, "console-keys");
  await leave(page);

  const theirs = await viewer.context.newPage();
  await theirs.goto(`${guide.provider}/console/credit`);
  assert.deepEqual(await links(theirs), ["Clients", "Webhooks", "Credit"]);
  await shows(theirs, `tr[data-held="${ids.business_id}"]`);
  await leave(theirs);
});

test("everybody can use every page (WCAG 2.2 AA)", () => {
  assert.deepEqual(album.findings, []);
});

test("no exception, nothing blocked by the Content-Security-Policy", () => {
  assert.deepEqual([business, viewer, admin].flatMap((one) => one.faults), []);
});
