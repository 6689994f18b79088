// Who sits at the browser: a person in the pop-up, an operator at the console. What they hear and
// what goes wrong on their pages is kept for the tests.

import assert from "node:assert/strict";

import { accessibility, leave, screenshot, until } from "./lib.mjs";

const PATIENCE_MS = 20_000;

/** The business of these tests. */
export const BAKERY = {
  person: "Nora Lind",
  email: "nora@lindenhof.example",
  business: "Lindenhof Bakery",
  website: "https://lindenhof.example",
  country: "DE",
  timezone: "47",
  vertical: "GROCERY",
  national: "1512 3456789",
  digits: "4915123456789",
};

/**
 * A fresh browser profile whose pages are watched: `faults` collects uncaught exceptions and what
 * the Content-Security-Policy blocked.
 */
export async function profile(browser, options = {}) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const faults = [];
  context.on("page", (page) => {
    page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      const text = message.text();
      // An answer such as 404 is written there as well; whether it is right is the tests' matter.
      if (message.type() !== "error" || text.startsWith("Failed to load resource")) return;
      faults.push(`${page.url()}: ${text}`);
    });
  });
  return { context, faults };
}

/**
 * Opens the provider's page. `heard` collects the session messages that a listener of the page's own
 * window gets (text or object), and what FB.login answered, each as it came, with the page's time.
 */
export async function arrive(context, guide) {
  const page = await context.newPage();
  const heard = [];
  await page.exposeFunction("keepForTheTest", (kind, value) => heard.push({ kind, ...value }));
  await page.addInitScript(() => {
    window.addEventListener("message", ({ data, origin }) => {
      try {
        const message = typeof data === "string" ? JSON.parse(data) : data;
        if (message?.type !== "WA_EMBEDDED_SIGNUP") return;
        const [shape, at] = [typeof data, performance.now()];
        window.keepForTheTest("message", { message, origin, shape, at });
      } catch {
        // What is no JSON is not for the page.
      }
    });
  });
  await page.goto(guide.provider);
  await page.locator("#connect:enabled").waitFor();
  await page.evaluate(() => {
    const login = window.FB.login;
    window.FB.login = (callback, options) => {
      const kept = (response) => {
        window.keepForTheTest("callback", { response, at: performance.now() });
        callback(response);
      };
      return login(kept, options);
    };
  });
  return { page, heard };
}

/** Clicks the button and gives the window that opens. */
export async function openPopup(page) {
  const opening = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Connect WhatsApp" }).click();
  const popup = await opening;
  await popup.waitForLoadState("domcontentloaded");
  return popup;
}

/** Opens a page of the platform in somebody's browser. */
export async function visit(context, guide, path) {
  const page = await context.newPage();
  await page.goto(`${guide.platform}${path}`);
  return page;
}

/** Presses a button that sends a form, and waits for the page that comes. */
export async function press(page, name, root = page) {
  const button = root.getByRole("button", { name, exact: true });
  await Promise.all([page.waitForNavigation(), button.click()]);
}

/** What a page says, without what frames it. */
export const main = (page) => page.locator("main").innerText();

/**
 * Presses the button of the pop-up that may close it. The click waits for what the page does with
 * it, and a window gone before the click is told is no failure: who needs it closed waits for that.
 */
export async function pressLast(popup, name) {
  const pressing = popup.getByRole("button", { name, exact: true }).click();
  await pressing.catch((error) => {
    if (!/page, context or browser has been closed/.test(error.message)) throw error;
  });
}

const heading = (popup) => popup.locator("h1");

/** Presses the button that goes on and waits for the screen whose heading is `next`. */
async function goOn(popup, button, next) {
  await popup.getByRole("button", { name: button, exact: true }).click();
  await popup.getByRole("heading", { level: 1, name: next }).waitFor();
}

