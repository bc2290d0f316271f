import { clockTimeWithSeconds } from './clock';
import { useNow } from './hooks';
import type { Line } from './live';
import { span } from './words';

/// Says at once when the line to the daemon broke, and since when.
export function LineBanner({ line, isOpening }: { line: Line; isOpening: boolean }) {
  if (line.isUp || line.since === null) return null;
  return (
    <div class="line-banner">
      <p role="alert">
        <strong>{isOpening ? 'No connection to Holdwatch' : `Connection lost at ${clockTimeWithSeconds(line.since)}`}</strong>
        {!isOpening && <>. What stands here was so then</>}.
      </p>
      <LostFor line={line} />
    </div>
  );
}

/// Ticks, so it isn't for those to whom the page is read.
function LostFor({ line }: { line: Line }) {
  useNow();
  return <p aria-hidden="true">{span((Date.now() - line.lostAt) / 1000)} ago; trying again</p>;
}
