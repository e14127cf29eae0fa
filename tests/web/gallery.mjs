// The pictures of docs/gallery: node gallery.mjs ADDRESS FOLDER. Chromium is the system's.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [address, folder] = process.argv.slice(2);
const pages = [
  ["home", "/"],
  ["ranking", "/peringkat/2023/kabupaten-kota?provinsi=16"],
  ["agency", "/instansi/kabupaten-lebong"],
  ["province", "/provinsi/sumatera-utara?tahun=2022"],
  ["method", "/metode/ombudsman-2023"],
  ["practice", "/latihan/1/instansi/a00020"],
];
const views = [["1280", 1280, 900, "light"], ["360", 360, 740, "light"], ["1280-dark", 1280, 900, "dark"]];
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.PATUH_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
for (const [view, width, height, colorScheme] of views) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  for (const [name, path] of view === "1280-dark" ? pages.slice(0, 1) : pages) {
    await page.goto(address + path);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}-${view}.png`) });
  }
  await context.close();
}
await browser.close();
