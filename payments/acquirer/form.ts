export type FormTree = { [key: string]: FormTree | string };

/**
 * Decodes Stripe's form encoding: `line_items[0][price_data][currency]=eur` becomes nested objects; list indexes stay
 * keys, in order. Objects have no prototype, so no name in a request can reach one.
 */
export function decodeForm(text: string): FormTree {
  const root: FormTree = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/[[\]]+/).filter((step) => step !== "");
    const leaf = path.pop();
    if (leaf === undefined) continue;
    let node = root;
    for (const step of path) {
      const next = node[step];
      const branch: FormTree = typeof next === "object" ? next : Object.create(null);
      node[step] = branch;
      node = branch;
    }
    node[leaf] = value;
  }
  return root;
}

export function textAt(tree: FormTree, ...path: readonly string[]): string | null {
  let node: FormTree | string | undefined = tree;
  for (const step of path) node = typeof node === "object" ? node[step] : undefined;
  return typeof node === "string" ? node : null;
}

export function branchesAt(tree: FormTree, name: string): FormTree[] {
  const node = tree[name];
  return typeof node === "object" ? Object.values(node).filter((branch) => typeof branch === "object") : [];
}
