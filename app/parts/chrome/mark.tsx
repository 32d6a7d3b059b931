/** The house mark: a rope made fast with a single turn. */
export function Mark({ className }: { readonly className: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M9 4v24M23 4v24M9 18c0-7 14-3 14-10M9 24c0-7 14-3 14-10"
        fill="none"
        stroke="currentColor"
        strokeWidth="3.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
