type Save = () => Promise<void>;

const saves = new Set<Save>();

/** Has `save` called before the page is replaced by another release; answers how to stop. */
export function onSave(save: Save): () => void {
  saves.add(save);
  return () => void saves.delete(save);
}

/** Saves everything that asked for it; one that fails keeps no other from being saved. */
export async function saveEverything(): Promise<void> {
  for (const result of await Promise.allSettled([...saves].map((save) => save()))) {
    if (result.status === "rejected") console.warn("Something could not be saved before the update", result.reason);
  }
}
