import localFont from "next/font/local";

export const display = localFont({
  // Headings have one weight: the file with all of them is twice as large, and stands in the way of the first picture.
  src: "./type/bricolage-grotesque-700.woff2",
  weight: "700",
  variable: "--font-display",
  display: "swap",
});

export const text = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  weight: "400 700",
  variable: "--font-text",
  display: "swap",
});
