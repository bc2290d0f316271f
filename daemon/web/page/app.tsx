// The frame around the views: where one is, what time it is in the centre, whether the line is up, and
// how the feeds are.

import { useEffect, useRef, useState } from 'preact/hooks';
import { openSurges, subjectOf, type Board } from './board';
import { Callbacks } from './callbacks';
import { clockTime, weekday, zoneName } from './clock';
import { Feeds } from './feeds';
import { useLive, useNow } from './hooks';
import { Journey } from './journey';
import { isKiosk, useFittingRows, useRotation, type Rotation } from './kiosk';
import { LineBanner } from './line_banner';
import { Overview } from './overview';
import { Surge } from './surge';
import { applyTheme, nextTheme, savedTheme, themeWords } from './theme';
import { Upstream } from './upstream';
import { driverWords } from './words';

const views = [
  ['now', 'Now'],
  ['departments', 'Departments'],
  ['journey', 'Journey'],
  ['callbacks', 'Call back'],
] as const;

export function App() {
  const { board, line } = useLive();
  const surges = openSurges(board).map(({ alert }) => alert.id);
  const rotation = useRotation(surges.join());
  const chosen = useHash();
  const view = isKiosk ? inTurn(board, surges, rotation.turn) : chosen;
  const isOpening = board.version === '';
  const isLost = !line.isUp && line.since !== null;
  useEffect(() => { document.title = title(board); });
  useEffect(() => { document.documentElement.classList.toggle('lost', isLost); }, [isLost]);
  return (
    <>
      <a class="skip" href="#main" onClick={toMain}>To the figures</a>
      <LineBanner line={line} isOpening={isOpening} />
      <Header view={view} rotation={rotation} />
      <main id="main" tabIndex={-1}>
        <h1 class="unseen-title">Holdwatch wallboard</h1>
        {isOpening ? <p class="opening">Asking how the queues are…</p> : <View view={view} board={board} />}
      </main>
      <Feeds board={board} />
      <Announcements board={board} />
    </>
  );
}

/// The fragment is the view's.
function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')!.focus();
}

function useHash(): string {
  const read = () => views.find(([name]) => `#${name}` === location.hash)?.[0] ?? 'now';
  const [view, setView] = useState<string>(read);
  useEffect(() => {
    const follow = () => setView(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return view;
}

/// In a kiosk: what happens, each surge, and then the rest, but nothing that is empty.
function inTurn(board: Board, surges: string[], turn: number): string {
  const callbacks = board.abandoned.length > 0 ? ['callbacks'] : [];
  const turns = ['now', ...surges, 'departments', 'journey', ...callbacks];
  return turns[turn % turns.length]!;
}

function title(board: Board): string {
  const surges = openSurges(board);
  return surges.length > 0 ? `▲ ${surges.map(({ alert }) => subjectOf(alert)).join(', ')} · Holdwatch` : 'Holdwatch';
}

function View({ view, board }: { view: string; board: Board }) {
  const rows = useFittingRows(2.6, 14);
  if (view === 'departments') return <Upstream board={board} />;
  if (view === 'journey') return <Journey board={board} />;
  if (view === 'callbacks') return <Callbacks board={board} fits={rows} />;
  const surge = openSurges(board).find(({ alert }) => alert.id === view);
  return surge ? <div class="surge-view"><Surge surge={surge} /></div> : <Overview board={board} />;
}

const Header = ({ view, rotation }: { view: string; rotation: Rotation }) => (
  <header class="top">
    <p class="brand">Holdwatch</p>
    {isKiosk ? <Hold rotation={rotation} /> : (
      <nav aria-label="Views">
        {views.map(([name, word]) => (
          <a key={name} href={`#${name}`} aria-current={view === name ? 'page' : undefined}>{word}</a>
        ))}
      </nav>
    )}
    <Clock />
    <ThemeSwitch />
  </header>
);

const Hold = ({ rotation: { isHeld, hold } }: { rotation: Rotation }) => (
  <button type="button" class="quiet" aria-pressed={isHeld} onClick={() => hold(!isHeld)}>{isHeld ? 'Held' : 'Hold this view'}</button>
);

function Clock() {
  const now = useNow();
  return (
    <p class="clock">
      <time dateTime={new Date(now).toISOString()}>{clockTime(now)}</time>
      <small>{weekday(now)}<br />{zoneName().replaceAll('_', ' ')}</small>
    </p>
  );
}

function ThemeSwitch() {
  const [theme, setTheme] = useState(savedTheme);
  const change = () => {
    applyTheme(nextTheme(theme));
    setTheme(nextTheme(theme));
  };
  return (
    <button type="button" class="quiet" aria-label={`Colours: ${themeWords[theme]}`} onClick={change}>{themeWords[theme]}</button>
  );
}

/// Tells those to whom the page is read when a surge begins and ends, and nothing else.
function Announcements({ board }: { board: Board }) {
  const known = useRef(new Map<string, string>());
  const [told, tell] = useState('');
  const surges = openSurges(board);
  useEffect(() => {
    const open = new Map(surges.map(({ alert }) => [alert.id, subjectOf(alert)]));
    const begun = surges.filter(({ alert }) => !known.current.has(alert.id))
      .map(({ alert }) => `Surge in ${subjectOf(alert)}${alert.driver ? `: ${driverWords[alert.driver]}` : ''}.`);
    const ended = [...known.current].filter(([id]) => !open.has(id)).map(([, name]) => `The surge in ${name} has ended.`);
    known.current = open;
    if (begun.length + ended.length > 0) tell([...begun, ...ended].join(' '));
  }, [surges.map(({ alert }) => alert.id).join()]);
  return <p class="unseen-title" role="status">{told}</p>;
}
