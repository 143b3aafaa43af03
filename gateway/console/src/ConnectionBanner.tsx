import type { Polled } from "./polling";

/**
 * Always in the page, so that assistive technology hears when it fills; its text stays the same
 * while it lasts.
 */
export function ConnectionBanner({
  failure,
  readAt,
  slow,
}: Pick<Polled<unknown>, "failure" | "readAt" | "slow">) {
  return (
    <div role="status" aria-live="polite" aria-atomic="true">
      {!failure && slow && (
        <div className="banner">
          <strong>The gateway answers slowly.</strong>{" "}
          {readAt === undefined ? "Nothing was read yet." : `You see the state of ${time(readAt)}.`}
        </div>
      )}
      {failure && (
        <div className="banner">
          <strong>Connection lost at {time(failure.since)}.</strong> {failure.message}{" "}
          {readAt === undefined ? "Nothing was read yet." : `You see the state of ${time(readAt)}.`}{" "}
          Trying again every second.
        </div>
      )}
    </div>
  );
}

function time(millis: number): string {
  return new Date(millis).toLocaleTimeString("en-GB");
}
