import { useEffect, useState } from 'react';

/** Milliseconds since a moment, ticking four times a second while `running`. @param since ISO 8601; NULL: nothing began */
export function useElapsed(since: string | null, running: boolean): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [running]);
  return since === null ? null : Math.max(0, now - Date.parse(since));
}
