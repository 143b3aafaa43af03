package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.util.List;

/** An {@link IdleClient} that runs. */
final class IdleConnections implements AutoCloseable {
    private final Process client;

    private IdleConnections(Process client) {
        this.client = client;
    }

    /** Returns when its code has run once. */
    static IdleConnections ready(List<String> command) throws IOException {
        var client =
                new IdleConnections(
                        new ProcessBuilder(command)
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start());
        try {
            client.expect("ready");
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    /** Returns when all connections are open. */
    void open() throws IOException {
        var input = client.outputWriter();
        input.write("open\n");
        input.flush();
        expect("open");
    }

    private void expect(String word) throws IOException {
        var output = client.inputReader().readLine();
        if (!word.equals(output)) {
            throw new IOException("the client answered " + output + " instead of " + word);
        }
    }

    @Override
    public void close() throws IOException {
        Ending.end(client);
    }
}
