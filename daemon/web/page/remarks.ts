// What a person says of an alert, and the name under which it is said: asked once and kept here.

import type { VerdictType } from './api';

const key = 'holdwatch.name';

export const savedName = () => localStorage.getItem(key) ?? '';
export const saveName = (name: string) => localStorage.setItem(key, name);

/// Null when it was taken, else what is wrong, in words.
export const acknowledge = (alert: string, who: string) =>
  post(`/api/v1/alerts/${encodeURIComponent(alert)}/acknowledgement`, { who });

export const judge = (alert: string, incident: string | null, verdict: VerdictType) =>
  post(`/api/v1/alerts/${encodeURIComponent(alert)}/verdict`, { incident, verdict });

async function post(path: string, body: object): Promise<string | null> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (response.ok) return null;
    return await reason(response);
  } catch {
    return 'The daemon did not answer. Nothing was changed; try again.';
  }
}

async function reason(response: Response): Promise<string> {
  if (response.status === 403) return 'You may look, but not judge: that needs the role “operate”.';
  const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
  return `It was refused: ${problem?.detail ?? `${response.status} ${response.statusText}`}.`;
}
