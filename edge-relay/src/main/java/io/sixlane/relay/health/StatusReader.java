package io.sixlane.relay.health;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.sixlane.configuration.accelerator.HealthCheck;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Reads an answer up to its final status and no further: headers and body do not count for health.
 * Lines end with CR LF or with LF alone (source: RFC 9112, 2.2). Interim answers are skipped.
 */
final class StatusReader extends ChannelInboundHandlerAdapter {
    /** The most bytes of empty lines and interim answers before the final status. */
    static final int MOST_BYTES = 64 << 10;

    /** {@code HTTP/1.1 200} and the character after it. */
    private static final int STATUS_END = 12;

    private static final int SWITCHING_PROTOCOLS = 101;

    private final HealthCheck.StatusRange expected;
    private final long connectNanos;
    private final CompletableFuture<Outcome> outcome;
    private final StringBuilder line = new StringBuilder(STATUS_END + 1);
    private int lineLength;
    private boolean isInterim;
    private int bytes;

    StatusReader(HealthCheck check, long connectNanos, CompletableFuture<Outcome> outcome) {
        this.expected =
                Objects.requireNonNullElse(check.expectedStatus(), HealthCheck.StatusRange.DEFAULT);
        this.connectNanos = connectNanos;
        this.outcome = outcome;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf answer) {
                while (answer.isReadable() && !outcome.isDone()) {
                    read(context, (char) answer.readUnsignedByte());
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext context, char next) {
        if (++bytes > MOST_BYTES) {
            end(
                    context,
                    new Outcome.Failed(
                            String.format(
                                    Locale.ROOT, "no status in the first %d bytes", MOST_BYTES)));
        } else if (isInterim) {
            skipLine(next);
        } else if (!(line.isEmpty() && (next == '\r' || next == '\n'))) {
            line.append(next);
            if (line.length() > STATUS_END || !isStatusSoFar()) {
                judge(context);
            }
        }
    }

    /** Up to the empty line that ends an interim answer. */
    private void skipLine(char next) {
        if (next == '\n') {
            isInterim = lineLength > 0;
            lineLength = 0;
        } else if (next != '\r') {
            lineLength++;
        }
    }

    private boolean isStatusSoFar() {
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            var fits =
                    switch (i) {
                        case 0, 1, 2, 3, 4 -> c == "HTTP/".charAt(i);
                        case 5, 7, 9, 10, 11 -> c >= '0' && c <= '9';
                        case 6 -> c == '.';
                        case 8 -> c == ' ';
                        default -> c == ' ' || c == '\r' || c == '\n';
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private void judge(ChannelHandlerContext context) {
        if (!isStatusSoFar()) {
            end(context, new Outcome.Failed("the answer is not HTTP"));
            return;
        }
        var status = status();
        if (status >= 100 && status < 200 && status != SWITCHING_PROTOCOLS) {
            isInterim = true;
            lineLength = STATUS_END;
            if (line.charAt(STATUS_END) == '\n') {
                lineLength = 0; // the status line has ended, a header or the empty line follows
            }
            line.setLength(0);
            return;
        }
        end(context, judged(status));
    }

    private int status() {
        return Integer.parseInt(line.substring(9, STATUS_END));
    }

    private Outcome judged(int status) {
        return expected.contains(status)
                ? new Outcome.Passed(connectNanos)
                : new Outcome.Failed(
                        String.format(
                                Locale.ROOT,
                                "status %d, expected %d to %d",
                                status,
                                expected.from(),
                                expected.to()));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        var isStatus = line.length() == STATUS_END && isStatusSoFar();
        outcome.complete(
                isStatus ? judged(status()) : new Outcome.Failed("closed without an answer"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(context, new Outcome.Failed(String.valueOf(cause.getMessage())));
    }

    private void end(ChannelHandlerContext context, Outcome found) {
        outcome.complete(found);
        var _ = context.close();
    }
}
