import type { CartList } from "../protocol/cart.ts";
import { isSharing } from "./sharing-answer.ts";

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isLine = (value: unknown): boolean =>
  isObject(value) &&
  "sku" in value &&
  typeof value.sku === "string" &&
  "quantity" in value &&
  Number.isSafeInteger(value.quantity);

const isCart = (value: unknown): boolean =>
  isObject(value) &&
  "id" in value &&
  typeof value.id === "string" &&
  "lines" in value &&
  Array.isArray(value.lines) &&
  value.lines.every(isLine) &&
  (!("sharing" in value) || isSharing(value.sharing));

/** The fields that the device relies on; only a device that has lost its memory asks, so other answers are judged elsewhere. */
export function isCartList(value: unknown): value is CartList {
  return isObject(value) && "items" in value && Array.isArray(value.items) && value.items.every(isCart);
}
