import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { publicDir } from "./manifest.ts";
import type { Job, Rendition } from "./plan.ts";

function encoded(image: Sharp, { format, width }: Rendition): Sharp {
  // Large renditions are seen at two device pixels or more, where coarser steps do not show but weigh most.
  const quality = width > 960 ? 50 : width > 640 ? 58 : 70;
  if (format === "webp") return image.webp({ quality, smartSubsample: width <= 640, effort: 5 });
  // Beyond effort 2 flat drawings gain a few per cent for many times the work.
  if (format === "avif") return image.avif({ quality: 44, effort: 2 });
  if (format === "jpeg") return image.flatten({ background: "#F6F5F1" }).jpeg({ quality: 72, mozjpeg: true });
  return image.png({ compressionLevel: 9, palette: true });
}

/** Rasterises the drawing once at its largest size and writes every rendition of it. */
export async function render(job: Job): Promise<void> {
  for (const { file } of job.files) mkdirSync(dirname(join(publicDir, file)), { recursive: true });
  const vector = job.files.find(({ format }) => format === "svg");
  if (vector) writeFileSync(join(publicDir, vector.file), `${job.svg}\n`);
  const raster = job.files.filter(({ format }) => format !== "svg");
  const widest = Math.max(0, ...raster.map(({ width }) => width));
  if (widest === 0) return;
  const natural = Number(/width="(\d+)"/.exec(job.svg)?.[1] ?? widest);
  const { data, info } = await sharp(Buffer.from(job.svg), { density: (72 * widest) / natural })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = { raw: { width: info.width, height: info.height, channels: info.channels } };
  for (const rendition of raster) {
    const image = sharp(data, pixels).resize(rendition.width, rendition.height, { kernel: "lanczos3" });
    await encoded(image, rendition).toFile(join(publicDir, rendition.file));
  }
}
