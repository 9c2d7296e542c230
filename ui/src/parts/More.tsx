import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import classes from "./More.module.css";
import { useWords } from "./words";

interface Props {
  shown: number;
  total: number | undefined;
  more: (() => void) | undefined;
  busy?: boolean;
}

/** Below a list that comes in pages: how many of how many are shown, and a button for the next page. */
export function More({ shown, total, more, busy = false }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  if (total === undefined || (shown >= total && !more && !busy)) return null;
  return (
    <div className={classes.more}>
      <Text size="xs" c="dimmed" role="status">
        {t("more.shown", { shown: words.number(shown), total: words.number(total) })}
      </Text>
      {(more || busy) && (
        <Button variant="default" size="compact-xs" loading={busy} onClick={more}>
          {t("more.next")}
        </Button>
      )}
    </div>
  );
}
