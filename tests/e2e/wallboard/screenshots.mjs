// Takes pictures of the page while the demonstration's surge runs: the two of the README into FOLDER, or with
// `all` every view at each size in dark and light, to be looked at.
//   screenshots.mjs FOLDER [all]

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, open, sizes } from './browser.mjs';
import { Daemon } from './daemon.mjs';

const [folder, all] = process.argv.slice(2);
const views = { now: '.surge-panel', departments: '.upstream', journey: '.journey', callbacks: '.callbacks' };
const demo = readFileSync(new URL('../../../config/examples/demo.yaml', import.meta.url), 'utf8');

mkdirSync(folder, { recursive: true });
const [browser, daemon] = await Promise.all([launch(), new Daemon(demo + 'zone: America/New_York\n').start()]);

async function picture(page, name, options) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  await page.screenshot({ path: join(folder, `${name}.png`), ...options });
}

const first = await open(browser, daemon.url, { colorScheme: 'light' });
// Until the surge stands out on its curve.
await first.locator('.suspect').first().locator('strong', { hasText: 'INC-0051' }).waitFor({ timeout: 120_000 });
await first.locator('.figures').getByText(/^[23] min/).waitFor({ timeout: 240_000 });
await picture(first, 'wallboard');
const kiosk = await open(browser, `${daemon.url}/?kiosk=600`, { size: 'television', colorScheme: 'dark' });
await kiosk.locator('.overview canvas').waitFor();
await picture(kiosk, 'wallboard-kiosk');

if (all) {
  for (const size of Object.keys(sizes)) {
    for (const colorScheme of ['dark', 'light']) {
      const page = await open(browser, daemon.url, { size, colorScheme });
      for (const [view, content] of Object.entries(views)) {
        await page.goto(`${daemon.url}/#${view}`);
        await page.locator(content).waitFor();
        await picture(page, `${view}-${size}-${colorScheme}`, { fullPage: size === 'phone' });
      }
      await page.context().close();
    }
  }
}
await browser.close();
await daemon.end();
