// Lighthouse (mobile) on the main pages of a running site: node lighthouse.mjs ADDRESS. Chromium is Debian's.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [address] = process.argv.slice(2);
const pages = ["/", "/peringkat/2023/kabupaten-kota?provinsi=16", "/instansi/kabupaten-lebong", "/metode/ombudsman-2023", "/en"];
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const chrome = await launch({ chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium", chromeFlags: flags });
const rows = [];
for (const path of pages) {
  const { lhr } = await lighthouse(address + path, { port: chrome.port, output: "json", logLevel: "error" });
  const score = (c) => Math.round(100 * lhr.categories[c].score);
  rows.push({ path, performance: score("performance"), accessibility: score("accessibility"), best: score("best-practices"), seo: score("seo"), bytes: lhr.audits["total-byte-weight"].numericValue });
  for (const audit of Object.values(lhr.audits))
    if (audit.score !== null && audit.score < 1 && ["binary", "metricSavings", "numeric"].includes(audit.scoreDisplayMode)) console.error(`${path}: ${audit.id} ${audit.displayValue ?? ""} ${audit.title}`);
}
await chrome.kill();
console.log("| page | performance | accessibility | best practices | SEO | transferred |\n|---|---|---|---|---|---|");
for (const r of rows) console.log(`| \`${r.path}\` | ${r.performance} | ${r.accessibility} | ${r.best} | ${r.seo} | ${(r.bytes / 1024).toFixed(0)} kB |`);
