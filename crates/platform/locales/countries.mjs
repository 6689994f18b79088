// Writes countries.tsv beside each dialog.ftl: two-letter code and name of every country of
// assets/countries.tsv, in the order of the language. The names are those of the Unicode CLDR
// that Node.js carries (Unicode License V3). Run by hand when a language or a country is added:
//   node crates/platform/locales/countries.mjs
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const codes = readFileSync(join(here, "../assets/countries.tsv"), "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split("\t")[0]);

/** Tags of the platform whose form elsewhere is another one. */
const ELSEWHERE = { es_LA: "es-419", zh_CN: "zh-Hans", zh_HK: "zh-Hant-HK", zh_TW: "zh-Hant" };

for (const tag of readdirSync(here)) {
  if (tag === "en" || !existsSync(join(here, tag, "dialog.ftl"))) continue;
  const language = ELSEWHERE[tag] ?? tag.replace("_", "-");
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const { compare } = new Intl.Collator(language);
  const rows = codes.map((code) => [code, names.of(code)]);
  const nameless = rows.filter(([, name]) => !name);
  if (nameless.length > 0) throw new Error(`${tag} has no name for ${nameless}`);
  rows.sort(([, one], [, other]) => compare(one, other));
  writeFileSync(join(here, tag, "countries.tsv"), rows.map((row) => `${row.join("\t")}\n`).join(""));
}
