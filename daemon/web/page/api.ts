// What the daemon says, as its OpenAPI document (/api/v1/openapi.json) has it.

export type Time = string;

export interface Estimate {
  estimate: number;
  low: number;
  high: number;
}

export interface Queue {
  name: string;
  known: boolean;
  waiting: number;
  longest_wait_since: Time | null;
  longest_wait_seconds: number;
  expected_wait_seconds: number | null;
  held: number;
  agents: { available: number; busy: number; paused: number; offline: number } | null;
  staffed: number | null;
  long_hold_seconds: number;
  service_level_target_seconds: number;
  today: { offered: number; answered: number; abandoned: number; service_level: number | null };
  surge: string | null;
  surge_score: number;
}

export interface Cause {
  incident: string | null;
  department: string | null;
  category: string | null;
  probability: number;
  excess_calls: Estimate;
  reason: string;
}

export type Driver = 'demand' | 'staffing' | 'handle_time' | 'feed';
export type VerdictType = 'confirmed' | 'rejected' | 'false_alarm';

export interface Alert {
  time: Time;
  alert: 'surge' | 'long_hold' | 'silence' | 'feed_gap' | 'early_warning' | 'aggregate_surge';
  status: 'firing' | 'updated' | 'resolved';
  id: string;
  queue: string | null;
  scope?: Record<string, string[]>;
  severity: 'warning' | 'critical';
  opened: Time;
  onset?: { estimate: Time; low: Time; high: Time };
  driver?: Driver;
  excess_calls?: Estimate;
  waiting: number;
  longest_wait_seconds: number;
  expected_wait_seconds?: number;
  causes: Cause[];
  still_to_come?: Estimate;
  suspected?: { department?: string; category?: string; scope: Record<string, string[]>; lift: number };
  story: string;
  data: string;
  request: string;
  pattern?: string;
  phase?: string;
  step?: number;
  acknowledged_by?: string;
  verdict?: VerdictType;
  verdict_incident?: string | null;
}

export interface CurvePoint {
  from: Time;
  to: Time;
  calls: number;
  expected: number;
  low: number;
  high: number;
}

export interface SurgeIncident {
  id: string;
  category: string;
  department: string;
  stage: string | null;
  started: Time;
  summary: string;
}

export interface OpenSurge {
  alert: Alert;
  curve: CurvePoint[];
  incidents: SurgeIncident[];
}

export interface Load {
  calls: number;
  calls_low: number;
  calls_high: number;
  minutes: number;
  abandoned: number;
  surges: number;
}

export interface Loads {
  today: Load;
  week: Load;
}

export interface OpenRequest {
  alert: string;
  queue: string | null;
  incident: string;
  category: string;
  probability: number;
  request: string;
  since: Time;
}

export interface Department extends Loads {
  department: string;
  open_requests: OpenRequest[];
  verdicts: Record<VerdictType, number>;
}

export interface Stage extends Loads {
  stage: string;
  surges: string[];
}

export interface Departments {
  departments: Department[];
  service: Loads & { by_driver: { staffing: Loads; handle_time: Loads } };
  unexplained: Loads;
  journey: Stage[];
}

export interface Incident extends SurgeIncident {
  open: boolean;
  alerts: string[];
}

export interface AbandonedCall {
  queue: string;
  call: string;
  time: Time;
  waited_seconds: number;
}

export interface Feed {
  name: string;
  up: boolean;
  ended: boolean;
  last_event: Time | null;
  events: number;
  rejected: number;
  missed: number;
  lag_seconds: number;
}

export interface Journal {
  bytes: number;
  failing_since: Time | null;
  problem: string | null;
}

/// The events of the stream by name, each with `time`, the daemon's clock.
export interface Messages {
  hello: { time: Time; zone: string; version: string };
  queues: { time: Time; zone: string; partial?: true; queues: Queue[] };
  surges: { time: Time; surges: OpenSurge[] };
  feeds: { time: Time; feeds: Feed[]; journal: Journal | null };
  departments: { time: Time; zone: string } & Departments;
  incidents: { time: Time; incidents: Incident[] };
  abandoned: { time: Time; calls: AbandonedCall[] };
  alert: Alert;
  gap: { time: Time };
}
