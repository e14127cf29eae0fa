// The peer: the same results by SQL in DuckDB.
//   node duckdb.mjs score PACKAGE OUT    the whole process: CSV in, result files out
//   node duckdb.mjs memory PACKAGE N     scores and ranks from its own loaded table, N times; prints milliseconds
import { DuckDBInstance } from "@duckdb/node-api";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const [mode, folder, last] = process.argv.slice(2);
const instrument = parse(readFileSync(join(folder, "instrument.yaml"), "utf8"));
const db = await DuckDBInstance.create(":memory:", { threads: "2" });
const c = await db.connect();
const q = (text) => `'${String(text).replaceAll("'", "''")}'`;

const indicators = instrument.dimensions.flatMap((d, di) => d.variables.flatMap((v, vi) =>
  v.indicators.map((i) => `(${q(i.code)}, ${i.weight}::double, ${q(d.code + "/" + v.code)}, ${v.weight}::double, ${q(d.code)}, ${d.weight}::double)`)));
await c.run(`create table ind as select * from (values ${indicators.join(",")}) t(indicator, iw, variable, vw, dimension, dw)`);
const csv = (name) => `read_csv(${q(join(folder, name))}, header = true, all_varchar = true)`;
await c.run(`create table agencies as select * from ${csv("agencies.csv")}`);
await c.run(`create table units as select * from ${csv("units.csv")}`);
await c.run(`create table products as select unit, count(*) n from ${csv("products.csv")} group by unit`);
await c.run(`create table answers as select * from ${csv("answers.csv")}`);

// block: a unit with a missing answer has no score; n/a leaves its weight to its siblings
const scoring = (prefix = "create or replace table") => [
  `${prefix} cells as select unit, indicator, count(*) given, count(*) filter (value <> 'na') n, sum(try_cast(value as integer)) total from answers group by all`,
  `${prefix} grid as select u.id unit, i.*, coalesce(p.n, 0) > coalesce(c.given, 0) missing, case when c.n > 0 then c.total / c.n / 5.0 * 100 end pct
     from units u cross join ind i left join products p on p.unit = u.id left join cells c on c.unit = u.id and c.indicator = i.indicator where u.status = 'assessed'`,
  `${prefix} variables as select unit, dimension, variable, any_value(vw) vw, any_value(dw) dw, bool_or(missing) missing,
     sum(iw * pct) filter (pct is not null) / nullif(sum(iw) filter (pct is not null), 0) s from grid group by unit, dimension, variable`,
  `${prefix} dimensions as select unit, dimension, any_value(dw) dw, bool_or(missing) missing, sum(vw * s) filter (s is not null) / nullif(sum(vw) filter (s is not null), 0) s
     from variables group by unit, dimension`,
  `${prefix} unitscores as select unit, bool_or(missing) missing, sum(dw * s) filter (s is not null) / nullif(sum(dw) filter (s is not null), 0) s from dimensions group by unit`,
  `${prefix} agencyscores as select a.id, a.class, a.region, a.clean_and_clear, count(s.unit) assessed, coalesce(bool_or(s.missing), false) incomplete, avg(s.s) s
     from agencies a left join units u on u.agency = a.id left join unitscores s on s.unit = u.id group by all`,
  `${prefix} results as select *, case when assessed = 0 then 'not_assessed' when incomplete then 'incomplete' else 'scored' end status,
     case when assessed > 0 and not incomplete then floor(s * 100 + 0.5 + 1e-9) / 100 end score from agencyscores`,
  `${prefix} ranked as select *, case when score is not null then rank() over (partition by class, score is not null order by score desc) end rn,
     case when score is not null then count(score) over (partition by class) end nn,
     case when class in ('regency', 'city') then '1' when class = 'police_resort' then '2' when class = 'land_office' then '3' end grp from results`,
  `${prefix} final as select *, case when score is not null and grp is not null then rank() over (partition by grp, region[1:2], score is not null order by score desc) end rr,
     case when score is not null and grp is not null then count(score) over (partition by grp, region[1:2]) end nr from ranked`,
];

if (mode === "memory") {
  // its best case: ids as numbers under the hood, nothing left to parse
  await c.run("create type unit_id as enum (select id from units order by id); create type indicator_id as enum (select indicator from ind)");
  await c.run("create or replace table answers as select unit::unit_id unit, indicator::indicator_id indicator, value from answers");
  await c.run("create or replace table units as select * replace (id::unit_id as id) from units; create or replace table products as select * replace (unit::unit_id as unit) from products");
  await c.run("create or replace table ind as select * replace (indicator::indicator_id as indicator) from ind");
  const times = [];
  for (let n = 0; n < Number(last); n++) {
    const from = process.hrtime.bigint();
    for (const sql of scoring()) await c.run(sql);
    times.push(Number(process.hrtime.bigint() - from) / 1e6);
  }
  console.log(times.sort((a, b) => a - b)[times.length >> 1]);
} else {
  mkdirSync(last, { recursive: true });
  for (const sql of scoring()) await c.run(sql);
  const dims = instrument.dimensions.map((d) => d.code);
  const two = (x) => `case when ${x} is not null then printf('%.2f', ${x}) else '' end`;
  const half = (x) => `floor(${x} * 100 + 0.5 + 1e-9) / 100`;
  const band = (key) => `case ${instrument.bands.map((b) => `when score >= ${b.from} then ${q(key(b) ?? "")}`).join(" ")} else '' end`;
  const copy = (sql, name) => c.run(`copy (${sql}) to ${q(join(last, name))} (header, delimiter ',')`);
  await copy(`select id agency, status, ${two("score")} score, ${band((b) => b.category)} category, ${band((b) => b.opinion?.id)} opinion, '' predicate, ${band((b) => b.zone)} as "zone",
    case when score is null then '' when score < 78 then 'no' when clean_and_clear = 'yes' then 'yes' when clean_and_clear = 'no' then 'withheld' else 'unknown' end award,
    rn rank_national, nn of_national, rr rank_region, nr of_region from final order by id`, "agencies.results.csv");
  await copy(`select u.id unit, u.agency, case when u.status = 'not_assessed' then 'not_assessed' when s.missing then 'incomplete' when s.s is null then 'not_applicable' else 'scored' end status,
    case when s.missing then '' else ${two(half("s.s"))} end score, ${dims.map((d) => `${two(half(`d_${d}`))} as "${d}"`).join(", ")}
    from units u left join unitscores s on s.unit = u.id
    left join (select unit, ${dims.map((d) => `max(case when dimension = ${q(d)} and not missing then s end) d_${d}`).join(", ")} from dimensions group by unit) x on x.unit = u.id order by u.id`, "units.results.csv");
  await copy(`select a.unit, a.subject, a.indicator, a.value from answers a join units u on u.id = a.unit where u.status = 'assessed' and try_cast(a.value as integer) <= 3 order by 1, 2, 3`, "shortcomings.csv");
  writeFileSync(join(last, "manifest.json"), JSON.stringify({ instrument: { id: instrument.id, version: instrument.version }, program: "duckdb" }));
}
