import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";

import { EntityIcon } from "./EntityName";

interface Props {
  label: string;
  description?: string;
  /** Id and name of what is chosen. */
  value: { id: string; name: string } | null;
  onChange: (id: string | null) => void;
}

const MANY = 12;
const WAIT_MS = 200;

/** Chooses an entity by typing some of its name. */
export function EntityPicker({ label, description, value, onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed.trim(), WAIT_MS);
  const found = useRead("/api/suggest", { query: { q: asked, limit: MANY } }, { enabled: asked !== "", keep: true });
  const items = found.data?.items ?? [];
  const types = new Map(items.map(({ id, type }) => [id, type]));
  const options = items.map(({ id, name }) => ({ value: id, label: name }));
  if (value && !types.has(value.id)) options.push({ value: value.id, label: value.name });
  return (
    <Select
      label={label}
      description={description}
      placeholder={t("picker.type")}
      searchable
      clearable
      data={options}
      value={value?.id ?? null}
      onChange={onChange}
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
      nothingFoundMessage={asked ? t("picker.nobody") : t("picker.type")}
      renderOption={({ option }) => (
        <span style={{ display: "inline-flex", gap: "0.375rem", alignItems: "center" }}>
          <EntityIcon type={types.get(option.value) ?? ""} /> <bdi>{option.label}</bdi>
        </span>
      )}
    />
  );
}
