// Runs the scanners one after the other against a demo on loopback: node scan.mjs PORT WORK-FOLDER MINUTES
// Each talks through a relay, which counts what it asks, keeps it signed in, and asks from ever other loopback addresses: the limits for one address
// stay as they are, and a scanner sees more than "too many".
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { join } from "node:path";

const [port, work, minutes] = [Number(process.argv[2]), process.argv[3], Number(process.argv[4])];
const root = join(import.meta.dirname, "..");
const text = (path) => readFileSync(join(root, path), "utf8");
const say = (line) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

// ---- what there is to scan: the routes of the program's own table, their parameters from pages, the API's description and the pages' code

const routes = [...new Set([...text("docs/permissions.md").matchAll(/^(?:- |\| )`((?:GET|POST) \/[^`]*)`/gm)].map((m) => m[1]))].map((name) => {
  const [method, address] = name.split(" ");
  const [path, handler] = address.split("?handler=");
  const pattern = path.replace(/[.]/g, "\\.").replace(/\/\{(\w+)\?\}/g, "(?:/([^/]+))?").replace(/\{\w+:int\}/g, "(\\d+)").replace(/\{\w+\}/g, "([^/]+)");
  // the more is fixed, the better it fits
  return { name, method, path, handler, pattern: new RegExp(`^${pattern}/?$`, "i"), fixed: path.replace(/\{[^}]*\}/g, "").length + (handler ? 100 : 0) };
}).sort((a, b) => b.fixed - a.fixed);
const plain = (path) => path.replace(/^\/en(?=\/|$)/, "").replace(/^\/kerja\/en(?=\/|$)/, "/kerja") || "/";
const routeOf = (method, path, handler) => routes.find((r) => r.method === method && (!r.handler || r.handler === handler) && r.pattern.test(plain(path)));

const examples = {
  "/api/v1/agencies/{id}": "/api/v1/agencies/kabupaten-lebong", "/api/v1/instruments/{id}": "/api/v1/instruments/ombudsman-2023",
  "/api/v1/practice/cycles/{cycle:int}/agencies/{code}/tree": "/api/v1/practice/cycles/1/agencies/a00020/tree", "/api/v1/rankings/{year:int}/{scope}": "/api/v1/rankings/2023/kabupaten",
  "/openapi/{documentName}.json": "/openapi/v1.json", "/problems/{type}": "/problems/not-found", "/masalah/{status:int}": "/masalah/404",
};
const example = (path) => examples[path] ?? path.replace(/\{year:int\}/, "2023").replace(/\{cycle:int\}/, "1").replace(/\{scope\}/, "kabupaten").replace(/\/\{\w+\?\}/, "").replace(/\{\w+(:\w+)?\}/g, "x1");
const values = { year: "2023", tahun: "2023", score: "87.5", limit: "10", class: "regency", province: "17", provinsi: "17", q: "lebong", i: "kabupaten-lebong",
  surel: "siti@contoh.go.id", nama: "Siti Rahma", sandi: "kopi tubruk sore hari", sejak: "2026-11-01", sampai: "2027-11-01", situs: "" };

const inCode = []; // route, name: what a page's code reads from its address
for (const file of readdirSync(join(root, "src/Patuh"), { recursive: true }).filter((f) => f.endsWith(".cshtml") && existsSync(join(root, "src/Patuh", f + ".cs")))) {
  const page = text(join("src/Patuh", file)).match(/^@page "([^"]+)"/m)?.[1];
  for (const [, name] of page ? text(join("src/Patuh", file + ".cs")).matchAll(/Query(?:\.ContainsKey\(|\[)"(\w+)"/g) : []) inCode.push([`GET ${page}`, name]);
}
const api = JSON.parse(text("docs/openapi.v1.json")).paths;
const ofApi = Object.entries(api).flatMap(([path, methods]) => (methods.get?.parameters ?? []).filter((p) => p.in === "query").map((p) => [`GET ${path.replace("{year}", "{year:int}").replace("{cycle}", "{cycle:int}")}`, p.name]));

// ---- visitors

const ask = (method, path, { headers = {}, body, from = "127.0.0.1" } = {}) => new Promise((done, fail) => {
  const sent = request({ host: "127.0.0.1", port, method, path, headers, localAddress: from, agent: false, timeout: 60_000 }, (answer) => {
    const parts = [];
    answer.on("data", (part) => parts.push(part)).on("end", () => done({ status: answer.statusCode, headers: answer.headers, raw: answer.rawHeaders, body: Buffer.concat(parts) })).on("error", fail);
  });
  sent.on("error", fail).on("timeout", () => sent.destroy(new Error("no answer in a minute"))).end(body);
});
class Visitor {
  jar = new Map();
  again = 0;
  constructor(name, role) { [this.name, this.role] = [name, role]; }
  cookie(own = "") { // what the scanner sends counts, but for the session
    const all = new Map([...this.jar, ...own.split(/; */).filter(Boolean).map((c) => { const at = c.indexOf("="); return at < 0 ? [c, ""] : [c.slice(0, at), c.slice(at + 1)]; })]);
    if (this.jar.has("patuh")) all.set("patuh", this.jar.get("patuh"));
    return [...all].map(([k, v]) => `${k}=${v}`).join("; ");
  }
  async get(path) { const answer = await ask("GET", path, { headers: this.jar.size ? { Cookie: this.cookie() } : {} }); this.keep(answer); return { ...answer, text: answer.body.toString() }; }
  keep(answer) { for (const line of answer.headers["set-cookie"] ?? []) { const [, k, v] = line.match(/^([^=]+)=([^;]*)/) ?? []; if (k && v) this.jar.set(k, v); } }
  enter() { return this.entering ??= this.#enter().finally(() => (this.entering = undefined)); }
  async #enter() {
    this.jar.delete("patuh");
    const token = (await this.get("/kerja/masuk")).text.match(/__RequestVerificationToken" type="hidden" value="([^"]+)"/)?.[1];
    const answer = await ask("POST", "/kerja/demo", { headers: { Cookie: this.cookie(), "Content-Type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ __RequestVerificationToken: token, peran: this.role }).toString() });
    this.keep(answer);
    if (answer.status !== 303) throw new Error(`the demo's door answered ${answer.status} to ${this.role}`);
  }
}

