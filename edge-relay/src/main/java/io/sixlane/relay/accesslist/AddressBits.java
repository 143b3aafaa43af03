package io.sixlane.relay.accesslist;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An address as 128 bits: an IPv6 address as it is, an IPv4 address as {@code ::ffff:a.b.c.d}. */
public record AddressBits(long high, long low) {
    /** Leading bits of every IPv4 address in this form. */
    public static final int IPV4_OFFSET = 96;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final long NAT64 = 0x0064_ff9b_0000_0000L;
    private static final long MAPPED = 0xffff_0000_0000L;

    public static AddressBits of(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == 4
                ? new AddressBits(0, MAPPED | ((int) INTS.get(bytes, 0) & 0xffff_ffffL))
                : new AddressBits((long) LONGS.get(bytes, 0), (long) LONGS.get(bytes, 8));
    }

    /**
     * The address that limits and access lists judge a client by: a client behind a NAT64
     * (64:ff9b::/96, RFC 6052) is its IPv4 address.
     */
    public static AddressBits ofClient(InetAddress client) {
        var bits = of(client);
        return bits.isNat64() ? new AddressBits(0, MAPPED | bits.low) : bits;
    }

    /** Whether it is an IPv4 address as a NAT64 writes it. */
    boolean isNat64() {
        return high == NAT64 && low >>> 32 == 0;
    }

    public boolean isIpv4() {
        return high == 0 && (low >>> 32) == 0xffff;
    }

    /**
     * Clears all but the first {@code length} bits.
     *
     * @param length 0 to 128
     */
    public AddressBits masked(int length) {
        return new AddressBits(
                high & mask(Math.min(length, 64)), low & mask(Math.max(length - 64, 0)));
    }

    /** 16 bytes, or 4 of an IPv4 address. */
    public byte[] bytes() {
        return isIpv4()
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
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
