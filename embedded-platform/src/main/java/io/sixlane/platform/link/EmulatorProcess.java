package io.sixlane.platform.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The process behind {@link Emulator}: reads a command per line, answers each with a line, and ends
 * with its input.
 *
 * <pre>
 * link NAME NAMESPACE NAMESPACE
 * set NAME CONDITIONS        NAME> or NAME&lt; for one direction, NAME for both
 * at SECONDS NAME CONDITIONS the same, later
 * forget                     what was to happen later
 * seed NUMBER                draws and counters begin again
 * counters                   NAME>=received,lost,full …
 * </pre>
 */
final class EmulatorProcess {
    private static final double SECOND = 1e9;

    private final EmulatorLoop loop = new EmulatorLoop();
    private final Arena arena = Arena.ofShared();

    private EmulatorProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var process = new EmulatorProcess();
        var thread = Thread.ofPlatform().name("links").start(process.loop);
        try (var in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(process.answer(line));
                System.out.flush();
            }
        }
        process.loop.close();
        thread.join();
    }

    private String answer(String line) {
        var answer = new CompletableFuture<String>();
        loop.execute(
                on -> {
                    try {
                        answer.complete(obey(on, line));
                    } catch (IOException | RuntimeException e) {
                        answer.complete("refused: " + e.getMessage());
                    }
                });
        return answer.join();
    }

    private String obey(EmulatorLoop on, String line) throws IOException {
        var words = line.split(" ", 4);
        return switch (words[0]) {
            case "link" -> {
                on.join(arena, words[1], words[2], words[3]);
                yield Emulator.DONE;
            }
            case "set" -> change(on, words[1], line.split(" ", 3)[2]);
            case "at" -> {
                // Refuses invalid plans at once.
                var _ = Conditions.of(words[3]);
                var after = Math.round(Double.parseDouble(words[1]) * SECOND);
                on.plan(after, () -> change(on, words[2], words[3]));
                yield Emulator.DONE;
            }
            case "forget" -> {
                on.forgetPlan();
                yield Emulator.DONE;
            }
            case "seed" -> {
                on.directions().forEach(each -> each.seed(Long.parseLong(words[1])));
                yield Emulator.DONE;
            }
            case "counters" ->
                    on.directions().stream()
                            .map(each -> each.name() + "=" + text(each.counters()))
                            .collect(Collectors.joining(" "));
            default -> "refused: what is " + words[0];
        };
    }

    private static String change(EmulatorLoop on, String name, String conditions) {
        List<Direction> named = on.named(name);
        named.forEach(each -> each.change(conditions));
        return named.isEmpty() ? "refused: no link is called " + name : Emulator.DONE;
    }

    private static String text(Counters counters) {
        return "%s,%s,%s".formatted(counters.received(), counters.lost(), counters.full());
    }
}
