// Makes a client from the OpenAPI document, as anybody might, and asks the running program with it: node client.mjs DOCUMENT ADDRESS FOLDER
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import { build } from "esbuild";

const [document, address, folder] = process.argv.slice(2);
await createClient({ input: document, output: { path: join(folder, "client") }, plugins: ["@hey-api/client-fetch", "@hey-api/sdk"], logs: { level: "silent" } });
const bundle = join(folder, "client.mjs");
await build({ entryPoints: [join(folder, "client/sdk.gen.ts")], bundle: true, format: "esm", platform: "node", outfile: bundle, logLevel: "error" });
const sdk = await import(bundle);
const base = { baseUrl: address };

const found = await sdk.listAgencies({ ...base, query: { q: "kab muba" } });
const agency = await sdk.getAgency({ ...base, path: { id: found.data.items[0].id } });
const ranking = await sdk.getRanking({ ...base, path: { year: 2023, scope: "kabupaten-kota" }, query: { province: "17" } });
const words = await sdk.classifyScore({ ...base, query: { year: 2024, score: "87.05" } });
const refused = await sdk.getRanking({ ...base, path: { year: 2020, scope: "kota" } });
let [cursor, all] = [undefined, []];
do {
  const page = await sdk.listResults({ ...base, query: { year: 2022, limit: 25, cursor } });
  all.push(...page.data.items);
  cursor = page.data.next ?? undefined;
} while (cursor);
writeFileSync(join(folder, "answers.json"), JSON.stringify({
  agency: agency.data.name, rows: ranking.data.rows.length, first: ranking.data.rows[0].name, whole: ranking.data.whole,
  next: words.data.next, short: words.data.short, refused: refused.error.type, results: all.length, different: new Set(all.map((r) => r.agency)).size,
}));
