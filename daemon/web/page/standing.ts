// How a queue stands, worst first. Those that are as usual keep their places, so that the board is
// still while nothing happens.

import type { Queue } from './api';

export type Level = 'critical' | 'surge' | 'long' | 'unknown' | 'building' | 'usual';

const order: readonly Level[] = ['critical', 'surge', 'long', 'unknown', 'building', 'usual'];

export const levelWords: Record<Level, string> = {
  critical: 'Surge, critical',
  surge: 'Surge',
  long: 'Waits too long',
  unknown: 'Unknown',
  building: 'Wait is growing',
  usual: 'As usual',
};

export const waitOf = (queue: Queue, now: number) =>
  queue.longest_wait_since === null ? 0 : Math.max(0, (now - Date.parse(queue.longest_wait_since)) / 1000);

/// `critical` has the ids of critical surges. A queue that isn't seen is unknown, whatever it was.
export function levelOf(queue: Queue, critical: ReadonlySet<string>, now: number): Level {
  if (!queue.known) return 'unknown';
  if (queue.surge !== null) return critical.has(queue.surge) ? 'critical' : 'surge';
  const wait = waitOf(queue, now);
  if (wait > queue.long_hold_seconds) return 'long';
  return wait > queue.long_hold_seconds / 2 ? 'building' : 'usual';
}

const names = new Intl.Collator('en', { numeric: true });

export interface Standing {
  queue: Queue;
  level: Level;
}

export function worstFirst(queues: Iterable<Queue>, critical: ReadonlySet<string>, now: number): Standing[] {
  const standings = Array.from(queues, (queue) => ({ queue, level: levelOf(queue, critical, now) }));
  return standings.sort((a, b) =>
    order.indexOf(a.level) - order.indexOf(b.level) ||
    (a.level === 'usual' ? 0 : longestFirst(a.queue, b.queue)) ||
    names.compare(a.queue.name, b.queue.name));
}

/// By when the longest-waiting caller came, which doesn't change while it waits.
function longestFirst(a: Queue, b: Queue): number {
  const since = ({ longest_wait_since }: Queue) =>
    longest_wait_since === null ? Number.MAX_SAFE_INTEGER : Date.parse(longest_wait_since);
  return since(a) - since(b);
}
