import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { now, onTick } from './clock';
import { Live } from './live';

export const live = new Live();

const useAgain = () => useReducer((turn: number) => turn + 1, 0)[1] as () => void;

/// What is on the board, and the line to the daemon.
export function useLive(): Live {
  const again = useAgain();
  useEffect(() => live.onChange(again), []);
  return live;
}

/// The daemon's clock, once a second.
export function useNow(): number {
  const again = useAgain();
  useEffect(() => onTick(again), []);
  return now();
}

/// For an element that keeps the focus when what had it inside is gone: who works by keyboard goes on there.
export function useKeptFocus<Kept extends HTMLElement>() {
  const kept = useRef<Kept>(null);
  const isInside = () => kept.current?.contains(document.activeElement) ?? false;
  const wasInside = isInside();
  useLayoutEffect(() => {
    if (wasInside && !isInside()) kept.current?.focus({ preventScroll: true });
  });
  return kept;
}
