// Floods the sign-in page of a server of our own on loopback, for a bounded time, and measures the others: node attack.mjs WORK-FOLDER SECONDS
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { request, Agent } from "node:http";
import { join } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const [work, seconds] = [process.argv[2], Number(process.argv[3])];
const root = join(import.meta.dirname, "..");
const guessesPerSecond = 1000, people = 60, ownDevices = 6, password = "kopi tubruk sore hari";
const port = workerData?.port ?? await new Promise((done) => { const s = createServer().listen(0, "127.0.0.1", () => { const { port } = s.address(); s.close(() => done(port)); }); });
const env = { ...process.env, PATUH_DATABASE: join(work, "patuh.db"), PATUH_PUBLIC_URL: `http://127.0.0.1:${port}` };
const agent = new Agent({ keepAlive: false });

const ask = (method, path, { from = "127.0.0.1", cookies = new Map(), fields } = {}) => new Promise((done, fail) => {
  const body = fields && new URLSearchParams(fields).toString();
  const sent = request({ host: "127.0.0.1", port, method, path, localAddress: from, agent, headers: {
    ...(cookies.size ? { Cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join("; ") } : {}),
    ...(body ? { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(body) } : {}) } }, (answer) => {
    for (const line of answer.headers["set-cookie"] ?? []) { const [, k, v] = line.match(/^([^=]+)=([^;]*)/); cookies.set(k, v); }
    let text = "";
    answer.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => done({ status: answer.statusCode, text }));
  });
  sent.on("error", fail).end(body);
});
const token = (page) => page.text.match(/__RequestVerificationToken" type="hidden" value="([^"]+)"/)[1];
const signIn = async (visitor, email, secret) => {
  visitor.cookies.delete("patuh"); // signed out here; the device stays known
  const page = await ask("GET", "/kerja/masuk", visitor);
  return ask("POST", "/kerja/masuk", { ...visitor, fields: { surel: email, sandi: secret, __RequestVerificationToken: token(page) } });
};
const p = (list, share) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? NaN;

// the flood has a thread of its own, so that its work is not measured as the server's
if (!isMainThread) {
  const attacker = { cookies: new Map() };
  const stolen = token(await ask("GET", "/kerja/masuk", attacker));
  const answers = {}, waiting = new Set();
  let n = 0;
  const flood = setInterval(() => {
    for (let i = 0; i < guessesPerSecond / 50 && waiting.size < 4000; i++, n++) {
      const guess = ask("POST", "/kerja/masuk", { from: `127.${1 + (n % 60)}.${(n >> 6) % 250}.${1 + (n % 250)}`, cookies: attacker.cookies, fields: { surel: "orang0@contoh.go.id", sandi: `tebakan ${n}`, __RequestVerificationToken: stolen } })
        .then((a) => (answers[a.status] = (answers[a.status] ?? 0) + 1), (e) => (answers[e.code] = (answers[e.code] ?? 0) + 1)).finally(() => waiting.delete(guess));
      waiting.add(guess);
    }
  }, 20);
  parentPort.once("message", async () => { clearInterval(flood); await Promise.all(waiting); parentPort.postMessage({ n, answers }); });
  parentPort.postMessage("running");
} else await measure();

async function measure() {
  const server = spawn(join(root, "patuh"), ["serve", "--urls", `http://127.0.0.1:${port}`], { env, stdio: ["ignore", "ignore", "inherit"] });
  try {
    for (let i = 0; ; i++) { try { if ((await ask("GET", "/health/ready")).status === 200) break; } catch { if (i > 100) throw new Error("the server did not start"); } await new Promise((r) => setTimeout(r, 100)); }
    // each with an account; number 0 is the one that is attacked, and has signed in on a device before
    const visitors = [];
    for (let i = 0; i < people; i++) {
      const email = `orang${i}@contoh.go.id`;
      const link = new URL(execFileSync(join(root, "patuh"), ["admin", "create", email, "--name", `Orang Ke${String.fromCharCode(97 + (i % 26))}`], { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()).pathname;
      const visitor = { from: `127.${100 + i}.77.1`, cookies: new Map() };
      const page = await ask("GET", link, visitor);
      const made = await ask("POST", link, { ...visitor, fields: { nama: `Orang Ke${i}x`, sandi: password, __RequestVerificationToken: token(page) } });
      if (made.status !== 303) throw new Error(`account ${i}: ${made.status}`);
      visitors.push({ email, visitor });
    }
    const known = [visitors[0].visitor];
    while (known.length < ownDevices) { const device = { from: `127.78.${known.length}.1`, cookies: new Map() }; await signIn(device, visitors[0].email, password); known.push(device); }
    const flood = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2), workerData: { port } });
    await new Promise((running) => flood.once("message", running));
    const mine = [], others = [], refused = { mine: 0, others: 0 };
    const until = Date.now() + seconds * 1000;
    // the owner on known devices in turn (each has a budget), others on devices that are not known
    const timed = async (list, key, visitor, email) => { const from = performance.now(); const a = await signIn(visitor, email, password); if (a.status === 303) list.push(performance.now() - from); else refused[key]++; };
    await Promise.all([
      (async () => { for (let i = 0; Date.now() < until; i = (i + 1) % known.length) { await timed(mine, "mine", known[i], visitors[0].email); await new Promise((r) => setTimeout(r, 700)); } })(),
      (async () => { for (let i = 1; Date.now() < until; i = (i % (people - 1)) + 1) { await timed(others, "others", { from: `127.${100 + i}.99.7`, cookies: new Map() }, visitors[i].email); await new Promise((r) => setTimeout(r, 400)); } })(),
    ]);
    const { n, answers } = await new Promise((done) => { flood.once("message", done); flood.postMessage("stop"); });
    console.log("| what | count | p50 | p99 |\n|---|---|---|---|");
    console.log(`| guesses at one account, ${Math.round(n / seconds)} a second, answered ${Object.entries(answers).map(([k, v]) => `${k}: ${v}`).join(", ")} | ${n} | | |`);
    console.log(`| its owner on a known device, refused ${refused.mine} | ${mine.length} | ${p(mine, 0.5).toFixed(0)} ms | ${p(mine, 0.99).toFixed(0)} ms |`);
    console.log(`| other people on devices not known, refused ${refused.others} | ${others.length} | ${p(others, 0.5).toFixed(0)} ms | ${p(others, 0.99).toFixed(0)} ms |`);
  } finally {
    server.kill("SIGTERM");
  }
}
