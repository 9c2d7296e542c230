import { ComingState } from "@/shell/ComingState";

export default function Documents() {
  return <ComingState view="documents" />;
}
