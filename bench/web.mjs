// Serves nine years of invented results, loads the ranking page with wrk, and nginx with the same bytes in the same run: node web.mjs WORK-FOLDER [OUT.json]
import { execFileSync, spawn } from "node:child_process";
import { gzipSync } from "node:zlib";
import { createServer } from "node:net";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [work, out] = process.argv.slice(2);
const root = join(import.meta.dirname, "..");
const seconds = 4, connections = 16, rounds = 5, warmUp = 12;
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const freePort = () => new Promise((done) => { const s = createServer().listen(0, "127.0.0.1", () => { const { port } = s.address(); s.close(() => done(port)); }); });

// every year, and in each the 587 (25 ministries, 14 institutions, 34 provinces, 98 cities, 416 regencies) and a police resort and a land office for each area
const table = (name) => readFileSync(join(root, "artifacts/generated/regions", name), "utf8").trim().split("\n").slice(1).map((l) => l.replaceAll('"', "").split(","));
const provinces = new Map(table("provinces.csv").map(([code, name]) => [code, name]));
const areas = table("regencies.csv").map(([code, , name]) => ({ code, name, kind: name.startsWith("Kota") ? "kota" : "kabupaten", province: provinces.get(code.slice(0, 2)) }));
const [rows, tallies] = [[], []];
let n = 0;
for (const year of [2015, 2017, 2018, 2019, 2021, 2022, 2023, 2024, 2025]) {
  const add = (kind, name, province) => rows.push(`${year},${kind},${name},${province},${((year === 2015 ? 0.75 : 1) * (45 + ((n++ * 7919) % 5400) / 100)).toFixed(2)},angka karangan untuk uji beban`);
  for (let i = 1; i <= 25; i++) add("kementerian", `Kementerian Uji ${i}`, "");
  for (let i = 1; i <= 14; i++) add("lembaga", `Lembaga Uji ${i}`, "");
  for (const name of [...provinces.values()].slice(0, 34)) add("provinsi", `Provinsi ${name}`, name);
  for (const a of areas) add(a.kind, a.name, year < 2023 ? "" : a.province);
  for (const a of areas) { add("polres", `Polres ${a.name} ${a.code}`, a.province); add("kantah", `Kantah ${a.name} ${a.code}`, a.province); }
  for (const [kind, count] of [["all", 587], ["kementerian", 25], ["lembaga", 14], ["provinsi", 34], ["kota", 98], ["kabupaten", 416]]) tallies.push(`${year},${kind},${count},uji,${kind === "all" ? "400,150,37" : ",,"}`);
}
writeFileSync(join(work, "scores.csv"), "year,class,name,province,score,source\n" + rows.join("\n") + "\n");
writeFileSync(join(work, "tallies.csv"), "year,class,assessed,source,hijau,kuning,merah\n" + tallies.join("\n") + "\n");
const env = { ...process.env, PATUH_DATABASE: join(work, "patuh.db") };
for (const file of ["scores.csv", "tallies.csv"]) execFileSync(join(root, "patuh"), ["import", "published", join(work, file)], { env, stdio: "ignore" });

const [port, nginxPort] = [await freePort(), await freePort()];
const path = "/peringkat/2024/semua";
const server = spawn(join(root, "patuh"), ["serve", "--urls", `http://127.0.0.1:${port}`], { env, stdio: "ignore" });
let nginx;
try {
  for (let i = 0; ; i++) { try { if ((await fetch(`http://127.0.0.1:${port}/health/ready`)).ok) break; } catch { if (i > 100) throw new Error("the server did not start"); } await new Promise((r) => setTimeout(r, 100)); }
  // another query each time: nothing comes from memory
  const fresh = [];
  for (const p of ["/", "/cari?q=bengklu", "/peringkat", path, `${path}?urut=perubahan`, "/peringkat/2024/kabupaten-kota?provinsi=33", "/instansi/kabupaten-lebong", "/provinsi/jawa-tengah", "/sepuluh-besar",
    "/sepuluh-besar/2024/kabupaten", "/banding?i=kabupaten-lebong&i=kota-medan&i=kota-palembang", "/hitung?nilai=87", "/metode/ombudsman-2023", "/data", "/koreksi", "/api/v1/results?year=2024&limit=500"]) {
    const times = [];
    for (let i = 0; i < 9; i++) { const from = process.hrtime.bigint(); await (await fetch(`http://127.0.0.1:${port}${p}${p.includes("?") ? "&" : "?"}x=${i}`)).arrayBuffer(); times.push(Number(process.hrtime.bigint() - from) / 1e6); }
    fresh.push({ page: p, ms: median(times) });
  }
  fresh.sort((a, b) => b.ms - a.ms);
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

  const wrk = (url, encoding, time = seconds) => {
    const text = execFileSync("wrk", [`-c${connections}`, `-d${time}s`, "--latency", "-H", `Accept-Encoding: ${encoding}`, url], { encoding: "utf8" });
    if (/Non-2xx/.test(text)) throw new Error(text);
    const p99 = text.match(/99%\s+([\d.]+)(us|ms|s)/);
    return { rate: Number(text.match(/Requests\/sec:\s+([\d.]+)/)[1]), p99: Number(p99[1]) * { us: 0.001, ms: 1, s: 1000 }[p99[2]] };
  };
  const results = [];
  for (const [name, encoding, bytes] of [["plain", "identity", page], ["compressed", "gzip", packed]]) {
    const [ours, theirs] = [[], []];
    // the compiler watches what runs often and makes it better: a server is measured as it is after its first seconds
    wrk(`http://127.0.0.1:${port}${path}`, encoding, warmUp);
    for (let i = 0; i < rounds; i++) { ours.push(wrk(`http://127.0.0.1:${port}${path}`, encoding)); theirs.push(wrk(`http://127.0.0.1:${nginxPort}/page.html`, encoding)); }
    const [a, b] = [ours, theirs].map((list) => ({ rate: median(list.map((r) => r.rate)), p99: median(list.map((r) => r.p99)) }));
    results.push({ name, bytes: bytes.length, rate: Math.round(a.rate), nginx: Math.round(b.rate), ratio: a.rate / b.rate, p99: a.p99, nginxP99: b.p99 });
  }
  console.log("| what | goal | measured | beside it |\n|---|---|---|---|");
  for (const r of results) console.log(`| ranking page of 587 agencies, ${r.name} (${(r.bytes / 1024).toFixed(0)} kB), ${connections} connections | at least 70 % of nginx, p99 below 20 ms | ${r.rate} requests/s: ${(100 * r.ratio).toFixed(0)} %, p99 ${r.p99.toFixed(1)} ms | nginx ${r.nginx} requests/s, p99 ${r.nginxP99.toFixed(1)} ms |`);
  console.log(`| any page, not from memory, ${rows.length} results: slowest of ${fresh.length} | below 50 ms | ${fresh.slice(0, 3).map((f) => `\`${f.page}\` ${f.ms.toFixed(0)} ms`).join(", ")} | |`);
  if (out) writeFileSync(out, JSON.stringify({ date: new Date().toISOString().slice(0, 10), results, fresh }, null, 2) + "\n");
} finally {
  server.kill("SIGTERM");
  nginx?.kill("SIGTERM");
}
