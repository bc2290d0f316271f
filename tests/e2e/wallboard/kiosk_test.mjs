// A screen that nobody touches for a week: it turns its pages, and nothing grows. The clock is the test's,
// and so is the stream, but for its first messages, which are the daemon's.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from './browser.mjs';
import { learnedDaemon, surge } from './daemon.mjs';

const day = 12;  // turns, each of two hours
const week = 7 * day;

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

/// In the page: a stream that the test can speak through as well, and patience that a leap of the clock
/// doesn't exhaust.
function tapStream() {
  AbortSignal.timeout = () => new AbortController().signal;
  const Real = globalThis.EventSource;
  globalThis.heard = {};
  globalThis.EventSource = class extends Real {
    constructor(url) {
      super(url);
      globalThis.stream = this;
      for (const name of ['queues', 'surges', 'feeds', 'departments', 'abandoned']) {
        super.addEventListener(name, ({ data }) => { globalThis.heard[name] ??= JSON.parse(data); });
      }
    }
  };
  globalThis.say = (name, message) =>
    globalThis.stream.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(message) }));
}

/// In the page: what two busy hours tell. A surge lasts three turns, and three later comes the next.
function aTurn(turn) {
  const { queues, surges, abandoned, departments } = globalThis.heard;
  const time = new Date().toISOString();
  const opened = surges.surges[0];
  const isOver = turn % 6 >= 3;
  const alert = { ...opened.alert, time, id: `surge-${Math.floor(turn / 6)}`, opened: time };
  for (let second = 0; second < 40; ++second) {
    const busy = queues.queues.map((queue) => ({ ...queue, waiting: second % 7, longest_wait_since: time, surge: alert.id }));
    globalThis.say('queues', { ...queues, time, partial: true, queues: busy });
  }
  globalThis.say('alert', { ...opened.alert, time, status: 'resolved' });
  globalThis.say('alert', isOver ? { ...alert, status: 'resolved' } : alert);
  globalThis.say('surges', { time, surges: isOver ? [] : [{ ...opened, alert, curve: opened.curve.map((point) => ({ ...point, calls: turn % 40 })) }] });
  globalThis.say('departments', { ...departments, time });
  globalThis.say('abandoned', { time, calls: abandoned.calls.map((call) => ({ ...call, call: `${call.call}-${turn}` })) });
}

test('the views take turns, and a touch holds the page', async () => {
  const page = await open(browser, `${daemon.url}/?kiosk=10`, { size: 'television', prepare: (page) => page.clock.install() });
  await page.locator('.overview.surging').waitFor();  // which turns to the first view
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  const heading = () => page.locator('main h2').first().textContent();
  const seen = [];
  for (let turn = 0; turn < 5; ++turn) {
    seen.push(await heading());
    await page.clock.runFor(10_000);
  }
  assert.deepEqual(seen.map((text) => text.slice(0, 12)), ['Queues', 'Surge in ord', 'Calls that d', 'The customer', 'Callers to c']);
  await page.getByRole('button', { name: 'Hold this view' }).click();
  const held = await heading();
  await page.clock.runFor(45_000);
  assert.equal(await heading(), held);
  await close(page);
});

test('a week leaves nothing behind', async (t) => {
  const prepare = async (page) => {
    await page.clock.install();
    await page.addInitScript(tapStream);
  };
  const page = await open(browser, `${daemon.url}/?kiosk=3600`, { size: 'television', prepare });
  await page.locator('.surge-panel').waitFor();
  await page.waitForFunction(() => globalThis.heard.abandoned && globalThis.heard.departments);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const measure = async () => {
    await page.locator('.overview.surging canvas').waitFor();
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
  };
  let early;
  for (let turn = 0; turn <= week; ++turn) {
    await page.evaluate(aTurn, turn);
    // A new surge has just turned the page to the first view: the same is on it each time.
    if (turn === day) early = await measure();
    if (turn < week) await page.clock.fastForward('02:00:00');
  }
  const hasGrown = (now) =>
    now.nodes > early.nodes * 1.1 + 100 || now.listeners > early.listeners * 1.1 + 20 || now.heap > early.heap * 1.25;
  let late = await measure();
  // What waits for answers that are still under way goes with them.
  for (let tries = 0; tries < 50 && hasGrown(late); ++tries) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    late = await measure();
  }
  t.diagnostic(`after a day ${JSON.stringify(early)}, after a week ${JSON.stringify(late)}`);
  assert.ok(!hasGrown(late));
  await close(page);
});
