import { useEffect, useState } from "react";

const EVERY_MS = 5_000;

/** The time in milliseconds since 1970, renewed often enough for ages in words and for tries that fall due. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
