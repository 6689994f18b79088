// The desk's pages of faults, worlds and scenarios in a browser: what is refused, made, run and kept.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, leave, up } from "./lib.mjs";
import { Album, main, press, profile, visit } from "./people.mjs";

const limits = { timeout: 180_000 };
const NARROW = { width: 320, height: 800 }; // Reflow, WCAG 2.2 1.4.10.
const album = new Album();
album.count = 170;
let house, guide, browser, desk, faults;

before(async () => {
  browser = await launch();
  house = await up();
  guide = house.guide;
  ({ context: desk, faults } = await profile(browser));
}, limits);

after(async () => {
  await browser?.close();
  await house?.stop();
}, limits);

/** Opens a page of the platform in somebody's browser. */
const open = (context, path) => visit(context, guide, path);

test("a refused order of a fault stays filled in", limits, async () => {
  const page = await open(desk, "/desk/faults");
  const form = page.locator("#order");
  await form.getByLabel("What goes wrong", { exact: true }).selectOption("latency");
  await form.getByLabel(/^Its number/).fill("soon");
  await form.getByLabel(/^Operation, such as/).fill("phone.register");
  await press(page, "Order", form);
  assert.match(await page.getByRole("alert").innerText(), /no whole number/);
  assert.equal(await form.getByLabel(/^Operation, such as/).inputValue(), "phone.register");
  assert.equal(await page.locator("#kind").inputValue(), "latency");
  await album.look(page, "desk-faults-refused");
  await page.getByRole("alert").getByRole("link").click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "number");
  await leave(page);
});

test("a world is made at the desk, a scenario run in it, a copy kept and read", limits, async () => {
  const page = await open(desk, "/desk/worlds");
  const form = page.locator("#create");
  await form.getByLabel(/^Name/).fill("Spring Time");
  await form.getByLabel(/^Its time at first/).fill("2026-03-01T08:00:00Z");
  await press(page, "Make", form);
  assert.match(await page.getByRole("alert").innerText(), /no name for a world/);
  await album.look(page, "desk-worlds-refused");
  await page.locator("#create").getByLabel(/^Name/).fill("spring");
  await press(page, "Make", page.locator("#create"));
  assert.equal(await page.locator("h1").innerText(), "World spring");
  await album.look(page, "desk-world");

  const theirs = await desk.newPage();
  const there = page.getByRole("link", { name: "Run one in this world" });
  await theirs.goto(await there.getAttribute("href"));
  await theirs.locator(`a[href$="/override-before-subscribe"]`).click();
  await album.look(theirs, "desk-scenario");
  await press(theirs, "Run it in this world");
  assert.match(await theirs.getByRole("status").innerText(), /It went as told/);
  await theirs.locator("summary").first().click();
  await album.look(theirs, "desk-scenario-played");
  await theirs.setViewportSize(NARROW);
  const over = await theirs.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
  await leave(theirs);

  await page.reload();
  assert.match(await main(page), /\d+ accounts?, 1 number/);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "The world as a file" }).click(),
  ]);
  assert.equal(file.suggestedFilename(), "spring.jsonl");
  const kept = await file.path();
  await page.goto(`${guide.platform}/desk/worlds`);
  await page.locator("#import").getByLabel(/written down/).setInputFiles(kept);
  await page.locator("#import").getByLabel(/^Its name/).fill("kept");
  await press(page, "Read the file");
  assert.match(await main(page), /export of spring/);
  // Nothing is taken away by one click, nor can what is not shown be pressed.
  const gone = page.getByRole("button", { name: "Delete kept for good" });
  assert.equal(await gone.isVisible(), false);
  await page.locator("#delete-ask > summary").click();
  assert.equal(await gone.isVisible(), true);
  await album.look(page, "desk-world-delete");
  await press(page, "Delete kept for good");
  assert.match(await main(page), /spring/);
  await album.look(page, "desk-worlds");
  await leave(page);
});

test("no page of these has a fault or a finding of axe", () => {
  assert.deepEqual(album.findings, []);
  assert.deepEqual(faults, []);
});