const findings = new Map(); // what, how often
const found = (...parts) => { const key = parts.join(" ").replace(/[`|\s]+/g, " ").trim(); findings.set(key, (findings.get(key) ?? 0) + 1); return key; };

let turn = 0;
async function relay(visitor) {
  const seen = { requests: 0, statuses: {}, findings: new Set() };
  const server = createServer((incoming, outgoing) => {
    const parts = [];
    incoming.on("data", (part) => parts.push(part)).on("end", async () => {
      seen.requests++;
      const where = `${incoming.method} ${routeOf(incoming.method, incoming.url.split("?")[0], new URLSearchParams(incoming.url.split("?")[1]).get("handler"))?.path ?? incoming.url.split("?")[0]}`;
      const send = () => {
        const headers = {};
        for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
          const name = incoming.rawHeaders[i];
          if (!/^(connection|cookie|accept-encoding|content-length|transfer-encoding)$/i.test(name)) (headers[name] ??= []).push(incoming.rawHeaders[i + 1]);
        }
        const cookie = visitor.cookie(incoming.headers.cookie);
        if (cookie) headers.Cookie = cookie;
        if (parts.length) headers["Content-Length"] = Buffer.concat(parts).length;
        for (const name in headers) if (headers[name].length === 1 && Array.isArray(headers[name])) [headers[name]] = headers[name];
        const n = turn++;
        return ask(incoming.method, incoming.url, { headers, body: Buffer.concat(parts), from: `127.${2 + (n % 250)}.${Math.floor(n / 250) % 250}.${1 + (n % 250)}` });
      };
      try {
        let answer = await send();
        if (visitor.role && (answer.status === 401 || answer.status === 302 && /^\/kerja\/(en\/)?masuk/.test(answer.headers.location ?? ""))) { visitor.again++; await visitor.enter(); answer = await send(); }
        seen.statuses[answer.status] = (seen.statuses[answer.status] ?? 0) + 1;
        if (answer.status >= 500) { seen.findings.add(found("answer", answer.status, where)); say(`${answer.status}: ${incoming.method} ${incoming.url} ${Buffer.concat(parts).toString().slice(0, 500)}`); }
        const told = /text|json/.test(answer.headers["content-type"] ?? "") && answer.body.toString().match(/\b(System|Microsoft|Npgsql)\.[\w.]+Exception\b|^ {3}at Patuh\.|SQLite Error/m)?.[0];
        if (told) { seen.findings.add(found("answer", `tells ${told}`, where)); say(`${told}: ${incoming.method} ${incoming.url}`); }
        outgoing.writeHead(answer.status, answer.raw.flatMap((h, i, all) => (i % 2 === 0 && !/^(transfer-encoding|connection|content-length)$/i.test(h) ? [[h, all[i + 1]]] : [])).flat());
        outgoing.end(incoming.method === "HEAD" ? undefined : answer.body);
      } catch (e) {
        seen.findings.add(found("answer", "none", where));
        say(`${e.message}: ${incoming.method} ${incoming.url.slice(0, 300)}`);
        outgoing.destroy();
      }
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { seen, url: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); } };
}

let running;
const end = () => { try { process.kill(-running, "SIGKILL"); } catch { /* over already */ } };
process.on("exit", end);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
const run = (command, args, seconds) => new Promise((done) => {
  // Wapiti looks for a list on the web: not from here; a group of its own, for a scanner may be a script that starts another
  const tool = spawn(command, args, { cwd: work, env: { ...process.env, HOME: work, ...(command === "wapiti" && { https_proxy: "http://127.0.0.1:9" }) }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  running = tool.pid;
  let out = "", late = false;
  for (const stream of [tool.stdout, tool.stderr]) stream.on("data", (part) => (out += part));
  const limit = setTimeout(() => { late = true; end(); }, seconds * 1000);
  tool.on("error", (e) => done({ out: String(e), late })).on("close", () => { clearTimeout(limit); running = undefined; done({ out, late }); });
});

// ---- crawling

const decode = (t) => t.replace(/&#x([0-9A-F]+);/gi, (_, h) => String.fromCodePoint(parseInt(h, 16))).replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const attribute = (tag, name) => { const m = tag.match(new RegExp(`\\s${name}="([^"]*)"`)); return m && decode(m[1]); };

async function crawl(visitor, starts) {
  const targets = new Map(), pages = [], queue = [...starts], queued = new Set(starts), perRoute = {};
  const target = (method, url, fields = {}) => {
    const at = new URL(url, "http://x");
    const route = routeOf(method, at.pathname, at.searchParams.get("handler"));
    if (!route) return;
    const known = targets.get(route.name) ?? targets.set(route.name, { route, path: at.pathname, query: new Map(), fields: new Map() }).get(route.name);
    for (const [k, v] of at.searchParams) known.query.set(k, known.query.get(k) || v);
    for (const [k, v] of Object.entries(fields)) (method === "GET" ? known.query : known.fields).set(k, (method === "GET" ? known.query : known.fields).get(k) || v || (values[k] ?? "1"));
    return route;
  };
  while (queue.length) {
    const path = queue.shift(), answer = await visitor.get(path);
    if (answer.status !== 200 || !/html/.test(answer.headers["content-type"] ?? "")) continue;
    pages.push(path);
    for (const [link] of answer.text.matchAll(/<a\s[^>]*>/g)) {
      const at = new URL(attribute(link, "href") ?? "#", `http://x${path}`);
      if (at.host !== "x") continue;
      const route = target("GET", at.pathname + at.search);
      const key = `${route?.name} ${/^\/(kerja\/)?en(\/|$)/.test(at.pathname)} ${[...at.searchParams.keys()]}`;
      if (!route || queued.has(at.pathname + at.search) || (perRoute[key] = (perRoute[key] ?? 0) + 1) > 2) continue;
      queued.add(at.pathname + at.search);
      queue.push(at.pathname + at.search);
    }
    for (const [form, tag] of answer.text.matchAll(/(<form[^>]*>)[\s\S]*?<\/form>/g)) {
      const fields = {};
      for (const [field] of form.matchAll(/<select\s[\s\S]*?<\/select>|<(?:input|textarea|button)\s[^>]*>/g)) {
        const name = attribute(field.slice(0, field.indexOf(">")), "name");
        if (name) fields[name] ??= [...field.matchAll(/\svalue="([^"]+)"/g)].map((m) => decode(m[1]))[0] ?? "";
      }
      const method = (attribute(tag, "method") ?? "get").toUpperCase();
      const action = attribute(tag, "action");
      target(method, new URL(action || path, `http://x${path}`).href.slice("http://x".length), fields);
    }
  }
  return { targets, pages };
}

// ---- the scanners

const rows = [];
const row = (tool, visitor, what, seen, note = "") => {
  if (seen.requests < 20) seen.findings.add(found(tool, "asked next to nothing as", visitor.name));
  const keys = [...seen.findings];
  rows.push({ tool, as: visitor.name, what, requests: seen.requests, answers: Object.entries(seen.statuses).map(([k, v]) => `${k}: ${v}`).join(", "), keys, note });
  say(`${tool} as ${visitor.name}: ${seen.requests} requests, ${keys.length} findings ${note}`);
};

/** A request that is refused for one parameter shows nothing of the others: those that do not go together are tried apart. */
async function apart(visitor, target) {
  if (target.route.method === "POST") return [target];
  const query = new Map(), others = [];
  const fine = async (pairs) => (await visitor.get(`${target.path}?${new URLSearchParams([...pairs])}`)).status === 200;
  for (const [k, v] of target.query) if (await fine([...query, [k, v]])) query.set(k, v); else others.push([k, v]);
  return [{ ...target, query }, ...others.map(([k, v]) => ({ ...target, query: new Map([...query, [k, v]]), only: k }))];
}

async function sqlmap(visitor, wanted, seconds) {
  const { seen, url, close } = await relay(visitor);
  const targets = (await Promise.all(wanted.map((t) => apart(visitor, t)))).flat();
  const until = Date.now() + seconds * 1000;
  let tested = 0, left = targets.length, cut = 0;
  for (const { route, path, query, fields, only } of targets) {
    const limit = Math.min(Math.max(10_000, 3 * (until - Date.now()) / left--), until - Date.now()) / 1000;
    if (limit < 5) { cut++; continue; }
    const own = { test: (k) => /^(__RequestVerificationToken|handler)$/.test(k) || (only && k !== only) };
    const marked = (pairs) => [...pairs].map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v).replace(/\*/g, "%2A")}${own.test(k) ? "" : "*"}`).join("&");
    const segments = route.path.split("/"), given = path.replace(/^\/en(?=\/)|(?<=^\/kerja)\/en(?=\/|$)/, "").split("/");
    // {year}.csv keeps its end
    const place = given.map((part, i) => (!only && segments[i]?.includes("{") ? part.replace(/(\.(csv|json|zip))?$/, "*$1") : part)).join("/");
    const names = only ? [only] : [...place.matchAll(/\*/g)].map((_, n) => `part ${n + 1} of the path`).concat([...query.keys()].filter((k) => !own.test(k)));
    const data = fields.size ? ["--data", marked(fields)] : [];
    if (!(place + marked(query) + data).includes("*")) continue;
    const { out, late } = await run("sqlmap", ["-u", `${url}${place}${query.size ? "?" + marked(query) : ""}`, ...data, "--batch", "--level", "2", "--risk", "1", "--dbms", "sqlite", "--flush-session",
      "--output-dir", join(work, "sqlmap"), "--disable-coloring", "--skip-waf", "--timeout", "15", "--retries", "0", "--answers", "follow=N", "--ignore-code", "400,403,404,405,429"], limit);
    tested += new Set([...out.matchAll(/testing for SQL injection on (.+?)'?$|parameter '([^']+)' does not seem/gm)].map((m) => m[2]).filter(Boolean)).size;
    if (late) cut++;
    for (const [, name] of out.matchAll(/^Parameter: (.+)$/gm)) { seen.findings.add(found("sqlmap", "injection", route.name, name.startsWith("#") && !/POST/.test(name) ? names[parseInt(name.slice(1)) - 1] : name)); say(out.slice(-3000)); }
    if (process.env.SCAN_SHOW) console.error(out);
  }
  close();
  row("sqlmap", visitor, `${wanted.length} routes, ${tested} parameters tried to the end`, seen, cut ? `${cut} of ${targets.length} runs cut short by time` : "");
}

async function wapiti(visitor, start, seconds) {
  const { seen, url, close } = await relay(visitor);
  // without those that guess passwords, fetch lists, or need a server elsewhere
  const modules = "backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss".split(",");
  const file = join(work, `wapiti-${visitor.role ?? "public"}.json`);
  const { out, late } = await run("wapiti", ["-u", url + start, "--scope", "folder", "-m", modules.join(","), "-d", "4", "--max-links-per-page", "60", "--max-files-per-dir", "12", "--max-parameters", "20",
    "--max-scan-time", String(Math.round(seconds / 5)), "--max-attack-time", String(Math.round(seconds / 8)), "-t", "15", "--flush-session", "--store-session", join(work, "wapiti"),
    "--store-config", join(work, "wapiti-config"), "--no-bugreport", "-v", "0", "-f", "json", "-o", file], seconds * 1.5);
  if (process.env.SCAN_SHOW) console.error(out);
  if (existsSync(file)) {
    const report = JSON.parse(readFileSync(file, "utf8"));
    for (const [kind, list] of Object.entries({ ...report.vulnerabilities, ...report.anomalies }))
      for (const one of list) {
        const path = one.path.replace(/^https?:\/\/[^/]+/, "") || "/";
        seen.findings.add(found("wapiti", kind, one.method, routeOf(one.method, path)?.path ?? path, one.parameter ?? "", one.parameter ? "" : `(${one.info.slice(0, 80)})`));
        if (process.env.SCAN_SHOW) console.error(one.http_request, one.info);
      }
  } else seen.findings.add(found("wapiti", "no report", visitor.name));
  close();
  const stopped = [...out.matchAll(/Max attack time was reached for module (\w+)/g)].map((m) => m[1]);
  row("wapiti", visitor, `${modules.length} modules from ${start}, ${out.match(/found (\d+) URLs and forms/)?.[1]} addresses and forms`, seen, late ? "cut short by time" : stopped.length ? `not to the end: ${stopped.join(", ")}` : "");
}

async function ffuf(visitor, bases, seconds) {
  const { seen, url, close } = await relay(visitor);
  const common = "/usr/share/dirb/wordlists/common.txt";
  const paths = routes.filter((r) => !r.path.includes("{")).map((r) => r.path.slice(1)).filter(Boolean);
  const words = [...new Set([...text("bench/scan-words.txt").split("\n"), ...paths.flatMap((p) => [".bak", ".old", "~", ".json", ".db", ".cshtml", ".zip"].map((end) => p + end)), ...(existsSync(common) ? readFileSync(common, "utf8").split("\n") : [])])].filter(Boolean);
  const list = join(work, "words.txt");
  writeFileSync(list, words.join("\n") + "\n");
  let late = false;
  for (const base of bases) {
    const file = join(work, "ffuf.json");
    writeFileSync(file, "{}");
    const from = seen.requests;
    await run("ffuf", ["-s", "-w", list, "-u", `${url}${base}FUZZ`, "-mc", "all", "-fc", "404", "-t", "2", "-maxtime", String(Math.round(seconds / bases.length)), "-of", "json", "-o", file], seconds / bases.length + 10);
    late ||= seen.requests - from < words.length;
    for (const { url: at, status } of JSON.parse(readFileSync(file, "utf8")).results ?? []) {
      const path = at.replace(/^https?:\/\/[^/]+/, "");
      if (!["GET", "POST"].some((method) => routeOf(method, path.split("?")[0]))) seen.findings.add(found("ffuf", status, path));
    }
  }
  close();
  row("ffuf", visitor, `${words.length} words below ${bases.join(" ")}`, seen, late ? "cut short by time" : "");
}

/** What somebody signed in has seen must not come out of a memory for anybody else, by whichever way the address is written. */
async function strangers(visitor, pages) {
  const seen = { requests: 0, statuses: {}, findings: new Set() };
  const ways = (p) => [p, `/en${p}`, p.replace("/kerja", "/KERJA"), p.replace("/kerja", "/kerja/"), `/${p}`, p.replace("/kerja", "/x/../kerja"), p.replace("/kerja", "/%6berja")];
  for (const page of pages)
    for (const way of ways(page)) {
      const mine = await ask("GET", way, { headers: { Cookie: visitor.cookie() } });
      const theirs = await ask("GET", way);
      seen.requests += 2;
      seen.statuses[theirs.status] = (seen.statuses[theirs.status] ?? 0) + 1;
      const route = routeOf("GET", plain(way.split("?")[0].replace(/\/x\/\.\.|\/(?=\/)/g, "").replace(/%6b/gi, "k")));
      if (mine.status === 200 && theirs.status === 200 && !/masuk|lupa-sandi|sandi-baru|undangan/.test(page)) seen.findings.add(found("stranger", 200, way));
      if (mine.status === 200 && !/no-store/.test(mine.headers["cache-control"] ?? "")) seen.findings.add(found("stranger", "may be kept", way, route?.path ?? ""));
    }
  row("asked again without cookies", visitor, `${pages.length} pages, 7 ways to write each`, seen);
}

// ---- all of it

const part = minutes / 20;
const visitors = [new Visitor("the public"), new Visitor("unit officer", "unit_officer"), new Visitor("national administrator", "national_administrator"), new Visitor("auditor", "auditor")];
const reached = new Set();
for (const [i, visitor] of visitors.entries()) {
  if (visitor.role) await visitor.enter();
  const { targets, pages } = await crawl(visitor, visitor.role ? ["/kerja", "/kerja/en", "/kerja/akun"] : ["/", "/en", "/latihan", "/cari?q=lebong", "/hitung?tahun=2024", "/lapor-kesalahan", "/kerja/masuk", "/kerja/lupa-sandi"]);
  if (!visitor.role) {
    // what no page links to
    const open = text("docs/permissions.md").split("## For whoever")[0];
    for (const route of routes.filter((r) => r.method === "GET" && open.includes(`\`${r.name}\``) && !targets.has(r.name))) targets.set(route.name, { route, path: example(route.path), query: new Map(), fields: new Map() });
    for (const [name, parameter] of [...ofApi, ...inCode]) {
      const known = targets.get(name);
      if (known && !known.query.has(parameter)) known.query.set(parameter, values[parameter] ?? "1");
    }
    if (process.env.SCAN_SHOW) for (const t of targets.values()) console.error(t.route.name, t.path, [...t.query.keys()].join(), [...t.fields.keys()].join());
  } else {
    await strangers(visitor, pages.filter((p) => p.startsWith("/kerja")));
    for (const [name, parameter] of inCode) targets.get(name)?.query.set(parameter, "1");
  }
  say(`${visitor.name}: ${pages.length} pages crawled, ${targets.size} routes`);
  await ffuf(visitor, visitor.role ? ["/kerja/"] : ["/", "/api/", "/api/v1/", "/data/", "/kerja/"], part * [90, 20, 20, 20][i]);
  // before sqlmap, which leaves much behind
  await wapiti(visitor, visitor.role ? "/kerja/" : "/", part * [240, 80, 140, 80][i]);
  for (const [name] of targets) reached.add(name);
  const work = [...targets.values()].filter((t) => !visitor.role || t.route.path.startsWith("/kerja"));
  await sqlmap(visitor, work, part * [300, 60, 120, 60][i]);
  if (visitor.again) say(`${visitor.name} was signed out by a scanner and came in again ${visitor.again} times`);
}

