// The calls of a surge against those expected, as steps over the band that holds 90 % of the usual
// counts. Stretches differ in length, so all are told as what would come in five minutes. Incidents that
// began before the curve does are marked at its left edge.

import { useEffect, useMemo, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { CurvePoint, SurgeIncident } from './api';
import { clockTime, now, zoneName } from './clock';
import { isKiosk } from './kiosk';
import { count, plural, span } from './words';

const unitSeconds = 300;
const shortestSeconds = 60;  // of the last stretch, which has just begun
const atLeastMilliseconds = 3 * 3_600_000;
const beforeOnsetMilliseconds = 3_600_000;
const mostMarked = 4;

/// By which an incident is marked on the curve; empty: it isn't.
export const letterOf = (place: number) =>
  place >= 0 && place < mostMarked ? String.fromCharCode(65 + place) : '';

interface Course {
  curve: readonly CurvePoint[];
  incidents: readonly SurgeIncident[];
}

/// `incidents` are the suspects', the likeliest first: those are marked.
export function Curve({ curve: stretches, incidents: suspected, onset }: Course & { onset: string }) {
  const incidents = useMemo(() => suspected.slice(0, mostMarked), [suspected]);
  const curve = useMemo(() => inUnits(latest(stretches, onset)), [stretches, onset]);
  const place = useRef<HTMLDivElement>(null);
  const course = useRef<Course>({ curve, incidents });
  const redraw = useRef<() => void>(() => {});
  course.current = { curve, incidents };
  const isThere = curve.length > 1;
  useEffect(() => {
    if (!isThere || !place.current) return;
    const drawn = draw(place.current, course);
    redraw.current = drawn.redraw;
    return () => {
      redraw.current = () => {};
      drawn.end();
    };
  }, [isThere]);
  useEffect(() => redraw.current(), [curve, incidents]);
  if (!isThere) return <p class="empty">The curve comes with the next figures.</p>;
  return (
    <figure class="curve">
      <div ref={place} role="img" aria-label={told({ curve, incidents })} />
      <figcaption>
        <span class="key actual">calls in {span(unitSeconds)}</span>
        <span class="key expected">expected</span>
        <span class="key band">usual range</span>
        {incidents.length > 0 && <span class="key incident">incident began</span>}
      </figcaption>
    </figure>
  );
}

const seconds = (time: string) => Date.parse(time) / 1000;

/// Three hours, or as many as have passed since an hour before the onset.
function latest(stretches: readonly CurvePoint[], onset: string): readonly CurvePoint[] {
  const end = Date.parse(stretches.at(-1)?.to ?? onset);
  const start = Math.min(end - atLeastMilliseconds, Date.parse(onset) - beforeOnsetMilliseconds);
  return stretches.filter(({ to }) => Date.parse(to) > start);
}

const lengthOf = ({ from, to }: CurvePoint) => seconds(to) - seconds(from);

function inUnits(stretches: readonly CurvePoint[]): CurvePoint[] {
  return stretches.filter((point) => lengthOf(point) >= shortestSeconds).map((point) => {
    const scale = unitSeconds / lengthOf(point);
    return { ...point, calls: point.calls * scale, expected: point.expected * scale, low: point.low * scale, high: point.high * scale };
  });
}

/// The curve for who doesn't see it.
function told({ curve, incidents }: Course): string {
  const peak = curve.reduce((most, point) => (point.calls > most.calls ? point : most));
  const began = incidents.map(({ id, started }) => `${id} began at ${clockTime(started)}`);
  return [
    `Calls from ${clockTime(curve[0]!.from)} to ${clockTime(curve.at(-1)!.to)}`,
    `at most ${plural(Math.round(peak.calls), 'call')} in ${span(unitSeconds)} at ${clockTime(peak.from)}, where ${count(peak.expected)} were expected`,
    ...began,
  ].join('; ');
}

/// Steps need an end: the last stretch is drawn to where it ends, or to now.
function columns(curve: readonly CurvePoint[]): uPlot.AlignedData {
  const last = curve.at(-1)!;
  const points = [...curve, last];
  const times = [...curve.map(({ from }) => seconds(from)), Math.min(seconds(last.to), now() / 1000)];
  return [
    times,
    points.map(({ low }) => low),
    points.map(({ high }) => high),
    points.map(({ expected }) => expected),
    points.map(({ calls }) => calls),
  ] as uPlot.AlignedData;
}

function draw(place: HTMLElement, course: { current: Course }) {
  const plot = new uPlot(options(place, course), columns(course.current.curve), place);
  const redraw = () => plot.setData(columns(course.current.curve));
  const resize = new ResizeObserver(() => plot.setSize(sizeOf(place)));
  resize.observe(place);
  const repaint = new MutationObserver(() => plot.redraw());
  repaint.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const onScheme = () => plot.redraw();
  dark.addEventListener('change', onScheme);
  const end = () => {
    resize.disconnect();
    repaint.disconnect();
    dark.removeEventListener('change', onScheme);
    plot.destroy();
  };
  return { redraw, end };
}

const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
/// Where the style gives it a height, as a screen on the wall does, it takes that.
const sizeOf = (place: HTMLElement) => ({
  width: Math.max(place.clientWidth, 120),
  height: Math.round(place.clientHeight > 4 * rem() && isKiosk ? place.clientHeight : 13 * rem()),
});

/// Of the style sheet, which registers what the canvas needs, so that it is read as a plain colour.
const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--curve-${name}`);

function options(place: HTMLElement, course: { current: Course }): uPlot.Options {
  const stepped = uPlot.paths.stepped!({ align: 1 });
  const ink = (name: string) => () => colour(name);
  const font = `${Math.round(0.8 * rem())}px system-ui, sans-serif`;
  const axis = { stroke: ink('soft'), font, ticks: { show: false } };
  const line = { paths: stepped, points: { show: false } };
  return {
    ...sizeOf(place),
    legend: { show: false },
    cursor: { show: false },
    tzDate: (time) => uPlot.tzDate(new Date(time * 1000), zoneName()),
    scales: { y: { range: (_, __, high) => [0, Math.max(4, high * 1.15)] } },
    axes: [
      { ...axis, grid: { show: false }, space: 5 * rem(), size: 1.8 * rem(),
        values: (_, times) => times.map((time) => clockTime(time * 1000)) },
      { ...axis, grid: { stroke: ink('grid'), width: 1 }, size: 2.4 * rem(), space: 2.5 * rem(), incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
    ],
    bands: [{ series: [2, 1], fill: ink('band') }],
    series: [
      {},
      { ...line, width: 0 },
      { ...line, width: 0 },
      { ...line, stroke: ink('soft'), dash: [5, 5], width: 1.5 },
      { ...line, stroke: ink('actual'), width: 3 },
    ],
    hooks: { draw: [(plot) => course.current.incidents.forEach((incident, index) => markIncident(plot, incident, index))] },
  };
}

function markIncident(plot: uPlot, { started }: SurgeIncident, index: number): void {
  const { ctx, bbox } = plot;
  const at = plot.valToPos(seconds(started), 'x', true);
  const isBefore = at < bbox.left;
  const x = Math.min(Math.max(at, bbox.left), bbox.left + bbox.width);
  const size = 1.1 * rem() * devicePixelRatio;
  const label = isBefore ? `◂ ${letterOf(index)}` : letterOf(index);
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = colour('incident');
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  if (!isBefore) ctx.stroke();
  ctx.font = `700 ${size}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.fillText(label, x + size / 4, bbox.top + size * (0.9 + (isBefore ? index * 1.1 : 0)));
  ctx.restore();
}
