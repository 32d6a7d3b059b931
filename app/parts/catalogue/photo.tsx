import type { Picture } from "../../../protocol/catalogue.ts";

interface Props {
  readonly picture: Pick<Picture, "base" | "alt">;
  /** The `sizes` attribute: how wide the picture stands in the layout. */
  readonly sizes: string;
  /** Lists never need more than 960 pixels; there the two AVIF renditions are offered first. */
  readonly scale?: "list" | "full";
  readonly eager?: boolean;
  readonly className?: string | undefined;
}

const WEBP = { list: [320, 640, 960], full: [320, 640, 960, 1280] } as const;

function sources(base: string, widths: readonly number[], type: string): string {
  return widths.map((width) => `${base}-${width}.${type} ${width}w`).join(", ");
}

/** A product picture, 4:5, from our own renditions. */
export function Photo({ picture, sizes, scale = "list", eager = false, className }: Props) {
  return (
    <picture>
      {scale === "list" ? (
        <source type="image/avif" srcSet={sources(picture.base, [320, 640], "avif")} sizes={sizes} />
      ) : null}
      <img
        className={className}
        src={`${picture.base}-640.webp`}
        srcSet={sources(picture.base, WEBP[scale], "webp")}
        sizes={sizes}
        width={640}
        height={800}
        alt={picture.alt}
        loading={eager ? "eager" : "lazy"}
        decoding={eager ? "sync" : "async"}
        fetchPriority={eager ? "high" : "auto"}
      />
    </picture>
  );
}
