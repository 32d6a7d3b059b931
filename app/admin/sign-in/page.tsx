import { redirect } from "next/navigation";
import { SignInForm } from "../../parts/admin/sign-in-form.tsx";
import { PageHead } from "../../parts/chrome/page-head.tsx";
import { signIn } from "../../strings/admin.ts";
import { isSignedIn } from "../guard.ts";

export default async function SignInPage() {
  if (await isSignedIn()) redirect("/admin");
  return (
    <>
      <PageHead title={signIn.title}>{signIn.lead}</PageHead>
      <SignInForm />
    </>
  );
}
