// What happens now: how it stands in a sentence and five figures, the queues, and the surges.

import { useState } from 'preact/hooks';
import type { Alert, OpenSurge, Queue } from './api';
import { isSurge, openSurges, subjectOf, type Board } from './board';
import { useNow } from './hooks';
import { useFittingRows } from './kiosk';
import { Mark, type MarkName } from './mark';
import { Queues } from './queues';
import { levelOf, waitOf } from './standing';
import { Surge } from './surge';
import { count, list, percent, plural, stopwatch } from './words';

const rowRem = 4.2;
const othersRem = 21;

export function Overview({ board }: { board: Board }) {
  const surges = openSurges(board);
  const fits = useFittingRows(rowRem, othersRem);
  return (
    <div class={surges.length > 0 ? 'overview surging' : 'overview'}>
      <Summary board={board} surges={surges} />
      <Queues board={board} fits={fits} />
      <div class="surges">
        {surges.length > 0 && <Surges surges={surges} />}
        <OtherAlerts board={board} />
      </div>
    </div>
  );
}

function Summary({ board, surges }: { board: Board; surges: OpenSurge[] }) {
  const now = useNow();
  const queues = [...board.queues.values()];
  const seen = queues.filter(({ known }) => known);
  const { mark, text } = headline(queues, surges, now);
  return (
    <section class={`summary ${mark}`} aria-label="At a glance">
      <p class="headline"><Mark name={mark} /><span>{text}</span></p>
      <dl class="totals"><Totals seen={seen} now={now} /></dl>
    </section>
  );
}

function headline(queues: Queue[], surges: OpenSurge[], now: number): { mark: MarkName; text: string } {
  const named = (level: string) =>
    queues.filter((queue) => levelOf(queue, new Set(), now) === level).map(({ name }) => name);
  if (surges.length > 0) {
    const isCritical = surges.some(({ alert }) => alert.severity === 'critical');
    const text = `${surges.length === 1 ? 'Surge' : `${count(surges.length)} surges`} in ${list(surges.map(({ alert }) => subjectOf(alert)))}`;
    return { mark: isCritical ? 'critical' : 'surge', text };
  }
  const [long, unknown] = [named('long'), named('unknown')];
  if (long.length > 0) return { mark: 'long', text: `Callers wait too long in ${list(long)}` };
  if (unknown.length > 0) return { mark: 'unknown', text: `Nothing is known of ${list(unknown)}` };
  if (queues.length === 0) return { mark: 'unknown', text: 'No queue has been heard of yet' };
  return { mark: 'usual', text: queues.length === 1 ? 'As usual' : `All ${count(queues.length)} queues as usual` };
}

const sum = (queues: Queue[], of: (queue: Queue) => number) => queues.reduce((total, queue) => total + of(queue), 0);

function Totals({ seen, now }: { seen: Queue[]; now: number }) {
  const abandoned = sum(seen, ({ today }) => today.abandoned);
  const ended = sum(seen, ({ today }) => today.answered + today.abandoned);
  const inTime = sum(seen, ({ today }) => (today.service_level ?? 0) * (today.answered + today.abandoned));
  const named = seen.filter(({ agents }) => agents !== null);
  const nobodySeen = seen.length === 0;
  const figures: [string, string][] = [
    ['waiting', nobodySeen ? '–' : count(sum(seen, ({ waiting }) => waiting))],
    ['longest wait', nobodySeen ? '–' : stopwatch(Math.max(...seen.map((queue) => waitOf(queue, now))))],
    ['answered in time today', ended > 0 ? percent(inTime / ended) : '–'],
    ['gave up today', nobodySeen ? '–' : count(abandoned)],
    ['agents free', named.length > 0 ? count(sum(named, ({ agents }) => agents!.available)) : '–'],
  ];
  return <>{figures.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</>;
}

function Surges({ surges }: { surges: OpenSurge[] }) {
  const [chosen, choose] = useState<string | null>(null);
  const shown = surges.find(({ alert }) => alert.id === chosen) ?? surges[0]!;
  return (
    <>
      {surges.length > 1 && (
        <nav class="surge-tabs" aria-label="Surges">
          {surges.map(({ alert }) => (
            <button type="button" key={alert.id} aria-pressed={alert === shown.alert} onClick={() => choose(alert.id)}>
              <Mark name={alert.severity === 'critical' ? 'critical' : 'surge'} />{subjectOf(alert)}
            </button>
          ))}
        </nav>
      )}
      <Surge key={shown.alert.id} surge={shown} />
    </>
  );
}

const otherKinds: Partial<Record<Alert['alert'], { mark: MarkName; text: string }>> = {
  long_hold: { mark: 'long', text: 'Somebody waits too long in' },
  silence: { mark: 'unknown', text: 'No calls are heard of in' },
  feed_gap: { mark: 'unknown', text: 'Messages were lost of' },
  early_warning: { mark: 'building', text: 'Calls are to be expected in' },
};

function OtherAlerts({ board }: { board: Board }) {
  const others = [...board.alerts.values()].filter((alert) => !isSurge(alert));
  if (others.length === 0) return null;
  return (
    <section class="others" aria-labelledby="others-title">
      <h2 id="others-title">Also {plural(others.length, 'alert')}</h2>
      <ul>
        {others.slice(0, 8).map((alert) => <OtherAlert key={alert.id} alert={alert} />)}
      </ul>
      {others.length > 8 && <p class="rest">{count(others.length - 8)} more</p>}
    </section>
  );
}

function OtherAlert({ alert }: { alert: Alert }) {
  const kind = otherKinds[alert.alert] ?? { mark: 'surge' as MarkName, text: alert.alert };
  const text = alert.pattern === 'collapse' ? 'Far fewer calls than usual in' : kind.text;
  return <li><Mark name={kind.mark} /><div><strong>{text} {subjectOf(alert)}</strong><p>{alert.data}</p></div></li>;
}
