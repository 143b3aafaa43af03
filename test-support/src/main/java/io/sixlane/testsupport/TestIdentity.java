package io.sixlane.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs tokens as the identity service does, with a key of this process, and serves the key as that
 * service does (RFC 7517). A service under test trusts it when its {@code SIXLANE_IDENTITY_URL} is
 * {@link #url()}.
 */
public final class TestIdentity {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int COORDINATE_BYTES = 32;
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final TestIdentity SHARED = new TestIdentity();
    private static final Map<Map<String, Object>, String> TOKENS = new ConcurrentHashMap<>();

    private final KeyPair key;
    private final String keyId = UUID.randomUUID().toString();
    private final HttpServer server;

    /** A signer that no service trusts unless it is configured with its address. */
    public TestIdentity() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var keys = JSON.writeValueAsBytes(Map.of("keys", List.of(publicKey())));
        server.createContext(
                "/oauth2/jwks",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, keys.length);
                    try (var body = exchange.getResponseBody()) {
                        body.write(keys);
                    }
                });
        Thread.ofPlatform().daemon().name("test-identity").start(server::start);
    }

    /** Base address of the shared signer's keys. */
    public static String url() {
        return "http://127.0.0.1:" + SHARED.port();
    }

    /** An {@code Authorization} header of the shared signer. */
    public static String bearer(String account, String role) {
        return "Bearer " + token(Map.of("account", account, "role", role));
    }

    /**
     * A token of the shared signer, the same one for the same claims.
     *
     * @param claims beside, or instead of, those that every token has
     */
    public static String token(Map<String, Object> claims) {
        return TOKENS.computeIfAbsent(Map.copyOf(claims), SHARED::sign);
    }

    /** The port of this signer's keys. */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * A token of this signer.
     *
     * @param claims beside, or instead of, those that every token has
     */
    public String sign(Map<String, Object> claims) {
        var now = Instant.now();
        var all = new LinkedHashMap<String, Object>();
        all.put("iss", "sixlane");
        all.put("aud", List.of("sixlane-services"));
        all.put("sub", "ann");
        all.put("jti", "tok-test");
        all.put("iat", now.getEpochSecond());
        all.put("exp", now.plus(LIFETIME).getEpochSecond());
        all.putAll(claims);
        var header = Map.of("alg", "ES256", "kid", keyId);
        var signed =
                encoded(JSON.writeValueAsBytes(header))
                        + "."
                        + encoded(JSON.writeValueAsBytes(all));
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> publicKey() {
        var point = ((ECPublicKey) key.getPublic()).getW();
        return Map.of(
                "kty", "EC",
                "crv", "P-256",
                "use", "sig",
                "alg", "ES256",
                "kid", keyId,
                "x", encoded(coordinate(point.getAffineX())),
                "y", encoded(coordinate(point.getAffineY())));
    }

    /** Of a fixed length, with zeros before it (RFC 7518, 6.2.1.2). */
    private static byte[] coordinate(BigInteger value) {
        var bytes = value.toByteArray();
        var fixed = new byte[COORDINATE_BYTES];
        var own = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - fixed.length), bytes.length);
        System.arraycopy(own, 0, fixed, fixed.length - own.length, own.length);
        return fixed;
    }

    private static String encoded(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
