"use client";

import { useEffect, useId, useState } from "react";
import { callOperator } from "./call-operator.ts";

/** A page of the back office comes as a whole document, so what a form says has to outlive the page that it was said on. */
function useTold() {
  const key = `holdfast.told.${useId()}`;
  const [told, setTold] = useState("");
  useEffect(() => {
    const left = sessionStorage.getItem(key);
    if (left === null) return;
    sessionStorage.removeItem(key);
    setTold(left);
  }, [key]);
  const tellNextPage = (words: string) => sessionStorage.setItem(key, words);
  return { told, setTold, tellNextPage };
}

/** One form of the back office: what it says, and how it acts; the page is read again after each act that worked. */
export function useOperation(what: string) {
  const { told, setTold, tellNextPage } = useTold();
  const [busy, setBusy] = useState(false);
  const act = async (body: unknown, done: string) => {
    if (busy) return;
    setBusy(true);
    const outcome = await callOperator(what, body);
    setBusy(false);
    if (!outcome.ok) return setTold(outcome.words);
    tellNextPage(done);
    location.reload();
  };
  return { told, setTold, act };
}
