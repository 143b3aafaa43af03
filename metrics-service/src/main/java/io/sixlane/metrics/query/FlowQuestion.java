package io.sixlane.metrics.query;

import io.sixlane.http.problem.FieldError;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.Moments;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the client behind an address and port at a moment.
 *
 * @param address a relay's outgoing one, which a server sees as its peer
 * @param port 0 to 65535
 * @param from a moment before the one asked for, since two clocks are never the same
 * @param to the same after it
 */
record FlowQuestion(InetAddress address, int port, Instant from, Instant to) {
    /** The default difference between the clocks of caller and relay: NTP keeps within it. */
    private static final Duration DEFAULT_WITHIN = Duration.ofSeconds(2);

    private static final Duration LONGEST_WITHIN = Duration.ofHours(1);
    private static final int MOST_PORT = 65_535;

    /**
     * Reads the parameters as they were sent.
     *
     * @throws MalformedRequestException naming every parameter that is wrong
     */
    static FlowQuestion parse(
            @Nullable String address,
            @Nullable String port,
            @Nullable String at,
            @Nullable String within) {
        var errors = new ArrayList<FieldError>();
        var host = read("/address", address, FlowQuestion::address, errors);
        var number = read("/port", port, FlowQuestion::port, errors);
        var moment = read("/at", at, Moments::instant, errors);
        var tolerance =
                within == null
                        ? DEFAULT_WITHIN
                        : read("/within", within, FlowQuestion::within, errors);
        if (host == null
                || number == null
                || moment == null
                || tolerance == null
                || !errors.isEmpty()) {
            throw new MalformedRequestException(errors);
        }
        return new FlowQuestion(host, number, moment.minus(tolerance), moment.plus(tolerance));
    }

    private static <T> @Nullable T read(
            String pointer,
            @Nullable String text,
            Function<String, T> parser,
            List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            errors.add(new FieldError(pointer, "must be given"));
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            errors.add(
                    new FieldError(
                            pointer, e.getMessage() == null ? "is not valid" : e.getMessage()));
            return null;
        }
    }

    private static InetAddress address(String text) {
        if (text.indexOf('%') < 0) {
            try {
                return InetAddress.ofLiteral(text);
            } catch (IllegalArgumentException _) {
                // refused below, in our words
            }
        }
        throw new IllegalArgumentException(
                "must be an IPv4 or IPv6 address like 192.0.2.33, was " + text);
    }

    private static int port(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MOST_PORT) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("must be 0 to %s, was %s".formatted(MOST_PORT, text));
    }

    private static Duration within(String text) {
        return Moments.duration(text, Duration.ZERO, LONGEST_WITHIN);
    }
}
