import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../db/root.ts";
import { withCachingTable } from "./lib/caching-table.ts";

/** `npm run tables`: writes into the documents what is made from code. */
const path = join(projectRoot(), "docs/patterns.md");
writeFileSync(path, withCachingTable(readFileSync(path, "utf8")));
