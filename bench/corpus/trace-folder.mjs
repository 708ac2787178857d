/** What the benchmarks over a folder of scripts share: the build under test, and its trace. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `PIPEWRIGHT_BUILD` names another build, so that two can be compared side by side. */
const built = process.env.PIPEWRIGHT_BUILD ?? fileURLToPath(new URL('../../dist', import.meta.url));
const load = (path) => import(join(resolve(built), path));

const { discoverFleet } = await load('fleet/discover.js');
const { fileReader } = await load('host/file-system.js');
const { decodeText } = await load('fleet/decode.js');
const { parseYaml } = await load('fleet/yaml.js');
const { parseLore } = await load('trace/lore-file.js');
const { traceApplication } = await load('trace/trace-application.js');

const loreFile = fileURLToPath(new URL('../../rules/lore.yaml', import.meta.url));
/** What commands do with their words, by command. */
export const lore = parseLore(parseYaml(readFileSync(loreFile, 'utf8')));

const readerOf = (folder) => (file) => {
  try {
    return decodeText(readFileSync(join(folder, file))).text;
  } catch {
    return null;
  }
};

/** The folders right below one, by name. */
export const foldersIn = (folder) =>
  readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isDirectory());

/** Every application of a folder with its trace. */
export const traceFolder = (folder) =>
  discoverFleet(fileReader, folder).applications.map((application) => ({
    application,
    trace: traceApplication(application, readerOf(folder), lore),
  }));
