package io.sixlane.identity;

import io.sixlane.identity.RunningIdentity.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** A real issuer of ID tokens (OpenID Connect), and a browser that signs in there. */
record Issuer(MockOAuth2Server server) implements AutoCloseable {
    private static final String ID = "people";
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    static Issuer start() throws IOException {
        var server = new MockOAuth2Server();
        server.start();
        return new Issuer(server);
    }

    /** Arguments of the service that trusts it. */
    String[] arguments(Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("oidc-secret"), "secret\n");
        return new String[] {
            "--SIXLANE_OIDC_ISSUER=" + server.issuerUrl(ID),
            "--SIXLANE_OIDC_NAME=People",
            "--SIXLANE_OIDC_CLIENT_ID=sixlane",
            "--SIXLANE_OIDC_CLIENT_SECRET_FILE=" + secret,
            "--SIXLANE_OIDC_ROLES=ops=local:OPERATOR,dev=web:EDITOR,lead=web:ADMIN"
        };
    }

    /** The answer to a browser that comes back from the issuer. */
    Answer signIn(RunningIdentity service, String subject, Object groups) throws Exception {
        var asked = service.send("GET", "/oauth2/authorization/oidc", "");
        server.enqueueCallback(
                new DefaultOAuth2TokenCallback(
                        ID,
                        subject,
                        "JWT",
                        List.of("sixlane"),
                        Map.of("groups", groups, "email", subject + "@example.org"),
                        3_600));
        var returned =
                BROWSER.send(
                        HttpRequest.newBuilder(location(asked)).build(), BodyHandlers.ofString());
        var back = URI.create(returned.headers().firstValue("location").orElseThrow());
        if (!back.toString().startsWith("http://localhost:8080/login/oauth2/code/oidc?")) {
            throw new AssertionError("sent back to " + back);
        }
        return service.send(
                "GET", back.getRawPath() + "?" + back.getRawQuery(), "", "Cookie", cookie(asked));
    }

    static URI location(Answer answer) {
        return URI.create(answer.response().headers().firstValue("location").orElseThrow());
    }

    static String cookie(Answer answer) {
        var cookie = answer.response().headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
