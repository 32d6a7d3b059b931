import { define } from "./define.ts";
import { palette as p } from "./palette.ts";

const category = "light";

export const light = [
  define({
    slug: "storm-lantern", code: "STM-LNT", category, name: "Storm lantern",
    tagline: "Burns twenty hours on a cup of paraffin, in wind that takes hats.",
    description: [
      "The cold-blast lantern, pattern of 1874: air comes down the side tubes and feeds the flame from below, so a gust makes it burn brighter before it makes it go out.",
      "It gives about as much light as a ten-watt bulb, and real warmth. Use it outdoors, or with a window open. It smells of paraffin because it burns paraffin.",
    ],
    materials: "Powder-coated steel; borosilicate globe; cotton wick.",
    care: "Trim the wick square. Wash the globe when it is cold.",
    origin: "Pressed in Zamość, Poland; finished in Galway",
    colours: [p.yellow, p.petrol, p.red], price: [68, 58, 11000],
    looks: "Lit paraffin storm lantern with glass globe and wire bail",
    related: ["shelter-tent", "tin-candle-lantern", "hand-torch"],
  }),
  define({
    slug: "chart-table-lamp", code: "CHT-LMP", category, name: "Chart table lamp",
    tagline: "An enamel shade on a bent arm, for one book or one chart.",
    description: [
      "A steel arm bent once, a weighted foot and a vitreous enamel shade that keeps the light on the table and out of the eyes of others.",
      "Takes an E27 lamp up to 12 W LED, not included. The flex is two metres of woven cotton and can be replaced with a screwdriver.",
    ],
    materials: "Vitreous enamel on steel; ash foot; cotton flex.",
    care: "Dust. The enamel takes soap and water when cold.",
    origin: "Enamelled in Limerick",
    colours: [p.yellow, p.glass, p.chalk], price: [149, 128, 24000],
    looks: "Table lamp with enamel shade on a bent arm",
    related: ["pendant-shade", "tide-notebook", "bulkhead-light"],
  }),
  define({
    slug: "bulkhead-light", code: "BLK-LGT", category, name: "Bulkhead light",
    tagline: "Cast, caged, gasketed. For porches that face west.",
    description: [
      "The oval light from a ship's passage: ribbed glass under a cast guard, sealed with a gasket against rain that arrives sideways (IP54).",
      "It needs a fixed connection, so it needs an electrician, or a cousin who is one.",
    ],
    materials: "Cast aluminium, powder-coated; pressed glass; neoprene gasket. E27, up to 12 W LED.",
    care: "Wash with fresh water in spring to take off the salt.",
    origin: "Cast in Bilbao; assembled in Galway",
    colours: [p.chalk, p.yellow, p.brass], price: [86, 74, 13900],
    looks: "Oval caged bulkhead wall light, lit",
    related: ["pendant-shade", "peg-rail", "storm-lantern"],
  }),
  define({
    slug: "hand-torch", code: "HND-TRC", category, name: "Hand torch",
    tagline: "Ribbed for wet hands, one switch, no modes.",
    description: [
      "On, or off. Three hundred lumens in a beam that reaches a mooring and does not dazzle the person rowing to it. Waterproof to a metre, and it floats lens-up.",
      "Charges by a port under a screwed cap; runs six hours. The cell can be changed when it tires in some years, and we sell it.",
    ],
    materials: "Rubber over aluminium; polycarbonate lens; 18650 cell.",
    care: "Rinse after salt water. Keep the cap's thread clean.",
    origin: "Assembled in Shannon, Co. Clare",
    colours: [p.yellow, p.red, p.glass], price: [39, 34, 6400],
    looks: "Ribbed hand torch, switched on",
    related: ["storm-lantern", "pocket-compass", "buoy-key-float"],
  }),
  define({
    slug: "beeswax-tapers", code: "BWX-TPR", category, name: "Beeswax tapers",
    tagline: "A pair on one wick, as they come off the dipping frame.",
    description: [
      "Dipped twenty-eight times in wax from hives around Ballyvaughan. They burn seven hours each, upright, without dripping if you keep them out of the draught.",
      "They smell of honey when blown out, and of hardly anything before.",
    ],
    materials: "100 % beeswax; cotton wick. 24 mm × 260 mm.",
    care: "A bloom on the surface is natural; wipe with a soft cloth.",
    origin: "Dipped in Ballyvaughan, Co. Clare",
    colours: [p.wax, p.red, p.chalk], price: [18, 16, 2900],
    looks: "Pair of dipped tapers joined by one wick",
    related: ["chamberstick", "tin-candle-lantern", "carrageen-soap"],
  }),
  define({
    slug: "chamberstick", code: "CHM-STK", category, name: "Chamberstick",
    tagline: "A saucer, a socket and a ring: the light that goes upstairs.",
    description: [
      "Pressed steel, enamelled twice. The ring takes a thumb, the saucer takes the wax, and the socket takes any 22–24 mm candle.",
      "The rim is bare and will rust if it is left in the sink.",
    ],
    materials: "Vitreous enamel on steel.",
    care: "Hot water melts the wax out. Dry it at once.",
    origin: "Enamelled in Limerick",
    colours: [p.glass, p.yellow, p.red], price: [22, 19, 3500],
    looks: "Enamel chamberstick with thumb ring and lit candle",
    related: ["beeswax-tapers", "road-end-mug", "tin-candle-lantern"],
  }),
  define({
    slug: "pendant-shade", code: "PND-SHD", category, name: "Net loft pendant",
    tagline: "The shade that hung over the net menders, forty centimetres wide.",
    description: [
      "A deep enamel bell that throws a circle of light two metres across from the height of a door. White inside, colour outside, a brass gallery between.",
      "Supplied with three metres of cotton flex and a ceiling cup. Takes E27.",
    ],
    materials: "Vitreous enamel on steel; brass gallery; cotton flex.",
    care: "Soap and water when cold and switched off.",
    origin: "Enamelled in Limerick",
    colours: [p.chalk, p.red, p.glass], price: [118, 99, 18900],
    looks: "Enamel pendant shade hanging from a cotton flex, lit",
    related: ["chart-table-lamp", "bulkhead-light", "three-leg-stool"],
  }),
  define({
    slug: "tin-candle-lantern", code: "TIN-LNT", category, name: "Tin candle lantern",
    tagline: "Four panes, a ring to carry it by, room for a stub.",
    description: [
      "Folded and soldered tin with panes of ordinary two-millimetre glass, which any glazier can cut when you break one.",
      "Stands a breeze, not a gale. The roof gets hot; the ring does not.",
    ],
    materials: "Tinned steel; glass; brass hinge.",
    care: "Scrape out the wax. A little rust is part of it.",
    origin: "Made in Kinvara, Co. Galway",
    colours: [p.steel, p.brass, p.red], price: [45, 38, 7300],
    looks: "Square candle lantern with peaked roof, lit",
    related: ["beeswax-tapers", "storm-lantern", "chamberstick"],
  }),
];
