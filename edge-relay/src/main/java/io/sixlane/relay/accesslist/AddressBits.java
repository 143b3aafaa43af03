package io.sixlane.relay.accesslist;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.nio.ByteOrder;

/**
 * An address as 128 bits: an IPv6 address as it is, an IPv4 address as {@code ::ffff:a.b.c.d}, so
 * that one order and one table serve both.
 */
public record AddressBits(long high, long low) {
    /** Leading bits of every IPv4 address in this form. */
    public static final int IPV4_OFFSET = 96;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final long MAPPED = 0xffff_0000_0000L;

    public static AddressBits of(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == 4
                ? new AddressBits(0, MAPPED | ((int) INTS.get(bytes, 0) & 0xffff_ffffL))
                : new AddressBits((long) LONGS.get(bytes, 0), (long) LONGS.get(bytes, 8));
    }

    public boolean isIpv4() {
        return high == 0 && (low >>> 32) == 0xffff;
    }

    /**
     * With all but the first bits cleared.
     *
     * @param length 0 to 128
     */
    public AddressBits masked(int length) {
        return new AddressBits(
                high & mask(Math.min(length, 64)), low & mask(Math.max(length - 64, 0)));
    }

    /** How many leading bits are the same, 0 to 128. */
    int commonPrefix(AddressBits other) {
        return high != other.high
                ? Long.numberOfLeadingZeros(high ^ other.high)
                : 64 + Long.numberOfLeadingZeros(low ^ other.low);
    }

    /**
     * Whether this bit is set.
     *
     * @param index 0 is the first of the address, 127 the last
     */
    boolean bit(int index) {
        return (index < 64 ? high << index : low << (index - 64)) < 0;
    }

    private static long mask(int length) {
        return length == 0 ? 0 : -1L << (64 - length);
    }
}
