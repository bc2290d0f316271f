import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelOf, worstFirst } from '../../../../daemon/web/page/standing.ts';
import { noon, queue, waitingFor } from './samples.mjs';

const level = (given, critical = []) => levelOf(given, new Set(critical), noon);

test('a queue whose feed is down is unknown, whatever it was', () => {
  assert.equal(level(waitingFor(600, { known: false, surge: 'a' }), ['a']), 'unknown');
  assert.equal(level(queue({ known: false })), 'unknown');
});

test('a wait grows by itself, without a word of the daemon', () => {
  assert.equal(level(waitingFor(30)), 'usual');
  assert.equal(level(waitingFor(31)), 'building');
  assert.equal(level(waitingFor(60)), 'building');
  assert.equal(level(waitingFor(61)), 'long');
  assert.equal(level(waitingFor(61, { long_hold_seconds: 90 })), 'building');
});

test('a surge goes before a wait, a critical one before all', () => {
  assert.equal(level(waitingFor(600, { surge: 'a' })), 'surge');
  assert.equal(level(queue({ surge: 'a' }), ['a']), 'critical');
});

const names = (queues, critical = []) =>
  worstFirst(queues, new Set(critical), noon).map((standing) => standing.queue.name);

test('the worst is first, and of two that wait too long the one that has waited longer', () => {
  assert.deepEqual(names([
    queue({ name: 'usual' }),
    queue({ name: 'unseen', known: false }),
    waitingFor(70, { name: 'long' }),
    waitingFor(40, { name: 'building' }),
    waitingFor(90, { name: 'longer' }),
    queue({ name: 'surge', surge: 'a' }),
    queue({ name: 'critical', surge: 'b' }),
  ], ['b']), ['critical', 'surge', 'longer', 'long', 'unseen', 'building', 'usual']);
});

test('what is as usual keeps its place by name, whoever waits there', () => {
  const before = [waitingFor(9, { name: 'queue 10' }), queue({ name: 'queue 2' })];
  const later = [queue({ name: 'queue 10' }), waitingFor(29, { name: 'queue 2' })];
  assert.deepEqual(names(before), ['queue 2', 'queue 10']);
  assert.deepEqual(names(later), ['queue 2', 'queue 10']);
});
