// Makes the wallboard's page: one script, one style sheet, the document, its icon and the licences of what
// it is made of, each also as gzip and brotli, as a C++ file that holds them all.
//   bundle.mjs NODE_MODULES OUTPUT.cpp
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [modules, output] = process.argv.slice(2);
const { build } = createRequire(modules + '/')('esbuild');
const page = new URL('page/', import.meta.url).pathname;

async function bundle(entry) {
  const result = await build({
    entryPoints: [page + entry],
    bundle: true,
    minify: true,
    write: false,
    target: 'es2022',
    nodePaths: [modules],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
  });
  return Buffer.from(result.outputFiles[0].contents);
}

const files = [
  ['/', 'text/html; charset=utf-8', await readFile(page + 'index.html')],
  ['/wallboard.js', 'text/javascript; charset=utf-8', await bundle('main.tsx')],
  ['/wallboard.css', 'text/css; charset=utf-8', await bundle('wallboard.css')],
  ['/icon.svg', 'image/svg+xml', await readFile(page + 'icon.svg')],
  ['/licenses.txt', 'text/plain; charset=utf-8', await readFile(new URL('../../THIRD_PARTY.txt', import.meta.url))],
];

function brotli(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
}

/// A C++ literal. Octal escapes end after three digits, so that any byte may follow.
function literal(bytes) {
  let text = '';
  for (const byte of bytes) {
    const plain = byte >= 0x20 && byte < 0x7f && !'"\\?'.includes(String.fromCharCode(byte));
    text += plain ? String.fromCharCode(byte) : '\\' + byte.toString(8).padStart(3, '0');
  }
  return `std::string_view("${text}", ${bytes.length})`;
}

function entry([path, type, bytes]) {
  const tag = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const bodies = [bytes, gzipSync(bytes, { level: 9 }), brotli(bytes)].map(literal);
  return `{"${path}", "${type}", "W/\\"${tag}\\"",\n${bodies.join(',\n')}}`;
}

await writeFile(output, `#include "web/page_file.h"

namespace holdwatch::web {

std::span<const PageFile> page_files() {
  static constexpr PageFile kFiles[] = {
${files.map(entry).join(',\n')}};
  return kFiles;
}

}  // namespace holdwatch::web
`);
