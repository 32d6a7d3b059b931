import { worker } from "./scope.ts";

/** Whether the browser was told to save data. */
export function savesData(): boolean {
  const { navigator } = worker;
  if (!("connection" in navigator)) return false;
  const { connection } = navigator;
  return (
    typeof connection === "object" && connection !== null && "saveData" in connection && connection.saveData === true
  );
}
