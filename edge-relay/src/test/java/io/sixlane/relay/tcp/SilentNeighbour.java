package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.Needs;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Another host, as a network namespace at the end of a virtual cable, that can fall silent: then it
 * sends nothing more, not even an acknowledgement.
 */
final class SilentNeighbour implements AutoCloseable {
    private static final int O_RDONLY_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;
    private static final MethodHandle OPEN =
            find(
                    "open",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle SETNS =
            find(
                    "setns",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            find("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final long id = ProcessHandle.current().pid() % 10_000;
    private final String name = "sixlane-" + id;
    private final String here = "198.18.%s.1".formatted(id % 250);
    private final String there = "198.18.%s.2".formatted(id % 250);

    SilentNeighbour() throws Exception {
        Needs.that(
                ip("netns", "add", name),
                "network namespaces",
                "run as root, with iproute2 installed");
        must("link", "add", "sxh" + id, "type", "veth", "peer", "name", "sxt" + id, "netns", name);
        must("addr", "add", here + "/30", "dev", "sxh" + id);
        must("link", "set", "sxh" + id, "up");
        must("-n", name, "addr", "add", there + "/30", "dev", "sxt" + id);
        must("-n", name, "link", "set", "sxt" + id, "up");
    }

    /** This host's address on the cable. */
    InetAddress here() {
        return InetAddress.ofLiteral(here);
    }

    /** The neighbour's. */
    InetAddress there() {
        return InetAddress.ofLiteral(there);
    }

    /** Does something there: sockets that it opens are the neighbour's. */
    <T> T inside(Callable<T> task) throws Exception {
        var result =
                new FutureTask<>(
                        () -> {
                            enter();
                            return task.call();
                        });
        Thread.ofPlatform().start(result);
        return result.get();
    }

    /** For the rest of the calling thread's life. */
    private void enter() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var file =
                    (int)
                            OPEN.invokeExact(
                                    arena.allocateFrom("/run/netns/" + name), O_RDONLY_CLOEXEC);
            var answer = (int) SETNS.invokeExact(file, CLONE_NEWNET);
            var _ = (int) CLOSE.invokeExact(file);
            if (answer != 0) {
                throw new IOException("cannot enter " + name);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    void fallSilent() throws Exception {
        must("-n", name, "route", "add", "blackhole", here + "/32");
    }

    @Override
    public void close() throws Exception {
        must("netns", "del", name); // and the cable with it
    }

    private static void must(String... arguments) throws Exception {
        assertThat(ip(arguments)).as(String.join(" ", arguments)).isTrue();
    }

    private static boolean ip(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle find(String name, FunctionDescriptor type) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }
}
