import type { ReactNode } from "react";
import classes from "./Lines.module.css";

/** A cell with a fact and what belongs to it, of plain elements: tables have many. */
export function Lines({ children, below, code = false }: { children: ReactNode; below?: ReactNode; code?: boolean }) {
  return (
    <>
      <div className={classes["fact"]}>{children}</div>
      {below && <div className={code ? `${classes["below"]} ${classes["code"]}` : classes["below"]}>{below}</div>}
    </>
  );
}
