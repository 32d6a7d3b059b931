import type { Point } from "./path.ts";

/** One drawn thing, in its own coordinates, ready to be set on a stage. */
export interface Piece {
  readonly art: string;
  /** What lies behind without casting a shadow: light, mostly. */
  readonly under?: string;
  /**
   * `ground`: stands with its foot at (0, 0), up is negative y. `wall`: hangs or lies flat, its middle at (0, 0).
   */
  readonly set: "ground" | "wall";
  /** Half width of the foot on the ground, for the contact shadow. */
  readonly foot?: number;
  /** Where the close view looks, and how many times larger. */
  readonly focus: readonly [x: number, y: number, zoom: number];
  /** Size on a product picture; small goods are drawn larger so that they fill the page. */
  readonly scale?: number;
  /** How far low goods stand up from the usual line on a product picture. */
  readonly rise?: number;
  /** Light that the thing gives off, drawn behind it. */
  readonly glow?: { readonly at: Point; readonly r: number };
}

/** Draws a product in one colour; `view` chooses among the sides that the drawing knows. */
export type Drawing = (colour: string, view: string) => Piece;

/** The same drawing at another size on its product picture. */
export const sized =
  (draw: Drawing, scale: number, rise = 0): Drawing =>
  (colour, view) => ({ ...draw(colour, view), scale, rise });
