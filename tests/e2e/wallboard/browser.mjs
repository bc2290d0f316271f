// Debian's Chromium, driven by playwright. Whatever a page complains of on its console is a failure.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.HOLDWATCH_NODE_MODULES}/`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const sizes = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
  television: { width: 1920, height: 1080 },
};

export const launch = () =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--enable-precise-memory-info'] });

/// A page at `url`; `complaints` has what its console said, but for what `mayComplain` matches.
export async function open(browser, url, { size = 'desktop', mayComplain = /^$/, prepare, ...options } = {}) {
  const context = await browser.newContext({ viewport: sizes[size], ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.complaints = [];
  const complain = (text) => mayComplain.test(text) || page.complaints.push(text);
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complain(message.text()));
  page.on('pageerror', (error) => complain(String(error)));
  page.on('request', (request) => new URL(request.url()).origin === new URL(url).origin || complain(`from elsewhere: ${request.url()}`));
  await prepare?.(page);
  await page.goto(url);
  await page.locator('main section').first().waitFor();
  return page;
}

export async function close(page) {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

/// What axe finds against WCAG 2.2 AA, in words.
export async function barriers(page) {
  // Colours on their way are nobody's.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`));
}
