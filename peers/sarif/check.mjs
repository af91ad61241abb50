// Reads JSON lines, each a SARIF log as a string, and answers each with a line
// that lists what the JSON Schema of SARIF 2.1.0 has against it. The schema is
// the one that the package @microsoft/jest-sarif ships.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

// All npm packages of the peers are installed in one folder.
const require = createRequire(new URL('../mermaid/package.json', import.meta.url));
const Ajv = require('ajv');

// The schema is of draft 4, whose identifiers are called id.
const ajv = new Ajv({ schemaId: 'id', allErrors: true, format: 'full' });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const valid = validate(JSON.parse(JSON.parse(line)));
  const problems = valid ? [] : validate.errors.map((e) => `${e.dataPath} ${e.message}`);
  process.stdout.write(JSON.stringify(problems) + '\n');
}
