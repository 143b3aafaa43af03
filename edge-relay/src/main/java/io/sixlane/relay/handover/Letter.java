package io.sixlane.relay.handover;

/**
 * What one relay process says to another over the Unix socket, each a byte.
 *
 * <ol>
 *   <li>The newer one asks with {@link #TAKE} and gets how many sockets of TCP and of UDP listen,
 *       four bytes each; asks with {@link #GIVE} and gets them.
 *   <li>It serves through those of TCP and says {@link #READY}. The older one receives no datagrams
 *       any more and says how many sessions of UDP it has and their length in bytes, four bytes
 *       each, and then the {@linkplain SessionList sessions}; the newer one asks with {@link #GIVE}
 *       for their sockets.
 *   <li>It goes on with them, receives datagrams and says {@link #TAKEN}. {@link #RELEASED} is the
 *       answer when the older one accepts no more.
 * </ol>
 *
 * <p>It asks before each kind of answer, because bytes and descriptors are read in different ways.
 * When it is gone before {@link #TAKEN}, the older one goes on.
 */
enum Letter {
    TAKE('T'),
    GIVE('G'),
    READY('R'),
    TAKEN('K'),
    RELEASED('D');

    private final byte code;

    Letter(char code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }
}