// what was answered properly may still have been a failure within
for (const [, category] of readFileSync(join(work, "log"), "utf8").matchAll(/^(?:fail|crit): ([\w.]+)/gm)) found("log", "failure in", category);

const explained = [...text("bench/scan-explained.md").matchAll(/^\| `([^`]+)` \|/gm)].map((m) => new RegExp(`^${m[1].replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*")}$`));
const isExplained = (key) => explained.some((e) => e.test(key));
console.log("| tool | as | pointed at | requests | answers | findings | of them explained | |\n|---|---|---|---|---|---|---|---|");
for (const r of rows) console.log(`| ${r.tool} | ${r.as} | ${r.what} | ${r.requests} | ${r.answers} | ${r.keys.length} | ${r.keys.filter(isExplained).length} | ${r.note} |`);
const missed = routes.filter((r) => !reached.has(r.name)).map((r) => r.name);
console.log(`\nRoutes that no scanner was pointed at: ${missed.join(", ") || "none"}.`);
const total = rows.reduce((sum, r) => sum + r.requests, 0), open = [...findings.keys()].filter((k) => !isExplained(k));
console.log(`\n${total} requests, ${findings.size} findings, ${findings.size - open.length} explained in bench/scan-explained.md.`);
for (const [key, times] of findings) console.log(`- ${isExplained(key) ? "explained" : "OPEN"}: \`${key.trim()}\` (${times})`);
process.exit(open.length ? 1 : 0);
