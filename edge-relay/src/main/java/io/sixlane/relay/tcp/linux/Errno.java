package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.ConnectFailure;

/** Linux error numbers (source: asm-generic/errno.h), and what they mean here. */
final class Errno {
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EINVAL = 22;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int ENOSYS = 38;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENETUNREACH = 101;
    static final int ENOBUFS = 105;
    static final int ETIMEDOUT = 110;
    static final int ECONNREFUSED = 111;
    static final int EHOSTUNREACH = 113;
    static final int EINPROGRESS = 115;

    private Errno() {}

    static ConnectFailure connectFailure(int errno) {
        return switch (errno) {
            case ECONNREFUSED -> ConnectFailure.REFUSED;
            case ETIMEDOUT -> ConnectFailure.TIMED_OUT;
            case ENETUNREACH, EHOSTUNREACH -> ConnectFailure.UNREACHABLE;
            case ENOMEM, ENFILE, EMFILE, EADDRNOTAVAIL, ENOBUFS, EAGAIN -> ConnectFailure.EXHAUSTED;
            default -> ConnectFailure.OTHER;
        };
    }

    static String words(int errno) {
        return switch (errno) {
            case 1 -> "Operation not permitted";
            case ENFILE, EMFILE -> "Too many open files";
            case 13 -> "Permission denied";
            case EADDRINUSE -> "Address already in use";
            case EADDRNOTAVAIL -> "Cannot assign requested address";
            default -> "errno " + errno;
        };
    }
}
