package io.sixlane.benchmarks.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** A Kafka in the namespace, in a process of its own that is told what to do. */
final class Broker implements AutoCloseable {
    /** Nobody else is in the namespace. */
    static final int PORT = 19_092;

    private final Process process;
    private final BufferedReader said;
    private final Writer told;

    private Broker(Process process) {
        this.process = process;
        this.said = process.inputReader();
        this.told = process.outputWriter();
    }

    /** Returns when it serves clients. */
    static Broker start(Arena arena, Path folder) throws IOException {
        var command = Host.java(BrokerProcess.class, folder.toString(), Integer.toString(PORT));
        var process =
                new ProcessBuilder(arena.client(command))
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

    /** What the relay of this region finds when it starts. */
    void publish(String region, String address) throws IOException {
        tell("publish " + region + " " + address);
        expect("published");
    }

    /** Records in the topic. */
    long written(String topic) throws IOException {
        tell("count " + topic);
        return Long.parseLong(line());
    }

    private void tell(String line) throws IOException {
        told.write(line + "\n");
        told.flush();
    }

    private void expect(String word) throws IOException {
        var line = line();
        if (!word.equals(line)) {
            throw new IOException("the broker said " + line + " instead of " + word);
        }
    }

    private String line() throws IOException {
        var line = said.readLine();
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
