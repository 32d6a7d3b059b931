import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { isOperator } from "../../api/operator-guard.ts";
import { OPERATOR_COOKIE } from "../../api/operator-session.ts";

export async function isSignedIn(): Promise<boolean> {
  const jar = await cookies();
  return isOperator(jar.get(OPERATOR_COOKIE)?.value);
}

/** Sends everybody but a signed-in operator to the sign-in page; the first line of every page below `/admin`. */
export async function requireOperator(): Promise<void> {
  if (!(await isSignedIn())) redirect("/admin/sign-in");
}
