// Numbers, spans of time and names as a person reads them.

import type { Driver, Estimate } from './api';

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

export const count = (value: number) => whole.format(value);

export const percent = (share: number) => `${Math.round(share * 100)} %`;

/// A probability never claims to be certain.
export function likelihood(probability: number): string {
  if (probability > 0.99) return 'over 99 %';
  if (probability < 0.01) return 'under 1 %';
  return percent(probability);
}

/// "23 (16 to 30)"
export const withRange = ({ estimate, low, high }: Estimate) =>
  `${count(estimate)} (${count(low)} to ${count(high)})`;

/// "4:12", "1:04:12": as a stopwatch has it.
export function stopwatch(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(total / 60) % 60, total % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${parts.join(':')}` : parts.join(':').replace(/^0/, '');
}

/// "40 s", "4 min", "2 h 5 min"
export function span(seconds: number): string {
  if (seconds < 99.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  const rest = minutes % 60;
  return rest ? `${Math.floor(minutes / 60)} h ${rest} min` : `${minutes / 60} h`;
}

export const words = (identifier: string) => identifier.replaceAll('_', ' ');

export const titled = (identifier: string) => {
  const text = words(identifier);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export const driverWords: Record<Driver, string> = {
  demand: 'more calls than usual',
  staffing: 'too few agents for the usual calls',
  handle_time: 'calls take longer than usual',
  feed: 'the feed lost count',
};

export const plural = (number: number, one: string, many = `${one}s`) =>
  `${count(number)} ${number === 1 ? one : many}`;

/// "a, b and c"; the rest as a number.
export function list(names: readonly string[], most = 3): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
