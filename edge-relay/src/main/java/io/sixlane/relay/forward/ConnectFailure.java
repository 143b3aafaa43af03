package io.sixlane.relay.forward;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;

/** Why an attempt to reach an endpoint failed. */
public enum ConnectFailure {
    /** Nothing listens there. */
    REFUSED,
    TIMED_OUT,
    /** No route to it. */
    UNREACHABLE,
    /** Its name has no address. */
    UNRESOLVED,
    /** This host has no descriptor or port left; says nothing about the endpoint. */
    EXHAUSTED,
    OTHER;

    /** The cause of a channel's failed attempt; the portable path has only words to go by. */
    public static ConnectFailure of(Throwable cause) {
        if (cause instanceof io.netty.channel.ConnectTimeoutException) {
            return TIMED_OUT;
        }
        if (cause instanceof NoRouteToHostException) {
            return UNREACHABLE;
        }
        var message = words(cause);
        if (message.contains("unreachable")) {
            return UNREACHABLE;
        }
        if (message.contains("timed out")) {
            return TIMED_OUT;
        }
        if (message.contains("too many open files") || message.contains("cannot assign")) {
            return EXHAUSTED;
        }
        return cause instanceof ConnectException ? REFUSED : OTHER;
    }

    private static String words(Throwable cause) {
        var words = new StringBuilder();
        for (var one = cause; one != null; one = one.getCause()) {
            words.append(one.getMessage()).append(' ');
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }
}
