// Says of each JSON file in a folder whether it is valid: node check.mjs SCHEMA FOLDER
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";

const [schema, folder] = process.argv.slice(2);
const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
for (const name of readdirSync(folder))
  console.log(name, validate(JSON.parse(readFileSync(join(folder, name), "utf8"))) ? "valid" : "invalid");
