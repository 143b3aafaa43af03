package io.sixlane.testsupport;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Calls a fuzz target with its seeds and then with mutations of them, without looking at coverage.
 * Its process ends with 0 and {@code Done} as its last line, or with 1 and the input that the
 * target threw for.
 */
final class MutationRun {
    /** Before each finding, as in Jazzer's report. */
    static final String FINDING = "== ";

    private final MethodHandle target;

    private MutationRun(MethodHandle target) {
        this.target = target;
    }

    /**
     * @param args class of the target, folder of its seeds, seconds
     */
    public static void main(String[] args) throws Exception {
        var handle =
                MethodHandles.privateLookupIn(Class.forName(args[0]), MethodHandles.lookup())
                        .findStatic(
                                Class.forName(args[0]),
                                "fuzzerTestOneInput",
                                MethodType.methodType(void.class, byte[].class));
        var end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[2])).toNanos();
        var inputs = new MutationRun(handle).run(seeds(Path.of(args[1])), end);
        System.out.println("Done " + inputs + " inputs");
        System.exit(0); // threads of a target do not hold the process
    }

    private static List<byte[]> seeds(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var paths = files.sorted().toList();
            var seeds = new byte[paths.size()][];
            for (var i = 0; i < seeds.length; i++) {
                seeds[i] = Files.readAllBytes(paths.get(i));
            }
            return List.of(seeds);
        }
    }

    private long run(List<byte[]> seeds, long end) {
        var random = new Random();
        seeds.forEach(this::call);
        call(new byte[0]);
        var inputs = seeds.size() + 1L;
        while (System.nanoTime() < end) {
            call(Mutations.next(seeds, random));
            inputs++;
        }
        return inputs;
    }

    private void call(byte[] input) {
        try {
            target.invokeExact(input);
        } catch (Throwable finding) {
            System.out.println(FINDING + "Base64: " + Base64.getEncoder().encodeToString(input));
            finding.printStackTrace(System.out);
            System.exit(1);
        }
    }
}
