import field from "../checkout/field.module.css";

interface Props {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "number" | "datetime-local";
  readonly required?: boolean;
}

/** A labelled field of a form that is read when it is sent. */
export function GoodsField({ name, label, type = "text", required = false }: Props) {
  const id = `goods-${name}`;
  return (
    <div className={field.field}>
      <label htmlFor={id} className={field.label}>
        {label}
      </label>
      <input id={id} name={name} type={type} required={required} className={field.control} autoComplete="off" />
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
}

export function GoodsChoice({ name, label, choices }: ChoiceProps) {
  const id = `goods-${name}`;
  return (
    <div className={field.field}>
      <label htmlFor={id} className={field.label}>
        {label}
      </label>
      <select id={id} name={name} className={field.control}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What a field of a sent form holds. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** A local time of the operator's clock as one with its zone; null where the field is empty. */
export function timeOf(form: FormData, name: string): string | null {
  const text = textOf(form, name);
  return text === "" ? null : new Date(text).toISOString();
}
