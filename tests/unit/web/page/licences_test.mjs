import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

// Beside the page's bundle when it runs, so it is told where things are.
const [modules, root] = process.argv.slice(2);
const text = (path) => readFileSync(path, 'utf8').replace(/\s+/g, ' ').trim();

test('what the page is made of is named with its licence', () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}/daemon/web/package.json`, 'utf8'));
  const told = text(`${root}/THIRD_PARTY.txt`);
  for (const name of Object.keys(dependencies)) {
    const [, notice, terms] = /^The MIT License \(MIT\) (Copyright .*?) (Permission .*)$/.exec(text(`${modules}/${name}/LICENSE`));
    assert.ok(told.includes(notice), `${name}: ${notice}`);
    assert.ok(told.includes(terms), `${name}: the licence`);
  }
});
