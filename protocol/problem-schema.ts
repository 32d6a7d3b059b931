import * as z from "zod/mini";
import { PROBLEMS, type ProblemCode } from "./problems.ts";

const codes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** The schema of `Problem`; apart from `problems.ts`, because the worker knows the table and loads no zod. */
export const problem = z.strictObject({
  type: z.string().check(z.regex(/^urn:holdfast:problem:[a-z-]+$/)),
  code: z.enum(codes),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  errors: z.optional(z.array(z.strictObject({ pointer: z.string(), detail: z.string() }))),
  shortages: z.optional(z.array(z.strictObject({ sku: z.string(), wanted: z.int(), left: z.int() }))),
  changes: z.optional(z.array(z.strictObject({ sku: z.string(), shown: z.int(), now: z.int() }))),
});
