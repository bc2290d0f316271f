// One surge: what happens, whose doing it may be, what is asked, and what a person says to it. While the
// focus is inside, A acknowledges, C confirms and R rejects the first suspect.

import { useMemo, useRef, useState } from 'preact/hooks';
import type { Alert, OpenSurge, SurgeIncident, VerdictType } from './api';
import { AskName } from './ask_name';
import { subjectOf } from './board';
import { clockTime, moment } from './clock';
import { Curve } from './curve';
import { useKeptFocus, useNow } from './hooks';
import { Mark } from './mark';
import { acknowledge, judge, savedName } from './remarks';
import { Suspects } from './suspects';
import { count, driverWords, span, stopwatch, withRange, words } from './words';

export function Surge({ surge }: { surge: OpenSurge }) {
  const { alert, curve } = surge;
  const remarks = useRemarks(alert);
  const incidents = useMemo(() => suspected(surge), [surge.incidents, alert.causes]);
  const panel = useKeptFocus<HTMLElement>();
  return (
    <section ref={panel} tabIndex={-1} class={`surge-panel ${alert.severity}`} aria-labelledby={`surge-${alert.id}`}
      onKeyDown={(event) => onKey(event, alert, remarks)}>
      <Head alert={alert} />
      <Figures alert={alert} />
      <Curve curve={curve} incidents={incidents} onset={alert.onset?.estimate ?? alert.opened} />
      <Remarks alert={alert} remarks={remarks} />
      <div class="why">
        <h3>Suspects</h3>
        <Suspects alert={alert} incidents={incidents} onJudge={remarks.judge} />
        <Suspected alert={alert} />
      </div>
      <Message alert={alert} />
    </section>
  );
}

/// The incidents in the order of the suspects, the likeliest first.
function suspected({ alert, incidents }: OpenSurge): SurgeIncident[] {
  return alert.causes
    .map(({ incident }) => incidents.find(({ id }) => id === incident))
    .filter((incident) => incident !== undefined);
}

interface RemarksMade {
  problem: string | null;
  acknowledge: () => void;
  judge: (incident: string | null, verdict: VerdictType) => void;
  askName: boolean;
  named: (name: string | null) => void;
}

function useRemarks(alert: Alert): RemarksMade {
  const [problem, setProblem] = useState<string | null>(null);
  const [askName, setAskName] = useState(false);
  // One after the other, in the order in which they were said.
  const said = useRef(Promise.resolve());
  const say = (saying: () => Promise<string | null>) => {
    said.current = said.current.then(saying).then(setProblem);
  };
  const acknowledgeAs = (name: string) => say(() => acknowledge(alert.id, name));
  return {
    problem,
    askName,
    acknowledge: () => (savedName() ? acknowledgeAs(savedName()) : setAskName(true)),
    judge: (incident, verdict) => say(() => judge(alert.id, incident, verdict)),
    named: (name) => {
      setAskName(false);
      if (name) acknowledgeAs(name);
    },
  };
}

function onKey(event: KeyboardEvent, alert: Alert, remarks: RemarksMade): void {
  if (event.ctrlKey || event.altKey || event.metaKey || remarks.askName) return;
  const first = alert.causes[0];
  if (event.key === 'a') remarks.acknowledge();
  if (event.key === 'c' && first) remarks.judge(first.incident, 'confirmed');
  if (event.key === 'r' && first && first.incident !== null) remarks.judge(first.incident, 'rejected');
}

const kinds: Partial<Record<string, string>> = { short_calls: 'a flood of brief calls' };

const Head = ({ alert }: { alert: Alert }) => (
  <header class="surge-head">
    <h2 id={`surge-${alert.id}`}>
      <Mark name={alert.severity === 'critical' ? 'critical' : 'surge'} />
      Surge in {subjectOf(alert)}
      {alert.severity === 'critical' && <span class="tag">critical</span>}
    </h2>
    <p>
      {alert.driver && <strong>{driverWords[alert.driver]}</strong>}
      {alert.pattern && `, ${kinds[alert.pattern] ?? words(alert.pattern)}`}
      {' since '}<Since alert={alert} />
    </p>
  </header>
);

