package io.sixlane.relay.tcp;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.Route;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A destination that keeps what became of it. */
class RecordingDestination implements Route.Destination {
    final CompletableFuture<List<InetSocketAddress>> connected = new CompletableFuture<>();
    final List<ConnectFailure> failures = new CopyOnWriteArrayList<>();
    private final CompletionStage<InetSocketAddress> address;
    private final BiFunction<InetSocketAddress, InetSocketAddress, byte[]> preface;

    RecordingDestination(CompletionStage<InetSocketAddress> address) {
        this(address, (_, _) -> NOTHING);
    }

    RecordingDestination(
            CompletionStage<InetSocketAddress> address,
            BiFunction<InetSocketAddress, InetSocketAddress, byte[]> preface) {
        this.address = address;
        this.preface = preface;
    }

    @Override
    public CompletionStage<InetSocketAddress> address() {
        return address;
    }

    @Override
    public byte[] preface(InetSocketAddress client, InetSocketAddress accelerated) {
        return preface.apply(client, accelerated);
    }

    @Override
    public void connected(Route.Upstream upstream, long nanos) {
        if (nanos <= 0) {
            throw new AssertionError("connected in " + nanos);
        }
        connected.complete(List.of(upstream.outgoing(), upstream.endpoint()));
    }

    @Override
    public void failed(ConnectFailure cause) {
        failures.add(cause);
    }
}
