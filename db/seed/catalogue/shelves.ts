import type { SeedCategory, SeedCollection } from "../types.ts";

export const categories: readonly SeedCategory[] = [
  { slug: "outerwear", name: "Outerwear & knits", blurb: "Coats, jumpers and small woollens for weather that has not made up its mind.", cover: "skerry-oilskin" },
  { slug: "bags", name: "Bags", blurb: "Canvas, wax and webbing, made to be set down on wet decks.", cover: "islander-rucksack" },
  { slug: "light", name: "Lamps & light", blurb: "For the porch, the table and the walk between the two.", cover: "storm-lantern" },
  { slug: "kitchen", name: "Kitchen & table", blurb: "Enamel, stoneware and iron that earn their place by the stove.", cover: "hob-kettle" },
  { slug: "home", name: "Blankets & home", blurb: "Wool, willow and wood for the side of the door where it is dry.", cover: "mizen-blanket" },
  { slug: "tools", name: "Tools & rope", blurb: "Things that hold, cut, carry and sweep, and can be mended.", cover: "three-strand-rope" },
  { slug: "camp", name: "Camp & shore", blurb: "For sleeping out, sitting out, and looking out.", cover: "shelter-tent" },
  { slug: "pocket", name: "Pocket & paper", blurb: "Small things, most of them under twenty euro, none of them useless.", cover: "tide-notebook" },
];

export const collections: readonly SeedCollection[] = [
  {
    slug: "for-the-crossing", name: "For the crossing",
    blurb: "What to wear and carry when the ferry goes anyway.",
    products: ["skerry-oilskin", "souwester", "deckhand-roll-neck", "roll-top-dry-bag", "thwart-socks", "headland-flask", "crossing-scarf", "islander-rucksack"],
  },
  {
    slug: "kitchen-at-the-end-of-the-road", name: "Kitchen at the end of the road",
    blurb: "The nearest shop is eleven miles; this is what the shelf should hold.",
    products: ["hob-kettle", "road-end-mug", "burren-teapot", "long-stew-pot", "bread-board", "salt-crock", "road-end-plates", "road-end-tea-towel", "ember-skillet"],
  },
  {
    slug: "a-lamp-in-the-window", name: "A lamp in the window",
    blurb: "Warm light and warm wool, for evenings that begin at four.",
    products: ["chart-table-lamp", "mizen-blanket", "beeswax-tapers", "chamberstick", "hot-water-bottle", "twelve-pins-throw", "storm-lantern"],
  },
  {
    slug: "work-at-the-slip", name: "Work at the slip",
    blurb: "Clothes and tools for the week before the boat goes in.",
    products: ["slipway-smock", "ballast-chore-coat", "boatyard-tool-roll", "rigging-knife", "tarred-twine", "three-strand-rope", "bow-shackle", "galvanised-pail"],
  },
  {
    slug: "a-night-on-the-island", name: "A night on the island",
    blurb: "One boat out, one boat back, and what you need between them.",
    products: ["shelter-tent", "dune-bedroll", "driftwood-stove", "two-cup-pot", "storm-lantern", "field-glasses", "shore-stool", "watch-cap"],
  },
  {
    slug: "small-parcels", name: "Small parcels",
    blurb: "Presents that fit through a letter box, or nearly.",
    products: ["watch-cap", "tide-notebook", "carpenters-pencils", "buoy-key-float", "carrageen-soap", "beeswax-tapers", "string-bag", "pea-whistle", "oyster-knife"],
  },
];
