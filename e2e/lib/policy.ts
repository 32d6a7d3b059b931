import type { BrowserContext } from "@playwright/test";

/** What breaks a security policy in any page of this context from now on, by the page and the directive; it grows. */
export async function policyBreaches(context: BrowserContext): Promise<readonly string[]> {
  const broken: string[] = [];
  await context.exposeFunction("tellViolation", (text: string) => void broken.push(text));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const tell = Reflect.get(window, "tellViolation");
      if (typeof tell === "function") tell(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  context.on("console", (message) => {
    if (/content security policy/i.test(message.text())) broken.push(message.text());
  });
  return broken;
}
