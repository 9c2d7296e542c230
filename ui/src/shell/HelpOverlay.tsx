import { Modal, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { KeyHint } from "@/parts/KeyHint";

import { useActions } from "./actions";
import { help, useHelpOpen } from "./help";
import classes from "./HelpOverlay.module.css";

/** The keys that work now, by what they do: those of the frame and those that the view on the screen has added. */
export function HelpOverlay() {
  const { t } = useTranslation();
  const open = useHelpOpen();
  const keyed = useActions().filter((action) => action.keys);
  const groups = [...new Set(keyed.map((action) => action.group))];
  return (
    <Modal
      opened={open}
      onClose={help.close}
      title={t("help.title")}
      size="xl"
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group}>
            <Title order={3} size="h4">
              {group}
            </Title>
            <Table verticalSpacing={3}>
              <Table.Tbody>
                {keyed
                  .filter((action) => action.group === group)
                  .map((action) => (
                    <Table.Tr key={action.id}>
                      <Table.Td>{action.label}</Table.Td>
                      <Table.Td className={classes.keys}>
                        <KeyHint keys={action.keys ?? ""} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
              </Table.Tbody>
            </Table>
          </section>
        ))}
      </div>
      <Text size="xs" c="dimmed" mt="md">
        {t("help.note")}
      </Text>
    </Modal>
  );
}
