import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";

const hashOf = (code: string) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;

describe("the policy of a document", () => {
  it("allows its inline scripts by hash and nothing else", () => {
    const policy = contentSecurityPolicy(
      '<script>a()</script><script id="x">b()</script><script src="/c.js" async=""></script>',
    );
    expect(policy).toContain(`script-src 'self' ${hashOf("a()")} ${hashOf("b()")};`);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  it("needs no hash for structured data, which does not run", () => {
    expect(contentSecurityPolicy('<script type="application/ld+json">{}</script>')).toContain("script-src 'self';");
  });
});
