// Serves 587 invented results, loads the ranking page with wrk, and nginx with the same bytes in the same run: node web.mjs WORK-FOLDER [OUT.json]
import { execFileSync, spawn } from "node:child_process";
import { gzipSync } from "node:zlib";
import { createServer } from "node:net";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [work, out] = process.argv.slice(2);
const root = join(import.meta.dirname, "..");
const seconds = 6, connections = 16, rounds = 3;
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const freePort = () => new Promise((done) => { const s = createServer().listen(0, "127.0.0.1", () => { const { port } = s.address(); s.close(() => done(port)); }); });

// every agency of 2024: 25 ministries, 14 institutions, 34 provinces, 98 cities, 416 regencies
const table = (name) => readFileSync(join(root, "artifacts/generated/regions", name), "utf8").trim().split("\n").slice(1).map((l) => l.replaceAll('"', "").split(","));
const provinces = new Map(table("provinces.csv").map(([code, name]) => [code, name]));
let n = 0;
const row = (kind, name, province) => `2024,${kind},${name},${province},${(45 + ((n++ * 7919) % 5400) / 100).toFixed(2)},angka karangan untuk uji beban`;
const rows = [
  ...Array.from({ length: 25 }, (_, i) => row("kementerian", `Kementerian Uji ${i + 1}`, "")),
  ...Array.from({ length: 14 }, (_, i) => row("lembaga", `Lembaga Uji ${i + 1}`, "")),
  ...[...provinces.values()].slice(0, 34).map((name) => row("provinsi", `Provinsi ${name}`, name)),
  ...table("regencies.csv").map(([code, , name]) => row(name.startsWith("Kota") ? "kota" : "kabupaten", name, provinces.get(code.slice(0, 2)))),
];
writeFileSync(join(work, "scores.csv"), "year,class,name,province,score,source\n" + rows.join("\n") + "\n");
const env = { ...process.env, PATUH_DATABASE: join(work, "patuh.db") };
execFileSync(join(root, "patuh"), ["import", "published", join(work, "scores.csv")], { env, stdio: "ignore" });

const [port, nginxPort] = [await freePort(), await freePort()];
const path = "/peringkat/2024/semua";
const server = spawn(join(root, "patuh"), ["serve", "--urls", `http://127.0.0.1:${port}`], { env, stdio: "ignore" });
let nginx;
try {
  for (let i = 0; ; i++) { try { if ((await fetch(`http://127.0.0.1:${port}/health/ready`)).ok) break; } catch { if (i > 100) throw new Error("the server did not start"); } await new Promise((r) => setTimeout(r, 100)); }
  // the first answer is made, the second comes from memory
  const first = process.hrtime.bigint();
  const body = execFileSync("curl", ["-fs", `http://127.0.0.1:${port}${path}?zona=hijau&urut=nama`]);
  const fresh = [];
  for (let i = 0; i < 9; i++) { const from = process.hrtime.bigint(); await (await fetch(`http://127.0.0.1:${port}${path}?urut=nama&x=${i}`)).arrayBuffer(); fresh.push(Number(process.hrtime.bigint() - from) / 1e6); }
  const page = execFileSync("curl", ["-fs", `http://127.0.0.1:${port}${path}`]);
  const packed = execFileSync("curl", ["-fs", "-H", "Accept-Encoding: gzip", `http://127.0.0.1:${port}${path}`]);
  writeFileSync(join(work, "page.html"), page);
  writeFileSync(join(work, "page.html.gz"), packed);
  writeFileSync(join(work, "nginx.conf"), `worker_processes 2; daemon off; pid ${work}/nginx.pid; error_log ${work}/nginx.log; user root;
events { worker_connections 256; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; types { text/html html; } gzip_static on;
  client_body_temp_path ${work}; proxy_temp_path ${work}; fastcgi_temp_path ${work}; uwsgi_temp_path ${work}; scgi_temp_path ${work};
  server { listen 127.0.0.1:${nginxPort}; root ${work}; } }`);
  nginx = spawn("nginx", ["-c", join(work, "nginx.conf")], { stdio: "ignore" });
  for (let i = 0; ; i++) { try { if ((await fetch(`http://127.0.0.1:${nginxPort}/page.html`)).ok) break; } catch { if (i > 100) throw new Error("nginx did not start"); } await new Promise((r) => setTimeout(r, 50)); }

  const wrk = (url, encoding) => {
    const text = execFileSync("wrk", ["-t1", `-c${connections}`, `-d${seconds}s`, "--latency", "-H", `Accept-Encoding: ${encoding}`, url], { encoding: "utf8" });
    if (/Non-2xx/.test(text)) throw new Error(text);
    const p99 = text.match(/99%\s+([\d.]+)(us|ms|s)/);
    return { rate: Number(text.match(/Requests\/sec:\s+([\d.]+)/)[1]), p99: Number(p99[1]) * { us: 0.001, ms: 1, s: 1000 }[p99[2]] };
  };
  const results = [];
  for (const [name, encoding, bytes] of [["plain", "identity", page], ["compressed", "gzip", packed]]) {
    const [ours, theirs] = [[], []];
    wrk(`http://127.0.0.1:${port}${path}`, encoding);
    for (let i = 0; i < rounds; i++) { ours.push(wrk(`http://127.0.0.1:${port}${path}`, encoding)); theirs.push(wrk(`http://127.0.0.1:${nginxPort}/page.html`, encoding)); }
    const [a, b] = [ours, theirs].map((list) => ({ rate: median(list.map((r) => r.rate)), p99: median(list.map((r) => r.p99)) }));
    results.push({ name, bytes: bytes.length, rate: Math.round(a.rate), nginx: Math.round(b.rate), ratio: a.rate / b.rate, p99: a.p99, nginxP99: b.p99 });
  }
  console.log("| what | goal | measured | beside it |\n|---|---|---|---|");
  for (const r of results) console.log(`| ranking page of ${rows.length} agencies, ${r.name} (${(r.bytes / 1024).toFixed(0)} kB), ${connections} connections | at least 70 % of nginx, p99 below 20 ms | ${r.rate} requests/s: ${(100 * r.ratio).toFixed(0)} %, p99 ${r.p99.toFixed(1)} ms | nginx ${r.nginx} requests/s, p99 ${r.nginxP99.toFixed(1)} ms |`);
  console.log(`| the same page, not from memory | below 50 ms | ${median(fresh).toFixed(1)} ms | |`);
  if (out) writeFileSync(out, JSON.stringify({ date: new Date().toISOString().slice(0, 10), results, fresh: median(fresh) }, null, 2) + "\n");
} finally {
  server.kill("SIGTERM");
  nginx?.kill("SIGTERM");
}
