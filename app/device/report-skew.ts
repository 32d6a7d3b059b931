/** R7: the server refused this page's version. What follows of it is fetched only then. */
export function reportSkew(): void {
  import("./updates/start.ts").then(
    ({ reportSkew: report }) => report(),
    (error: unknown) => console.info("The shop is too new for this page, and the page cannot follow it", error),
  );
}
