"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useCartCount } from "../../device/cart.ts";
import { useShare } from "../../device/share-state.ts";
import { type FormerCart, joinByLink } from "../../device/sharing.ts";
import { join } from "../../strings/sharing.ts";
import { PageHead } from "../chrome/page-head.tsx";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import { FormerChoice } from "./former-choice.tsx";
import styles from "./join-cart.module.css";
import { dropSecret, takeSecret } from "./join-secret.ts";
import { useAct } from "./use-act.ts";

/** Asks before a device joins, and what becomes of the cart that it has (Y4). */
export function JoinCart() {
  const router = useRouter();
  const units = useCartCount();
  const { status, device } = useShare();
  const [secret, setSecret] = useState<string | null | undefined>(undefined);
  const [chosen, setChosen] = useState<FormerCart>("bring");
  const { act, busy, said, failed } = useAct();

  useEffect(() => {
    const take = () => setSecret(takeSecret());
    take();
    // Another link that is opened in the same tab loads no page.
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);

  if (secret === undefined) return <PageHead title={join.title} />;
  if (secret === null) {
    return (
      <>
        <PageHead title={join.noSecretTitle}>{join.noSecret}</PageHead>
        <ShopLink href="/cart" className={button.primary}>
          {join.toCart}
        </ShopLink>
      </>
    );
  }

  const isShared = device?.stands === true;
  const asks = !isShared && units !== null && units > 0;
  const enter = async () => {
    // What is not known yet is kept aside, which loses nothing.
    const isEmpty = status === "ready" && !isShared && units === 0;
    const former = asks ? chosen : isEmpty ? "bring" : "keep";
    if (!(await act(() => joinByLink(secret, former)))) return;
    dropSecret();
    router.push("/cart");
  };

  return (
    <>
      <PageHead title={join.title}>{join.lead}</PageHead>
      <div className={styles.form}>
        <p>{join.privacy}</p>
        {isShared ? <p>{join.shared}</p> : null}
        {asks ? <FormerChoice units={units} chosen={chosen} onChoose={setChosen} /> : null}
        <p className={row.row}>
          <button type="button" className={button.primary} aria-disabled={busy} onClick={() => void enter()}>
            {join.act}
          </button>
          <ShopLink href="/cart" className={button.quiet}>
            {join.decline}
          </ShopLink>
        </p>
        <p role="status" className={failed ? styles.failed : undefined}>
          {busy ? join.joining : said}
        </p>
      </div>
    </>
  );
}
