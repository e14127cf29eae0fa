// What html-validate says of each page in a folder: node pages.mjs FOLDER. Silence is praise.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import config from "./html-validate.config.mjs";

const [folder] = process.argv.slice(2);
const validator = new HtmlValidate(new StaticConfigLoader(config));
for (const name of readdirSync(folder)) {
  const report = await validator.validateString(readFileSync(join(folder, name), "utf8"), name);
  for (const m of report.results.flatMap((r) => r.messages)) console.log(`${name}:${m.line}: ${m.ruleId}: ${m.message}`);
}
