import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freezeClock, moment, clockTime, now, setClock, setZone } from '../../../../daemon/web/page/clock.ts';
import { count, likelihood, list, percent, plural, span, stopwatch, withRange } from '../../../../daemon/web/page/words.ts';

test('spans of time', () => {
  assert.deepEqual([0, 9.9, 61, 3599, 3661, -5].map(stopwatch), ['0:00', '0:09', '1:01', '59:59', '1:01:01', '0:00']);
  assert.deepEqual([0, 99, 100, 5999, 6060, 7200].map(span), ['0 s', '99 s', '2 min', '1 h 40 min', '1 h 41 min', '2 h']);
});

test('numbers, and probabilities that never claim to be certain', () => {
  assert.deepEqual([0, 12.4, 1234567].map(count), ['0', '12', '1,234,567']);
  assert.deepEqual([0, 0.004, 0.5, 0.99, 0.9951].map(likelihood), ['under 1 %', 'under 1 %', '50 %', '99 %', 'over 99 %']);
  assert.equal(percent(0.713), '71 %');
  assert.equal(withRange({ estimate: 23.2, low: 15.7, high: 30.1 }), '23 (16 to 30)');
  assert.deepEqual([plural(1, 'call'), plural(2, 'call')], ['1 call', '2 calls']);
});

test('lists', () => {
  assert.deepEqual([list([]), list(['a']), list(['a', 'b', 'c']), list(['a', 'b', 'c', 'd'])],
    ['', 'a', 'a, b and c', 'a, b and 2 more']);
});

test('times are the centre’s, not the machine’s, and name the day when it is another', (t) => {
  t.mock.method(Date, 'now', () => Date.parse('2026-03-03T17:00:00Z'));
  setClock('2026-03-03T17:00:00Z');
  setZone('America/New_York');
  assert.equal(clockTime('2026-03-03T17:05:00Z'), '12:05');
  assert.equal(moment('2026-03-03T04:30:00Z'), 'Mon 23:30');
  setZone('Asia/Kolkata');
  assert.equal(moment('2026-03-03T04:30:00Z'), '10:00');
  setZone('Nowhere/Unknown');
  assert.equal(clockTime('2026-03-03T17:05:00Z'), '17:05 UTC');
});

test('the clock follows the daemon’s, and stands still while nobody knows', (t) => {
  let browser = 1_000_000;
  t.mock.method(Date, 'now', () => browser);
  setClock(new Date(5_000_000).toISOString());
  assert.equal(now(), 5_000_000);
  freezeClock(true);
  browser += 60_000;
  freezeClock(true);
  assert.equal(now(), 5_000_000);
  freezeClock(false);
  assert.equal(now(), 5_060_000);
});
