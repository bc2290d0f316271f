// What is on the board, as one immutable value, and how each message of the stream changes it.

import type { AbandonedCall, Alert, Departments, Feed, Incident, Journal, Messages, OpenSurge, Queue, } from './api';

export interface Board {
  zone: string;
  version: string;
  queues: ReadonlyMap<string, Queue>;
  /// Curves and incidents of open surges; their alerts are in `alerts`.
  surges: readonly OpenSurge[];
  /// Open ones, by id.
  alerts: ReadonlyMap<string, Alert>;
  feeds: readonly Feed[];
  journal: Journal | null;
  departments: Departments | null;
  incidents: readonly Incident[];
  abandoned: readonly AbandonedCall[];
}

export const emptyBoard: Board = {
  zone: 'UTC',
  version: '',
  queues: new Map(),
  surges: [],
  alerts: new Map(),
  feeds: [],
  journal: null,
  departments: null,
  incidents: [],
  abandoned: [],
};

/// What is said of an alert after its end is an update, too.
const isAfterword = (board: Board, alert: Alert) => alert.status === 'updated' && !board.alerts.has(alert.id);

type Change<Name extends keyof Messages> = (board: Board, message: Messages[Name]) => Partial<Board>;

const changes: { [Name in keyof Messages]: Change<Name> } = {
  hello: (_, { zone, version }) => ({ zone, version }),
  queues: (board, { zone, partial, queues }) => ({
    zone,
    queues: new Map([
      ...(partial ? board.queues : []),
      ...queues.map((queue): [string, Queue] => [queue.name, queue]),
    ]),
  }),
  surges: (board, { surges }) => ({
    surges,
    alerts: surges.reduce((alerts, { alert }) => withAlert(alerts, alert), board.alerts),
  }),
  feeds: (_, { feeds, journal }) => ({ feeds, journal }),
  departments: (_, departments) => ({ departments }),
  incidents: (_, { incidents }) => ({ incidents }),
  abandoned: (_, { calls }) => ({ abandoned: calls }),
  alert: (board, alert) => (isAfterword(board, alert) ? {} : { alerts: withAlert(board.alerts, alert) }),
  gap: () => ({}),
};

export function withMessage<Name extends keyof Messages>(
  board: Board, name: Name, message: Messages[Name],
): Board {
  return { ...board, ...changes[name](board, message) };
}

/// An older word never takes the place of a newer one.
export function withAlert(alerts: ReadonlyMap<string, Alert>, alert: Alert): ReadonlyMap<string, Alert> {
  const known = alerts.get(alert.id);
  if (known && Date.parse(known.time) > Date.parse(alert.time)) return alerts;
  const changed = new Map(alerts);
  if (alert.status === 'resolved') changed.delete(alert.id);
  else changed.set(alert.id, alert);
  return changed;
}

export const isSurge = (alert: Alert) => alert.alert === 'surge' || alert.alert === 'aggregate_surge';

export const subjectOf = (alert: Alert) => alert.queue ?? alert.scope?.group?.[0] ?? 'the whole centre';

/// Worst first: critical ones, then the oldest.
export function openSurges(board: Board): OpenSurge[] {
  const known = new Map(board.surges.map((surge) => [surge.alert.id, surge]));
  return [...board.alerts.values()]
    .filter(isSurge)
    .sort((a, b) =>
      Number(b.severity === 'critical') - Number(a.severity === 'critical') ||
      Date.parse(a.opened) - Date.parse(b.opened))
    .map((alert) => ({ curve: [], incidents: [], ...known.get(alert.id), alert }));
}
