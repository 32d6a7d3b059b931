import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

export const SCHEMES = ["light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

export const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1, isMobile: false, hasTouch: false },
} as const;
export type Device = keyof typeof DEVICES;

export interface Shot {
  readonly walk: string;
  readonly name: string;
  readonly device: Device;
  readonly scheme: Scheme;
  /** Relative to the gallery's folder. */
  readonly file: string;
}

export const fileName = (words: string) => words.toLowerCase().replace(/[^a-z0-9]+/g, "-");

/** Loads every picture of the page, also below the fold, and waits for fonts; those that cannot load are left. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = "eager";
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
  });
}

/** Takes the whole page in light and in dark. */
export async function takeBoth(
  page: Page,
  into: string,
  about: { readonly walk: string; readonly name: string; readonly device: Device },
): Promise<Shot[]> {
  await settle(page);
  const shots: Shot[] = [];
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const file = `${about.device}/${fileName(about.name)}-${scheme}.png`;
    mkdirSync(join(into, about.device), { recursive: true });
    await page.screenshot({ path: join(into, file), fullPage: true, animations: "disabled", caret: "hide" });
    shots.push({ ...about, scheme, file });
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  return shots;
}
