import { ActionIcon, Badge, Button, Group, Loader, Menu, Text, Tooltip, VisuallyHidden } from "@mantine/core";
import { useMantineColorScheme } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import {
  IconCheck,
  IconFilter,
  IconFilterFilled,
  IconHelp,
  IconLanguage,
  IconMoon,
  IconSearch,
  IconSun,
  IconSunMoon,
  IconTextSize,
  IconUser,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useJobs } from "@/api/events";
import { useSession } from "@/api/session";
import { Marking } from "@/parts/badges";
import { KeyHint } from "@/parts/KeyHint";
import { useWords } from "@/parts/words";
import { density, filterOpen, LANGUAGES, language } from "@/state/preferences";
import { useStored } from "@/state/stored";

import { help } from "./help";
import { NameDialog } from "./NameDialog";
import classes from "./TopBar.module.css";
import { useHidden } from "./useHidden";

/** The case, one search box, what the filter hides, work under way, who looks and under which marking, and how it all looks. */
export function TopBar({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <header className={classes.bar}>
      <Text component="h1" fw={600} truncate className={classes.case} title={session.case}>
        {session.case}
      </Text>
      <button type="button" className={classes.search} onClick={spotlight.open} aria-keyshortcuts="/ Control+K Meta+K">
        <IconSearch size="0.9375rem" aria-hidden />
        <span>{t("search.box")}</span>
        <KeyHint keys="mod+K" />
      </button>
      {filtered && <FilterButton />}
      <Work updating={session.updating} />
      <Group gap="xs" wrap="nowrap" ml="auto">
        <Marking text={session.marking} />
        <Who />
        <Looks />
        <Tooltip label={t("action.help")}>
          <ActionIcon aria-label={t("action.help")} aria-keyshortcuts="?" onClick={help.toggle}>
            <IconHelp size="1.125rem" aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
    </header>
  );
}

function FilterButton() {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useStored(filterOpen);
  const { hidden, active } = useHidden();
  return (
    <Button
      variant={open ? "light" : active ? "outline" : "default"}
      leftSection={
        active ? <IconFilterFilled size="0.875rem" aria-hidden /> : <IconFilter size="0.875rem" aria-hidden />
      }
      aria-expanded={open}
      onClick={() => setOpen(!open)}
      className={classes.filter}
    >
      {active && hidden !== undefined
        ? t("filter.hides", { count: hidden, links: words.number(hidden) })
        : t("filter.title")}
    </Button>
  );
}

/** Long work of the server, with its progress; nothing when nothing is under way. */
function Work({ updating }: { updating: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const jobs = useJobs().filter((job) => job.state === "running" || job.state === "waiting");
  const job = jobs.find((each) => each.state === "running") ?? jobs[0];
  if (!job && !updating) return null;
  const share = job?.total ? words.percent(Math.min(1, job.done / job.total)) : "";
  return (
    <Group gap={6} wrap="nowrap" role="status" className={classes.work}>
      <Loader size={14} aria-hidden />
      <Text size="xs" truncate>
        {job
          ? [t(`job.${job.kind}`, { defaultValue: job.kind }), job.name, share].filter(Boolean).join(" · ")
          : t("updating")}
      </Text>
      {jobs.length > 1 && (
        <Badge size="xs" variant="default">
          +{jobs.length - 1}
        </Badge>
      )}
    </Group>
  );
}

function Who() {
  const { t } = useTranslation();
  const session = useSession();
  const [naming, setNaming] = useState(false);
  return (
    <>
      <Tooltip label={t(session.can_write ? "who.change" : "who.reads", { viewer: session.viewer })}>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconUser size="0.9375rem" aria-hidden />}
          className={classes.who}
          onClick={() => setNaming(true)}
        >
          {session.by ?? session.viewer}
        </Button>
      </Tooltip>
      <NameDialog opened={naming} close={() => setNaming(false)} />
    </>
  );
}

const SCHEMES = [
  ["light", IconSun],
  ["dark", IconMoon],
  ["auto", IconSunMoon],
] as const;

/** Language, light and dark, and size. */
function Looks() {
  const { t } = useTranslation();
  const [spoken, setLanguage] = useStored(language);
  const [size, setSize] = useStored(density);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Scheme = SCHEMES.find(([name]) => name === colorScheme)?.[1] ?? IconSunMoon;
  const chosen = (yes: boolean) => (yes ? <IconCheck size="0.875rem" aria-hidden /> : undefined);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={t("language.title")}>
            <ActionIcon w="auto" px={4}>
              <IconLanguage size="1.125rem" aria-hidden />
              <VisuallyHidden>{`${t("language.title")}: ${t(`language.${spoken}`)}`}</VisuallyHidden>
              <Text size="xs" fw={600} ml={3} component="span" tt="uppercase">
                {spoken}
              </Text>
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {LANGUAGES.map((each) => (
            <Menu.Item key={each} lang={each} rightSection={chosen(each === spoken)} onClick={() => setLanguage(each)}>
              {t(`language.${each}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={t("look")}>
            <ActionIcon aria-label={t("look")}>
              <Scheme size="1.125rem" aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {SCHEMES.map(([name, Picture]) => (
            <Menu.Item
              key={name}
              leftSection={<Picture size="0.875rem" aria-hidden />}
              rightSection={chosen(name === colorScheme)}
              onClick={() => setColorScheme(name)}
            >
              {t(`scheme.${name}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {(["compact", "normal", "large"] as const).map((each) => (
            <Menu.Item
              key={each}
              leftSection={<IconTextSize size="0.875rem" aria-hidden />}
              rightSection={chosen(each === size)}
              onClick={() => setSize(each)}
            >
              {t(`size.${each}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
