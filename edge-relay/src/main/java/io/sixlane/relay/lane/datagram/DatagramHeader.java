package io.sixlane.relay.lane.datagram;

import java.nio.ByteBuffer;

/**
 * The bytes before what is sealed, which are authenticated too: version (1 byte), number of the key
 * (8), number of the sender's stream (8), and how many datagrams the stream had before (8).
 *
 * @param stream random; with the key it gives the key of this stream alone
 */
record DatagramHeader(long key, long stream, long counter) {
    static final byte VERSION = 1;
    static final int BYTES = 1 + 3 * Long.BYTES;

    void write(byte[] to) {
        ByteBuffer.wrap(to).put(VERSION).putLong(key).putLong(stream).putLong(counter);
    }

    static boolean isOne(byte[] datagram, int length) {
        return length > BYTES + StreamKey.TAG_BYTES && datagram[0] == VERSION;
    }

    static DatagramHeader read(byte[] datagram) {
        var from = ByteBuffer.wrap(datagram, 1, BYTES - 1);
        return new DatagramHeader(from.getLong(), from.getLong(), from.getLong());
    }
}
