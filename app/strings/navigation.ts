/** The shelves in the order of the header; a test holds them against the seed catalogue, so that a link never leads nowhere. */
export const navigation = [
  { slug: "outerwear", name: "Outerwear & knits" },
  { slug: "bags", name: "Bags" },
  { slug: "light", name: "Lamps & light" },
  { slug: "kitchen", name: "Kitchen & table" },
  { slug: "home", name: "Blankets & home" },
  { slug: "tools", name: "Tools & rope" },
  { slug: "camp", name: "Camp & shore" },
  { slug: "pocket", name: "Pocket & paper" },
] as const;
