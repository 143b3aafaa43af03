package io.sixlane.provisioning;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.testsupport.TestIdentity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Reads the stream of an account's events, as a browser does. */
final class EventStreamReader implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** An event of the stream; its id is empty without one. */
    record Event(String id, String name, JsonNode data) {
        String text(String field) {
            return data.path(field).asString("");
        }
    }

    /**
     * @param lastEventId empty for a new stream
     */
    EventStreamReader(int port, String account, String lastEventId) {
        var uri = URI.create("http://127.0.0.1:%s/v1/events/stream".formatted(port));
        var request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", TestIdentity.bearer(account, "VIEWER"));
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        var _ =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                        .thenAcceptAsync(answer -> read(answer.body().iterator()));
    }

    private void read(Iterator<String> lines) {
        var id = "";
        var name = "";
        while (lines.hasNext()) {
            var line = lines.next();
            if (line.startsWith("id:")) {
                id = line.substring(3);
            } else if (line.startsWith("event:")) {
                name = line.substring(6);
            } else if (line.startsWith("data:")) {
                var data = ConfigurationJson.mapper().readTree(line.substring(5));
                events.add(new Event(id, name, data));
            } else if (line.isEmpty()) {
                id = "";
            }
        }
    }

    /** Those up to the first one that is wanted, which comes last. */
    List<Event> until(Predicate<Event> wanted) throws InterruptedException {
        var read = new ArrayList<Event>();
        while (true) {
            var event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("not among " + read);
            }
            read.add(event);
            if (wanted.test(event)) {
                return read;
            }
        }
    }

    /** Until each of the wanted ones has come; a change and what follows from it in any order. */
    List<Event> untilEach(List<Predicate<Event>> wanted) throws InterruptedException {
        var missing = new ArrayList<>(wanted);
        return until(
                event -> {
                    missing.removeIf(one -> one.test(event));
                    return missing.isEmpty();
                });
    }

    Event next(String name) throws InterruptedException {
        return until(event -> event.name().equals(name)).getLast();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
