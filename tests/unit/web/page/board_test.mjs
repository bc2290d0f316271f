import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyBoard, openSurges, withMessage } from '../../../../daemon/web/page/board.ts';
import { alert, queue } from './samples.mjs';

const time = '2026-03-03T17:00:00Z';
const zone = 'America/New_York';
const after = (...messages) =>
  messages.reduce((board, [name, message]) => withMessage(board, name, { time, ...message }), emptyBoard);
const waiting = (board) => [...board.queues.values()].map(({ name, waiting }) => `${name} ${waiting}`);

test('a part changes its queues, the whole takes the place of all', () => {
  const whole = ['queues', { zone, queues: [queue({ name: 'a' }), queue({ name: 'b' })] }];
  const part = ['queues', { zone, partial: true, queues: [queue({ name: 'b', waiting: 2 })] }];
  const fewer = ['queues', { zone, queues: [queue({ name: 'b', waiting: 1 })] }];
  assert.deepEqual(waiting(after(whole, part)), ['a 0', 'b 2']);
  assert.deepEqual(waiting(after(whole, part, fewer)), ['b 1']);
});

test('a surge is there as soon as its alert is, and has its curve when that comes', () => {
  const told = after(['alert', alert()]);
  assert.deepEqual(openSurges(told).map(({ curve }) => curve.length), [0]);
  const drawn = withMessage(told, 'surges', { time, surges: [{ alert: alert(), curve: [{}], incidents: [] }] });
  assert.deepEqual(openSurges(drawn).map(({ curve }) => curve.length), [1]);
});

test('what is said of a surge after its end does not open it again', () => {
  const surges = ['surges', { surges: [{ alert: alert({ status: 'updated' }), curve: [], incidents: [] }] }];
  const told = (status) => ['alert', alert({ status, time: '2026-03-03T17:05:00Z' })];
  assert.equal(openSurges(after(surges, told('resolved'), told('updated'))).length, 0);
  assert.equal(openSurges(after(surges, told('updated'))).length, 1);
});

test('what was told later stands, whichever comes first', () => {
  const later = alert({ time: '2026-03-03T17:00:05Z', acknowledged_by: 'Ada' });
  const surges = ['surges', { surges: [{ alert: alert(), curve: [], incidents: [] }] }];
  assert.equal(openSurges(after(['alert', later], surges))[0].alert.acknowledged_by, 'Ada');
});

test('a resolved alert is gone', () => {
  const resolved = alert({ time: '2026-03-03T18:00:00Z', status: 'resolved' });
  assert.deepEqual(openSurges(after(['alert', alert()], ['alert', resolved])), []);
});

test('critical surges go first, then the oldest; other alerts are no surges', () => {
  const board = after(
    ['alert', alert({ id: 'new', opened: '2026-03-03T17:10:00Z' })],
    ['alert', alert({ id: 'old' })],
    ['alert', alert({ id: 'hold', alert: 'long_hold' })],
    ['alert', alert({ id: 'worst', opened: '2026-03-03T17:20:00Z', severity: 'critical', alert: 'aggregate_surge' })],
  );
  assert.deepEqual(openSurges(board).map((surge) => surge.alert.id), ['worst', 'old', 'new']);
});

test('no message changes a board that was shown', () => {
  const board = Object.freeze({ ...emptyBoard, queues: Object.freeze(new Map()) });
  withMessage(board, 'queues', { time, zone, partial: true, queues: [queue()] });
  withMessage(board, 'alert', alert());
  assert.equal(board.queues.size + board.alerts.size, 0);
});
