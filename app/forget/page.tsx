import type { Metadata } from "next";
import { ForgetDevice } from "../parts/forget/forget-device.tsx";
import { title } from "../strings/forget.ts";

export const metadata: Metadata = { title, robots: { index: false } };

/** Part of the shell: one can be forgotten without a network, too (C13). */
export default function ForgetPage() {
  return (
    <div className="frame">
      <ForgetDevice />
    </div>
  );
}
