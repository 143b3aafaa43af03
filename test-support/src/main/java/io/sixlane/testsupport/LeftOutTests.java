package io.sixlane.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Appends each test that is left out, and why, to the file named by the environment variable {@code
 * SIXLANE_LEFT_OUT}; {@code ./sixlane test} prints it at the end.
 */
public final class LeftOutTests implements TestExecutionListener {

    private final @Nullable String file;

    public LeftOutTests() {
        this(System.getenv("SIXLANE_LEFT_OUT"));
    }

    LeftOutTests(@Nullable String file) {
        this.file = file;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        write(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.ABORTED) {
            write(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
        }
    }

    private void write(TestIdentifier test, String reason) {
        if (file == null || file.isEmpty()) {
            return;
        }
        var line =
                "%s: %s\n".formatted(name(test), reason.replace("Assumption failed: ", "").strip());
        try {
            Files.writeString(
                    Path.of(file),
                    line.replaceAll("\\s*\n(?=.)", " "),
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(TestIdentifier test) {
        return switch (test.getSource().orElse(null)) {
            case MethodSource method ->
                    className(method.getClassName())
                            + "."
                            + method.getMethodName()
                            + (test.getDisplayName().startsWith(method.getMethodName())
                                    ? ""
                                    : " " + test.getDisplayName());
            case ClassSource type -> className(type.getClassName());
            case null, default -> test.getDisplayName();
        };
    }

    private static String className(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
