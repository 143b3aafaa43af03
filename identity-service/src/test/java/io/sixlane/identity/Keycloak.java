package io.sixlane.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.sixlane.identity.RunningIdentity.Answer;
import io.sixlane.platform.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keycloak as it ships, in a process of its own, with one realm, and browsers that sign in. */
record Keycloak(Process process, int port, String secret, String password)
        implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    /**
     * @param home of an unpacked distribution
     */
    static Keycloak start(Path home, Path folder) throws IOException {
        var secret = UUID.randomUUID().toString();
        var password = UUID.randomUUID().toString();
        var realms = Files.createDirectories(home.resolve("data/import"));
        try (var realm =
                Objects.requireNonNull(
                        Keycloak.class.getResourceAsStream("/keycloak/people-realm.json"))) {
            Files.writeString(
                    realms.resolve("people-realm.json"),
                    new String(realm.readAllBytes(), UTF_8)
                            .replace("{{secret}}", secret)
                            .replace("{{password}}", password));
        }
        var port = FreePorts.next();
        var builder =
                new ProcessBuilder(
                                home.resolve("bin/kc.sh").toString(),
                                "start-dev",
                                "--import-realm",
                                "--db=dev-mem",
                                "--http-host=127.0.0.1",
                                "--http-port=" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keycloak.log").toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "JAVA_HOME",
                                System.getProperty("java.home"),
                                "JAVA_OPTS_KC_HEAP",
                                "-Xmx512m -XX:TieredStopAtLevel=1"));
        Files.setPosixFilePermissions(
                home.resolve("bin/kc.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        var keycloak = new Keycloak(builder.start(), port, secret, password);
        try {
            await().atMost(START)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(keycloak::answers);
        } catch (RuntimeException e) {
            keycloak.close();
            throw new IllegalStateException(Files.readString(folder.resolve("keycloak.log")), e);
        }
        return keycloak;
    }

    private boolean answers() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError("Keycloak ended");
        }
        try (var client = HttpClient.newHttpClient()) {
            var document = URI.create(issuer() + "/.well-known/openid-configuration");
            return client.send(HttpRequest.newBuilder(document).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        }
    }

    private String issuer() {
        return "http://127.0.0.1:%s/realms/people".formatted(port);
    }

    /** Arguments of the service that trusts it. */
    String[] arguments(Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("keycloak-secret"), secret + "\n");
        return new String[] {
            "--SIXLANE_OIDC_ISSUER=" + issuer(),
            "--SIXLANE_OIDC_NAME=Keycloak",
            "--SIXLANE_OIDC_CLIENT_ID=sixlane",
            "--SIXLANE_OIDC_CLIENT_SECRET_FILE=" + file,
            "--SIXLANE_OIDC_ROLES=dev=web:EDITOR,lead=web:ADMIN"
        };
    }

    /** The answer to a person's browser that comes back from the form of Keycloak. */
    Answer signIn(RunningIdentity service, String user) throws Exception {
        var asked = service.send("GET", "/oauth2/authorization/oidc", "");
        try (var client = HttpClient.newHttpClient()) {
            var cookies = new HashMap<String, String>();
            var page = send(client, HttpRequest.newBuilder(Issuer.location(asked)), cookies);
            var form = FORM.matcher(page.body());
            if (!form.find()) {
                throw new AssertionError("no form in " + page.body());
            }
            var fields = "username=%s&password=%s".formatted(user, encoded(password));
            var returned =
                    send(
                            client,
                            HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString(fields)),
                            cookies);
            var back =
                    returned.headers()
                            .firstValue("location")
                            .map(URI::create)
                            .orElseThrow(() -> new AssertionError(returned.body()));
            return service.send(
                    "GET",
                    back.getRawPath() + "?" + back.getRawQuery(),
                    "",
                    "Cookie",
                    Issuer.cookie(asked));
        }
    }

    /** Cookies for secure places are for this one: it is loopback. */
    private static HttpResponse<String> send(
            HttpClient client, HttpRequest.Builder request, Map<String, String> cookies)
            throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var answer = client.send(request.build(), BodyHandlers.ofString(UTF_8));
        for (var line : answer.headers().allValues("set-cookie")) {
            var cookie = line.split(";", 2)[0].split("=", 2);
            cookies.put(cookie[0], cookie[1]);
        }
        return answer;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
