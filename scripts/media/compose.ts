import type { Job } from "./plan.ts";

/** Scenes of several goods. */
export const composePlan = (): Job[] => [];
