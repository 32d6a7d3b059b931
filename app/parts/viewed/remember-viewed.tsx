"use client";

import { useEffect } from "react";
import { remember } from "../../device/viewed.ts";

interface Props {
  readonly slug: string;
  readonly name: string;
  readonly picture: string;
}

/** Stands on a product's page and remembers it on the device. */
export function RememberViewed({ slug, name, picture }: Props): null {
  useEffect(() => {
    void remember({ slug, name, picture });
  }, [slug, name, picture]);
  return null;
}
