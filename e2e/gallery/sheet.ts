import type { Shot } from "./camera.ts";

const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.4 system-ui, sans-serif; }
  body { margin: 2rem; }
  h2 { margin: 3rem 0 0.5rem; }
  h3 { margin: 1.5rem 0 0.5rem; font-weight: 600; }
  .row { display: flex; gap: 1rem; align-items: flex-start; overflow-x: auto; }
  figure { margin: 0; flex: none; }
  img { display: block; border: 1px solid #8888; max-block-size: 46rem; object-fit: cover; object-position: top; }
  .phone img { inline-size: 15rem; }
  .desktop img { inline-size: 36rem; }
  figcaption { color: #777; font-size: 0.85em; }
`;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function figure({ device, scheme, file, name }: Shot): string {
  const caption = `${device}, ${scheme}`;
  return `<figure class="${device}"><a href="${file}"><img loading="lazy" src="${file}" alt="${escaped(name)}, ${caption}"></a><figcaption>${caption}</figcaption></figure>`;
}

/** The contact sheet: one row per state, grouped by walk, in the order in which the states were met. */
export function contactSheet(shots: readonly Shot[]): string {
  const walks = Map.groupBy(shots, ({ walk }) => walk);
  const parts = [...walks].flatMap(([walk, ofWalk]) => {
    const states = [...Map.groupBy(ofWalk, ({ name }) => name)];
    const rows = states.map(
      ([name, row]) => `<h3>${escaped(name)}</h3><div class="row">${row.map(figure).join("")}</div>`,
    );
    return [`<h2>${escaped(walk)}</h2>`, ...rows];
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>${STYLE}</style><h1>${shots.length} pictures</h1>${parts.join("\n")}</html>\n`;
}
