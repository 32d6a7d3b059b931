import type { DeviceDatabase, Meta } from "./database.ts";

type MetaOf<Name extends Meta["name"]> = Extract<Meta, { readonly name: Name }>;

export function isMeta<Name extends Meta["name"]>(meta: Meta | undefined, name: Name): meta is MetaOf<Name> {
  return meta?.name === name;
}

/** The record of this name, or null. Apart from the rows of the cart, since every page reads how many things are in it. */
export async function getMeta<Name extends Meta["name"]>(db: DeviceDatabase, name: Name): Promise<MetaOf<Name> | null> {
  const meta = await db.get("meta", name);
  return isMeta(meta, name) ? meta : null;
}
