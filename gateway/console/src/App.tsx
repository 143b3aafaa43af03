import { useCallback, useState } from "react";
import { readOverview } from "./api";
import { AcceleratorCard } from "./AcceleratorCard";
import { ConnectionBanner } from "./ConnectionBanner";
import { EmptyState } from "./EmptyState";
import { usePolling } from "./polling";
import { RelayTable } from "./RelayTable";
import { withWords, wordsOf } from "./search";

const POLL_MILLIS = 1_000;

export function App() {
  // The tokens of the pages up to the one that is shown; the first page has none.
  const [pages, setPages] = useState<(string | null)[]>([null]);
  const page = pages[pages.length - 1] ?? null;
  const [words, setWords] = useState(wordsOf(window.location.search));
  const read = useCallback(
    (signal: AbortSignal) => readOverview(words.trim(), page, signal),
    [words, page],
  );
  const search = (sought: string) => {
    setWords(sought);
    setPages([null]);
    window.history.replaceState(null, "", window.location.pathname + withWords(window.location.search, sought));
  };
  const { data, readAt, failure, slow } = usePolling(read, POLL_MILLIS);
  const next = data?.nextPageToken;
  return (
    <>
      <header className="title-bar">
        <h1>
          <Logo /> SIXLANE
        </h1>
        <nav aria-label="Elsewhere">
          <a href="#relays-heading">Relays</a>
          <a href="/docs">Documentation</a>
          <a href="/openapi">API document</a>
        </nav>
        <p className={`live ${failure || !data ? "live-off" : ""}`}>
          {failure ? "Not connected" : data ? "Live" : "Connecting"}
        </p>
      </header>
      <ConnectionBanner failure={failure} readAt={readAt} slow={slow} />
      <main>
        {data && (
          <>
            <section aria-labelledby="accelerators-heading">
              <h2 id="accelerators-heading">
                Accelerators{" "}
                <span className="count">
                  {data.accelerators.length}
                  {(next || pages.length > 1) && ` on page ${pages.length}`}
                </span>
              </h2>
              <input
                className="search"
                type="search"
                aria-label="Find accelerators"
                placeholder="Find by name, id or address"
                maxLength={128}
                value={words}
                onChange={(event) => search(event.target.value)}
              />
              {data.accelerators.length === 0 &&
                (words.trim() === "" ? (
                  <EmptyState />
                ) : (
                  <p className="quiet">No accelerator has “{words.trim()}” in its name, id or address.</p>
                ))}
              {data.accelerators.map((accelerator) => (
                <AcceleratorCard key={accelerator.id} accelerator={accelerator} />
              ))}
              {(next || pages.length > 1) && (
                <p className="pages">
                  <button
                    type="button"
                    disabled={pages.length === 1}
                    onClick={() => setPages(pages.slice(0, -1))}
                  >
                    Previous page
                  </button>
                  <button
                    type="button"
                    disabled={!next}
                    onClick={() => next && setPages([...pages, next])}
                  >
                    Next page
                  </button>
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
