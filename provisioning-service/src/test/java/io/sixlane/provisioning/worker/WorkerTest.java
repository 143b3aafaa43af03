package io.sixlane.provisioning.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkerTest {
    @Test
    void work_begins_again_whatever_ends_it() {
        var begun = new AtomicInteger();
        var worker =
                new Worker(
                        "worker-test",
                        () -> {
                            switch (begun.incrementAndGet()) {
                                case 1 -> throw new NoClassDefFoundError("for the test");
                                case 2 -> throw new IllegalStateException("for the test");
                                case 3 -> {
                                    Thread.currentThread().interrupt();
                                    throw new InterruptedException("for the test");
                                }
                                default -> new CountDownLatch(1).await();
                            }
                        });
        worker.start();
        await().until(() -> begun.get() == 4);
        worker.end();
        assertThat(begun).hasValue(4);
    }
}
