import type { ReactNode } from "react";
import { admin } from "../../strings/admin.ts";
import { WhenReady } from "../controls/when-ready.tsx";
import styles from "./admin-frame.module.css";
import { SignOutButton } from "./sign-out-button.tsx";

interface Props {
  /** None before an operator has signed in. */
  readonly sections: readonly { readonly href: string; readonly name: string }[];
  readonly children: ReactNode;
}

/** The back office around its pages. Its links load whole documents, each of which asks who is there. */
export function AdminFrame({ sections, children }: Props) {
  return (
    <WhenReady>
      <div className="frame">
        {sections.length > 0 ? (
          <nav className={styles.bar} aria-label={admin.navigation}>
            <ul className={styles.sections}>
              {sections.map(({ href, name }) => (
                <li key={href}>
                  <a href={href} className={styles.section}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
            <SignOutButton />
          </nav>
        ) : null}
        <div className={styles.page}>{children}</div>
      </div>
    </WhenReady>
  );
}
