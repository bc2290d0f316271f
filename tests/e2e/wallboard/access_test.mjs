// For everybody: every view passes axe, in dark and in light, narrow and wide, and all can be done by keyboard.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { barriers, close, launch, open } from './browser.mjs';
import { learnedDaemon, surge } from './daemon.mjs';

let browser;
let daemon;

before(async () => {
  [browser, daemon] = await Promise.all([launch(), learnedDaemon()]);
  await daemon.post('/api/v1/events', surge());
});
after(async () => {
  await browser.close();
  await daemon.end();
});

const views = { now: '.surge-panel', departments: '.ledger', journey: '.stages', callbacks: '.calls' };

for (const [size, colorScheme] of [['phone', 'dark'], ['desktop', 'light']]) {
  test(`no view has a barrier: ${size}, ${colorScheme}`, async () => {
    const page = await open(browser, daemon.url, { size, colorScheme });
    for (const [view, content] of Object.entries(views)) {
      await page.goto(`${daemon.url}/#${view}`);
      await page.locator(content).waitFor();
      assert.deepEqual(await barriers(page), [], view);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(tooWide, 0, `${view} scrolls sideways`);
    }
    await close(page);
  });
}

test('a screen on the wall has no barrier', async () => {
  const page = await open(browser, `${daemon.url}/?kiosk=600`, { size: 'television', colorScheme: 'dark' });
  await page.locator('.surge-panel').waitFor();
  assert.deepEqual(await barriers(page), []);
  await close(page);
});

test('the switch goes before the system’s colours, and is kept', async () => {
  const page = await open(browser, daemon.url, { colorScheme: 'light' });
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Colours: Auto' }).click();
  const dark = await background();
  assert.notEqual(dark, light);
  await page.reload();
  await page.getByRole('button', { name: 'Colours: Dark' }).waitFor();
  assert.equal(await background(), dark);
  await close(page);
});

/// Presses Tab until what has the focus is called `name`.
async function tabTo(page, name) {
  for (let presses = 0; presses < 40; ++presses) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const outline = getComputedStyle(element).outlineStyle;
      return { name: element.getAttribute('aria-label') ?? element.textContent, isVisible: outline !== 'none' };
    });
    if (focused.name !== name) continue;
    assert.ok(focused.isVisible, `the focus on ${name} is to be seen`);
    return;
  }
  assert.fail(`no Tab leads to ${name}`);
}

test('a surge is taken up and judged by keyboard only', async () => {
  const page = await open(browser, daemon.url);
  const panel = page.getByRole('region', { name: /^Surge in orders/ });
  await panel.getByText('INC-1').first().waitFor();
  await tabTo(page, 'Acknowledge');
  await page.keyboard.press('a');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Cara');
  await page.keyboard.press('Enter');
  await panel.getByText('Cara is on it.').waitFor();
  await tabTo(page, 'Reject: INC-1');
  await page.keyboard.press('Enter');
  await panel.getByText('Rejected: INC-1 is not the cause.').waitFor();
  await page.keyboard.press('c');
  await panel.getByText(/^Confirmed: /).waitFor();
  await tabTo(page, 'To the figures');
  await tabTo(page, 'Journey');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The customer’s journey' }).waitFor();
  await close(page);
});

test('a new surge is told to whom the page is read, once', async () => {
  const page = await open(browser, daemon.url);
  await page.getByRole('status').getByText(/^Surge in orders: more calls than usual\.$/).waitFor();
  await close(page);
});
