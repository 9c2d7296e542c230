import type { EntityRef } from "@/api/types";

const MOST = 8;

/** Entities opened of late, newest first. Of this tab alone: ids of one case mean nothing in another, and none is kept on the disk. */
const recent = { items: [] as readonly EntityRef[], listeners: new Set<() => void>() };

export const recentEntities = {
  get: () => recent.items,
  subscribe: (changed: () => void) => {
    recent.listeners.add(changed);
    return () => recent.listeners.delete(changed);
  },
  add: (entity: EntityRef) => {
    if (recent.items[0]?.id === entity.id) return;
    recent.items = [entity, ...recent.items.filter((each) => each.id !== entity.id)].slice(0, MOST);
    for (const each of recent.listeners) each();
  },
};
