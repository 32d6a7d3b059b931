const SCRIPT = /<script src="(\/_next\/static\/[^"]+)" async=""><\/script>/g;
const PRELOAD = /<link rel="preload" as="script"[^>]*href="\/_next\/static\/[^"]+"\/>/g;

/** However long the picture takes, the page answers its shopper from here on. */
const LATEST_MS = 3_000;

/**
 * Written for the browser as it stands, so it uses nothing from outside. A tab in the background paints nothing, and still
 * wants its scripts. React finds them again by `async` and `src`.
 */
const LOADER = `((paths) => {
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    for (const path of paths) {
      const script = document.createElement("script");
      script.src = path;
      script.async = true;
      document.head.append(script);
    }
  };
  if (document.hidden) return start();
  const painted = () => requestAnimationFrame(() => setTimeout(start));
  const picture = document.querySelector("img[fetchpriority=high]");
  if (picture) picture.decode().then(painted, painted);
  else painted();
  setTimeout(start, ${LATEST_MS});
})`.replace(/\n\s*/g, "");

/**
 * A document whose scripts are asked for after its largest picture is painted instead of beside it: pages are whole without
 * them, and on a slow line every kilobyte that comes before keeps the picture back. Answers other
 * documents, and those that were treated before, unchanged.
 */
export function withLateScripts(html: string): string {
  const paths = [...html.matchAll(SCRIPT)].map(([, path]) => path);
  const end = html.lastIndexOf("</body>");
  if (paths.length === 0 || end === -1) return html;
  const loader = `<script>${LOADER}(${JSON.stringify(paths).replaceAll("<", "\\u003c")})</script>`;
  const whole = `${html.slice(0, end)}${loader}${html.slice(end)}`;
  return whole.replaceAll(SCRIPT, "").replaceAll(PRELOAD, "");
}
