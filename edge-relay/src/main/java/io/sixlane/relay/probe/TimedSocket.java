package io.sixlane.relay.probe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** A client's socket whose reads all end by one deadline, however many there are. */
final class TimedSocket extends Socket {
    private final long startedNanos = System.nanoTime();
    private final int mostMillis;

    /**
     * @param mostMillis from now on
     */
    TimedSocket(int mostMillis) {
        this.mostMillis = mostMillis;
    }

    void connectTo(InetSocketAddress address) throws IOException {
        setTcpNoDelay(true);
        connect(address, mostMillis);
    }

    long micros() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startedNanos));
    }

    /** A TLS socket above this one reads here, too. */
    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                setSoTimeout(millisLeft());
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                setSoTimeout(millisLeft());
                return super.read(buffer, offset, length);
            }
        };
    }

    private int millisLeft() throws SocketTimeoutException {
        var left = mostMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        if (left <= 0) {
            throw new SocketTimeoutException("no time left");
        }
        return (int) left;
    }
}
