package io.sixlane.relay.health;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.internal.tcnative.SSL;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.StandardConstants;
import org.jspecify.annotations.Nullable;

/**
 * TLS that reaches as many servers as it can. A check asks whether a server answers; it sends
 * nothing secret and verifies no certificate, so it offers every version from TLS 1.0 on and every
 * cipher suite there is. BoringSSL has those with RSA key exchange that Java disables; Java has
 * those with finite-field Diffie-Hellman that BoringSSL lacks.
 */
final class AnyTls {
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1");

    private final List<SslContext> contexts = new ArrayList<>();

    AnyTls() {
        try {
            if (OpenSsl.isAvailable()) {
                contexts.add(
                        trusting(SslProvider.OPENSSL)
                                .ciphers(
                                        OpenSsl.availableJavaCipherSuites(),
                                        IdentityCipherSuiteFilter.INSTANCE)
                                .build());
            }
            var supported = SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites();
            contexts.add(
                    trusting(SslProvider.JDK)
                            .ciphers(Arrays.asList(supported), SupportedCipherSuiteFilter.INSTANCE)
                            .build());
        } catch (SSLException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static SslContextBuilder trusting(SslProvider provider) {
        return SslContextBuilder.forClient()
                .sslProvider(provider)
                .protocols(VERSIONS)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null);
    }

    /** How many kinds of handshakes there are to try. */
    int kinds() {
        return contexts.size();
    }

    /**
     * @param kind 0 to {@link #kinds} - 1
     * @param serverName what the handshake names; null for none
     */
    SslHandler handler(int kind, ByteBufAllocator allocator, @Nullable String serverName) {
        var handler = contexts.get(kind).newHandler(allocator);
        if (serverName != null) {
            name(handler.engine(), serverName);
        }
        return handler;
    }

    private static void name(SSLEngine engine, String serverName) {
        if (engine instanceof ReferenceCountedOpenSslEngine openSsl) {
            SSL.setTlsExtHostName(openSsl.sslPointer(), serverName);
            return;
        }
        var parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new AnyName(serverName)));
        engine.setSSLParameters(parameters);
    }

    /** A host name as it is; {@link javax.net.ssl.SNIHostName} refuses underscores. */
    private static final class AnyName extends SNIServerName {
        private AnyName(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(US_ASCII));
        }
    }
}
