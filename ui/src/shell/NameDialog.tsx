import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useIntroduce, useSession } from "@/api/session";
import { Marking } from "@/parts/badges";

/** Who works here: the name that goes under every judgement made on this page. */
export function NameDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Modal opened={opened} onClose={close} title={t("who.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap="sm">
        <Text size="sm">
          {t(session.owner ? "who.owner" : "who.viewer", { viewer: session.viewer })} <Marking text={session.marking} />
        </Text>
        {session.can_write ? (
          <Naming by={session.by} close={close} />
        ) : (
          <Text size="sm" c="dimmed">
            {t("who.cannot")}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          Entramado {session.version}
        </Text>
      </Stack>
    </Modal>
  );
}

function Naming({ by, close }: { by: string | null; close: () => void }) {
  const { t } = useTranslation();
  const introduce = useIntroduce();
  const [name, setName] = useState(by ?? "");
  const [fault, setFault] = useState<string | null>(null);
  const save = async () => {
    try {
      await introduce({ by: name.trim() });
      close();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form onSubmit={(event) => (event.preventDefault(), void save())}>
      <TextInput
        data-autofocus
        label={t("who.name")}
        description={t("who.why")}
        value={name}
        error={fault}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={close}>
          {t("cancel")}
        </Button>
        <Button type="submit" disabled={!name.trim()}>
          {t("save")}
        </Button>
      </Group>
    </form>
  );
}
