// Whether the daemon sees what happens: always in sight, those that are down first, and last those
// that were played to their end.

import type { Feed } from './api';
import type { Board } from './board';
import { moment } from './clock';
import { Mark } from './mark';
import { count, plural, span } from './words';

const most = 6;
const worthTellingSeconds = 5;
const order = ['down', 'up', 'ended'] as const;

const stateOf = ({ up, ended }: Feed) => (ended ? 'ended' : up ? 'up' : 'down');

export function Feeds({ board }: { board: Board }) {
  const feeds = [...board.feeds].sort((a, b) => order.indexOf(stateOf(a)) - order.indexOf(stateOf(b)));
  const down = feeds.filter((feed) => stateOf(feed) === 'down').length;
  return (
    <footer class={down > 0 || board.journal?.failing_since ? 'feeds trouble' : 'feeds'} aria-label="Feeds">
      <strong>{down > 0 ? `${plural(down, 'feed')} down` : 'Feeds'}</strong>
      <ul>
        {feeds.slice(0, most).map((feed) => <FeedState key={feed.name} feed={feed} />)}
        {feeds.length > most && <li>{count(feeds.length - most)} more</li>}
        {board.journal?.failing_since && (
          <li class="down"><Mark name="down" />Journal: nothing is on disk since {moment(board.journal.failing_since)}</li>
        )}
      </ul>
    </footer>
  );
}

const FeedState = ({ feed }: { feed: Feed }) => (
  <li class={stateOf(feed)}>
    <Mark name={stateOf(feed)} />
    <span>{feed.name}</span> <small>{wordsOf(feed)}</small>
  </li>
);

function wordsOf({ up, ended, last_event, lag_seconds, missed }: Feed): string {
  if (ended) return 'played to its end';
  if (!up) return last_event ? `down, last heard ${moment(last_event)}` : 'down';
  const lost = missed > 0 ? `, ${plural(missed, 'message')} lost` : '';
  if (!last_event) return `up${lost}`;
  return lag_seconds > worthTellingSeconds ? `${span(lag_seconds)} behind${lost}` : `live${lost}`;
}
