// Where on the customer's way the calls come from: the load of each stage, what is open there, and the
// surges that run now.

import type { Incident, Stage } from './api';
import { openSurges, subjectOf, type Board } from './board';
import { moment } from './clock';
import { Mark } from './mark';
import { count, plural, titled, words } from './words';

export function Journey({ board }: { board: Board }) {
  const journey = board.departments?.journey ?? [];
  const most = Math.max(0, ...journey.map(({ week }) => week.minutes));
  return (
    <section class="journey" aria-labelledby="journey-title">
      <div class="section-head">
        <h2 id="journey-title">The customer’s journey</h2>
        <p>{most > 0 ? 'Minutes that callers waited beyond the usual, by the stage that broke down.'
          : 'No stage has made callers wait beyond the usual this week, in surges that have ended.'}</p>
      </div>
      <ol class={most > 0 ? 'stages' : 'stages bare'}>
        {journey.map((stage) => (
          <StageColumn key={stage.stage} stage={stage} most={most} board={board}
            incidents={board.incidents.filter((incident) => incident.open && incident.stage === stage.stage)} />
        ))}
      </ol>
    </section>
  );
}

interface StageProps {
  stage: Stage;
  most: number;
  board: Board;
  incidents: Incident[];
}

const StageColumn = ({ stage: { stage, today, week, surges }, most, board, incidents }: StageProps) => (
  <li class={surges.length > 0 ? 'stage surging' : 'stage'}>
    <h3>{titled(stage)}</h3>
    <div class="column" aria-hidden="true"><span style={{ height: `${(100 * week.minutes) / Math.max(most, 1)}%` }} /></div>
    <p class="load"><strong>{count(week.minutes)}</strong> min this week</p>
    {week.minutes + week.calls > 0 && (
      <p class="load"><small>{count(today.minutes)} min today; {plural(Math.round(week.calls), 'call')}, {count(week.abandoned)} gave up</small></p>
    )}
    {openSurges(board).filter(({ alert }) => surges.includes(alert.id)).map(({ alert }) => (
      <p key={alert.id} class="stage-surge"><Mark name={alert.severity === 'critical' ? 'critical' : 'surge'} />Surge in {subjectOf(alert)}</p>
    ))}
    {incidents.slice(0, 3).map((incident) => (
      <p key={incident.id} class="incident"><strong>{incident.id}</strong> {words(incident.category)} <small>{words(incident.department)}, {moment(incident.started)}</small></p>
    ))}
    {incidents.length > 3 && <p class="incident"><small>{count(incidents.length - 3)} more open</small></p>}
  </li>
);
