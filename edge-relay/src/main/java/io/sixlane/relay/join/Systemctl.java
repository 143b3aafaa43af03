package io.sixlane.relay.join;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The manager of services of this host. */
@FunctionalInterface
interface Systemctl {
    /** Runs the command of systemd. */
    Systemctl SYSTEMD = Systemctl::run;

    /**
     * Runs one of its commands and waits for the end.
     *
     * @throws JoinException if it fails
     */
    void ask(String... arguments);

    private static void run(String... arguments) {
        var command = Stream.concat(Stream.of("systemctl"), Stream.of(arguments)).toList();
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new JoinException(failed(command) + "; systemctl status shows why.");
            }
        } catch (IOException e) {
            throw new JoinException("%s: %s".formatted(failed(command), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JoinException("interrupted", e);
        }
    }

    private static String failed(List<String> command) {
        return "“%s” failed".formatted(String.join(" ", command));
    }
}
