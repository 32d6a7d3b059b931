import { define } from "./define.ts";
import { palette as p } from "./palette.ts";

const category = "pocket";

export const pocket = [
  define({
    slug: "tide-notebook",
    code: "TDE-NTB",
    category,
    name: "Tide notebook",
    tagline: "Stone paper that takes a pencil in the rain.",
    description: [
      "A hundred and twelve pages of mineral paper, sewn, in a cloth cover with an elastic. You can write on it under a running tap; we do, at demonstrations.",
      "It takes pencil and ballpoint. Fountain-pen ink sits on top and thinks about it.",
    ],
    materials: "Stone paper 120 g/m²; book cloth; elastic. A6.",
    care: "Keep it out of hot cars; the pages curl.",
    origin: "Bound in Dublin",
    colours: [p.yellow, p.petrol, p.red],
    price: [18, 16, 2900],
    looks: "Cloth-bound notebook with elastic and a pencil",
    related: ["carpenters-pencils", "ledger-satchel", "pocket-compass"],
  }),
  define({
    slug: "carpenters-pencils",
    code: "CRP-PNC",
    category,
    name: "Carpenter's pencils",
    tagline: "Five flat pencils that do not roll off the roof.",
    description: [
      "Oval cedar, thick soft lead, painted and left plain at one end so you can cut a notch and know whose it is. Sharpen with a knife.",
      "In a card tube. The tube is the better half of some people's present.",
    ],
    materials: "Cedar; graphite; water-based paint.",
    care: "Do not lend.",
    origin: "Made in São João da Madeira, Portugal",
    colours: [p.yellow, p.red],
    price: [9, 8, 1500],
    looks: "Five flat pencils fanned out",
    related: ["tide-notebook", "boatyard-tool-roll", "tea-caddy"],
  }),
  define({
    slug: "buoy-key-float",
    code: "BUO-KEY",
    category,
    name: "Buoy key float",
    tagline: "A small turned buoy that brings four keys back up.",
    description: [
      "Cork turned and painted like a pot buoy, on a short rope with a spliced eye and a brass ring. Floats ninety grams, which is four keys and a little hope.",
      "With a car's key fob it sinks, slowly.",
    ],
    materials: "Cork; cotton rope; brass.",
    care: "Touch up with any enamel paint.",
    origin: "Turned in Dingle, Co. Kerry",
    colours: [p.red, p.yellow],
    price: [12, 10, 1900],
    looks: "Painted cork key float with rope and brass ring",
    related: ["pea-whistle", "three-strand-rope", "hand-torch"],
  }),
  define({
    slug: "pea-whistle",
    code: "PEA-WHS",
    category,
    name: "Pea whistle",
    tagline: "A hundred and ten decibels, in brass or steel, on a cord.",
    description: [
      "Stamped from sheet and soldered, with a pea of cork that warbles. Six blasts a minute is the signal for help in the hills; three is the answer.",
      "Children will find it. Hang it high.",
    ],
    materials: "Brass or nickel-plated brass; cork pea; cotton cord.",
    care: "Shake it dry.",
    origin: "Made in Birmingham",
    colours: [p.brass, p.steel],
    price: [16, 14, 2600],
    looks: "Metal pea whistle on a twisted cord",
    related: ["buoy-key-float", "pocket-compass", "souwester"],
  }),
];
