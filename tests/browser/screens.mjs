// Every screen of the pop-up in every language, photographed, and one page that shows them all.
// `cargo xtask screens [TAG…]` runs it; the pictures go to ARTIFACTS/languages.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ARTIFACTS, launch, leave, up } from "./lib.mjs";
import { arrive, openPopup, profile } from "./people.mjs";

const FOLDER = join(ARTIFACTS, "languages");
const WINDOW = { width: 620, height: 820 };

/** What is typed on each screen, by the names of its fields; whoever reads the screens may differ. */
const TYPED = {
  business: async (popup) => {
    await popup.locator("#business").selectOption("new");
    await popup.locator("[name=name]").fill("Lindenhof");
    await popup.locator("[name=email]").fill("office@lindenhof.example");
    await popup.locator("[name=website]").fill("https://lindenhof.example");
    await popup.locator("#country").selectOption("DE");
  },
  waba: async (popup) => {
    const accounts = popup.locator("select#waba");
    if (await accounts.count()) await accounts.selectOption("new");
  },
  profile: async (popup) => {
    await popup.locator("[name=waba_name]").fill("Lindenhof");
    await popup.locator("[name=display_name]").fill("Lindenhof Bakery");
    await popup.locator("[name=timezone_id]").selectOption("47");
    await popup.locator("[name=vertical]").selectOption("RESTAURANT");
  },
  verify: async (popup) => {
    const desk = await popup.context().newPage();
    await desk.goto(await popup.locator("p.advice a").evaluate((link) => link.href));
    const code = (await desk.locator(".bubble.code .text").first().innerText()).replace(/\D/g, "");
    await leave(desk);
    await popup.locator("[name=code]").fill(code);
  },
};

/** One language from the login to the end; calls `look` with the name of each screen. */
async function walks(popup, tag, national, look) {
  await look("login");
  await popup.locator("#name").fill("Ada Linden");
  await popup.locator("#email").fill(`${tag.toLowerCase()}@lindenhof.example`);
  await popup.locator("select#locale").selectOption(tag);
  await forward(popup, "#person-new");
  for (const screen of ["authorization", "business", "waba", "profile"]) {
    await TYPED[screen]?.(popup);
    await look(screen);
    await forward(popup, "#step");
  }
  await popup.locator("[name=country]").selectOption("DE");
  await look("number");
  await popup.locator("[name=country]").selectOption("DE");
  await popup.locator("[name=number]").fill("0");
  await forward(popup, "#step");
  await look("number-refused");
  await popup.locator("[name=number]").fill(national);
  await forward(popup, "#step");
  await popup.locator("#resend button").first().click();
  await popup.locator(".problem").waitFor();
  await look("code-too-soon");
  await TYPED.verify(popup);
  await look("verify");
  await forward(popup, "#step");
  await look("permissions");
  await forward(popup, "#step");
  await look("done");
}

/** Sends the form and waits for what comes after it. */
async function forward(popup, form) {
  const coming = popup.waitForNavigation();
  await popup.locator(`${form} .foot button[type=submit]:not([form])`).click();
  await coming;
}

/** A page of pictures: a row for each language, a column for each screen. */
function sheet(shots) {
  const tags = [...new Set(shots.map(({ tag }) => tag))];
  const rows = tags.map((tag) => {
    const own = shots.filter((shot) => shot.tag === tag);
    const cells = own.map(
      ({ file, screen }) => `<td><img src="${file}" alt="${screen} in ${tag}"><br>${screen}</td>`,
    );
    return `<tr><th>${tag}</th>${cells.join("")}</tr>`;
  });
  const style = "img{width:320px;border:1px solid #999}td,th{vertical-align:top;font:14px sans-serif}";
  return `<!doctype html><meta charset="utf-8"><title>The pop-up in ${tags.length} languages</title>
<style>${style}</style><table>${rows.join("\n")}</table>`;
}

const house = await up();
const browser = await launch();
const shots = [];
try {
  mkdirSync(FOLDER, { recursive: true });
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${house.guide.platform}/login?next=/business`);
  const all = await page.locator("select#locale option").evaluateAll((options) => options.map((one) => one.value));
  const asked = process.argv.slice(2);
  const unknown = asked.filter((tag) => !all.includes(tag));
  if (unknown.length > 0) throw new Error(`no such language: ${unknown}; there are ${all}`);
  const tags = asked.length > 0 ? asked : all;
  for (const [nth, tag] of tags.entries()) {
    const options = { locale: tag.replace("es_LA", "es-419").replace("_", "-"), viewport: WINDOW };
    const { context } = await profile(browser, options);
    const popup = await openPopup((await arrive(context, house.guide)).page);
    await walks(popup, tag, `15123456${String(nth).padStart(2, "0")}`, async (screen) => {
      const file = `${tag}-${String(shots.length).padStart(3, "0")}-${screen}.png`;
      await popup.screenshot({ path: join(FOLDER, file), fullPage: true, animations: "disabled" });
      shots.push({ tag, screen, file });
    });
    await leave(context);
    console.log(`${nth + 1}/${tags.length} ${tag}`);
  }
  writeFileSync(join(FOLDER, "index.html"), sheet(shots));
  console.log(`${shots.length} pictures: ${join(FOLDER, "index.html")}`);
} finally {
  await browser.close();
  await house.stop();
}
