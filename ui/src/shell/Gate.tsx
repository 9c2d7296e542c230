import { Button, Code, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconLock, IconLogout2 } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { Trans, useTranslation } from "react-i18next";

import { ApiError } from "@/api/client";
import { listen } from "@/api/events";
import { useAskedSession, useIntroduce, useSessionOver } from "@/api/session";
import { EmptyState, ErrorState, Loading } from "@/parts/states";

import classes from "./Gate.module.css";

/** Lets the frame in once there is a session, and a reason for reading where the case asks for one. */
export function Gate({ children }: { children: ReactNode }) {
  const over = useSessionOver();
  const { data, error, isPending, refetch } = useAskedSession();
  if (over || (error instanceof ApiError && error.status === 401)) return <Over />;
  if (isPending) return <Loading lines={10} />;
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data.needs_reason) return <Reason caseName={data.case} />;
  return <Listening>{children}</Listening>;
}

function Listening({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  useEffect(() => listen(client), [client]);
  return children;
}

function Over() {
  const { t } = useTranslation();
  return (
    <main className={classes.page}>
      <EmptyState icon={IconLogout2} title={t("over.title")}>
        <Trans t={t} i18nKey="over.do" components={{ code: <Code /> }} />
      </EmptyState>
    </main>
  );
}

/** Some cases ask everyone who reads why; the answer goes into the audit trail. */
function Reason({ caseName }: { caseName: string }) {
  const { t } = useTranslation();
  const introduce = useIntroduce();
  const [by, setBy] = useState("");
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const enter = async () => {
    try {
      await introduce({ ...(by.trim() && { by: by.trim() }), reason: reason.trim() });
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <main className={classes.page}>
      <form className={classes.form} onSubmit={(event) => (event.preventDefault(), void enter())}>
        <Stack gap="md">
          <IconLock size="2rem" stroke={1.4} aria-hidden />
          <Title order={1} size="h2">
            {t("reason.title", { case: caseName })}
          </Title>
          <Text size="sm" c="dimmed">
            {t("reason.why")}
          </Text>
          <TextInput
            label={t("who.name")}
            value={by}
            onChange={(event) => setBy(event.currentTarget.value)}
            autoComplete="off"
          />
          <TextInput
            data-autofocus
            required
            label={t("reason.label")}
            value={reason}
            error={fault}
            autoComplete="off"
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" disabled={!reason.trim()}>
            {t("reason.enter")}
          </Button>
        </Stack>
      </form>
    </main>
  );
}
