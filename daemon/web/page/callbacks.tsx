// Who gave up today and hasn't been back: calls as the feed names them, nobody's name.

import { useState } from 'preact/hooks';
import type { AbandonedCall } from './api';
import type { Board } from './board';
import { clockTimeWithSeconds } from './clock';
import { count, plural, stopwatch } from './words';

const step = 50;

export function Callbacks({ board: { abandoned }, fits }: { board: Board; fits: number | null }) {
  const [shown, setShown] = useState(step);
  const rows = abandoned.slice(0, fits ?? shown);
  return (
    <section class="callbacks" aria-labelledby="callbacks-title">
      <div class="section-head">
        <h2 id="callbacks-title">Callers to call back</h2>
        <p>{abandoned.length === 0 ? 'Nobody who gave up today is still owed a call.'
          : `${plural(abandoned.length, 'caller')} gave up today and ${abandoned.length === 1 ? 'hasn’t' : 'haven’t'} been back.`}</p>
      </div>
      {rows.length > 0 && <CallTable calls={rows} />}
      {!fits && abandoned.length > shown &&
        <button type="button" onClick={() => setShown(shown + step)}>Show {count(Math.min(step, abandoned.length - shown))} more</button>}
      {fits && abandoned.length > fits && <p class="rest">{count(abandoned.length - fits)} more</p>}
    </section>
  );
}

const CallTable = ({ calls }: { calls: readonly AbandonedCall[] }) => (
  <table role="table" class="calls">
    <thead role="rowgroup">
      <tr role="row">
        {['Gave up at', 'Queue', 'Had waited', 'Call'].map((title) => <th role="columnheader" scope="col" key={title}>{title}</th>)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {calls.map(({ queue, call, time, waited_seconds }) => (
        <tr role="row" key={`${queue}/${call}/${time}`}>
          <td role="cell">{clockTimeWithSeconds(time)}</td>
          <td role="cell">{queue}</td>
          <td role="cell">{stopwatch(waited_seconds)}</td>
          <td role="cell" class="call">{call}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
