// Takes pictures of the page in the middle of a surge: the two of the README into FOLDER, or with `all` every
// view at each size in dark and light, to be looked at.
//   screenshots.mjs FOLDER [all]

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, open, sizes } from './browser.mjs';
import { surgingCentre } from './centre.mjs';

const [folder, all] = process.argv.slice(2);
const views = { now: '.surge-panel', departments: '.upstream', journey: '.journey', callbacks: '.callbacks' };

mkdirSync(folder, { recursive: true });
const [browser, daemon] = await Promise.all([launch(), surgingCentre()]);

async function picture(page, name, options) {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  await page.screenshot({ path: join(folder, `${name}.png`), ...options });
}

async function kiosk(name, colorScheme) {
  const page = await open(browser, `${daemon.url}/?kiosk=5`, { size: 'television', colorScheme });
  await page.locator('.overview canvas').waitFor();
  if (all) await picture(page, `${name}-now`);
  await page.locator('.surge-view canvas').waitFor();
  await picture(page, name);
  await page.context().close();
}

const first = await open(browser, daemon.url, { colorScheme: 'light', viewport: { width: 1440, height: 1360 } });
await first.locator('.suspect').first().getByText('supply chain, backorder').waitFor();
await first.locator('.surge-panel canvas').waitFor();
await picture(first, 'wallboard');
await kiosk('wallboard-kiosk', 'dark');

if (all) {
  await kiosk('wallboard-kiosk-light', 'light');
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
