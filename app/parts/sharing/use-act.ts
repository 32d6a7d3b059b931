import { useRef, useState } from "react";
import type { SharingOutcome, SharingTrouble } from "../../device/sharing.ts";
import { trouble } from "../../strings/sharing.ts";

export interface Act {
  /** Runs one thing at a time; what it says when it worked is told, and what went wrong else. Answers whether it worked. */
  readonly act: <T>(work: () => Promise<SharingOutcome<T>>, done?: (value: T) => string | null) => Promise<boolean>;
  readonly busy: boolean;
  /** What is to be read out; empty for nothing. */
  readonly said: string;
  readonly failed: boolean;
  readonly say: (words: string) => void;
}

function wordsFor(why: SharingTrouble): string {
  return why in trouble ? trouble[why as keyof typeof trouble] : trouble.other;
}

/** What a press of a button in a form of sharing comes to, in words. */
export function useAct(): Act {
  const working = useRef(false);
  const [state, setState] = useState({ busy: false, said: "", failed: false });
  return {
    ...state,
    say: (said) => setState({ busy: false, said, failed: false }),
    async act(work, done) {
      if (working.current) return false;
      working.current = true;
      setState({ busy: true, said: "", failed: false });
      try {
        const outcome = await work();
        const said = outcome.ok ? (done?.(outcome.value) ?? "") : wordsFor(outcome.why);
        setState({ busy: false, said, failed: !outcome.ok });
        return outcome.ok;
      } catch (error) {
        console.error("Sharing the cart failed on this device", error);
        setState({ busy: false, said: trouble.other, failed: true });
        return false;
      } finally {
        working.current = false;
      }
    },
  };
}
