import { Alert, Button, Checkbox, Group, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAct } from "@/api/act";
import { api } from "@/api/client";
import { usePages } from "@/api/read";
import { useWords } from "@/parts/words";

import { Further } from "./Further";
import classes from "./dialogs.module.css";
import type { Head } from "./types";

const WORDS = ["suspect", "convicted", "associate", "victim", "witness", "official", "journalist", "child"] as const;
const DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** A person says, by name and on what evidence, which part somebody has in the matter. It is kept as a note of his own. */
export function CategoryDialog({ head, opened, close }: { head: Head; opened: boolean; close: () => void }) {
  const { t } = useTranslation("subject");
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={`${t("setCategory")}: ${head.entity.name}`}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {opened && <Deciding head={head} close={close} />}
    </Modal>
  );
}

function Deciding({ head, close }: { head: Head; close: () => void }) {
  const { t } = useTranslation("subject");
  const [category, setCategory] = useState<string | null>(head.category?.word ?? null);
  const [text, setText] = useState("");
  const [date, setDate] = useState("");
  const [evidence, setEvidence] = useState<string[]>([]);
  const entity = head.entity.id;
  const keep = useAct(() =>
    api.POST("/api/entities/{entity}/category", {
      params: { path: { entity } },
      body: { category: category ?? "", text, evidence, ...(date && { date }) },
    }),
  );
  const badDay = date !== "" && !DAY.test(date);
  const ready = category !== null && (text.trim() !== "" || evidence.length > 0) && !badDay;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate(undefined, { onSuccess: close });
      }}
    >
      <Stack gap="sm">
        <Group grow align="flex-start">
          <Select
            data-autofocus
            label={t("categoryLabel")}
            description={t("categoryHelp")}
            data={WORDS.map((value) => ({ value, label: t(`words:category.${value}`) }))}
            value={category}
            onChange={setCategory}
          />
          <TextInput
            label={t("categoryDate")}
            description={t("categoryDateHelp")}
            value={date}
            error={badDay && t("shell:filter.day")}
            onChange={(event) => setDate(event.currentTarget.value.trim())}
          />
        </Group>
        <Textarea
          label={t("categoryWhy")}
          description={t("categoryWhyHelp")}
          value={text}
          autosize
          minRows={2}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Checkbox.Group label={t("categoryEvidence")} value={evidence} onChange={setEvidence}>
          <Claims entity={entity} />
        </Checkbox.Group>
        {keep.error && (
          <Alert icon={<IconAlertCircle size={18} aria-hidden />} color="red" role="alert">
            {keep.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("shell:cancel")}
          </Button>
          <Button type="submit" loading={keep.isPending} disabled={!ready}>
            {t("shell:save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The claims about the person, to choose from. */
function Claims({ entity }: { entity: string }) {
  const words = useWords();
  const found = usePages("/api/claims", { query: { entity, limit: 20 } });
  return (
    <div className={classes.claims} tabIndex={0} role="group">
      <Stack gap={6}>
        {found.items.map((claim) => (
          <Checkbox key={claim.claim} value={claim.claim} label={words.claim(claim)} description={claim.quote} />
        ))}
      </Stack>
      <Further found={found} />
    </div>
  );
}
