"use client";

import { type ComponentType, useEffect, useState } from "react";
import { updatesFollowed } from "../../device/updates/followed.ts";

/** The place of the notice, which comes apart from the page's own scripts, as soon as updates are followed. */
export function Updates() {
  const [Notice, setNotice] = useState<ComponentType | null>(null);
  useEffect(() => {
    updatesFollowed
      .then(() => import("./update-notice.tsx"))
      .then(({ UpdateNotice }) => setNotice(() => UpdateNotice), console.info);
  }, []);
  return Notice ? <Notice /> : null;
}
