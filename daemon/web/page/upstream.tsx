// What each department made callers wait for, and service's own share beside it, by the same measure.

import type { Department, Departments, Load, Loads, OpenRequest } from './api';
import type { Board } from './board';
import { moment } from './clock';
import { count, likelihood, list, titled, words } from './words';

export function Upstream({ board }: { board: Board }) {
  const { departments } = board;
  return (
    <section class="upstream" aria-labelledby="upstream-title">
      <div class="section-head">
        <h2 id="upstream-title">Calls that departments caused</h2>
        <p>Beyond the usual, in surges that have ended; a week begins on Monday.</p>
      </div>
      {departments ? <Ledger departments={departments} /> : <p class="empty">The accounts are being fetched.</p>}
    </section>
  );
}

const weightOf = ({ week, today }: Loads) => Math.round(week.calls) + Math.round(week.minutes) + Math.round(today.calls);
const hasShare = (department: Department) => weightOf(department) > 0 || department.open_requests.length > 0;

/// What is all zero takes no row.
function Ledger({ departments: { departments, service, unexplained } }: { departments: Departments }) {
  const shares = departments.filter(hasShare).sort((a, b) => weightOf(b) - weightOf(a));
  const idle = departments.filter((department) => !hasShare(department));
  if (shares.length === 0 && weightOf(service) + weightOf(unexplained) === 0) {
    return <p class="empty">Nothing this week: no surge has ended that brought calls beyond the usual.</p>;
  }
  const most = Math.max(1, service.week.minutes, unexplained.week.minutes, ...shares.map(({ week }) => week.minutes));
  return (
    <>
      <table role="table" class="ledger">
        <LedgerHead />
        <tbody role="rowgroup">
          {shares.map((department) => (
            <Share key={department.department} name={titled(department.department)} loads={department} most={most}>
              <Requests requests={department.open_requests} />
              <Verdicts verdicts={department.verdicts} />
            </Share>
          ))}
          {weightOf(unexplained) > 0 && <Share name="Not explained" note="by anything reported" loads={unexplained} most={most} />}
        </tbody>
        {weightOf(service) > 0 && (
          <tbody role="rowgroup" class="service">
            <Share name="Service itself" note="too few agents, or longer calls" loads={service} most={most}>
              <OwnShare service={service} />
            </Share>
          </tbody>
        )}
      </table>
      {idle.length > 0 && <p class="rest">Nothing this week: {list(idle.map(({ department }) => words(department)), 20)}.</p>}
    </>
  );
}

const LedgerHead = () => (
  <thead role="rowgroup">
    <tr role="row">
      {['Owner', 'Calls today', 'Calls this week', 'Minutes waited', 'Gave up', 'Asked of them now'].map((title) => (
        <th role="columnheader" scope="col" key={title}>{title}</th>
      ))}
    </tr>
  </thead>
);

interface ShareProps {
  name: string;
  note?: string;
  loads: Loads;
  most: number;
  children?: preact.ComponentChildren;
}

const Share = ({ name, note, loads: { today, week }, most, children }: ShareProps) => (
  <tr role="row">
    <th role="rowheader" scope="row"><span class="name">{name}</span>{note && <small>{note}</small>}</th>
    <td role="cell" data-title="calls today"><Calls load={today} /></td>
    <td role="cell" data-title="calls this week"><Calls load={week} /></td>
    <td role="cell" data-title="minutes this week">
      <span class="bar" aria-hidden="true"><span style={{ width: `${(100 * week.minutes) / most}%` }} /></span>
      {count(week.minutes)} <small>{count(today.minutes)} today</small>
    </td>
    <td role="cell" data-title="gave up this week">{count(week.abandoned)} <small>{count(today.abandoned)} today</small></td>
    <td role="cell" class="asked">{children}</td>
  </tr>
);

const Calls = ({ load }: { load: Load }) => (
  <>{count(load.calls)}{load.calls > 0 && <small> {count(load.calls_low)} to {count(load.calls_high)}</small>}</>
);

const Requests = ({ requests }: { requests: OpenRequest[] }) => (
  <>
    {requests.map(({ alert, queue, incident, probability, request, since }) => (
      <p key={alert + incident} class="request">
        {request} <small>{incident}, {likelihood(probability)} likely, {queue ?? 'several queues'} since {moment(since)}</small>
      </p>
    ))}
  </>
);

function Verdicts({ verdicts }: { verdicts: Department['verdicts'] }) {
  const said = ([['confirmed', 'confirmed'], ['rejected', 'rejected'], ['false_alarm', 'false alarms']] as const)
    .filter(([name]) => verdicts[name] > 0)
    .map(([name, word]) => `${verdicts[name]} ${word}`);
  return said.length > 0 ? <small>Verdicts: {said.join(', ')}</small> : null;
}

const OwnShare = ({ service: { by_driver } }: { service: Departments['service'] }) => (
  <small>
    This week {count(by_driver.staffing.week.minutes)} min for want of agents,{' '}
    {count(by_driver.handle_time.week.minutes)} min since calls took longer.
  </small>
);
