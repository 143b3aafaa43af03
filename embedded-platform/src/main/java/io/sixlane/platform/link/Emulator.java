package io.sixlane.platform.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Links between network namespaces, carried by a separate process that this one's work does not
 * delay. Needs Linux and root. Closing it removes the links.
 */
public final class Emulator implements AutoCloseable {
    static final String DONE = "done";
    private static final int MTU = 1500;

    /** Long enough never to fill: the emulator does not count packets in the device's own queue. */
    private static final int DEVICE_QUEUE = 10_000;

    /** Gives all threads real-time priority, since a safepoint waits for every thread. */
    private static final Path CHRT = Path.of("/usr/bin/chrt");

    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;

    private Emulator(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.commands = process.outputWriter();
    }

    public static Emulator start() throws IOException {
        var command = new ArrayList<String>();
        if (Files.isExecutable(CHRT)) {
            command.addAll(List.of(CHRT.toString(), "-f", "1"));
        }
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmulatorProcess.class.getName()));
        return new Emulator(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /**
     * Creates a link without delay or loss, with a device in each namespace, and sets both up.
     *
     * @param name of the link and of both devices, 1 to 15 letters and digits
     * @param addresses two for each family, of one subnet: the first namespace's, then the other's
     */
    public void join(String name, Namespace one, Namespace other, List<String> addresses)
            throws IOException {
        command("link %s %s %s".formatted(name, one.name(), other.name()));
        for (var i = 0; i < addresses.size(); i++) {
            var end = i % 2 == 0 ? one : other;
            end.ip("addr", "add", addresses.get(i), "dev", name, "nodad");
        }
        for (var end : List.of(one, other)) {
            var mtu = Integer.toString(MTU);
            var queue = Integer.toString(DEVICE_QUEUE);
            end.ip("link", "set", name, "mtu", mtu, "txqueuelen", queue, "up");
        }
    }

    /**
     * @param name of a link, or with {@code >} from its first end, or {@code <} to it
     * @param conditions what changes, as words: {@code delay=75ms loss=1% rate=100mbit}, {@code
     *     cut}, {@code mended}
     */
    public void set(String name, String conditions) throws IOException {
        command("set " + name + " " + conditions);
    }

    /** Plans a {@link #set} in {@code seconds}. */
    public void at(double seconds, String name, String conditions) throws IOException {
        command(String.format(Locale.ROOT, "at %s %s %s", seconds, name, conditions));
    }

    /** Drops the changes planned by {@link #at}. */
    public void forgetPlan() throws IOException {
        command("forget");
    }

    /** Restarts the random draws and the counters. */
    public void seed(long seed) throws IOException {
        command("seed " + seed);
    }

    /** The counters of each direction, {@code NAME>} and {@code NAME<}. */
    Map<String, Counters> counters() throws IOException {
        var counters = new HashMap<String, Counters>();
        for (var word : answer("counters").split(" ")) {
            var at = word.lastIndexOf('=');
            if (at > 0) {
                var figures = word.substring(at + 1).split(",", -1);
                counters.put(
                        word.substring(0, at),
                        new Counters(
                                Long.parseLong(figures[0]),
                                Long.parseLong(figures[1]),
                                Long.parseLong(figures[2])));
            }
        }
        return counters;
    }

    private void command(String line) throws IOException {
        var answer = answer(line);
        if (!answer.equals(DONE)) {
            throw new IOException("%s: %s".formatted(line, answer));
        }
    }

    private synchronized String answer(String line) throws IOException {
        commands.write(line + "\n");
        commands.flush();
        var answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the link emulator ended at: " + line);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
