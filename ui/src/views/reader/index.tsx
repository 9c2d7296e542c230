import { ComingState } from "@/shell/ComingState";

export default function Reader() {
  return <ComingState view="reader" />;
}
