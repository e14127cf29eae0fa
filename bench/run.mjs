// Runs the measurements and prints a table: node run.mjs WORK-FOLDER POSTGRES-PORT [OUT.json]. Started by bench/run.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [work, port, out] = process.argv.slice(2);
const root = join(import.meta.dirname, "..");
const patuh = join(root, "patuh");
const bench = join(root, "bench/Patuh.Bench/bin/Release/net10.0/Patuh.Bench");
const peer = join(root, "bench/duckdb.mjs");
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const rows = [];
const row = (what, goal, ours, peers) => {
  rows.push({ what, goal, ours, peers });
  console.error(`${what}: ${ours}${peers ? ` (${peers})` : ""}`);
};

// seconds and peak megabytes of one whole process
const run = (program, args, env = {}) => {
  const result = spawnSync("/usr/bin/time", ["-f", "%e %M", program, ...args], { env: { ...process.env, ...env }, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`${program} ${args.join(" ")}: ${result.stderr}`);
  const [seconds, kilobytes] = result.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { seconds, megabytes: kilobytes / 1024 };
};
// taken in turns, so that both meet the same machine
const inTurns = (times, a, b) => {
  const [left, right] = [[], []];
  for (let n = 0; n < times; n++) { left.push(a()); right.push(b()); }
  return [left, right].map((runs) => ({ seconds: median(runs.map((r) => r.seconds)), megabytes: Math.max(...runs.map((r) => r.megabytes)) }));
};
const psql = (sql, database = "postgres") => execFileSync("psql", ["-q", "-h", "127.0.0.1", "-p", port, "-U", "patuh", database, "-c", sql]);

const [large, huge] = [join(work, "large"), join(work, "huge")];
execFileSync(patuh, ["generate", "--agencies", "600", "--indicators", "120", "--out", large], { stdio: "ignore" });
execFileSync(patuh, ["generate", "--agencies", "6000", "--indicators", "120", "--out", huge], { stdio: "ignore" });

const memory = JSON.parse(execFileSync(bench, [large, "51", "sqlite"]));
const more = JSON.parse(execFileSync(bench, [huge, "15"]));
const duckMemory = Number(execFileSync("node", [peer, "memory", large, "5"], { encoding: "utf8" }));
row(`score and rank ${memory.answers} answers in memory`, "below 30 ms", `${memory.all_ms.toFixed(1)} ms (one thread ${memory.one_thread_ms.toFixed(1)} ms)`, `DuckDB ${duckMemory.toFixed(0)} ms, SQLite ${memory.sqlite_ms.toFixed(0)} ms`);
row("one changed answer, all scores and ranks right again", "below 1 ms", `${memory.change_ms.toFixed(3)} ms`, "");
const cost = [memory.all_ms / memory.answers, more.all_ms / more.answers].map((ms) => ms * 1e6);
row(`cost per answer at ${more.answers} against ${memory.answers}`, "at most 1.15 x", `${(cost[1] / cost[0]).toFixed(2)} x (${cost[1].toFixed(1)} ns against ${cost[0].toFixed(1)} ns)`, "");

const [ours, duck] = inTurns(7, () => run(patuh, ["score", large, "--out", join(work, "ours")]), () => run("node", [peer, "score", large, join(work, "duck")]));
const files = ["agencies.results.csv", "units.results.csv", "shortcomings.csv"];
const same = files.every((f) => readFileSync(join(work, "ours", f), "utf8") === readFileSync(join(work, "duck", f), "utf8").replaceAll('"', ""));
row("patuh score PACKAGE, whole process", "faster than DuckDB, equal in content", `${ours.seconds.toFixed(2)} s, files ${same ? "equal" : "DIFFERENT"}`, `DuckDB ${duck.seconds.toFixed(2)} s: ${(ours.seconds / duck.seconds).toFixed(2)} x`);
row("peak memory of that process", "below 250 MB", `${ours.megabytes.toFixed(0)} MB`, `DuckDB ${duck.megabytes.toFixed(0)} MB`);
const tenfold = run(patuh, ["score", huge, "--out", join(work, "huge-out")]);
row("the same process at ten times the answers", "", `${tenfold.seconds.toFixed(2)} s, ${tenfold.megabytes.toFixed(0)} MB: ${(tenfold.seconds / ours.seconds).toFixed(1)} x the time`, "");

const hundred = join(work, "hundred.csv");
writeFileSync(hundred, "id,score\n" + Array.from({ length: 100 }, (_, i) => `${i},${(i * 1.0091).toFixed(2)}`).join("\n") + "\n");
const direct = join(root, "artifacts/patuh/Patuh");
// finer than /usr/bin/time's hundredths
const timed = (program, args) => { const from = process.hrtime.bigint(); execFileSync(program, args); return Number(process.hrtime.bigint() - from) / 1e9; };
const [whole, inner] = [[], []];
for (let n = 0; n < 21; n++) { whole.push(timed(patuh, ["classify", "--year", "2024", hundred])); inner.push(timed(direct, ["classify", "--year", "2024", hundred])); }
row("patuh classify of 100 rows, whole process", "below 0.25 s", `${median(whole).toFixed(3)} s`, "");
row("of which the wrapper", "below 0.05 s", `${Math.max(0, median(whole) - median(inner)).toFixed(3)} s`, "");

psql("create database bench");
const sqlite = [], postgres = [], copy = [], keyed = [];
for (let n = 0; n < 3; n++) {
  rmSync(join(work, "sqlite"), { recursive: true, force: true });
  mkdirSync(join(work, "sqlite"));
  sqlite.push(run(patuh, ["import", "package", large, "--year", "2024"], { PATUH_DATABASE: join(work, "sqlite/patuh.db") }).seconds);
  psql("drop database bench");
  psql("create database bench");
  postgres.push(run(patuh, ["import", "package", large, "--year", "2024"], { PATUH_DATABASE: `Host=127.0.0.1;Port=${port};Username=patuh;Database=bench` }).seconds);
  for (const [list, key] of [[copy, ""], [keyed, ", primary key (unit, subject, indicator)"]]) {
    psql(`drop table if exists plain; create table plain (unit text, subject text, indicator text, value text${key})`, "bench");
    const from = process.hrtime.bigint();
    psql(`\\copy plain from ${join(large, "answers.csv")} csv header`, "bench");
    list.push(Number(process.hrtime.bigint() - from) / 1e9);
  }
}
const rate = (seconds) => `${Math.round(memory.answers / median(seconds) / 1000)},000 answers/s`;
row("patuh import package into SQLite, whole process", "above 300,000 answers/s", rate(sqlite), "");
row("patuh import package into PostgreSQL, whole process", "above 300,000 answers/s", rate(postgres), `psql \\copy of answers.csv: ${rate(copy)} without a key, ${rate(keyed)} with one`);

console.log("| what | goal | measured | beside it |\n|---|---|---|---|");
for (const r of rows) console.log(`| ${r.what} | ${r.goal} | ${r.ours} | ${r.peers} |`);
if (out) writeFileSync(out, JSON.stringify({ date: new Date().toISOString().slice(0, 10), rows }, null, 2) + "\n");
