package io.sixlane.standalone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Local routes: the kernel answers every address of a prefix itself ({@code ip-route(8)}, type
 * local).
 */
final class Routes implements AutoCloseable {

    private static final long COMMAND_LIMIT_SECONDS = 5;

    private final List<String> prefixes = new ArrayList<>();

    /**
     * Adds the routes of the choice.
     *
     * @throws StackException when {@code PREFIX} was asked for and is not permitted
     */
    AddressPlan apply(AddressChoice choice, int portOffset) {
        if (choice == AddressChoice.LOOPBACK) {
            return AddressPlan.loopback();
        }
        var plan = AddressPlan.prefixes(portOffset);
        for (var prefix : plan.prefixes()) {
            if (!ip("replace", prefix)) {
                close();
                if (choice == AddressChoice.PREFIX) {
                    throw new StackException(
                            "Routing %s to this host was refused: run as root (or with CAP_NET_ADMIN and iproute2), or choose --addresses=loopback."
                                    .formatted(prefix));
                }
                return AddressPlan.loopback();
            }
            prefixes.add(prefix);
        }
        return plan;
    }

    @Override
    public void close() {
        prefixes.forEach(prefix -> ip("del", prefix));
        prefixes.clear();
    }

    private static boolean ip(String action, String prefix) {
        try {
            var process =
                    new ProcessBuilder("ip", "-6", "route", action, "local", prefix, "dev", "lo")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(COMMAND_LIMIT_SECONDS, TimeUnit.SECONDS)
                    && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
