// What a supervisor does with a surge: sees it, says who is on it, and judges its suspect.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from './browser.mjs';
import { callerNumber, learnedDaemon, surge } from './daemon.mjs';

let browser;
let daemon;
let page;

before(async () => {
  [browser, daemon] = await Promise.all([launch(), learnedDaemon()]);
  page = await open(browser, daemon.url);
});
after(async () => {
  await browser.close();
  await daemon.end();
});

const panel = () => page.getByRole('region', { name: /^Surge in orders/ });

test('a surge comes to the open page by itself', async (t) => {
  await page.locator('[data-queue=orders]').waitFor();
  await page.evaluate(() => {
    const look = () => {
      if (document.querySelector('.surge-panel')) globalThis.seenAt = Date.now();
      else requestAnimationFrame(look);
    };
    look();
  });
  const sent = Date.now();
  await daemon.post('/api/v1/events', surge());
  const seen = await page.waitForFunction(() => globalThis.seenAt);
  t.diagnostic(`on the page ${await seen.jsonValue() - sent} ms after its events were sent`);
  await panel().getByText('more calls than usual').waitFor();
  await panel().getByText('calls beyond the usual', { exact: true }).waitFor();
  await page.locator('.queue.surge, .queue.critical').waitFor();
});

test('an answer that is older than what was told takes nothing back', async () => {
  const path = '/api/v1/alerts?status=open&limit=1000';
  const now = await (await fetch(daemon.url + path)).json();
  const older = { ...now, time: now.alerts[0].opened, alerts: [{ ...now.alerts[0], id: 'another', queue: 'returns' }] };
  const isInTitle = (page, queue) => page.waitForFunction((name) => document.title.includes(name), queue);
  const prepare = (page) => page.route(`**${path}`, async (route) => {
    await isInTitle(page, 'orders');
    await route.fulfill({ json: older });
  });
  const late = await open(browser, daemon.url, { prepare });
  await isInTitle(late, 'returns');
  assert.match(await late.title(), /orders/);
  await close(late);
});

test('its curve is drawn, with the incident on it', async () => {
  const curve = panel().getByRole('img');
  await curve.waitFor();
  assert.match(await curve.getAttribute('aria-label'), /^Calls from .* INC-1 began at/);
  assert.ok(await curve.locator('canvas').evaluate((canvas) =>
    canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0)));
});

test('it names its suspect, as text and not as markup', async () => {
  const suspect = panel().getByRole('listitem').filter({ hasText: 'INC-1' });
  await suspect.getByText('The supplier is late with <b>SKU-7</b>').waitFor();
  await suspect.getByText('supply chain, backorder').waitFor();
  await panel().getByText('None of the reported incidents').waitFor();
  await panel().getByRole('heading', { name: 'Request' }).waitFor();
});

test('a name is asked for once', async () => {
  await panel().getByRole('button', { name: 'Acknowledge' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who is on it?' });
  await dialog.getByLabel('Your name').fill('Ada');
  await dialog.getByRole('button', { name: 'That’s me' }).click();
  await panel().getByText('Ada is on it.').waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem('holdwatch.name')), 'Ada');
});

test('what the daemon refuses is said', async () => {
  await page.route('**/verdict', (route) => route.fulfill({
    status: 503, contentType: 'application/problem+json', body: '{"detail": "the journal cannot be written now"}' }));
  await panel().getByRole('button', { name: 'Confirm: INC-1' }).click();
  await panel().getByRole('alert').getByText('the journal cannot be written now').waitFor();
  await page.unroute('**/verdict');
  page.complaints = page.complaints.filter((text) => !text.includes('503'));
});

test('a click confirms the suspect', async () => {
  await panel().getByRole('button', { name: 'Confirm: INC-1' }).click();
  await panel().getByText('Confirmed: INC-1 is the cause.').waitFor();
  assert.equal(await panel().getByRole('alert').count(), 0);
});

test('callers who gave up are there to be called back, and nobody is named', async () => {
  await page.getByRole('link', { name: 'Call back' }).click();
  await page.getByRole('cell', { name: 'c115', exact: true }).waitFor();
  const shown = [await page.content()];
  for (const path of ['queues', 'surges', 'alerts?status=all', 'incidents', 'departments', 'abandoned', 'feeds']) {
    shown.push(await (await fetch(`${daemon.url}/api/v1/${path}`)).text());
  }
  assert.ok(shown.every((text) => text.length > 0 && !text.includes(callerNumber.slice(1))));
});

test('the verdict is in the journal', async () => {
  await close(page);
  await daemon.kill('SIGTERM');
  const records = daemon.journal();
  assert.ok(records.some(({ verdict, incident }) => verdict === 'confirmed' && incident === 'INC-1'));
});
