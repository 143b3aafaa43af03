package io.sixlane.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs fuzz targets, each in a process of its own. A target is a class with {@code static void
 * fuzzerTestOneInput(byte[])}; whatever that throws is a finding.
 *
 * <p>A target takes mutations of its seeds for a second. With {@code -Dsixlane.fuzz.seconds=N} it
 * runs N seconds under Jazzer instead, guided by coverage; the profile {@code fuzz} takes ten
 * minutes.
 */
public final class Fuzzing {
    /** Under Jazzer; none by default. */
    private static final long GUIDED_SECONDS = Long.getLong("sixlane.fuzz.seconds", 0);

    private static final long MUTATING_SECONDS = 1;

    /**
     * Longest single input, in seconds: what takes longer is a finding of its own. The first one
     * loads every class, on a machine that is busy with other tests.
     */
    private static final int SLOWEST_INPUT_SECONDS = 20;

    private static final int START_AND_END_SECONDS = 180;

    /**
     * No target reads with these. Jazzer scans all classes that it could load before the first
     * input: of 9 s of processor time they took 5.
     */
    private static final Pattern NOT_FUZZED =
            Pattern.compile(
                    "spring-(boot|security|tx|r2dbc|jdbc|session|test)|kafka_|kafka-(?!clients)"
                            + "|scala|byte-buddy|assertj|junit|awaitility|rocksdb|lz4|zstd|snappy"
                            + "|commons-(compress|collections|lang|io|cli|codec|validator)"
                            + "|caffeine|postgres|r2dbc|flyway|prometheus|nimbus"
                            + "|opentelemetry|lettuce|tomcat");

    private Fuzzing() {}

    /**
     * A target and where it starts.
     *
     * @param seeds inputs that the target takes
     */
    public record Target(Class<?> type, List<byte[]> seeds) {
        public Target {
            seeds = List.copyOf(seeds);
        }
    }

    /**
     * Fails with a report, which has the input in Base64, when the target throws.
     *
     * @param folder where the corpus grows; a temporary one
     * @param seeds inputs that the target takes, to start from
     */
    public static void check(Class<?> target, Path folder, List<byte[]> seeds)
            throws IOException, InterruptedException {
        check(folder, List.of(new Target(target, seeds)));
    }

    /** Like the method above, for several targets at once, each in a folder of its own. */
    public static void check(Path folder, List<Target> targets)
            throws IOException, InterruptedException {
        var runs = new ArrayList<Run>();
        try {
            for (var target : targets) {
                runs.add(start(target, folder.resolve(target.type().getSimpleName())));
            }
            for (var run : runs) {
                run.check();
            }
        } finally {
            runs.forEach(run -> run.process().destroyForcibly());
        }
    }

    private static Run start(Target target, Path folder) throws IOException {
        var corpus = Files.createDirectories(folder.resolve("corpus"));
        for (var i = 0; i < target.seeds().size(); i++) {
            Files.write(corpus.resolve("seed-" + i), target.seeds().get(i));
        }
        var log = folder.resolve("report.log");
        return new Run(
                new ProcessBuilder(command(target.type(), corpus))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    private record Run(Process process, Path log) {
        void check() throws IOException, InterruptedException {
            assertThat(process.waitFor(GUIDED_SECONDS + START_AND_END_SECONDS, TimeUnit.SECONDS))
                    .as("the process ends: %s", report(log))
                    .isTrue();
            assertThat(process.exitValue()).as(report(log)).isZero();
            assertThat(report(log)).contains("Done ");
        }
    }

    private static List<String> command(Class<?> target, Path corpus) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED"));
        if (GUIDED_SECONDS == 0) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add(MutationRun.class.getName());
            command.addAll(
                    List.of(target.getName(), corpus.toString(), Long.toString(MUTATING_SECONDS)));
        } else {
            command.addAll(List.of("-cp", libraries()));
            addJazzer(command, target, corpus);
        }
        return command;
    }

    private static void addJazzer(List<String> command, Class<?> target, Path corpus) {
        command.add("com.code_intelligence.jazzer.Jazzer");
        command.add("--target_class=" + target.getName());
        command.add("--instrumentation_includes=io.sixlane.**");
        command.add("--custom_hook_includes=io.sixlane.**");
        command.add("--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*");
        command.add("-max_total_time=" + GUIDED_SECONDS);
        command.add("-timeout=" + SLOWEST_INPUT_SECONDS);
        // The JVM bounds the memory. libFuzzer would take the peak of the process that forked it
        // for its own: ru_maxrss survives execve(2).
        command.add("-rss_limit_mb=0");
        command.add("-print_final_stats=1");
        command.add(corpus.toString());
    }

    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !NOT_FUZZED.matcher(Path.of(entry).getFileName() + "").lookingAt())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String report(Path log) throws IOException {
        var text = Files.readString(log, StandardCharsets.UTF_8);
        var finding = text.indexOf(MutationRun.FINDING);
        return finding < 0
                ? text.substring(Math.max(0, text.length() - 2000))
                : text.substring(finding);
    }
}
