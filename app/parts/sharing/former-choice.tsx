import type { FormerCart } from "../../device/sharing.ts";
import { join } from "../../strings/sharing.ts";
import choice from "../checkout/choices.module.css";
import styles from "./join-cart.module.css";

interface Props {
  readonly units: number;
  readonly chosen: FormerCart;
  readonly onChoose: (chosen: FormerCart) => void;
}

/** What becomes of the cart that the device has. */
export function FormerChoice({ units, chosen, onChoose }: Props) {
  const choices = [
    { value: "bring", name: join.bring(units), note: join.bringNote },
    { value: "keep", name: join.keep, note: join.keepNote },
  ] as const;
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{join.yours}</legend>
      <div className={choice.list}>
        {choices.map(({ value, name, note }) => (
          <label key={value} className={choice.choice}>
            <input
              className={choice.radio}
              type="radio"
              name="former"
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            <span className={choice.name}>{name}</span>
            <span className={choice.note}>{note}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
