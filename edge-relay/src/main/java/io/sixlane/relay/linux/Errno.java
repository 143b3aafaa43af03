package io.sixlane.relay.linux;

import io.sixlane.relay.forward.ConnectFailure;
import java.io.IOException;

/** Linux error numbers (source: asm-generic/errno.h), and their meaning to a relay. */
public final class Errno {
    public static final int EPERM = 1;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int EPIPE = 32;
    public static final int ENOSYS = 38;
    public static final int EPROTO = 71;
    public static final int EMSGSIZE = 90;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENETUNREACH = 101;
    public static final int ECONNABORTED = 103;
    public static final int ECONNRESET = 104;
    public static final int ENOBUFS = 105;
    public static final int ETIMEDOUT = 110;
    public static final int ECONNREFUSED = 111;
    public static final int EHOSTUNREACH = 113;
    public static final int EINPROGRESS = 115;

    private Errno() {}

    public static ConnectFailure connectFailure(int errno) {
        return switch (errno) {
            case ECONNREFUSED -> ConnectFailure.REFUSED;
            case ETIMEDOUT -> ConnectFailure.TIMED_OUT;
            case ENETUNREACH, EHOSTUNREACH -> ConnectFailure.UNREACHABLE;
            case ENOMEM, ENFILE, EMFILE, EADDRNOTAVAIL, ENOBUFS, EAGAIN -> ConnectFailure.EXHAUSTED;
            default -> ConnectFailure.OTHER;
        };
    }

    /**
     * @param result of a call: 0 or more, or errno negated
     * @throws IOException with the system's reason, if it failed
     */
    public static int checked(int result) throws IOException {
        if (result < 0) {
            throw new IOException(words(-result));
        }
        return result;
    }

    public static String words(int errno) {
        return switch (errno) {
            case EPERM -> "Operation not permitted";
            case EAGAIN -> "No port is left";
            case EACCES -> "Permission denied";
            case ENFILE, EMFILE -> "Too many open files";
            case ENOMEM -> "Cannot allocate memory";
            case ENOBUFS -> "No buffer space is available";
            case EADDRINUSE -> "Address already in use";
            case EADDRNOTAVAIL -> "Cannot assign requested address";
            case ENETUNREACH, EHOSTUNREACH -> "Network or host is unreachable";
            default -> "errno " + errno;
        };
    }
}
