import { releases } from "../strings/admin.ts";
import { prices, stock } from "../strings/admin-goods.ts";

/** The pages of the back office, in the order of its navigation. */
export const sections = [
  { href: "/admin", name: releases.title },
  { href: "/admin/prices", name: prices.title },
  { href: "/admin/stock", name: stock.title },
] as const;
