// Runs the real daemon for a test of its page: in a folder of its own, on a port that the system chose.

import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const deadline = 120_000;
const day = 86_400;

export const rfc3339 = (seconds) => new Date(seconds * 1000).toISOString();

export const event = (seconds, type, call, queue = 'orders', fields = {}) =>
  JSON.stringify({ time: rfc3339(seconds), type, queue, call, ...fields });

export class Daemon {
  folder = mkdtempSync(join(tmpdir(), 'holdwatch-page-'));
  listen = '127.0.0.1:0';

  constructor(config = '') {
    this.config = config;
  }

  path(name) {
    return join(this.folder, name);
  }

  async start() {
    const file = this.path('holdwatch.yaml');
    const settings = `http: {listen: "${this.listen}"}\njournal: {path: "${this.path('journal')}"}\n`;
    writeFileSync(file, settings + this.config.replaceAll('FOLDER', this.folder));
    this.process = spawn(process.env.HOLDWATCHD, ['--config', file], { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
    this.log = '';
    const lines = createInterface(this.process.stderr);
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.process.kill('SIGKILL');
        reject(new Error(`not ready in time\n${this.log}`));
      }, deadline);
      lines.on('line', (line) => {
        this.log += `${line}\n`;
        this.listen = /started .*http=(\S+)/.exec(line)?.[1] ?? this.listen;
        if (!line.includes('ready sources=')) return;
        clearTimeout(late);
        resolve();
      });
      lines.on('close', () => reject(new Error(`it ended\n${this.log}`)));
    });
    return this;
  }

  get url() {
    return `http://${this.listen}`;
  }

  async post(path, lines) {
    const answer = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-ndjson' },
      body: lines.join('\n'),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }

  async kill(signal = 'SIGKILL') {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill(signal);
    await once(this.process, 'exit');
  }

  async end() {
    await this.kill('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /// The records of the journal, of a daemon that was ended.
  journal() {
    const options = { encoding: 'utf8', maxBuffer: 1 << 28 };
    const told = execFileSync(process.env.HOLDWATCHCTL, ['journal', 'export', this.path('journal')], options);
    return told.trim().split('\n').map((line) => JSON.parse(line));
  }
}

/// A daemon that has learned three weeks of one call every other minute. Events may be an hour ahead, so
/// that a surge takes no time.
export async function learnedDaemon() {
  const daemon = new Daemon(`sources: [{type: jsonl, path: "FOLDER/history.jsonl", follow: true}]
sinks: [{type: log}]
limits: {future: 1h}
zone: America/New_York
queue_defaults: {hours: "Mon-Sun 00:00-24:00"}
`);
  const lines = [];
  const start = Date.now() / 1000 - 20 * day;
  for (let number = 0; number < 20 * 24 * 30; ++number) {
    const at = start + number * 120;
    lines.push(event(at, 'joined', `old-${number}`, 'orders', { attributes: { sku: 'SKU-1' } }));
    lines.push(event(at + 5, 'answered', `old-${number}`));
  }
  writeFileSync(daemon.path('history.jsonl'), lines.join('\n') + '\n');
  return await daemon.start();
}

export const callerNumber = '+15550001234';

/// An incident, and half an hour of four calls a minute about it; every fifth caller gives up.
export function surge() {
  const now = Date.now() / 1000;
  const incident = {
    time: rfc3339(now), type: 'opened', id: 'INC-1', category: 'backorder', started: rfc3339(now - 10_800),
    affected: 300, scope: { sku: ['SKU-7'] }, summary: 'The supplier is late with <b>SKU-7</b>',
  };
  const lines = [JSON.stringify(incident)];
  for (let number = 0; number < 120; ++number) {
    const at = now + 15 * number;
    lines.push(event(at, 'joined', `c${number}`, 'orders', { caller: callerNumber + number, attributes: { sku: 'SKU-7' } }));
    lines.push(event(at + 5, number % 5 ? 'answered' : 'abandoned', `c${number}`));
  }
  return lines;
}
