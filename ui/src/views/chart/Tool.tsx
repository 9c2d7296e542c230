import { ActionIcon, Button, Tooltip } from "@mantine/core";

import { KeyHint } from "@/parts/KeyHint";

import type { Act } from "./useActs";

/** A button for an act, with its key on hover. */
export function Tool({ act, worded = false, pressed }: { act: Act; worded?: boolean; pressed?: boolean }) {
  const hint = (
    <>
      {act.label} {act.keys && <KeyHint keys={act.keys} />}
    </>
  );
  if (worded) {
    return (
      <Tooltip label={hint}>
        <Button variant="subtle" color="gray" leftSection={<act.icon size={16} aria-hidden />} onClick={act.run}>
          {act.label}
        </Button>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={hint}>
      <ActionIcon
        aria-label={act.label}
        aria-pressed={pressed}
        variant={pressed ? "filled" : undefined}
        aria-disabled={act.off}
        data-disabled={act.off || undefined}
        onClick={act.run}
      >
        <act.icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
