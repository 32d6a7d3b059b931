export type Log = (
  level: "info" | "warn" | "error",
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

/** One JSON object per line on standard output: time, level, message and fields. */
export const log: Log = (level, message, fields) => {
  console.log(JSON.stringify({ at: new Date().toISOString(), level, message, ...fields }));
};
