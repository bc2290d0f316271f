// A screen that nobody operates: `?kiosk` (or `?kiosk=30`, seconds a view) turns the pages by itself. A
// touch or a key holds the page still for a while; a new surge turns to it at once.

import { useEffect, useState } from 'preact/hooks';

const asked = new URLSearchParams(location.search).get('kiosk');
export const isKiosk = asked !== null;
const secondsAView = Math.max(5, Number(asked) || 15);
const holdMilliseconds = 60_000;

export interface Rotation {
  turn: number;
  isHeld: boolean;
  hold: (held: boolean) => void;
}

/// Which turn it is; begins anew when `newest` changes.
export function useRotation(newest: string): Rotation {
  const [turn, setTurn] = useState(0);
  const [isHeld, hold] = useState(false);
  useEffect(() => {
    if (!isKiosk || isHeld) return;
    const timer = setInterval(() => setTurn((last) => last + 1), secondsAView * 1000);
    return () => clearInterval(timer);
  }, [isHeld, newest]);
  useEffect(() => setTurn(0), [newest]);
  useEffect(() => (isKiosk ? holdWhileUsed(hold) : undefined), []);
  return { turn, isHeld, hold };
}

function holdWhileUsed(hold: (held: boolean) => void): () => void {
  let release = 0;
  const used = () => {
    hold(true);
    clearTimeout(release);
    release = window.setTimeout(() => hold(false), holdMilliseconds);
  };
  addEventListener('pointerdown', used);
  addEventListener('keydown', used);
  return () => {
    clearTimeout(release);
    removeEventListener('pointerdown', used);
    removeEventListener('keydown', used);
  };
}

/// Rows of `rowRem` that a screen has room for beside what else is on it; null: as many as one scrolls.
export function useFittingRows(rowRem: number, othersRem: number): number | null {
  const measure = () => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return Math.max(3, Math.floor((innerHeight / rem - othersRem) / rowRem));
  };
  const [rows, setRows] = useState(measure);
  useEffect(() => {
    const again = () => setRows(measure());
    addEventListener('resize', again);
    return () => removeEventListener('resize', again);
  }, []);
  return isKiosk ? rows : null;
}
