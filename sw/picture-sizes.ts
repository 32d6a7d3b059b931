const SIZED = /^(.+)-(\d+)\.([a-z]+)$/;

/**
 * The path among `stored` that can stand in for a picture: the same picture as wide or wider, the least wide of those,
 * of the same format before another; else null. Paths end in `-<width>.<format>`.
 */
export function standIn(wanted: string, stored: readonly string[]): string | null {
  const [, base, width, format] = SIZED.exec(wanted) ?? [];
  const candidates = stored.flatMap((path) => {
    const [, otherBase, otherWidth, otherFormat] = SIZED.exec(path) ?? [];
    const fits = base !== undefined && otherBase === base && Number(otherWidth) >= Number(width);
    return fits ? [{ path, width: Number(otherWidth), other: otherFormat === format ? 0 : 1 }] : [];
  });
  candidates.sort((one, two) => one.width - two.width || one.other - two.other);
  return candidates[0]?.path ?? null;
}
