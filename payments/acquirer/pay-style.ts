/** The whole style of the payment page: another house than the shop's, on purpose. */
export const style = `
:root { color-scheme: light dark; --ink: #10233f; --paper: #f3f6fb; --card: #fff; --line: #b9c6da; --soft: #4a5d7a; --act: #0b4fb3; --on-act: #fff; --bad: #a31621; --bad-bg: #fdecee; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf8; --paper: #0c1626; --card: #14223a; --line: #3a4f72; --soft: #a9bad4; --act: #8fbcff; --on-act: #071327; --bad: #ffb3ba; --bad-bg: #3b1319; } }
* { box-sizing: border-box; margin: 0; }
body { font: 1rem/1.5 Georgia, "Times New Roman", serif; color: var(--ink); background: var(--paper); }
header { background: #0a2540; color: #fff; padding: .9rem 1rem; font-size: 1.1rem; }
header span { margin-left: .5rem; padding: .1rem .5rem; border: 1px solid #fff8; border-radius: 1rem; font-size: .8rem; }
header p, main, footer p { max-width: 30rem; margin-inline: auto; }
main { background: var(--card); margin-block: 1.5rem; padding: 1.5rem; border: 1px solid var(--line); border-radius: .75rem; }
main > * + *, form > * + * { margin-top: 1.1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; } h2 { font-size: 1rem; }
table { width: 100%; border-collapse: collapse; } caption { text-align: start; font-weight: bold; padding-bottom: .3rem; }
th { text-align: start; font-weight: normal; overflow-wrap: anywhere; } td { text-align: end; white-space: nowrap; vertical-align: top; }
th, td { padding: .35rem 0; border-top: 1px solid var(--line); } tfoot :is(th, td) { font-weight: bold; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
label { display: block; font-weight: bold; }
input { width: 100%; min-height: 2.9rem; padding: .4rem .7rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: .4rem; }
input[aria-invalid] { border: 2px solid var(--bad); }
.hint, footer, aside p, dd { color: var(--soft); font-size: .9rem; } .fault { color: var(--bad); font-size: .9rem; }
.problem { color: var(--bad); background: var(--bad-bg); padding: .7rem .9rem; border-inline-start: 4px solid var(--bad); }
button { width: 100%; min-height: 3rem; font: inherit; font-weight: bold; color: var(--on-act); background: var(--act); border: 0; border-radius: .4rem; cursor: pointer; }
a { color: var(--act); } :focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
aside { border-top: 1px solid var(--line); padding-top: 1rem; } dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1rem; margin-top: .4rem; } dt { font-family: ui-monospace, monospace; font-size: .85rem; } dd { margin: 0; }
footer { padding: 0 1rem 2rem; }
`;
