// The queues, worst first. A board shows as many as fit; further ones come as one scrolls to them, so
// that a thousand cost no more than those in sight.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Queue } from './api';
import { useNow } from './hooks';
import { Mark } from './mark';
import { levelWords, waitOf, type Level, type Standing } from './standing';
import { count, percent, span, stopwatch } from './words';

const fewest = 25;
const searchFrom = 12;

/// `standings` are all of them, worst first.
export function Queues({ standings, fits }: { standings: Standing[]; fits: number | null }) {
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(fewest);
  const sought = wanted.toLowerCase().trim();
  const found = standings.filter(({ queue }) => queue.name.toLowerCase().includes(sought));
  const rows = found.slice(0, fits ?? shown);
  return (
    <section class="queues" aria-labelledby="queues-title">
      <div class="section-head">
        <h2 id="queues-title">Queues</h2>
        {!fits && standings.length > searchFrom && <Search wanted={wanted} onWanted={setWanted} />}
      </div>
      <Table rows={rows} />
      <Rest standings={found.slice(rows.length)} onSeen={fits ? null : () => setShown((count) => 2 * count)} />
      {standings.length === 0 && <p class="empty">No queue has been heard of yet.</p>}
      {sought && found.length === 0 && <p class="empty">No queue has “{wanted}” in its name.</p>}
    </section>
  );
}

const Search = ({ wanted, onWanted }: { wanted: string; onWanted: (text: string) => void }) => (
  <input class="search" type="search" placeholder="Find a queue" aria-label="Find a queue by its name"
    value={wanted} onInput={(event) => onWanted(event.currentTarget.value)} />
);

const Table = ({ rows }: { rows: Standing[] }) => (
  <table role="table">
    <thead role="rowgroup">
      <tr role="row">
        {['Queue', 'Waiting', 'Longest wait', 'Next caller', 'In time', 'Agents', 'Gave up'].map((title) => (
          <th role="columnheader" scope="col" key={title}>{title}</th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {rows.map(({ queue, level }) => <Row key={queue.name} queue={queue} level={level} />)}
    </tbody>
  </table>
);

const Row = ({ queue, level }: { queue: Queue; level: Level }) => (
  <tr role="row" class={`queue ${level}`} data-queue={queue.name}>
    <th role="rowheader" scope="row">
      <div class="which">
        <Mark name={level} />
        <span class="name">{queue.name}</span>
        <span class="level">{levelWords[level]}</span>
      </div>
    </th>
    {level === 'unknown' ? <UnknownFigures /> : <Figures queue={queue} />}
  </tr>
);

const UnknownFigures = () => (
  <td role="cell" colSpan={6} class="unseen">Its feed is down or silent: nobody knows who waits here.</td>
);

const Figures = ({ queue }: { queue: Queue }) => (
  <>
    <td role="cell" class="waiting" data-title="waiting">{count(queue.waiting)}</td>
    <td role="cell" class="wait" data-title="longest wait"><LongestWait queue={queue} /></td>
    <td role="cell" data-title="next caller waits">
      {queue.expected_wait_seconds === null ? '–' : span(queue.expected_wait_seconds)}
    </td>
    <td role="cell" data-title={`in ${span(queue.service_level_target_seconds)}`}><ServiceLevel queue={queue} /></td>
    <td role="cell" data-title="agents"><Agents queue={queue} /></td>
    <td role="cell" data-title="gave up">
      {count(queue.today.abandoned)} <small>of {count(queue.today.offered)}</small>
    </td>
  </>
);

function LongestWait({ queue }: { queue: Queue }) {
  const now = useNow();
  return <>{queue.longest_wait_since === null ? '–' : stopwatch(waitOf(queue, now))}</>;
}

function ServiceLevel({ queue: { today, service_level_target_seconds } }: { queue: Queue }) {
  if (today.service_level === null) return <>–</>;
  return (
    <span class="share">
      <span class="bar" aria-hidden="true"><span style={{ width: `${today.service_level * 100}%` }} /></span>
      {percent(today.service_level)}
      <small>in {span(service_level_target_seconds)}</small>
    </span>
  );
}

function Agents({ queue: { agents, staffed } }: { queue: Queue }) {
  if (agents === null) return <>{staffed === null ? '–' : `${staffed} on duty`}</>;
  return (
    <>
      {agents.available} free{' '}
      <small>{agents.busy} busy{agents.paused > 0 && <span class="paused">, {agents.paused} paused</span>}</small>
    </>
  );
}

/// How the queues stand that aren't shown, and a place that asks for more when it comes into sight.
function Rest({ standings, onSeen }: { standings: Standing[]; onSeen: (() => void) | null }) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!onSeen || !place.current) return;
    const observer = new IntersectionObserver(
      (seen) => seen.some(({ isIntersecting }) => isIntersecting) && onSeen(), { rootMargin: '400px' });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [onSeen === null, standings.length]);
  if (standings.length === 0) return null;
  const usual = standings.filter(({ level }) => level === 'usual').length;
  const others = standings.length - usual;
  return (
    <p class="rest" ref={place}>
      {count(standings.length)} more{others === 0 ? ' as usual' : `, ${count(others)} of them not as usual`}
    </p>
  );
}
