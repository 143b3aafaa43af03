package io.sixlane.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a part whether it is ready. */
final class Readiness {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();

    private Readiness() {}

    static boolean isReady(Part part) {
        return part.isEncrypted() ? accepts(part) : answers(part);
    }

    /** It listens when it is ready; another name than its certificate's may be asked. */
    private static boolean accepts(Part part) {
        try (var socket = new Socket()) {
            var address = new InetSocketAddress(part.httpHost(), part.httpPort());
            socket.connect(address, (int) CONNECT.toMillis());
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean answers(Part part) {
        var request =
                HttpRequest.newBuilder(URI.create(part.url() + "/actuator/health/readiness"))
                        .timeout(Duration.ofSeconds(3))
                        .build();
        try {
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
