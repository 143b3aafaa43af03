package io.sixlane.relay.join;

import io.sixlane.configuration.fleet.JoinAnswer;
import io.sixlane.configuration.fleet.JoinMessage;
import io.sixlane.configuration.fleet.JoinToken.Pin;
import io.sixlane.configuration.fleet.JoinToken.PinKind;
import io.sixlane.configuration.fleet.SignedMessage;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import tools.jackson.core.JacksonException;

/** The control plane behind its gateway, which must be the one that the token pins. */
final class ControlPlane {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final String NO_MEMBER = "/relay-not-member";

    private final URI url;
    private final Pin pin;
    private final HttpClient client;

    /**
     * @param url scheme, host and port of the gateway
     * @throws JoinException for one that is neither https nor on this host
     */
    ControlPlane(URI url, Pin pin) {
        this.url = url;
        this.pin = pin;
        var builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        if (!"https".equals(url.getScheme())) {
            requireLoopback(url);
        } else if (pin.kind() == PinKind.TLS) {
            builder.sslContext(pinned(pin));
        }
        this.client = builder.build();
    }

    private static void requireLoopback(URI url) {
        try {
            var isLoopback =
                    "http".equals(url.getScheme())
                            && url.getHost() != null
                            && Stream.of(InetAddress.getAllByName(url.getHost()))
                                    .allMatch(InetAddress::isLoopbackAddress);
            if (!isLoopback) {
                throw new JoinException(
                        "%s is not encrypted: a token goes to https:// alone, or to this host"
                                .formatted(url));
            }
        } catch (UnknownHostException e) {
            throw new JoinException("%s has no address".formatted(url.getHost()), e);
        }
    }

    private static SSLContext pinned(Pin pin) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedTrust(pin)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new JoinException("no TLS: " + e.getMessage(), e);
        }
    }

    /**
     * @throws JoinException when it refuses, with its words
     */
    JoinAnswer ask(JoinMessage message, RelayKeys keys) {
        var signed =
                SignedMessage.request(
                        ConfigurationJson.write(message), keys.signing(), keys.signingPublic());
        var answer =
                exchange(
                        HttpRequest.newBuilder(url.resolve("/join"))
                                .timeout(PATIENCE)
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                ConfigurationJson.write(signed)))
                                .build());
        if (answer.statusCode() != 200) {
            throw refusal(answer);
        }
        return read(signed, answer);
    }

    private JoinAnswer read(SignedMessage asked, HttpResponse<byte[]> answer) {
        try {
            var message = ConfigurationJson.read(answer.body(), SignedMessage.class);
            var isProven = pin.kind() == PinKind.TLS || pin.fits(message.publicKey());
            if (!isProven || !message.isSignedAnswer(asked)) {
                throw new JoinException(
                        "%s is not the server that the token was made by".formatted(url));
            }
            return ConfigurationJson.read(message.bytes(), JoinAnswer.class);
        } catch (IllegalArgumentException e) {
            throw new JoinException("the answer of %s cannot be read: %s".formatted(url, e), e);
        }
    }

    private JoinException refusal(HttpResponse<byte[]> answer) {
        var detail = "status " + answer.statusCode();
        var type = "";
        try {
            var problem = ConfigurationJson.mapper().readTree(answer.body());
            detail = problem.path("detail").asString(detail);
            type = problem.path("type").asString("");
        } catch (JacksonException e) {
            detail = detail + ": " + e.getOriginalMessage();
        }
        var message = "%s refuses: %s".formatted(url, detail);
        return type.endsWith(NO_MEMBER)
                ? new JoinException.NoMember(message)
                : new JoinException(message);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new JoinException("%s cannot be reached: %s".formatted(url, cause(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JoinException("interrupted", e);
        }
    }

    private static String cause(Throwable e) {
        var last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.toString() : last.getMessage();
    }
}
