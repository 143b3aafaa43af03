package io.sixlane.relay.handover;

/**
 * What one relay process says to another over the Unix socket, each a byte.
 *
 * <p>The newer one asks with {@link #TAKE} and gets the number of sockets, four bytes; asks with
 * {@link #GIVE} and gets the sockets; serves through them and says {@link #READY}; and gets {@link
 * #RELEASED} when the older one accepts no more. It asks before each kind of answer, because bytes
 * and descriptors are read in different ways.
 */
enum Letter {
    TAKE('T'),
    GIVE('G'),
    READY('R'),
    RELEASED('D');

    private final byte code;

    Letter(char code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }
}
