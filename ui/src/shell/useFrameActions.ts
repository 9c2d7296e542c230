import { useMantineColorScheme } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import {
  IconFilter,
  IconFilterOff,
  IconHelp,
  IconLanguage,
  IconMoon,
  IconSearch,
  IconSun,
  IconSunMoon,
  IconTextSize,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useFilter } from "@/state/filter";
import { density, filterOpen, LANGUAGES, language } from "@/state/preferences";
import { useSelection } from "@/state/selection";
import { useStored } from "@/state/stored";
import { useUrl } from "@/state/url";
import { VIEWS, type View } from "@/views";

import { useOffer, type Action } from "./actions";
import { help } from "./help";

const SCHEMES = [
  ["light", IconSun],
  ["dark", IconMoon],
  ["auto", IconSunMoon],
] as const;

/** What can be done on every screen: go to a view, search, filter, close, language, light and dark, size, help. */
export function useFrameActions(view: View | undefined): void {
  const { t } = useTranslation();
  const { go } = useUrl();
  const { reset, active } = useFilter();
  const { selected, clear } = useSelection();
  const [filtering, setFiltering] = useStored(filterOpen);
  const [spoken, setLanguage] = useStored(language);
  const [size, setSize] = useStored(density);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const goTo = t("action.go");
  const look = t("action.look");
  const work = t("action.work");

  const actions: Action[] = VIEWS.flatMap(({ name, rail }) =>
    rail
      ? [
          {
            id: `go-${name}`,
            label: t(`view.${name}`),
            group: goTo,
            icon: rail.icon,
            keys: `g ${rail.key}`,
            run: () => go(rail.to),
          },
        ]
      : [],
  );
  actions.push(
    { id: "palette", label: t("action.palette"), group: work, icon: IconSearch, keys: "mod+k", run: spotlight.open },
    { id: "search", label: t("action.search"), group: work, icon: IconSearch, keys: "/", run: spotlight.open },
    { id: "help", label: t("action.help"), group: work, icon: IconHelp, keys: "?", run: help.toggle },
  );
  if (view?.filtered) {
    actions.push({
      id: "filter",
      label: t("action.filter"),
      group: work,
      icon: IconFilter,
      keys: "f",
      run: () => setFiltering(!filtering),
    });
  }
  if (active.length) {
    actions.push({
      id: "unfilter",
      label: t("action.unfilter"),
      group: work,
      icon: IconFilterOff,
      keys: "shift+Backspace",
      run: () => reset(),
    });
  }
  if (selected) actions.push({ id: "unselect", label: t("action.unselect"), group: work, keys: "Escape", run: clear });
  if (selected) {
    const enter = () => document.getElementById("inspector")?.focus();
    actions.push({ id: "inspect", label: t("action.inspect"), group: work, keys: "i", run: enter });
  }
  for (const each of LANGUAGES) {
    if (each === spoken) continue;
    actions.push({
      id: `language-${each}`,
      label: t(`language.${each}`),
      group: look,
      icon: IconLanguage,
      run: () => setLanguage(each),
    });
  }
  for (const [each, icon] of SCHEMES) {
    if (each === colorScheme) continue;
    actions.push({
      id: `scheme-${each}`,
      label: t(`scheme.${each}`),
      group: look,
      icon,
      run: () => setColorScheme(each),
    });
  }
  for (const each of ["compact", "normal", "large"] as const) {
    if (each === size) continue;
    actions.push({
      id: `size-${each}`,
      label: t(`size.${each}`),
      group: look,
      icon: IconTextSize,
      run: () => setSize(each),
    });
  }
  useOffer(actions);
}
