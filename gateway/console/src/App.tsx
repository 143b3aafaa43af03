import { readOverview } from "./api";
import { AcceleratorCard } from "./AcceleratorCard";
import { ConnectionBanner } from "./ConnectionBanner";
import { EmptyState } from "./EmptyState";
import { usePolling } from "./polling";
import { RelayTable } from "./RelayTable";

const POLL_MILLIS = 1_000;

export function App() {
  const { data, readAt, failure } = usePolling(readOverview, POLL_MILLIS);
  return (
    <>
      <header className="title-bar">
        <h1>
          <Logo /> SIXLANE
        </h1>
        <nav aria-label="Elsewhere">
          <a href="/openapi">API document</a>
        </nav>
        <p className={`live ${failure || !data ? "live-off" : ""}`}>
          {failure ? "Not connected" : data ? "Live" : "Connecting"}
        </p>
      </header>
      <ConnectionBanner failure={failure} readAt={readAt} />
      <main>
        {data && (
          <>
            <section aria-labelledby="accelerators-heading">
              <h2 id="accelerators-heading">
                Accelerators <span className="count">{data.accelerators.length}</span>
              </h2>
              {data.accelerators.length === 0 && <EmptyState />}
              {data.accelerators.map((accelerator) => (
                <AcceleratorCard key={accelerator.id} accelerator={accelerator} />
              ))}
              {data.moreAccelerators && (
                <p className="quiet">
                  There are more; the API shows all of them, page by page, at /v1/accelerators.
                </p>
              )}
            </section>
            <section aria-labelledby="relays-heading">
              <h2 id="relays-heading">
                Relays <span className="count">{data.relays.length}</span>
              </h2>
              <RelayTable relays={data.relays} now={readAt ?? Date.now()} />
            </section>
          </>
        )}
        {!data && !failure && <p className="quiet">Reading accelerators and relays …</p>}
      </main>
    </>
  );
}

function Logo() {
  return (
    <svg className="logo" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" />
      <path d="M5 8h14M5 12h14M5 16h14" />
    </svg>
  );
}
