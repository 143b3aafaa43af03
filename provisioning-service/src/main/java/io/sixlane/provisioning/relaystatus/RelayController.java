package io.sixlane.provisioning.relaystatus;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who forwards, where, and how far each one is. */
@RestController
final class RelayController {
    /** By id. */
    record Relays(List<RelayView> items) {}

    private final RelayStatusViewRepository repository;

    RelayController(RelayStatusViewRepository repository) {
        this.repository = repository;
    }

    @GetMapping("/v1/relays")
    Mono<Relays> relays() {
        return repository.relays().collectList().map(Relays::new);
    }
}
