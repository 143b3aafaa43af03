package io.sixlane.relay.probe;

import io.sixlane.configuration.relay.ProbeSample;
import io.sixlane.configuration.relay.ProbeSample.Side;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Opens one connection and takes the times that curl takes. Blocks; for one thread. */
final class TimedConnection {
    /** Longest answer, with its head. */
    static final int MOST_BYTES = 256 << 10;

    private static final int LONGEST_SECONDS = 5;

    private final int mostSeconds;
    private final byte[] buffer = new byte[16 << 10];

    TimedConnection() {
        this(LONGEST_SECONDS);
    }

    /**
     * @param mostSeconds for a connection with its answer
     */
    TimedConnection(int mostSeconds) {
        this.mostSeconds = mostSeconds;
    }

    /** The facts known of a connection so far. */
    private static final class Times {
        @Nullable Long connect;
        @Nullable Long tls;
        @Nullable Long firstByte;
        @Nullable Long total;
        @Nullable Integer status;
        @Nullable Long bytes;
        @Nullable String failure;
    }

    ProbeSample measure(Side side, int round, ProbeTarget target) {
        var times = new Times();
        // Not in the measured time.
        var tls = target.tls() == null ? null : target.tls().context();
        try (var socket = new TimedSocket(1_000 * mostSeconds)) {
            run(socket, target, tls, times);
        } catch (SocketTimeoutException _) {
            times.failure = "no answer in %s s".formatted(mostSeconds);
        } catch (IOException e) {
            times.failure = words(e);
        }
        return new ProbeSample(
                side,
                round,
                times.connect,
                times.tls,
                times.firstByte,
                times.total,
                times.status,
                times.bytes,
                times.failure);
    }

    private void run(
            TimedSocket socket, ProbeTarget target, @Nullable SSLContext context, Times times)
            throws IOException {
        socket.connectTo(target.address());
        times.connect = socket.micros();
        socket.getOutputStream().write(target.greeting());
        Socket above = socket;
        if (target.tls() != null && context != null) {
            above = target.tls().handshake(context, socket);
            times.tls = socket.micros();
        }
        if (target.request().length == 0) {
            times.total = times.tls == null ? times.connect : times.tls;
            return;
        }
        above.getOutputStream().write(target.request());
        var answer = new AnswerEnd();
        var in = above.getInputStream();
        while (!answer.isOver()) {
            var read = in.read(buffer);
            if (read < 0) {
                answer.ended();
                break;
            }
            if (times.firstByte == null) {
                times.firstByte = socket.micros();
            }
            answer.read(buffer, read);
            if (answer.bytes() > MOST_BYTES) {
                throw new IOException("the answer exceeds %s KB".formatted(MOST_BYTES >> 10));
            }
        }
        times.status = answer.status();
        times.bytes = (long) answer.bytes();
        if (answer.isComplete()) {
            times.total = socket.micros();
        } else {
            times.failure =
                    answer.bytes() == 0 ? "closed without an answer" : "the answer is cut off";
        }
    }

    /** As the kernel names it, without the capital letter. */
    private static String words(IOException failure) {
        var message = failure.getMessage();
        return message == null || message.isEmpty()
                ? "failed"
                : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
