package io.sixlane.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One GET and how long it took, in seconds since the call, with curl's meaning of the words.
 *
 * @param connect until the TCP handshake was done
 * @param startTransfer until the first byte of the answer
 * @param total until the last byte
 * @param with {@code curl} or {@code java}
 */
record Fetch(
        String answer,
        int status,
        double connect,
        double startTransfer,
        double total,
        String with) {

    private static final int LIMIT_SECONDS = 10;
    private static final String WRITE_OUT =
            "\n%{http_code} %{time_connect} %{time_starttransfer} %{time_total}";

    static Fetch get(String address, int port) {
        return get(address, port, "", LIMIT_SECONDS);
    }

    /**
     * Uses the real curl where it is installed.
     *
     * @param path without the first slash
     */
    static Fetch get(String address, int port, String path, int limitSeconds) {
        try {
            return withCurl(url(address, port) + path, limitSeconds);
        } catch (IOException _) {
            return withSocket(address, port, path, limitSeconds);
        }
    }

    static String url(String address, int port) {
        var host = address.contains(":") ? "[" + address + "]" : address;
        return port == 80 ? "http://" + host + "/" : "http://" + host + ":" + port + "/";
    }

    private static Fetch withCurl(String url, int limitSeconds) throws IOException {
        var process =
                new ProcessBuilder(
                                List.of(
                                        "curl",
                                        "--silent",
                                        "--show-error",
                                        "--globoff",
                                        "--noproxy",
                                        "*",
                                        "--max-time",
                                        Integer.toString(limitSeconds),
                                        "--write-out",
                                        WRITE_OUT,
                                        url))
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (!process.waitFor(limitSeconds * 2L, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new StepFailedException("curl %s: %s".formatted(url, output.strip()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException("interrupted", e);
        }
        return ofCurl(output);
    }

    /** The body, then curl's figures on the last line. */
    static Fetch ofCurl(String output) {
        var end = output.lastIndexOf('\n');
        var figures = output.substring(end + 1).strip().split(" ");
        return new Fetch(
                output.substring(0, Math.max(end, 0)),
                Integer.parseInt(figures[0]),
                Double.parseDouble(figures[1]),
                Double.parseDouble(figures[2]),
                Double.parseDouble(figures[3]),
                "curl");
    }

    private static Fetch withSocket(String address, int port, String path, int limitSeconds) {
        var limitMillis = limitSeconds * 1_000;
        var began = System.nanoTime();
        try (var socket = new Socket()) {
            socket.setSoTimeout(limitMillis);
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral(address), port), limitMillis);
            var connect = secondsSince(began);
            socket.getOutputStream()
                    .write(
                            "GET /%s HTTP/1.0\r\nHost: [%s]\r\n\r\n"
                                    .formatted(path, address)
                                    .getBytes(UTF_8));
            var first = socket.getInputStream().read();
            var startTransfer = secondsSince(began);
            var text = (char) first + new String(socket.getInputStream().readAllBytes(), UTF_8);
            var body = text.indexOf("\r\n\r\n");
            return new Fetch(
                    body < 0 ? text : text.substring(body + 4),
                    body < 0 ? 0 : Integer.parseInt(text.split(" ", 3)[1]),
                    connect,
                    startTransfer,
                    secondsSince(began),
                    "java");
        } catch (IOException e) {
            throw new StepFailedException("GET %s: %s".formatted(url(address, port), e), e);
        }
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    String timings() {
        return String.format(
                Locale.ROOT,
                "time_connect: %.6f%ntime_starttransfer: %.6f%ntime_total: %.6f",
                connect,
                startTransfer,
                total);
    }
}
