// What the browser tests share: a Vestibule of their own, a Chromium, pictures, bounded waiting.
//
// VESTIBULE names the binary under test, ARTIFACTS the folder for pictures and logs
// (`cargo xtask test browser` sets both). Nothing here waits without a limit.

import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const VESTIBULE = process.env.VESTIBULE ?? join(ROOT, "target/debug/vestibule");
export const ARTIFACTS = process.env.ARTIFACTS ?? join(ROOT, "target/artifacts");

const CHROMIUM = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

// One process, nothing asked of the network on its own account.
const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const READY_MS = 60_000;
const STOP_MS = 15_000;

// Whatever a test forgot or an exception skipped ends with this process, and so do its children:
// each program leads a process group.
const running = new Set();
process.on("exit", () => running.forEach(kill));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

function kill(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/**
 * Starts `vestibule up` on free ports with a data directory of its own and waits until both
 * servers answer. Returns `{ guide, dataDir, log, stop }`: the guide is the line that `up` prints
 * (provider, platform, platform_api, provider_api, console_user, console_password, smtp).
 *
 * `dataDir` continues an earlier directory, which then stays; `args` are added to the command line.
 * `program` and `programArgs` replace the binary (for the test of this file).
 */
export async function up({ dataDir, args = [], program = VESTIBULE, programArgs = ["up"] } = {}) {
  const own = dataDir === undefined;
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), "vestibule-"));
  const ports = ["--platform-port", "0", "--provider-port", "0", "--smtp-port", "0"];
  const words = [...programArgs, ...ports, "--data-dir", folder, "--guide", "json", ...args];
  const child = spawn(program, words, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  if (child.pid !== undefined) running.add(child);
  const exited = new Promise((done) => {
    child.once("error", (error) => done(error.message));
    child.once("close", (code, signal) => done(signal ?? code));
  });
  exited.then(() => running.delete(child));
  const log = keepLog(child);
  const stop = async () => {
    const outcome = await interrupt(child, exited);
    if (own) rmSync(folder, { recursive: true, force: true });
    if (outcome !== 0) throw new Error(`vestibule up ended with ${outcome}, not 0\n${log()}`);
  };
  try {
    return { guide: await readyLine(child, exited, log), dataDir: folder, log, stop };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

/** Keeps standard error in ARTIFACTS/logs, and its last lines for error messages. */
function keepLog(child) {
  mkdirSync(join(ARTIFACTS, "logs"), { recursive: true });
  const file = createWriteStream(join(ARTIFACTS, "logs", `up-${process.pid}-${child.pid ?? 0}.log`));
  let last = "";
  child.stderr.on("data", (bytes) => {
    file.write(bytes);
    last = (last + bytes).slice(-4_000);
  });
  child.stderr.on("end", () => file.end());
  return () => last;
}

/** The first line on standard output, which must be the guide of a ready Vestibule. */
async function readyLine(child, exited, log) {
  let text = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (part) => (text += part));
  let over = false;
  const gone = exited.then((outcome) => {
    over = true;
    throw new Error(`vestibule up ended (${outcome}) before it was ready\n${log()}`);
  });
  gone.catch(() => {});
  const ask = () => over || text.includes("\n");
  const line = until("the ready line of vestibule up", ask, READY_MS);
  await Promise.race([line, gone]);
  const first = text.slice(0, text.indexOf("\n"));
  let guide;
  try {
    guide = JSON.parse(first);
  } catch {
    throw new Error(`vestibule up printed something else than its guide: ${first}`);
  }
  if (guide.ready !== true) throw new Error(`vestibule up is not ready: ${first}`);
  return guide;
}

/** SIGINT to `up` alone, which stops its children; what stays too long is killed: an error. */
async function interrupt(child, exited) {
  child.kill("SIGINT");
  let timer;
  const late = new Promise((done) => {
    timer = setTimeout(done, STOP_MS, "too late");
  });
  const outcome = await Promise.race([exited, late]);
  clearTimeout(timer);
  if (outcome !== "too late") return outcome;
  kill(child);
  await exited;
  return `SIGKILL, since SIGINT had not stopped it in ${STOP_MS / 1000} s`;
}

/** A headless Chromium. Close it yourself. */
export async function launch() {
  const executablePath = CHROMIUM.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("no Chromium here; `cargo xtask test tools` installs one");
  return chromium.launch({ executablePath, headless: true, args: CHROMIUM_ARGUMENTS });
}

/** Takes a picture into ARTIFACTS/screens/NN-name.png and returns its path. */
export async function screenshot(page, number, name) {
  const path = join(ARTIFACTS, "screens", `${String(number).padStart(2, "0")}-${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
  return path;
}

/** Asks again and again until `ask` gives something truthy, and returns that. */
export async function until(what, ask, limitMs = 30_000, everyMs = 50) {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain for ${what}`);
    await new Promise((done) => setTimeout(done, everyMs));
  }
}

/** What a promise gives, or an error that names what did not come in time. */
export async function bounded(what, promise, limitMs = 60_000) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`waited ${limitMs} ms in vain for ${what}`)), limitMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * Closes a tab or a browser profile. Chromium was seen never to say that a tab is gone whose pop-up
 * closed at the same moment: what is left behind ends with the browser and is no matter of a test.
 */
export async function leave(opened) {
  await bounded("a tab to close", opened.close(), 10_000).catch((error) => {
    console.error(`${error.message}; going on without`);
  });
}

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds wrong on the page against WCAG 2.2 AA, one readable line per finding. */
export async function accessibility(page) {
  await bounded("axe to load", page.evaluate(await readFile(axe, "utf8")));
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const looking = page.evaluate((values) => {
    return globalThis.axe.run(document, { runOnly: { type: "tag", values } });
  }, tags);
  const found = await bounded("axe to look", looking);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`),
  );
}
