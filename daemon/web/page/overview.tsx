// What happens now: how it stands in a sentence and five figures, the queues, and the surges.

import { useMemo, useState } from 'preact/hooks';
import type { Alert, OpenSurge } from './api';
import { isSurge, openSurges, subjectOf, type Board } from './board';
import { useNow } from './hooks';
import { useFittingRows } from './kiosk';
import { Mark, type MarkName } from './mark';
import { Queues } from './queues';
import { worstFirst } from './standing';
import { Summary } from './summary';
import { Surge } from './surge';
import { count, plural } from './words';

const rowRem = 4.2;
const othersRem = 21;

export function Overview({ board }: { board: Board }) {
  const surges = openSurges(board);
  const fits = useFittingRows(rowRem, othersRem);
  const critical = useMemo(() => criticalOnes(board), [board.alerts]);
  const standings = worstFirst(board.queues.values(), critical, useNow());
  return (
    <div class={surges.length > 0 ? 'overview surging' : 'overview'}>
      <Summary standings={standings} surges={surges} />
      <Queues standings={standings} fits={fits} />
      <div class="surges">
        {surges.length > 0 && <Surges surges={surges} />}
        <OtherAlerts board={board} />
      </div>
    </div>
  );
}

function criticalOnes(board: Board): Set<string> {
  const alerts = [...board.alerts.values()];
  return new Set(alerts.filter(({ severity }) => severity === 'critical').map(({ id }) => id));
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
