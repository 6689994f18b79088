// The shared parts, tried without Vestibule: a stand-in program, and pages from data: URLs.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { accessibility, launch, screenshot, until, up } from "./lib.mjs";

const limits = { timeout: 60_000 };
const folder = mkdtempSync(join(tmpdir(), "browser-lib-"));
let browser;

before(async () => (browser = await launch()), limits);
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A stand-in for `vestibule up`, run by this Node. */
function standIn(name, source) {
  const script = join(folder, name);
  writeFileSync(script, source);
  return { program: process.execPath, programArgs: [script] };
}

const page = (body) =>
  `data:text/html,${encodeURIComponent(
    `<!doctype html><html lang="en"><title>Self-test</title><main>${body}</main></html>`,
  )}`;

test("chromium shows a page, takes a click and a picture", limits, async () => {
  const tab = await browser.newPage();
  await tab.goto(page(`<h1>Hello</h1><button onclick="this.textContent='Done'">Go</button>`));
  await tab.getByRole("button", { name: "Go" }).click();
  assert.equal(await tab.getByRole("button").textContent(), "Done");
  const picture = readFileSync(await screenshot(tab, 0, "self-test"));
  assert.equal(picture.subarray(1, 4).toString(), "PNG");
  assert.ok(picture.length > 1_000, `only ${picture.length} bytes`);
  assert.deepEqual(await accessibility(tab), []);
  await tab.close();
});

test("a page that cannot be used by everybody is found out", limits, async () => {
  const tab = await browser.newPage();
  await tab.goto(page(`<h1>Form</h1><input name="number">`));
  const found = await accessibility(tab);
  assert.equal(found.length, 1);
  assert.match(found[0], /^label: .*: input$/);
  await tab.close();
});

test("up gives the guide, stop interrupts and cleans up", limits, async () => {
  const running = await up(
    standIn(
      "good.mjs",
      `console.error(process.argv.slice(2).join(" "));
       console.log(JSON.stringify({ ready: true, provider: "http://provider.localhost:1" }));
       process.on("SIGINT", () => process.exit(0));
       setInterval(() => {}, 1000);`,
    ),
  );
  assert.equal(running.guide.provider, "http://provider.localhost:1");
  await until("the log", () => running.log().includes("--platform-port 0"));
  assert.match(running.log(), /--data-dir \S+ --guide json/);
  assert.ok(existsSync(running.dataDir));
  await running.stop();
  assert.ok(!existsSync(running.dataDir));
});

test("up that dies early says what it said", limits, async () => {
  const program = standIn("bad.mjs", `console.error("the port is taken"); process.exit(4);`);
  await assert.rejects(up(program), /ended \(4\) before it was ready\nthe port is taken/);
});

test("up that prints something else is refused", limits, async () => {
  const program = standIn("odd.mjs", `console.log("hello"); setInterval(() => {}, 1000);`);
  await assert.rejects(up(program), /something else than its guide: hello/);
});

test("a program that fails when stopped fails the test", limits, async () => {
  const running = await up(
    standIn(
      "leaving.mjs",
      `process.on("SIGINT", () => process.exit(7));
       console.log('{"ready":true}');
       setInterval(() => {}, 1000);`,
    ),
  );
  await assert.rejects(running.stop(), /ended with 7, not 0/);
});

test("waiting has an end, and says for what", async () => {
  let asked = 0;
  assert.equal(await until("the third answer", () => ++asked === 3 && "third", 1_000, 1), "third");
  await assert.rejects(until("nothing", () => false, 20, 5), /waited 20 ms in vain for nothing/);
});

test("a program that is not there is an error, not a wait", limits, async () => {
  await assert.rejects(up({ program: join(folder, "absent") }), /ENOENT/);
});
