"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { callOperator } from "./call-operator.ts";

/** One form of the back office: what it says, and how it acts; the page is read again after each act that worked. */
export function useOperation(what: string) {
  const router = useRouter();
  const [told, setTold] = useState("");
  const [busy, setBusy] = useState(false);
  const act = async (body: unknown, done: string) => {
    if (busy) return;
    setBusy(true);
    const outcome = await callOperator(what, body);
    setTold(outcome.ok ? done : outcome.words);
    setBusy(false);
    if (outcome.ok) router.refresh();
  };
  return { told, setTold, act };
}
