// Who may have made a surge, as the daemon weighs them, and what a person says to that. The machine
// only suspects; a person confirms.

import type { Alert, Cause, SurgeIncident, VerdictType } from './api';
import { moment } from './clock';
import { letterOf } from './curve';
import { likelihood, percent, words } from './words';

export type Judge = (incident: string | null, verdict: VerdictType) => void;

const worthShowing = 0.02;

interface Props {
  alert: Alert;
  incidents: readonly SurgeIncident[];
  onJudge: Judge;
}

export function Suspects({ alert, incidents, onJudge }: Props) {
  if (alert.causes.length === 0) return <NoSuspects alert={alert} />;
  const isLikely = ({ probability }: Cause, place: number) => place < 2 || probability >= worthShowing;
  const likely = alert.causes.filter(isLikely);
  const others = alert.causes.filter((cause, place) => !isLikely(cause, place));
  const listed = (causes: Cause[]) => (
    <ol class="suspects">
      {causes.map((cause) => (
        <Suspect key={cause.incident} cause={cause} alert={alert} onJudge={onJudge}
          place={incidents.findIndex(({ id }) => id === cause.incident)}
          incident={incidents.find(({ id }) => id === cause.incident)} />
      ))}
    </ol>
  );
  return (
    <>
      {listed(likely)}
      {others.length > 0 && (
        <details>
          <summary>{others.length} more, each under {percent(worthShowing)}</summary>
          {listed(others)}
        </details>
      )}
    </>
  );
}

const NoSuspects = ({ alert }: { alert: Alert }) => (
  <p class="empty">
    {alert.driver === 'demand' || alert.driver === undefined
      ? 'Who made these calls is being worked out.'
      : 'No incident upstream is suspected: only extra calls are put to incidents.'}
  </p>
);

interface SuspectProps {
  cause: Cause;
  alert: Alert;
  onJudge: Judge;
  place: number;
  incident: SurgeIncident | undefined;
}

function Suspect({ cause, alert, onJudge, place, incident }: SuspectProps) {
  const name = cause.incident ?? 'None of the reported incidents';
  return (
    <li class="suspect">
      <div class="suspect-head">
        {letterOf(place) && <span class="letter">{letterOf(place)}</span>}
        <strong>{name}</strong>
        {cause.department && <span class="owner">{words(cause.department)}{cause.category && `, ${words(cause.category)}`}</span>}
        <span class="likelihood">{likelihood(cause.probability)}</span>
      </div>
      <div class="bar" aria-hidden="true"><span style={{ width: `${cause.probability * 100}%` }} /></div>
      {incident && <p class="happened">{incident.summary} <small>Began {moment(incident.started)}.</small></p>}
      {cause.reason && <p class="reason">{cause.reason}</p>}
      <Verdict name={name} cause={cause} alert={alert} onJudge={onJudge} />
    </li>
  );
}

function Verdict({ name, cause, alert, onJudge }: { name: string; cause: Cause; alert: Alert; onJudge: Judge }) {
  const said = alert.verdict_incident === cause.incident ? alert.verdict : undefined;
  const button = (verdict: VerdictType, todo: string, done: string) => {
    const word = said === verdict ? done : todo;
    return (
      <button type="button" aria-pressed={said === verdict} aria-label={`${word}: ${name}`}
        onClick={() => onJudge(cause.incident, verdict)}>{word}</button>
    );
  };
  return (
    <div class="verdict">
      {button('confirmed', 'Confirm', 'Confirmed')}
      {cause.incident !== null && button('rejected', 'Reject', 'Rejected')}
    </div>
  );
}
