package io.sixlane.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API of a running stack, for one caller.
 *
 * @param header by which the gateway knows the caller
 */
record StackApi(String header, String credentials) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Streams send something at once, and do not end. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final String STREAM = "text/event-stream";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An answer. */
    record Answer(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String text(String pointer) {
            return json().at(pointer).asString("");
        }
    }

    static StackApi ofOwner(Path folder) throws IOException {
        var header = Files.readString(folder.resolve("credentials")).strip().split(": ", 2);
        return new StackApi(header[0], header[1]);
    }

    /** Makes an account, and signs its admin in, who makes an API token. */
    StackApi otherAccount(String name) throws IOException, InterruptedException {
        var link = send("POST", "/v1/accounts", "{\"name\":\"%s\"}".formatted(name)).text("/url");
        var cookie =
                LocalStack.signIn(link.substring(link.indexOf('#') + 1))
                        .headers()
                        .firstValue("set-cookie")
                        .orElseThrow();
        var token =
                new StackApi("Cookie", cookie.substring(0, cookie.indexOf(';')))
                        .send("POST", "/v1/tokens", "{\"name\":\"walk\",\"role\":\"ADMIN\"}")
                        .text("/token");
        return new StackApi("Authorization", "Bearer " + token);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(LocalStack.gateway("").toString() + path))
                        .timeout(PATIENCE)
                        .header(header, credentials)
                        .method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        var answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
        try (var content = answer.body()) {
            return new Answer(answer.statusCode(), text(answer, content));
        }
    }

    /** A stream does not end: its first second is enough. */
    private static String text(HttpResponse<InputStream> answer, InputStream body)
            throws IOException, InterruptedException {
        if (!answer.headers().firstValue("Content-Type").orElse("").startsWith(STREAM)) {
            return new String(body.readAllBytes(), UTF_8);
        }
        var text = new ByteArrayOutputStream();
        var end = System.nanoTime() + FIRST.toNanos();
        while (System.nanoTime() < end) {
            text.writeBytes(body.readNBytes(body.available()));
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return text.toString(UTF_8);
    }

    @Override
    public String toString() {
        return header;
    }
}
