// Lighthouse (mobile) on the main pages of a running site: node lighthouse.mjs ADDRESS. Chromium is Debian's.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [address] = process.argv.slice(2);
const pages = ["/", "/peringkat/2023/kabupaten-kota?provinsi=16", "/instansi/kabupaten-lebong", "/metode/ombudsman-2023", "/en"];
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const chrome = await launch({ chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium", chromeFlags: flags });
const turns = 3; // one run differs from the next by what else the machine does: the middle of three counts
const middle = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const rows = [];
for (const path of pages) {
  const runs = [];
  for (let i = 0; i < turns; i++) runs.push((await lighthouse(address + path, { port: chrome.port, output: "json", logLevel: "error" })).lhr);
  const score = (c) => middle(runs.map((lhr) => Math.round(100 * lhr.categories[c].score)));
  rows.push({ path, performance: score("performance"), accessibility: score("accessibility"), best: score("best-practices"), seo: score("seo"), bytes: runs[0].audits["total-byte-weight"].numericValue });
  for (const audit of Object.values(runs[0].audits))
    if (audit.score !== null && audit.score < 1 && ["binary", "metricSavings", "numeric"].includes(audit.scoreDisplayMode)) console.error(`${path}: ${audit.id} ${audit.displayValue ?? ""} ${audit.title}`);
}
await chrome.kill();
console.log("| page | performance | accessibility | best practices | SEO | transferred |\n|---|---|---|---|---|---|");
for (const r of rows) console.log(`| \`${r.path}\` | ${r.performance} | ${r.accessibility} | ${r.best} | ${r.seo} | ${(r.bytes / 1024).toFixed(0)} kB |`);
