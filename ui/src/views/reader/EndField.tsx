import { Combobox, InputBase, Loader, ScrollArea, Select, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { EntityIcon } from "@/parts/EntityName";
import { useWords } from "@/parts/words";

import type { EndAsked, MentionMark } from "./types";

const MANY = 8;

/** An end of a claim as it was picked: what is asked of the server, and how it is shown. */
export interface Picked {
  asked: EndAsked;
  name: string;
  type: string;
}

interface Props {
  label: string;
  description?: string;
  value: Picked | null;
  change: (picked: Picked | null) => void;
  /** Types that fit; empty for any. */
  types: readonly string[];
  /** Mentions in the words that the claim stands on: they come first. */
  near: readonly MentionMark[];
  /** Whether what kind of thing a new one is may be said. */
  kinded?: boolean;
  required?: boolean;
  /** Whether the dialog it stands in begins here. */
  first?: boolean;
}

/** Picks an entity: of those in the sentence, of those on the map, or a new one by the words that name it. */
export function EndField({
  label,
  description,
  value,
  change,
  types,
  near,
  kinded = false,
  required = false,
  first = false,
}: Props) {
  const { t } = useTranslation("reader");
  const words = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const [asked] = useDebouncedValue((typed ?? "").trim(), 150);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useRead("/api/suggest", { query: { q: asked, limit: MANY } }, { enabled: asked !== "", keep: true });
  const { data: vocabulary } = useRead("/api/vocabulary");
  const fits = (type: string) => types.length === 0 || types.includes(type);

  const text = (typed ?? "").trim();
  const options: { key: string; group: string; picked: Picked; hint: string }[] = [];
  const seen = new Set<string>();
  for (const { referent, entity } of near) {
    if (!fits(entity.type) || seen.has(entity.id) || !entity.name.toLowerCase().includes(text.toLowerCase())) continue;
    seen.add(entity.id);
    const picked = { asked: { known: referent }, name: entity.name, type: entity.type };
    options.push({ key: `near ${entity.id}`, group: t("end.near"), picked, hint: words.described(entity) });
  }
  for (const hit of asked ? (found.data?.items ?? []) : []) {
    if (!fits(hit.type) || seen.has(hit.id)) continue;
    const picked = { asked: { known: hit.id }, name: hit.name, type: hit.type };
    options.push({ key: `map ${hit.id}`, group: t("end.map"), picked, hint: words.described(hit) });
  }
  if (text) {
    for (const type of types.length ? types : ANY) {
      const picked = { asked: { type, words: text }, name: text, type };
      options.push({ key: `new ${type}`, group: t("end.new"), picked, hint: words.type(type) });
    }
  }
  const groups = [...new Set(options.map(({ group }) => group))];

  const made = kinded ? value?.asked.type : undefined;
  const kinds = (made && vocabulary?.types.find(({ name }) => name === made)?.kinds) || [];

  return (
    <div>
      <Combobox
        store={combobox}
        onOptionSubmit={(key) => {
          const option = options.find((each) => each.key === key);
          if (option) change(option.picked);
          setTyped(null);
          combobox.closeDropdown();
        }}
      >
        <Combobox.Target>
          <InputBase
            size="xs"
            label={label}
            description={description}
            required={required}
            data-autofocus={first || undefined}
            placeholder={t("end.placeholder")}
            value={typed ?? value?.name ?? ""}
            leftSection={value && typed === null ? <EntityIcon type={value.type} /> : undefined}
            rightSection={found.isFetching ? <Loader size={14} /> : <Combobox.Chevron />}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              combobox.openDropdown();
              combobox.updateSelectedOptionIndex();
              if (event.currentTarget.value === "") change(null);
            }}
            onClick={() => combobox.openDropdown()}
            onBlur={() => {
              combobox.closeDropdown();
              setTyped(null);
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Options aria-label={label}>
            <ScrollArea.Autosize mah={260} type="scroll">
              {options.length === 0 && <Combobox.Empty>{t(text ? "end.none" : "end.type")}</Combobox.Empty>}
              {groups.map((group) => (
                <Combobox.Group key={group} label={group}>
                  {options
                    .filter((option) => option.group === group)
                    .map(({ key, picked, hint }) => (
                      <Combobox.Option key={key} value={key}>
                        <EntityIcon type={picked.type} /> <bdi>{picked.name}</bdi> <small>{hint}</small>
                      </Combobox.Option>
                    ))}
                </Combobox.Group>
              ))}
            </ScrollArea.Autosize>
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {value && kinds.length > 0 && (
        <Select
          mt={4}
          aria-label={t("end.kind", { name: value.name })}
          placeholder={t("end.kind", { name: value.name })}
          clearable
          value={value.asked.kind ?? null}
          data={kinds.map((kind) => ({ value: kind, label: words.kind(kind) }))}
          onChange={(kind) => change({ ...value, asked: { ...value.asked, kind } })}
        />
      )}
    </div>
  );
}

const ANY = ["Person", "Organization", "Place", "Asset", "Substance", "Activity", "Event"] as const;
