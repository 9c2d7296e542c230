import { ActionIcon, Button, Group, Menu, Tabs, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconFilePlus, IconFolderPlus, IconPlus, IconSearch, IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { useSession } from "@/api/session";
import { useWords } from "@/parts/words";
import { useOffer } from "@/shell/actions";
import { useUrl } from "@/state/url";

import { DocumentTable } from "./DocumentTable";
import classes from "./documents.module.css";
import { chosenFiles } from "./dropped";
import { DropZone } from "./DropZone";
import { send } from "./intake";
import { ProblemList } from "./ProblemList";
import { WorkPanel } from "./WorkPanel";

/** The documents of the case, what was wrong with inputs, and adding more. */
export default function Documents() {
  const { t } = useTranslation("documents");
  const words = useWords();
  const session = useSession();
  const { params, patch } = useUrl();
  const tab = params.get("tab") === "problems" ? "problems" : "list";
  const documents = useRead("/api/documents", { query: { limit: 1 } });
  const problems = useRead("/api/problems", { query: { limit: 1 } });
  const total = (number: number | undefined) =>
    number !== undefined && <span className={classes.count}>{words.number(number)}</span>;
  return (
    <DropZone enabled={session.can_write}>
      <div className={classes.page}>
        <header className={classes.head}>
          <Title order={1} size="h3">
            {t("title")}
          </Title>
          <SearchBox key={tab} label={t(tab === "list" ? "search" : "searchProblems")} />
          {session.can_write && <AddButtons />}
        </header>
        {session.can_write && <WorkPanel />}
        <Tabs
          value={tab}
          onChange={(next) => patch({ tab: next === "problems" ? next : null, q: null, sort: null, reverse: null })}
          className={classes.tabs}
          keepMounted={false}
        >
          <Tabs.List>
            <Tabs.Tab value="list">
              {t("tab.list")} {total(documents.data?.total)}
            </Tabs.Tab>
            <Tabs.Tab value="problems">
              {t("tab.problems")} {total(problems.data?.total)}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="list" className={classes.panel}>
            <DocumentTable empty={documents.data?.total === 0} />
          </Tabs.Panel>
          <Tabs.Panel value="problems" className={classes.panel}>
            <ProblemList />
          </Tabs.Panel>
        </Tabs>
      </div>
    </DropZone>
  );
}

const WAIT_MS = 250;

/** Words that a document's name, title or source has to hold; kept in the address. */
function SearchBox({ label }: { label: string }) {
  const { t } = useTranslation("documents");
  const { params, patch } = useUrl();
  const [typed, setTyped] = useState(params.get("q") ?? "");
  const ask = (text: string) => patch({ q: text.trim() || null }, { replace: true });
  const later = useDebouncedCallback(ask, WAIT_MS);
  return (
    <TextInput
      className={classes.search}
      aria-label={label}
      placeholder={label}
      value={typed}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        typed && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t("clear")}
            onClick={() => {
              setTyped("");
              ask("");
            }}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )
      }
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}

/** Choosing files, or a folder, with the system's own dialog. */
function AddButtons() {
  const { t } = useTranslation("documents");
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (chosen: FileList | null) => {
    const handed = chosenFiles(chosen ?? []);
    if (handed.length > 0) void send(handed);
  };
  useOffer([
    {
      id: "documents.add",
      label: t("addFiles"),
      group: t("shell:action.work"),
      icon: IconFilePlus,
      keys: "a",
      run: () => files.current?.click(),
    },
  ]);
  return (
    <Group gap="xs">
      <input
        ref={files}
        type="file"
        multiple
        hidden
        data-testid="files"
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <input
        // React has no property for choosing folders: the attribute is set on the element.
        ref={(element) => {
          folder.current = element;
          element?.setAttribute("webkitdirectory", "");
        }}
        type="file"
        hidden
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button leftSection={<IconPlus size={15} aria-hidden />}>{t("add")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFilePlus size={15} aria-hidden />} onClick={() => files.current?.click()}>
            {t("addFiles")}
          </Menu.Item>
          <Menu.Item leftSection={<IconFolderPlus size={15} aria-hidden />} onClick={() => folder.current?.click()}>
            {t("addFolder")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
