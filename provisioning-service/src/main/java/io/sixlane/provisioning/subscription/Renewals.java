package io.sixlane.provisioning.subscription;

import io.sixlane.configuration.image.AcceleratorImage;
import reactor.core.publisher.Mono;

/** Renews accelerators that renew by themselves. */
public interface Renewals {
    /**
     * Orders and pays a further term, once for each end of a term.
     *
     * @return an error signal when it cannot be paid
     */
    Mono<Void> renew(AcceleratorImage image);
}
