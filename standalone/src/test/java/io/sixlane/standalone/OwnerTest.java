package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerTest {

    @Test
    void aRevokedTokenIsNamedAndEndsNoStack(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("credentials"), "Authorization: Bearer sxl_pat_revoked\n");
        var printed = new ByteArrayOutputStream();
        var gateway =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        gateway.createContext(
                "/v1/sign-in-links",
                exchange -> {
                    exchange.sendResponseHeaders(401, -1);
                    exchange.close();
                });
        gateway.start();
        try {
            var unmoved = new Ports(0).gateway();
            new Owner(new StackFolder(folder), new Ports(gateway.getAddress().getPort() - unmoved))
                    .invite(new Narrator(new PrintStream(printed, true, UTF_8)));
        } finally {
            gateway.stop(0);
        }

        assertThat(printed.toString(UTF_8))
                .contains("The token in " + folder.resolve("credentials") + " was revoked")
                .contains("delete the file");
    }
}