function Since({ alert: { onset, opened } }: { alert: Alert }) {
  if (!onset) return <strong>{moment(opened)}</strong>;
  return <><strong>{moment(onset.estimate)}</strong> (between {clockTime(onset.low)} and {clockTime(onset.high)})</>;
}

function Figures({ alert }: { alert: Alert }) {
  const now = useNow();
  return (
    <dl class="figures">
      {alert.excess_calls && <Figure name="calls beyond the usual" {...ranged(alert.excess_calls)} />}
      {alert.still_to_come && <Figure name="still to come" {...ranged(alert.still_to_come)} />}
      <Figure name="waiting when last told" value={count(alert.waiting)}
        note={alert.waiting > 0 ? `longest ${stopwatch(alert.longest_wait_seconds)}` : undefined} />
      {alert.expected_wait_seconds !== undefined &&
        <Figure name="a new caller waits" value={span(alert.expected_wait_seconds)} />}
      <Figure name="open for" value={span((now - Date.parse(alert.opened)) / 1000)} />
    </dl>
  );
}

const ranged = (estimate: { estimate: number; low: number; high: number }) => ({
  value: count(estimate.estimate),
  note: withRange(estimate).replace(/^\S+ /, ''),
});

const Figure = ({ name, value, note }: { name: string; value: string; note?: string | undefined }) => (
  <div><dt>{name}</dt><dd>{value}{note && <small> {note}</small>}</dd></div>
);

const verdictWords = (alert: Alert): string | null => {
  if (alert.verdict === 'false_alarm') return 'Marked as a false alarm.';
  if (alert.verdict === 'confirmed') {
    return alert.verdict_incident ? `Confirmed: ${alert.verdict_incident} is the cause.` : 'Confirmed: nothing that was reported is the cause.';
  }
  return alert.verdict === 'rejected' ? `Rejected: ${alert.verdict_incident} is not the cause.` : null;
};

/// Stays when it was pressed, so that the focus does.
function AcknowledgeButton({ alert: { acknowledged_by }, onClick }: { alert: Alert; onClick: () => void }) {
  const isTaken = acknowledged_by !== undefined;
  return (
    <>
      <button type="button" class={isTaken ? '' : 'primary'} aria-pressed={isTaken} onClick={onClick}>
        {isTaken ? 'Acknowledged' : 'Acknowledge'}
      </button>
      {isTaken && <p class="said"><Mark name="up" />{acknowledged_by || 'Somebody'} is on it.</p>}
    </>
  );
}

const Remarks = ({ alert, remarks }: { alert: Alert; remarks: RemarksMade }) => (
  <div class="remarks">
    <AcknowledgeButton alert={alert} onClick={remarks.acknowledge} />
    <button type="button" aria-pressed={alert.verdict === 'false_alarm'}
      onClick={() => remarks.judge(null, 'false_alarm')}>False alarm</button>
    {alert.verdict && <p class="said"><Mark name="up" />{verdictWords(alert)}</p>}
    {remarks.problem && <p class="problem" role="alert">{remarks.problem}</p>}
    {remarks.askName && <AskName onName={remarks.named} />}
  </div>
);

function Suspected({ alert: { suspected } }: { alert: Alert }) {
  if (!suspected) return null;
  const about = Object.values(suspected.scope).flat().join(', ');
  return (
    <p class="suspected">
      Perhaps something that nobody reported: {count(suspected.lift)} times the usual share of the calls name {about}
      {suspected.department && <>; ask {words(suspected.department)}</>}.
    </p>
  );
}

const Message = ({ alert }: { alert: Alert }) => (
  <div class="message">
    {([['request', 'Request'], ['data', 'Data'], ['story', 'Story']] as const).map(([part, title]) =>
      alert[part] && <div class={part} key={part}><h3>{title}</h3><p>{alert[part]}</p></div>)}
  </div>
);
