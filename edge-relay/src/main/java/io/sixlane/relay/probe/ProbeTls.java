package io.sixlane.relay.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.sixlane.configuration.address.IpAddress;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of TLS on measured connections. Each handshake is a whole one, as a new client
 * makes it: nothing of an earlier session is kept.
 *
 * @param name that a certificate must have; the handshake names it unless it is an address
 * @param trust null to accept every certificate
 */
record ProbeTls(String name, @Nullable TrustManagerFactory trust) {
    private static final String[] HTTP = {"http/1.1"};

    /**
     * @param store certificates that are trusted; null for those that Java trusts
     */
    static TrustManagerFactory trusting(@Nullable KeyStore store) {
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java trusts nothing", e);
        }
    }

    /** A context for one handshake. */
    SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private TrustManager[] trustManagers() {
        return trust == null
                ? InsecureTrustManagerFactory.INSTANCE.getTrustManagers()
                : trust.getTrustManagers();
    }

    /** Ends when the handshake is over; closing the returned socket leaves {@code below} open. */
    Socket handshake(SSLContext context, Socket below) throws IOException {
        var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(below, name, below.getPort(), false);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(HTTP);
        parameters.setServerNames(isAddress() ? List.of() : List.of(new AnyName(name)));
        if (trust != null) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            throw new IOException(words(e), e);
        }
        return socket;
    }

    private boolean isAddress() {
        return name.contains(":") || IpAddress.parse(name).isPresent();
    }

    private static String words(SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return "the certificate is not accepted: " + deepest(cause);
            }
        }
        return "no TLS handshake: " + failure.getMessage();
    }

    private static String deepest(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** A host name as it is; {@link javax.net.ssl.SNIHostName} refuses underscores. */
    private static final class AnyName extends SNIServerName {
        private AnyName(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(US_ASCII));
        }
    }
}
