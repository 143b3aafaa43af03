package io.sixlane.relay.handover;

/**
 * The messages between two processes of one relay over the Unix socket, a byte each.
 *
 * <ol>
 *   <li>The newer process sends {@link #TAKE} and gets how many TCP and UDP sockets listen, four
 *       bytes each; sends {@link #GIVE} and gets them.
 *   <li>It serves through those of TCP and sends {@link #READY}. The older process stops receiving
 *       datagrams and sends how many UDP sessions it has and their length in bytes, four bytes
 *       each, and then the {@linkplain SessionList sessions}; the newer process sends {@link #GIVE}
 *       for their sockets.
 *   <li>It continues with them, receives datagrams and sends {@link #TAKEN}. The older process
 *       answers {@link #RELEASED} once it accepts no more.
 * </ol>
 *
 * <p>The newer process asks before each kind of answer, because bytes and descriptors are read in
 * different ways. When it is gone before {@link #TAKEN}, the older process continues.
 */
enum HandOverMessage {
    TAKE('T'),
    GIVE('G'),
    READY('R'),
    TAKEN('K'),
    RELEASED('D');

    private final byte code;

    HandOverMessage(char code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }
}
