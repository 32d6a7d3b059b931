import { expect, it } from "vitest";
import { catalogue } from "../../db/seed/catalogue.ts";
import { navigation } from "./navigation.ts";

it("the header links to exactly the categories that the shop sells", () => {
  expect(navigation).toEqual(catalogue.categories.map(({ slug, name }) => ({ slug, name })));
});
