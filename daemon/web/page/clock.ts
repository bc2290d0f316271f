// The daemon's clock, as this page keeps it between messages. Times are told in the centre's zone,
// whatever the browser's is.

let ahead = 0;
let zone = 'UTC';
let frozenAt: number | null = null;
const formats = new Map<string, Intl.DateTimeFormat>();
const listeners = new Set<() => void>();

/// Follows a message of the daemon; small differences are the network's.
export function setClock(time: string): void {
  const measured = Date.parse(time) - Date.now();
  if (Math.abs(measured - ahead) > 1500) ahead = measured;
}

export function setZone(name: string): void {
  if (name === zone) return;
  zone = name;
  formats.clear();
}

/// Stops the clock while nobody knows what happens, and starts it again.
export function freezeClock(frozen: boolean): void {
  frozenAt = frozen ? (frozenAt ?? now()) : null;
}

/// Milliseconds, as Date.now() has them.
export function now(): number {
  return frozenAt ?? Date.now() + ahead;
}

/// Calls once a second, on the second.
export function onTick(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) tickOnTheSecond();
  return () => listeners.delete(listener);
}

let timer: ReturnType<typeof setTimeout>;

function tickOnTheSecond(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    for (const listener of listeners) listener();
    if (listeners.size > 0) tickOnTheSecond();
  }, 1000 - ((Date.now() + ahead) % 1000));
}

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, made = inZone(options));
  return made;
}

function inZone(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC', timeZoneName: 'short' });
  }
}

type Moment = string | number;
const toDate = (time: Moment) => new Date(time);

export const clockTime = (time: Moment) =>
  format({ hour: '2-digit', minute: '2-digit' }).format(toDate(time));
export const clockTimeWithSeconds = (time: Moment) =>
  format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(toDate(time));
export const weekday = (time: Moment) =>
  format({ weekday: 'long', day: 'numeric', month: 'long' }).format(toDate(time));
const day = (time: Moment) => format({ dateStyle: 'short' }).format(toDate(time));

/// "14:05", or "Mon 14:05" when that wasn't today.
export function moment(time: Moment): string {
  if (day(time) === day(now())) return clockTime(time);
  return format({ weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(toDate(time));
}

export const zoneName = () => zone;
