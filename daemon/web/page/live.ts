// The line to the daemon: its stream of events, and the state of the line itself. A line that broke says
// so by itself; one that only fell silent (a pulled cable) is tried by asking for something small.

import type { Alert, Messages } from './api';
import { emptyBoard, withMessage, type Board } from './board';
import { freezeClock, now, setClock, setZone } from './clock';

export interface Line {
  isUp: boolean;
  /// When it was lost, by the daemon's clock; null while the first answer is awaited.
  since: number | null;
  /// The same by the browser's, for how long ago that was.
  lostAt: number;
}

const silenceToTry = 8_000;
const patience = 4_000;
const pauseBeforeAgain = 2_000;
/// No answer is older than this: it is waited for with patience, and the daemon looks once a second.
const memory = 10_000;

const names = ['hello', 'queues', 'surges', 'feeds', 'departments', 'incidents', 'abandoned', 'alert', 'gap'] as const;

/// What changes the alerts on the board, and when it was heard.
type Telling = { at: number } & (
  { name: 'alert'; message: Alert } | { name: 'surges'; message: Messages['surges'] }
);

export class Live {
  board: Board = emptyBoard;
  line: Line = { isUp: false, since: null, lostAt: 0 };

  private source: EventSource | null = null;
  private heardAt = 0;
  /// Of the last `memory` milliseconds, for answers that are older.
  private told: Telling[] = [];
  private listeners = new Set<() => void>();

  start(): void {
    this.open();
    setInterval(() => void this.tryWhenSilent(), 1_000);
    addEventListener('offline', () => this.lost());
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private open(): void {
    const source = new EventSource('/api/v1/stream');
    this.source = source;
    for (const name of names) {
      source.addEventListener(name, (event) => this.hear(name, JSON.parse((event as MessageEvent<string>).data)));
    }
    source.onerror = () => {
      this.lost();
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.reopen(source), pauseBeforeAgain);
    };
  }

  /// The browser comes back by itself, but not after an answer that isn't a stream.
  private reopen(gone: EventSource): void {
    if (this.source !== gone) return;
    gone.close();
    this.open();
  }

  private hear<Name extends keyof Messages>(name: Name, message: Messages[Name]): void {
    this.heardAt = performance.now();
    if (name === 'hello') this.greeted(message as Messages['hello']);
    if (name === 'gap') void this.fetchAlerts();
    if (name === 'alert' || name === 'surges') this.keep({ at: this.heardAt, name, message } as Telling);
    if (name !== 'alert') setClock(message.time);
    this.board = withMessage(this.board, name, message);
    this.changed();
  }

  private greeted({ zone, version }: Messages['hello']): void {
    if (this.board.version && this.board.version !== version) location.reload();
    setZone(zone);
    freezeClock(false);
    this.line = { isUp: true, since: null, lostAt: 0 };
    void this.fetchAlerts();
  }

  private keep(telling: Telling): void {
    this.told = [...this.told.filter(({ at }) => telling.at - at < memory), telling];
  }

  /// The open alerts as of the answer's time, which may be before what the stream has told.
  private async fetchAlerts(): Promise<void> {
    const answer = await ask<{ time: string; alerts: Alert[] }>('/api/v1/alerts?status=open&limit=1000');
    if (!answer) {
      if (this.line.isUp) setTimeout(() => void this.fetchAlerts(), pauseBeforeAgain);
      return;
    }
    const board: Board = { ...this.board, alerts: new Map(answer.alerts.map((alert) => [alert.id, alert])) };
    this.board = this.told
      .filter(({ message }) => Date.parse(message.time) >= Date.parse(answer.time))
      .reduce<Board>((told, { name, message }) => withMessage(told, name, message), board);
    this.changed();
  }

  private async tryWhenSilent(): Promise<void> {
    if (!this.line.isUp || performance.now() - this.heardAt < silenceToTry) return;
    this.heardAt = performance.now();
    const source = this.source;
    if (await ask('/api/v1/feeds')) return;
    this.lost();
    if (source) this.reopen(source);
  }

  private lost(): void {
    if (!this.line.isUp && this.line.since !== null) return;
    this.line = { isUp: false, since: now(), lostAt: Date.now() };
    freezeClock(true);
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

async function ask<Answer>(path: string): Promise<Answer | null> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(patience) });
    return response.ok ? ((await response.json()) as Answer) : null;
  } catch {
    return null;
  }
}