const SCREENS = [
  {
    name: "login",
    title: "Log in",
    async fill(popup, who) {
      await popup.getByLabel("Your name").fill(who.person);
      await popup.getByLabel("Your e-mail address").fill(who.email);
    },
    button: "Create and continue",
    next: /wants to connect your business/,
  },
  {
    name: "authorization",
    title: /wants to connect your business/,
    async fill() {},
    button: "Get started",
    next: "Choose your business",
  },
  {
    name: "business",
    title: "Choose your business",
    async fill(popup, who) {
      const existing = who.waba && { label: who.business };
      await popup.locator("#business").selectOption(existing ?? "new");
      if (existing) return;
      await popup.getByLabel("Business name").fill(who.business);
      await popup.getByLabel("Business e-mail address").fill(who.email);
      await popup.getByLabel("Website").fill(who.website);
      await popup.getByLabel("Country", { exact: true }).selectOption(who.country);
    },
    button: "Continue",
    next: "Choose a WhatsApp Business Account",
  },
  {
    name: "waba",
    title: "Choose a WhatsApp Business Account",
    async fill(popup, who) {
      const accounts = popup.locator("select#waba");
      if (await accounts.count()) await accounts.selectOption(who.waba ?? "new");
    },
    button: "Continue",
    next: "Describe your business",
  },
  {
    name: "profile",
    title: "Describe your business",
    async fill(popup, who) {
      await popup.getByLabel("Display name").fill(who.display ?? who.business);
      if (!who.waba) {
        await popup.getByLabel("Account name").fill(who.business);
        await popup.getByLabel("Time zone").selectOption(who.timezone);
      }
      await popup.getByLabel("Category").selectOption(who.vertical);
    },
    button: "Continue",
    next: "Add a phone number",
  },
  {
    name: "number",
    title: "Add a phone number",
    async fill(popup, who) {
      await popup.getByLabel("Country code").selectOption(who.country);
      await popup.getByLabel("Phone number", { exact: true }).fill(who.national);
      await popup.getByLabel("Text message").check();
    },
    button: "Send code",
    next: "Verify your number",
  },
  {
    name: "verify",
    title: "Verify your number",
    async fill(popup) {
      await popup.getByLabel("Verification code").fill(await readCode(popup));
    },
    button: "Verify",
    next: "Review",
  },
  {
    name: "permissions",
    title: "Review",
    async fill() {},
    button: "Confirm",
    next: "Your account is connected",
  },
];

/** The names of the screens in their order. */
export const SCREEN_NAMES = SCREENS.map((screen) => screen.name);

/**
 * Walks the pop-up as `who` from the screen called `from`, the login when nothing is named, up to the
 * one called `until`, without filling that one in; to the last page when nothing is named. `look` is
 * called on every screen, filled in. `who.waba` names an existing account of `who.business` that is
 * taken instead of a new one.
 */
export async function walk(popup, who, { from = "login", until: last, look = async () => {} } = {}) {
  for (const screen of SCREENS.slice(SCREEN_NAMES.indexOf(from))) {
    assert.match(await heading(popup).innerText(), RegExp(screen.title));
    if (screen.name === last) return;
    await screen.fill(popup, who);
    await look(popup, `popup-${screen.name}`);
    await goOn(popup, screen.button, screen.next);
  }
  await look(popup, "popup-done");
}

/** Follows the pop-up's link to the telephone and reads the newest code there, in another tab. */
async function readCode(popup) {
  const opening = popup.context().waitForEvent("page");
  await popup.getByRole("link", { name: "phones page of the desk" }).click();
  const tab = await opening;
  const code = tab.locator(".bubble.code .text").last();
  await code.waitFor();
  const digits = (await code.innerText()).match(/\d{3}[- ]?\d{3}/)[0].replace(/\D/g, "");
  await leave(tab);
  return digits;
}

/** Fills in the console's login form, which must be shown: as the first operator, or as `who`. */
export async function signIn(page, guide, who = {}) {
  await page.getByLabel("Name").fill(who.name ?? guide.console_user);
  await page.getByLabel("Password").fill(who.password ?? guide.console_password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.locator("#logout").waitFor();
}

/** Takes numbered pictures and asks axe about every page that it is shown. */
export class Album {
  constructor() {
    this.count = 0;
    this.findings = [];
  }

  /** A picture and a look with axe. */
  look = async (page, name) => {
    this.count += 1;
    await screenshot(page, this.count, name);
    const found = await accessibility(page);
    this.findings.push(...found.map((finding) => `${name}: ${finding}`));
  };
}

/** Waits until the page shows an element, reloading nothing: the page keeps itself up to date. */
export async function shows(page, selector, limitMs = 60_000) {
  await page.locator(selector).first().waitFor({ state: "attached", timeout: limitMs });
  return page.locator(selector).first();
}

/** Waits until something was heard, and gives it. */
export function hears(heard, kind, limitMs = 10_000) {
  return until(`a ${kind}`, () => heard.find((one) => one.kind === kind), limitMs);
}
