import {
  Button,
  Checkbox,
  CloseButton,
  Fieldset,
  Input,
  MultiSelect,
  NumberInput,
  Select,
  TagsInput,
  TextInput,
} from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { EntityName } from "@/parts/EntityName";
import { EntityPicker } from "@/parts/EntityPicker";

import type { Value } from "./asked";
import classes from "./analyses.module.css";
import type { Option } from "./types";
import { useSaid } from "./useSaid";

interface Props {
  analysis: string;
  option: Option;
  /** What is given; undefined counts as the default. */
  value: Value | undefined;
  change: (value: Value | null) => void;
}

/** The field of one option, after the kind of value that it takes. */
export function OptionField({ analysis, option, value, change }: Props) {
  const { t } = useTranslation("analyses");
  const said = useSaid();
  const label = said.option(option.name);
  const description = said.help(analysis, option);
  const choices = said.choices(analysis, option);
  const now = value ?? (option.default as Value | null);
  const list = Array.isArray(now) ? now.map(String) : [];
  if (option.sort === "entity") return <EntitiesField {...{ label, description }} ids={list} change={change} />;
  if (option.sort === "link") return <LinksField {...{ label, description }} links={list} change={change} />;
  if (option.sort === "flag") {
    return (
      <Checkbox
        label={label}
        description={description}
        checked={now === true}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    );
  }
  if (option.many && choices.length > 0) {
    return <MultiSelect size="xs" data={choices} value={list} onChange={change} {...{ label, description }} />;
  }
  if (option.many) {
    const read = (texts: string[]) =>
      change(option.sort === "text" ? texts : texts.map(Number).filter(Number.isFinite));
    return (
      <TagsInput size="xs" value={list} onChange={read} placeholder={t("form.several")} {...{ label, description }} />
    );
  }
  if (choices.length > 0) {
    return (
      <Select
        data={choices}
        value={String(now ?? "")}
        allowDeselect={false}
        onChange={change}
        {...{ label, description }}
      />
    );
  }
  if (option.sort === "text") {
    return (
      <TextInput
        {...{ label, description }}
        value={String(now ?? "")}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  }
  return (
    <NumberInput
      size="xs"
      {...{ label, description }}
      value={typeof now === "number" ? now : ""}
      allowDecimal={option.sort === "float"}
      placeholder={t("form.unset")}
      onChange={(typed) => change(typeof typed === "number" ? typed : null)}
    />
  );
}

interface EntitiesProps {
  label: string;
  description: string;
  ids: readonly string[];
  change: (ids: string[]) => void;
}

/** Entities that are picked by name, one after the other. */
export function EntitiesField({ label, description, ids, change }: EntitiesProps) {
  const add = (id: string | null) => id && !ids.includes(id) && change([...ids, id]);
  return (
    <div>
      {/* Made anew for the next one, so that what was typed is gone. */}
      <EntityPicker key={ids.join()} {...{ label, description }} value={null} onChange={add} />
      <Chosen ids={ids} remove={(id) => change(ids.filter((each) => each !== id))} />
    </div>
  );
}

function Chosen({ ids, remove }: { ids: readonly string[]; remove: (id: string) => void }) {
  if (ids.length === 0) return null;
  return (
    <ul className={classes.chosen}>
      {ids.map((id) => (
        <li key={id}>
          <Named id={id} remove={() => remove(id)} />
        </li>
      ))}
    </ul>
  );
}

/** An entity of which the address has the id; what is no id is said as it was given. */
function Named({ id, remove }: { id: string; remove: () => void }) {
  const { t } = useTranslation("analyses");
  const entity = useEntity(id);
  const name = entity?.name ?? id;
  return (
    <>
      {entity ? <EntityName entity={entity} /> : <bdi>{name}</bdi>}
      <CloseButton size="xs" aria-label={t("form.without", { name })} onClick={remove} />
    </>
  );
}

function useEntity(id: string) {
  const { data } = useRead("/api/entities/{entity}", { path: { entity: id } }, { enabled: /^e[0-9a-f]+$/.test(id) });
  return data?.head.entity;
}

interface LinksProps {
  label: string;
  description: string;
  links: readonly string[];
  change: (links: string[]) => void;
}

/** Links, each by its two ends. */
function LinksField({ label, description, links, change }: LinksProps) {
  const { t } = useTranslation("analyses");
  const [ends, setEnds] = useState<[string | null, string | null]>([null, null]);
  const [one, other] = ends;
  const whole = one !== null && other !== null && one !== other;
  const add = () => {
    if (!whole) return;
    change([...links.filter((each) => each !== `${one}~${other}`), `${one}~${other}`]);
    setEnds([null, null]);
  };
  return (
    <Fieldset legend={label} className={classes.links}>
      <Input.Description>{description}</Input.Description>
      <End key={`a ${links.join()}`} label={t("form.from")} id={one} change={(id) => setEnds([id, other])} />
      <End key={`b ${links.join()}`} label={t("form.to")} id={other} change={(id) => setEnds([one, id])} />
      <Button variant="default" disabled={!whole} leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        {t("form.addLink")}
      </Button>
      {links.length > 0 && (
        <ul className={classes.chosen}>
          {links.map((link) => (
            <li key={link}>
              <Pair link={link} remove={() => change(links.filter((each) => each !== link))} />
            </li>
          ))}
        </ul>
      )}
    </Fieldset>
  );
}

function End({ label, id, change }: { label: string; id: string | null; change: (id: string | null) => void }) {
  const entity = useEntity(id ?? "");
  return <EntityPicker label={label} value={id === null ? null : { id, name: entity?.name ?? id }} onChange={change} />;
}

function Pair({ link, remove }: { link: string; remove: () => void }) {
  const { t } = useTranslation("analyses");
  const [one = "", other = ""] = link.split("~");
  const names = [useEntity(one)?.name ?? one, useEntity(other)?.name ?? other];
  return (
    <>
      <span>
        <bdi>{names[0]}</bdi> – <bdi>{names[1]}</bdi>
      </span>
      <CloseButton size="xs" aria-label={t("form.without", { name: names.join(" – ") })} onClick={remove} />
    </>
  );
}
