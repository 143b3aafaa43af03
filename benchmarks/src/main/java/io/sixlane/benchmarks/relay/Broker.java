package io.sixlane.benchmarks.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.fleet.Secrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A Kafka in the namespace, in a process of its own that takes commands. */
public final class Broker implements AutoCloseable {
    /** The namespace has no other server on it. */
    static final int PORT = 19_092;

    /** The principal of all relays of a measurement. */
    static final String RELAYS = "relays";

    private static final String LOOPBACK = "127.0.0.1";

    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    private Broker(Process process) {
        this.process = process;
        this.output = process.inputReader();
        this.input = process.outputWriter();
    }

    /** Returns when it serves clients. */
    static Broker start(Arena arena, Path folder) throws IOException {
        return start(arena::client, LOOPBACK, PORT, folder);
    }

    /**
     * Returns when it serves clients.
     *
     * @param inside makes a command run in the broker's namespace
     * @param host where it listens there
     * @param folder exists
     */
    public static Broker start(
            UnaryOperator<List<String>> inside, String host, int port, Path folder)
            throws IOException {
        var command =
                Host.java(BrokerProcess.class, folder.toString(), host, Integer.toString(port));
        var process =
                new ProcessBuilder(inside.apply(command))
                        .redirectError(folder.resolve("errors").toFile())
                        .start();
        var broker = new Broker(process);
        try {
            broker.expect("ready");
            return broker;
        } catch (IOException e) {
            broker.close();
            throw e;
        }
    }

    /** The settings of the clients of relays, of a broker with this folder. */
    public static String settingsFile(Path folder) {
        return new Secrets(folder.resolve("secrets")).busSettings(RELAYS).toString();
    }

    /** Relays find it when they start, and when they run already. */
    public void publish(AcceleratorImage image) throws IOException {
        var json = new String(ConfigurationJson.write(image), UTF_8);
        send("publish " + image.id().text() + " " + json);
        expect("published");
    }

    /** Records in the topic. */
    long written(String topic) throws IOException {
        send("count " + topic);
        return Long.parseLong(line());
    }

    private void send(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    private void expect(String word) throws IOException {
        var line = line();
        if (!word.equals(line)) {
            throw new IOException("the broker answered " + line + " instead of " + word);
        }
    }

    private String line() throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new IOException("the broker ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        Ending.end(process);
    }
}
