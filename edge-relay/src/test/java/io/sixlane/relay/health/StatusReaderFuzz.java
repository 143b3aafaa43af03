package io.sixlane.relay.health;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.sixlane.configuration.accelerator.HealthCheck;
import java.util.concurrent.CompletableFuture;

/**
 * An endpoint's answer to a health check in pieces: the first byte is their length, the rest the
 * answer. It always ends in an outcome, the same in pieces as whole.
 */
public final class StatusReaderFuzz {
    private static final HealthCheck CHECK =
            new HealthCheck(HealthCheck.Protocol.HTTP, null, 1, 1_000, 2, null, null, null);

    private StatusReaderFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var pieces = read(input, Math.max(1, Byte.toUnsignedInt(input[0])));
        var whole = read(input, input.length);
        if (pieces.getClass() != whole.getClass()) {
            throw new AssertionError("in pieces " + pieces + ", whole " + whole);
        }
    }

    private static Outcome read(byte[] input, int length) {
        var outcome = new CompletableFuture<Outcome>();
        var channel = new EmbeddedChannel(new StatusReader(CHECK, 1, outcome));
        for (var at = 1; at < input.length && channel.isOpen(); at += length) {
            channel.writeInbound(
                    Unpooled.copiedBuffer(input, at, Math.min(length, input.length - at)));
        }
        channel.finishAndReleaseAll();
        if (!outcome.isDone()) {
            throw new AssertionError("closed without an outcome");
        }
        return outcome.join();
    }
}
