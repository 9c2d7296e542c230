import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconAlertCircle, IconRefresh, type Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/api/client";

import classes from "./states.module.css";

interface EmptyProps {
  icon?: Icon;
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing is here, why, and what to do. */
export function EmptyState({ icon: Picture, title, children, action }: EmptyProps) {
  return (
    <div className={classes.state}>
      {Picture && <Picture size="2.5rem" stroke={1.3} className={classes.picture} aria-hidden />}
      <Title order={2} size="h3">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" size="sm" component="div">
          {children}
        </Text>
      )}
      {action}
    </div>
  );
}

/** A request failed: the server's own words, what to do, and a button to ask again. */
export function ErrorState({
  error,
  retry,
  compact = false,
}: {
  error: unknown;
  retry?: () => void;
  compact?: boolean;
}) {
  const { t } = useTranslation();
  const known = error instanceof ApiError ? error : null;
  const kind =
    known?.status === 0
      ? "unreachable"
      : known?.status === 404
        ? "missing"
        : known && known.status < 500
          ? "refused"
          : "broken";
  return (
    <div className={classes.state} data-compact={compact || undefined} role="alert">
      <IconAlertCircle size={compact ? "1.25rem" : "2.5rem"} stroke={1.3} className={classes.alarm} aria-hidden />
      <Title order={2} size={compact ? "h4" : "h3"}>
        {t(`error.${kind}.title`)}
      </Title>
      <Text size="sm" c="dimmed">
        {t(`error.${kind}.do`)}
      </Text>
      {known && known.status !== 0 && (
        <Text size="xs" c="dimmed" className={classes.words}>
          {known.message}
        </Text>
      )}
      {retry && (
        <Button variant="default" leftSection={<IconRefresh size="0.875rem" aria-hidden />} onClick={retry}>
          {t("error.retry")}
        </Button>
      )}
    </div>
  );
}

/** Something is on its way: grey lines in the place of a list, announced once. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" p="md" role="status" aria-label={t("loading")}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={14} width={`${92 - ((line * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}
