// Bundles the tests beside it, with the parts of the page that they import, and runs them.
//   run.mjs NODE_MODULES SOURCES
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const modules = process.argv[2];
const { build } = createRequire(modules + '/')('esbuild');
const folder = mkdtempSync(join(tmpdir(), 'holdwatch-page-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

const tests = readdirSync(here).filter((name) => name.endsWith('_test.mjs'));
await build({
  entryPoints: tests.map((name) => here + name),
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  nodePaths: [modules],
});
for (const name of tests) await import(pathToFileURL(join(folder, name)));
