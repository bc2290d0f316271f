// Every state has a shape of its own, so that colour is never all that tells them apart.

import type { Level } from './standing';

export type MarkName = Level | 'up' | 'ended' | 'down';

const shapes: Record<MarkName, preact.JSX.Element> = {
  critical: <><path class="fill" d="M7 1h10l6 6v10l-6 6H7l-6-6V7z" /><path class="on" d="M12 6v7.5M12 17.2v.6" /></>,
  surge: <><path class="fill" d="M12 2 23 21.5H1z" /><path class="on" d="M12 9.5v5.2M12 17.8v.5" /></>,
  long: <path class="fill" d="M5 1.5h14v4L13.8 12l5.2 6.5v4H5v-4L10.2 12 5 5.5z" />,
  unknown: <><circle class="line dashed" cx="12" cy="12" r="10" /><path class="line" d="M9.2 9.4c.3-3.6 5.7-3.4 5.5 0-.1 2.1-2.7 2.2-2.7 4.6M12 17.3v.5" /></>,
  building: <><circle class="line" cx="12" cy="12" r="9.5" /><path class="fill" d="M12 2.5a9.5 9.5 0 0 1 0 19z" /></>,
  usual: <circle class="line" cx="12" cy="12" r="7" />,
  up: <path class="line" d="m3.5 12.5 6 6L20.5 6" />,
  ended: <path class="line" d="M5 5h14v14H5z" />,
  down: <path class="line" d="M4.5 4.5l15 15M19.5 4.5l-15 15" />,
};

export const Mark = ({ name }: { name: MarkName }) => (
  <svg class={`mark ${name}`} viewBox="0 0 24 24" aria-hidden="true">{shapes[name]}</svg>
);
