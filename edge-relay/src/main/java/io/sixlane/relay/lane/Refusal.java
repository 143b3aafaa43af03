package io.sixlane.relay.lane;

import io.sixlane.relay.forward.ConnectFailure;
import org.jspecify.annotations.Nullable;

/** Why a flow was refused; codes count from 0. */
public enum Refusal {
    /** The endpoint's name has no address. */
    UNRESOLVED(0, ConnectFailure.UNRESOLVED),
    /** The endpoint refuses connections. */
    REFUSED(1, ConnectFailure.REFUSED),
    /** The endpoint does not answer. */
    TIMED_OUT(2, ConnectFailure.TIMED_OUT),
    /** There is no route to the endpoint. */
    UNREACHABLE(3, ConnectFailure.UNREACHABLE),
    /** The connection to the endpoint failed in another way. */
    FAILED(4, ConnectFailure.OTHER),
    /** The relay's configuration has no such endpoint. */
    NOT_ALLOWED(5, null),
    /** The relay's configuration is older than the flow's. */
    UNKNOWN_REVISION(6, null),
    DRAINING(7, null),
    /** The relay carries or has carried this flow. */
    DUPLICATE(8, null),
    /** The relay has no descriptor or port left, or carries too many flows. */
    EXHAUSTED(9, null),
    /**
     * The relay cannot know whether the client's bytes have reached the endpoint: another way could
     * bring them there twice.
     */
    LOST(10, null);

    private static final Refusal[] CODES = values();

    private final int code;
    private final @Nullable ConnectFailure failure;

    Refusal(int code, @Nullable ConnectFailure failure) {
        this.code = code;
        this.failure = failure;
    }

    /** The failure of the endpoint; null when the relay is the cause and another way may work. */
    public @Nullable ConnectFailure failure() {
        return failure;
    }

    public static Refusal of(ConnectFailure cause) {
        for (var each : CODES) {
            if (each.failure == cause) {
                return each;
            }
        }
        return EXHAUSTED;
    }

    public byte[] write() {
        return new byte[] {(byte) code};
    }

    /** Reads an unknown cause as {@link #EXHAUSTED}, for which another way may work. */
    public static Refusal read(byte[] message) {
        var code = message.length == 0 ? CODES.length : Byte.toUnsignedInt(message[0]);
        return code < CODES.length ? CODES[code] : EXHAUSTED;
    }
}
