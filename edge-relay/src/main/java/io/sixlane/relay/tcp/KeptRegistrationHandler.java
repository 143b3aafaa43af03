package io.sixlane.relay.tcp;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Netty's epoll handler, made exact for half-closed connections. Two things differ.
 *
 * <p>Netty 4.2.15 takes a descriptor without interests out of epoll but believes it still there, so
 * that the next interest fails (ENOENT) and the channel dies: a client that has sent a FIN and is
 * slow to read loses the tail. Here such a descriptor stays, edge-triggered and with no interest
 * but the error and hang-up that epoll always reports, once.
 *
 * <p>On EPOLLRDHUP Netty reads everything that is left, also while reading is off: into a pipeline
 * whose other side is not connected yet, or past its high write mark. Here a FIN is what a read
 * returns when its turn comes.
 */
final class KeptRegistrationHandler implements IoHandler {
    private final IoHandler epoll;

    private KeptRegistrationHandler(IoHandler epoll) {
        this.epoll = epoll;
    }

    static IoHandlerFactory newFactory() {
        var epoll = EpollIoHandler.newFactory();
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor executor) {
                return new KeptRegistrationHandler(epoll.newHandler(executor));
            }
        };
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return epoll.run(context);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new KeptRegistration(epoll.register(handle));
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }

    private record KeptRegistration(IoRegistration registration) implements IoRegistration {
        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's signature
        public <T> T attachment() {
            return registration.attachment();
        }

        @Override
        public long submit(IoOps ops) {
            var wanted = ((EpollIoOps) ops).without(EpollIoOps.EPOLLRDHUP);
            return registration.submit(
                    wanted.equals(EpollIoOps.NONE) ? EpollIoOps.EPOLLET : wanted);
        }

        @Override
        public boolean isValid() {
            return registration.isValid();
        }

        @Override
        public boolean cancel() {
            return registration.cancel();
        }
    }
}
