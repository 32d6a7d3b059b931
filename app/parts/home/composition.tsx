interface Props {
  /** Path without width and extension. */
  readonly base: string;
  readonly alt: string;
  readonly widths: readonly number[];
  readonly sizes: string;
  readonly ratio: readonly [width: number, height: number];
  readonly className?: string | undefined;
}

/** A scene made of product artwork, below the fold: loaded lazily, its place kept by its ratio. */
export function Composition({ base, alt, widths, sizes, ratio, className }: Props) {
  const [width, height] = ratio;
  return (
    <picture>
      <img
        className={className}
        src={`${base}-${widths[0]}.webp`}
        srcSet={widths.map((entry) => `${base}-${entry}.webp ${entry}w`).join(", ")}
        sizes={sizes}
        width={width}
        height={height}
        alt={alt}
        loading="lazy"
        decoding="async"
      />
    </picture>
  );
}
