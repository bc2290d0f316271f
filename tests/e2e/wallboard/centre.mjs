// The demonstration's centre in the middle of a surge, at once: two weeks of its past from
// `holdwatchctl simulate`, and then the same hour of last week as if it were to come, with calls about a
// product on backorder on top. The queue falls behind by as much as `delay` says.

import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { Daemon, event, rfc3339 } from './daemon.mjs';

const week = 7 * 86_400;
const minute = 60;
const length = 52 * minute;
const onset = 12 * minute;
const callsAMinute = 11;
const patience = 12 * minute;
const regions = ['north', 'east', 'south', 'west', 'coast', 'lakes'];

const config = `sources:
  - {name: past, type: jsonl, path: "FOLDER/past.jsonl.gz", follow: false}
  - {name: telephony, type: http}
sinks: [{type: log}]
limits: {future: 1h}
zone: America/New_York
queue_defaults: {hours: "Mon-Sun 00:00-24:00"}
queues: [{name: orders}, {name: support, long_hold: 90s}, {name: returns}]
cost_per_minute: 0.80 USD
`;

/// The same numbers each time.
function chance() {
  let state = 20_260_303;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

const risen = (after) => Math.min(1, Math.max(0, (after - onset) / (12 * minute)));
/// How much longer than usual who calls then waits.
const delay = (after) => 3.2 * minute * risen(after) * Math.min(1, (after - onset) / (30 * minute));

/// The events of `length` seconds a week ago, with their times from their beginning on.
async function lastWeek(file, now) {
  const events = [];
  const [from, to] = [rfc3339(now - week), rfc3339(now - week + length)];
  for await (const line of createInterface(createReadStream(file).pipe(createGunzip()))) {
    if (line.slice(9, 33) < from || line.slice(9, 33) > to) continue;
    const told = JSON.parse(line);
    if (told.call) events.push({ ...told, call: `demo-${Number(told.call.slice(5)) + 500_000}`, after: Date.parse(told.time) / 1000 + week - now });
  }
  return events;
}

function surging(random) {
  const events = [];
  for (let after = onset, number = 0; after < length; after += -Math.log(random()) * minute / (callsAMinute * (0.15 + 0.85 * risen(after))), ++number) {
    const attributes = { sku: 'SKU-0042', region: regions[Math.floor(random() * regions.length)], reason: random() < 0.7 ? 'order_status' : 'cancel_order' };
    const call = { queue: 'orders', call: `demo-${number + 900_000}` };
    events.push({ ...call, type: 'joined', attributes, after }, { ...call, type: 'answered', after: after + 2 },
      { ...call, type: 'completed', after: after + 2 + 240 * random() });
  }
  return events;
}

/// Who waits longer is answered and done later, or gives up.
function fallenBehind(events, random) {
  const shifts = new Map();
  for (const { type, queue, call, after } of events) {
    if (type !== 'joined' || queue !== 'orders') continue;
    const given = -Math.log(random()) * patience;
    const by = delay(after);
    shifts.set(call, given < by ? { gaveUp: after + given } : { by });
  }
  return events.flatMap((told) => {
    const shift = shifts.get(told.call);
    if (!shift || told.type === 'joined') return [told];
    if (shift.by !== undefined) return [{ ...told, after: told.after + shift.by }];
    return told.type === 'answered' ? [{ queue: told.queue, call: told.call, type: 'abandoned', after: shift.gaveUp }] : [];
  });
}

export async function surgingCentre() {
  const daemon = new Daemon(config);
  const past = daemon.path('past.jsonl.gz');
  execFileSync(process.env.HOLDWATCHCTL, ['simulate', '--history', past, '--weeks', '2', '--for', '1s'], { stdio: 'ignore' });
  const now = Date.now() / 1000;
  const random = chance();
  const events = fallenBehind([...await lastWeek(past, now), ...surging(random)], random)
    .filter(({ after }) => after > 0 && after < length)
    .sort((a, b) => a.after - b.after);
  await daemon.start();
  const lines = events.map(({ after, type, call, queue, time, ...fields }) => event(now + after, type, call, queue, fields));
  for (let sent = 0; sent < lines.length; sent += 2000) await daemon.post('/api/v1/events', lines.slice(sent, sent + 2000));
  return daemon;
}
