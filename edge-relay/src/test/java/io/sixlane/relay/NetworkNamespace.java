package io.sixlane.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** A network of its own on this host, with nothing but a loopback device at first. */
public final class NetworkNamespace implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();
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

    private final String name =
            "sixlane-%s-%s".formatted(ProcessHandle.current().pid(), MADE.incrementAndGet());

    public NetworkNamespace() throws Exception {
        Needs.that(
                run(List.of("ip", "netns", "add", name)),
                "network namespaces",
                "run as root, with iproute2 installed");
        ip("link", "set", "lo", "up");
    }

    public String name() {
        return name;
    }

    /** Runs {@code ip} inside. */
    public void ip(String... arguments) throws Exception {
        must("ip -n " + name, arguments);
    }

    /** Runs {@code ip} in the namespace of the test. */
    public static void ipOutside(String... arguments) throws Exception {
        must("ip", arguments);
    }

    private static void must(String ip, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(ip.split(" ")));
        command.addAll(List.of(arguments));
        assertThat(run(command)).as(String.join(" ", command)).isTrue();
    }

    /** Writes a setting of the kernel inside, below {@code /proc/sys}. */
    public void set(String setting, String value) throws Exception {
        must(
                "ip netns exec " + name,
                "sh",
                "-c",
                "echo '%s' > /proc/sys/%s".formatted(value, setting));
    }

    /** Runs {@code task} inside: sockets and threads that it makes belong there. */
    public <T> T inside(Callable<T> task) throws Exception {
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

    @Override
    public void close() throws Exception {
        must("ip", "netns", "del", name);
    }

    private static boolean run(List<String> command) throws Exception {
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
