import { releases } from "../strings/admin.ts";

/** The pages of the back office, in the order of its navigation. */
export const sections = [{ href: "/admin", name: releases.title }] as const;
