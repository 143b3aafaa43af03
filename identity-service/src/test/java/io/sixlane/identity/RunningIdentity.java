package io.sixlane.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.platform.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it ships, on a free port, and the gateway's part of each request. */
record RunningIdentity(ConfigurableApplicationContext context, Path folder)
        implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * @param folder of its key and the owner's credentials
     */
    static RunningIdentity start(EmbeddedPostgres postgres, Path folder, String... more) {
        var arguments =
                Stream.of(
                        "--SIXLANE_HTTP_PORT=0",
                        "--SIXLANE_POSTGRES_PORT=" + postgres.port(),
                        "--SIXLANE_SECRETS_FOLDER=" + postgres.secrets("identity"),
                        "--SIXLANE_PUBLIC_URL=http://localhost:8080",
                        "--SIXLANE_IDENTITY_KEY_FILE=" + folder.resolve("key.json"),
                        "--SIXLANE_CREDENTIALS_FILE=" + folder.resolve("credentials"));
        return new RunningIdentity(
                new SpringApplicationBuilder(IdentityApplication.class)
                        .run(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new)),
                folder);
    }

    /** The owner's {@code Authorization} header. */
    String owner() {
        try {
            return Files.readString(folder.resolve("credentials"))
                    .strip()
                    .substring("Authorization: ".length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text(String pointer) {
            return json().at(pointer).asString();
        }

        String problem() {
            return text("/type").replace("/problems/", "");
        }
    }

    /**
     * Of a member or program with these credentials: exchanged for a token, as the gateway does.
     */
    Answer call(String credentials, String method, String path, String body) {
        var signed = exchange(credentials);
        return signed.status() == 200
                ? send(method, path, body, "Authorization", "Bearer " + signed.response().body())
                : signed;
    }

    Answer exchange(String credentials) {
        return send(
                "POST",
                "/internal/exchange?clientAddress=2001:db8::9",
                "",
                credentials.startsWith("__Host-") ? "Cookie" : "Authorization",
                credentials);
    }

    Answer signIn(String link, String... headers) {
        return send(
                "POST",
                "/login/ott",
                "token=" + link.substring(link.indexOf('#') + 1),
                Stream.concat(
                                Stream.of("Content-Type", "application/x-www-form-urlencoded"),
                                Stream.of(headers))
                        .toArray(String[]::new));
    }

    /** The session's cookie, which the link was redeemed for. */
    String session(String link) {
        return cookie(signIn(link));
    }

    /** As {@link #session(String)}, of a browser that has the cookie of an earlier session. */
    String session(String link, String earlier) {
        return cookie(signIn(link, "Cookie", earlier));
    }

    private static String cookie(Answer answer) {
        var cookie = answer.response().headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    Answer send(String method, String path, String body, String... headers) {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"'), UTF_8));
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        if (!body.isEmpty() && !path.equals("/login/ott")) {
            request.setHeader("Content-Type", "application/json");
        }
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
