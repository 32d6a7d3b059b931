import { markGrip, markStone } from "../../../scripts/media/mark.ts";

export function Mark({ className }: { readonly className: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path d={markGrip} fill="currentColor" />
      <path d={markStone} fill="var(--mark-stone)" />
    </svg>
  );
}
