/**
 * The folder that holds `db/migrations` and `.data`: HOLDFAST_ROOT, else the working directory, because a bundled file
 * cannot tell from its own place where the project is.
 */
export function projectRoot(): string {
  return process.env.HOLDFAST_ROOT || process.cwd();
}
