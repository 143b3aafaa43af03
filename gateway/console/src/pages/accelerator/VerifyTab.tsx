import { useAccelerator } from "./AcceleratorPage";
import { Verify } from "./Verify";

export function VerifyTab() {
  const { accelerator } = useAccelerator();
  return <Verify accelerator={accelerator} />;
}
