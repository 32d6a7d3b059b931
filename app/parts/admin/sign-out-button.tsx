"use client";

import { admin } from "../../strings/admin.ts";
import buttons from "../controls/button.module.css";
import { callOperator } from "./call-operator.ts";

export function SignOutButton() {
  const leave = async () => {
    const outcome = await callOperator("sign-out", {});
    if (outcome.ok) window.location.assign("/admin/sign-in");
  };
  return (
    <button type="button" className={buttons.quiet} onClick={leave}>
      {admin.signOut}
    </button>
  );
}
