// A line that breaks is said at once, and found again; a feed that is down is unknown, never calm.

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { barriers, close, launch, open } from './browser.mjs';
import { Daemon, event } from './daemon.mjs';

const config = `sources: [{type: jsonl, name: pbx, path: "FOLDER/pbx.jsonl", follow: true}]
sinks: [{type: log}]
`;

let browser;
let daemon;
let page;

before(async () => {
  browser = await launch();
  daemon = new Daemon(config);
  writeFileSync(daemon.path('pbx.jsonl'), '');
  await daemon.start();
  writeFileSync(daemon.path('pbx.jsonl'), event(Date.now() / 1000 - 5, 'joined', 'c1', 'billing') + '\n');
  page = await open(browser, daemon.url, { mayComplain: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/ });
});
after(async () => {
  await browser.close();
  await daemon.end();
});

const row = () => page.locator('[data-queue=billing]');

test('a wait ticks by itself', async () => {
  const wait = row().locator('.wait');
  const first = await wait.textContent();
  await page.waitForFunction((before) => document.querySelector('[data-queue=billing] .wait').textContent !== before, first);
});

test('a lost line is said at once, with since when, and all values are grey', async () => {
  await daemon.kill();
  await page.getByRole('alert').getByText(/Connection lost at \d\d:\d\d:\d\d/).waitFor();
  const colours = await page.evaluate(() => [...document.querySelectorAll('main td')].map((cell) => getComputedStyle(cell).color));
  assert.equal(new Set(colours).size, 1);
  const wait = await row().locator('.wait').textContent();
  await page.locator('.line-banner').getByText('2 s ago').waitFor();
  assert.equal(await row().locator('.wait').textContent(), wait);
  assert.deepEqual(await barriers(page), []);
});

test('a line that is back is used again, without a reload', async () => {
  await page.evaluate(() => { globalThis.sameDocument = true; });
  await daemon.start();
  await page.locator('.line-banner').waitFor({ state: 'detached' });
  await row().waitFor();
  assert.equal(await page.evaluate(() => globalThis.sameDocument), true);
});

test('a feed that can no longer be read is down, and its queue unknown', async () => {
  rmSync(daemon.path('pbx.jsonl'));
  mkdirSync(daemon.path('pbx.jsonl'));
  await page.getByRole('contentinfo', { name: 'Feeds' }).getByText('1 feed down').waitFor();
  await row().getByText('Unknown').waitFor();
  await row().getByText('nobody knows who waits here').waitFor();
  await page.getByText('Nothing is known of billing').waitFor();
  assert.deepEqual(await barriers(page), []);
  await close(page);
});
