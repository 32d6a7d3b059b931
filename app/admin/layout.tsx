import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AdminFrame } from "../parts/admin/admin-frame.tsx";
import { admin } from "../strings/admin.ts";
import { isSignedIn } from "./guard.ts";
import { sections } from "./sections.ts";

// Made for one operator at a time: each document has a nonce of its own and is kept nowhere.
export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: admin.title, robots: { index: false } };

export default async function AdminLayout({ children }: { readonly children: ReactNode }) {
  // The frame is no guard: each page asks for the operator itself, since a layout is not rendered again for each page.
  return <AdminFrame sections={(await isSignedIn()) ? sections : []}>{children}</AdminFrame>;
}
