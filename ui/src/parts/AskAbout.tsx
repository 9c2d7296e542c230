import { Anchor, Menu } from "@mantine/core";
import { IconQuestionMark, IconUserOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import type { EntityRef } from "@/api/types";
import { addressOf } from "@/state/url";

interface Props {
  entity: EntityRef;
  /** Victims, witnesses, journalists and children: nothing is asked about their place in a network. */
  guarded: boolean;
}

/** Analyses that begin with one person or group. Who else may not be listed, the server says. */
const ASKED = [
  { name: "whatif", option: "o.remove", icon: IconUserOff },
  { name: "gaps", option: "about", icon: IconQuestionMark },
] as const;

function useAsked({ entity, guarded }: Props) {
  const search = useSearch();
  if (guarded || (entity.type !== "Person" && entity.type !== "Organization")) return [];
  return ASKED.map(({ name, option, icon }) => ({
    name,
    icon,
    href: addressOf(`/analyses/${name}`, search, { [option]: entity.id }),
  }));
}

/** Links to what can be asked about an entity. */
export function AskAbout(props: Props) {
  const { t } = useTranslation();
  return useAsked(props).map(({ name, href }) => (
    <Anchor key={name} component={Link} href={href} size="xs">
      {t(`ask.${name}`)}
    </Anchor>
  ));
}

/** The same as items of a menu. */
export function AskAboutItems(props: Props) {
  const { t } = useTranslation();
  return useAsked(props).map(({ name, href, icon: Picture }) => (
    <Menu.Item key={name} component={Link} href={href} leftSection={<Picture size={14} aria-hidden />}>
      {t(`ask.${name}`)}
    </Menu.Item>
  ));
}
