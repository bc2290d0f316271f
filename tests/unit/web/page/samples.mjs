export const noon = Date.parse('2026-03-03T17:00:00Z');

/// A queue where nobody waits, but for what is given.
export const queue = (given = {}) => ({
  name: 'orders',
  known: true,
  waiting: 0,
  longest_wait_since: null,
  longest_wait_seconds: 0,
  expected_wait_seconds: null,
  held: 0,
  agents: null,
  staffed: null,
  long_hold_seconds: 60,
  service_level_target_seconds: 20,
  today: { offered: 0, answered: 0, abandoned: 0, service_level: null },
  surge: null,
  surge_score: 0,
  ...given,
});

export const waitingFor = (seconds, given = {}) =>
  queue({ waiting: 1, longest_wait_since: new Date(noon - seconds * 1000).toISOString(), ...given });

export const alert = (given = {}) => ({
  time: '2026-03-03T17:00:00Z',
  alert: 'surge',
  status: 'firing',
  id: '5f0c7d3a9be21846',
  queue: 'orders',
  severity: 'warning',
  opened: '2026-03-03T17:00:00Z',
  causes: [],
  ...given,
});
