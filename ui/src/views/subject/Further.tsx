import { More } from "@/parts/More";

interface Listed {
  items: readonly unknown[];
  total: number | undefined;
  more: (() => void) | undefined;
  isLoadingMore: boolean;
}

/** How much of a list is shown and a button for the next of it; nothing once all is there. */
export function Further({ found }: { found: Listed }) {
  if ((found.total ?? 0) <= found.items.length) return null;
  return <More shown={found.items.length} total={found.total} more={found.more} busy={found.isLoadingMore} />;
}
