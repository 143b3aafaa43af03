package io.sixlane.platform.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A network namespace named after this process, so that a later one removes it if this one is
 * killed. Needs Linux, root and iproute2. Closing it ends every process in it.
 */
public final class Namespace implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("sixlane-(\\d+)-\\S+");
    private static final long COMMAND_SECONDS = 20;

    /** No namespace of {@link #create} has this name. */
    static final String HOST = "host";

    private final String name;

    private Namespace(String name) {
        this.name = name;
    }

    /**
     * Creates it with its loopback up.
     *
     * @param label unique in this process
     */
    public static Namespace create(String label) throws IOException {
        var name =
                String.format(Locale.ROOT, "sixlane-%d-%s", ProcessHandle.current().pid(), label);
        run(List.of("ip", "netns", "add", name));
        var namespace = new Namespace(name);
        try {
            namespace.ip("link", "set", "lo", "up");
            return namespace;
        } catch (IOException e) {
            namespace.close();
            throw e;
        }
    }

    /** The namespace of this process. Closing it does nothing. */
    public static Namespace host() {
        return new Namespace(HOST);
    }

    /** Removes namespaces of processes that have ended, and ends what still runs in them. */
    public static void removeLeftovers() throws IOException {
        for (var line : run(List.of("ip", "netns", "list")).lines().toList()) {
            var name = NAME.matcher(line.split(" ", 2)[0]);
            if (name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                new Namespace(name.group()).close();
            }
        }
    }

    public String name() {
        return name;
    }

    /** Runs {@code ip} on this namespace. */
    public void ip(String... words) throws IOException {
        var command = new ArrayList<>(isHost() ? List.of("ip") : List.of("ip", "-n", name));
        command.addAll(List.of(words));
        run(command);
    }

    public void sysctl(String key, String value) throws IOException {
        run(command(List.of("sysctl", "-q", "-w", key + "=" + value)));
    }

    /** Wraps {@code command} to run in this namespace. */
    public List<String> command(List<String> command) {
        var all = new ArrayList<String>();
        if (!isHost()) {
            all.addAll(List.of("nsenter", "--net=/run/netns/" + name));
        }
        all.addAll(command);
        return all;
    }

    /** Runs {@code task} on a thread in this namespace; its sockets belong to the namespace. */
    public <T> T inside(Callable<T> task) throws IOException {
        var result = new CompletableFuture<T>();
        Thread.ofPlatform()
                .name("in-" + name)
                .start(
                        () -> {
                            try {
                                LinuxCalls.enter(name);
                                result.complete(task.call());
                            } catch (Exception e) {
                                result.completeExceptionally(e);
                            }
                        });
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Joins this namespace to another without delay.
     *
     * @param device the name of the device in both
     * @param addresses two for each family, of one subnet: this namespace's, then the other's
     */
    public void join(String device, Namespace other, List<String> addresses) throws IOException {
        ip("link", "add", device, "type", "veth", "peer", "name", device, "netns", other.name);
        for (var i = 0; i < addresses.size(); i++) {
            var end = i % 2 == 0 ? this : other;
            end.ip("addr", "add", addresses.get(i), "dev", device, "nodad");
        }
        ip("link", "set", device, "up");
        other.ip("link", "set", device, "up");
    }

    @Override
    public void close() throws IOException {
        if (isHost()) {
            return;
        }
        var processes = run(List.of("ip", "netns", "pids", name)).lines().toList();
        for (var process : processes) {
            ProcessHandle.of(Long.parseLong(process.strip()))
                    .filter(each -> !each.equals(ProcessHandle.current()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
        run(List.of("ip", "netns", "del", name));
    }

    private boolean isHost() {
        return name.equals(HOST);
    }

    private static String run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            process.getOutputStream().close();
            var text = new String(out.readAllBytes(), UTF_8);
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(
                        "%s failed: %s".formatted(String.join(" ", command), text.strip()));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
