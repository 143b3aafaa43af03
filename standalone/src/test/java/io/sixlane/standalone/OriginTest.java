package io.sixlane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class OriginTest {

    @Test
    void answersOverIpv4AndIsAwayOnIpv6() throws Exception {
        try (var origin = Origin.start("127.0.0.1", 0);
                var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + origin.port() + "/"))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(answer.body()).contains("IPv4 only").contains("from 127.0.0.1:");
            assertThatThrownBy(
                            () -> new Socket(InetAddress.ofLiteral("::1"), origin.port()).close())
                    .isInstanceOf(IOException.class);
        }
    }
}
