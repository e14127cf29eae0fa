// Uploads with tus-js-client over bench/lossy-proxy.mjs to a demo of our own: node upload.mjs WORK-FOLDER
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const [work] = process.argv.slice(2);
const root = join(import.meta.dirname, "..");
const size = 50 << 20, bytesPerSecond = 2.5 * (1 << 20), dropMs = 3000, rounds = 3;
const freePort = () => new Promise((done) => { const s = createServer().listen(0, "127.0.0.1", () => { const { port } = s.address(); s.close(() => done(port)); }); });
const address = `http://127.0.0.1:${await freePort()}`;
const server = spawn(join(root, "patuh"), ["demo", "--data", join(work, "demo"), "--urls", address], { stdio: "ignore" });
try {
  for (let i = 0; ; i++) { try { if ((await fetch(`${address}/health/ready`)).ok) break; } catch { if (i > 600) throw new Error("the server did not start"); } await new Promise((r) => setTimeout(r, 100)); }
  const cookies = (answer) => answer.headers.getSetCookie().map((c) => c.split(";")[0]);
  const door = await fetch(`${address}/kerja/masuk`);
  const form = cookies(door).join("; ");
  const token = (await door.text()).match(/action="\/kerja\/demo"[\s\S]*?__RequestVerificationToken"[^>]*value="([^"]+)"/)[1];
  const entered = await fetch(`${address}/kerja/demo`, { method: "POST", redirect: "manual", headers: { Cookie: form }, body: new URLSearchParams({ peran: "agency_coordinator", __RequestVerificationToken: token }) });
  const cookie = [form, ...cookies(entered)].join("; ");
  for (let round = 0; round < rounds; round++) {
    const file = join(work, "a.pdf");
    writeFileSync(file, Buffer.concat([Buffer.from("%PDF-1.4\n"), randomBytes(size), Buffer.from("\n%%EOF\n")]));
    const lines = execFileSync("node", ["tus.mjs", address, cookie, file, "a.pdf", bytesPerSecond, 0, dropMs], { cwd: join(root, "tests/web"), maxBuffer: 1 << 28 }).toString().trim().split("\n");
    const end = JSON.parse(lines.at(-1));
    if (!end.url) throw new Error(end.error);
    console.log(`${(end.size / 1e6).toFixed(1)} MB in ${end.seconds.toFixed(1)} s, cut ${end.drops} times, ${((end.sent - end.size) / end.size * 100).toFixed(2)} % of the bytes sent twice (headers included)`);
  }
} finally {
  server.kill();
}
