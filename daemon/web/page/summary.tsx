// How it stands, in a sentence and five figures that can be read from across the room.

import type { OpenSurge, Queue } from './api';
import { subjectOf } from './board';
import { now } from './clock';
import { Mark, type MarkName } from './mark';
import { waitOf, type Level, type Standing } from './standing';
import { count, list, percent, plural, stopwatch } from './words';

export function Summary({ standings, surges }: { standings: Standing[]; surges: OpenSurge[] }) {
  const seen = standings.map(({ queue }) => queue).filter(({ known }) => known);
  const { mark, text } = headline(standings, surges);
  return (
    <section class={`summary ${mark}`} aria-label="At a glance">
      <p class="headline"><Mark name={mark} /><span>{text}</span></p>
      {seen.length > 0 && (
        <dl class="totals">
          {totals(seen).map(({ name, value }) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
        </dl>
      )}
      {seen.length < standings.length && <p class="partly">in {count(seen.length)} of {plural(standings.length, 'queue')}</p>}
    </section>
  );
}

function headline(standings: Standing[], surges: OpenSurge[]): { mark: MarkName; text: string } {
  const named = (wanted: Level) => standings.filter(({ level }) => level === wanted).map(({ queue }) => queue.name);
  if (surges.length > 0) {
    const isCritical = surges.some(({ alert }) => alert.severity === 'critical');
    const text = `${surges.length === 1 ? 'Surge' : `${count(surges.length)} surges`} in ${list(surges.map(({ alert }) => subjectOf(alert)))}`;
    return { mark: isCritical ? 'critical' : 'surge', text };
  }
  const [long, unknown] = [named('long'), named('unknown')];
  if (long.length > 0) return { mark: 'long', text: `Callers wait too long in ${list(long)}` };
  if (unknown.length > 0) return { mark: 'unknown', text: `Nothing is known of ${list(unknown)}` };
  if (standings.length === 0) return { mark: 'unknown', text: 'No queue has been heard of yet' };
  return { mark: 'usual', text: standings.length === 1 ? 'As usual' : `All ${count(standings.length)} queues as usual` };
}

const sum = (queues: Queue[], of: (queue: Queue) => number) => queues.reduce((total, queue) => total + of(queue), 0);

/// Of the queues that are seen. Agents aren't summed: one may serve several.
function totals(seen: Queue[]): { name: string; value: string }[] {
  const endedIn = ({ today }: Queue) => today.answered + today.abandoned;
  const ended = sum(seen, endedIn);
  const inTime = sum(seen, (queue) => (queue.today.service_level ?? 0) * endedIn(queue));
  return [
    { name: 'waiting', value: count(sum(seen, ({ waiting }) => waiting)) },
    { name: 'longest wait', value: stopwatch(Math.max(...seen.map((queue) => waitOf(queue, now())))) },
    { name: 'answered in time today', value: ended > 0 ? percent(inTime / ended) : '–' },
    { name: 'gave up today', value: count(sum(seen, ({ today }) => today.abandoned)) },
    { name: 'calls today', value: count(sum(seen, ({ today }) => today.offered)) },
  ];
}
