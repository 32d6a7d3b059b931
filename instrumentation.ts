/**
 * Under plain `next start` nobody else runs the jobs and the test acquirer; under the Node host, which sets
 * HOLDFAST_RELEASE, they run there.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.HOLDFAST_RELEASE || process.env.NODE_ENV !== "production")
    return;
  const { closeLiveStreams } = await import("./api/live-stream.ts");
  // A server that stops waits for open answers, and these would never end.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, closeLiveStreams);
  const { startBackground } = await import("./jobs/background.ts");
  await startBackground();
}
