package io.sixlane.relay.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@link RelayAlone} in a process with a limit on its descriptors. */
final class RelayProcess implements AutoCloseable {
    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final List<String> log;

    /**
     * @param log gets every line it says; safe for another thread
     */
    RelayProcess(String path, int endpointPort, int descriptors, List<String> log)
            throws IOException {
        this.log = log;
        process =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "ulimit -n %s && exec \"$0\" \"$@\"".formatted(descriptors),
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RelayAlone.class.getName(),
                                path,
                                String.valueOf(endpointPort))
                        .redirectErrorStream(true)
                        .start();
        Thread.startVirtualThread(this::read);
    }

    private void read() {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("port ")) {
                    port.complete(Integer.parseInt(line.substring(5)));
                }
                log.add(line);
            }
        } catch (IOException _) {
            // ended
        }
        port.completeExceptionally(new IOException(String.join("\n", log)));
    }

    Socket connect() throws Exception {
        var client = new Socket();
        client.connect(
                new InetSocketAddress(InetAddress.ofLiteral("::1"), port.get(20, TimeUnit.SECONDS)),
                10_000);
        client.setSoTimeout(10_000);
        return client;
    }

    @Override
    public void close() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
