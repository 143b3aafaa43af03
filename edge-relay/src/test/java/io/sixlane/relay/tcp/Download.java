package io.sixlane.relay.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A client that reads as fast as it can. */
final class Download implements AutoCloseable {
    private final Socket socket;
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean ended;
    private volatile @Nullable IOException failure;

    Download(InetSocketAddress target) throws IOException {
        socket = new Socket(target.getAddress(), target.getPort());
        Thread.ofPlatform().daemon().name("download").start(this::read);
    }

    private void read() {
        var buffer = new byte[64 << 10];
        try {
            for (var read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
                bytes.addAndGet(read);
            }
            throw new IOException("ended");
        } catch (IOException e) {
            if (!ended) {
                failure = e;
            }
        }
    }

    long bytes() {
        return bytes.get();
    }

    /** Null while it continues. */
    @Nullable IOException failure() {
        return failure;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        socket.close();
    }
}
