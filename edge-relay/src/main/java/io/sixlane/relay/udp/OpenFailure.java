package io.sixlane.relay.udp;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.NoPortException;
import java.io.IOException;
import java.util.Locale;

/** Why a socket cannot be opened, or cannot send: the fault of this host or of the way there. */
final class OpenFailure {
    private OpenFailure() {}

    /** Attributes every failure but a shortage of this host to the address. */
    static ConnectFailure of(IOException e) {
        var words = wordsOf(e);
        return e instanceof NoPortException
                        || words.contains("too many open files")
                        || words.contains("no buffer space")
                        || words.contains("cannot allocate memory")
                ? ConnectFailure.EXHAUSTED
                : ConnectFailure.UNREACHABLE;
    }

    /** Whether there is no way to the endpoint of a connected socket any more. */
    static boolean isUnreachable(Throwable e) {
        var words = wordsOf(e);
        return words.contains("unreachable") || words.contains("no route to host");
    }

    private static String wordsOf(Throwable e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    }
}
