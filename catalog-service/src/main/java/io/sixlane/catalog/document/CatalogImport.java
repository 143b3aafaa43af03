package io.sixlane.catalog.document;

import io.sixlane.catalog.history.CatalogHistory;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.log.Actor;
import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.request.Precondition;
import io.sixlane.http.request.StaleRevisionException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Changes entries of the catalog, or replaces it as a whole: all of it or nothing. Each changed
 * entry has a new version, and is published by itself.
 */
@Service
class CatalogImport {
    private final CatalogRepository catalog;
    private final EntryUses uses;
    private final CatalogHistory history;

    CatalogImport(CatalogRepository catalog, EntryUses uses, CatalogHistory history) {
        this.catalog = catalog;
        this.uses = uses;
        this.history = history;
    }

    /**
     * @param caller the headers by which the provisioning service knows the caller
     */
    Mono<CatalogDifference> replace(
            Actor actor,
            CatalogDocument wanted,
            Precondition precondition,
            boolean dryRun,
            HttpHeaders caller) {
        return catalog.find()
                .doOnNext(held -> precondition.check(held.revision()))
                .map(held -> CatalogDifference.of(held.document(), wanted))
                .flatMap(
                        difference ->
                                dryRun
                                        ? Mono.just(difference)
                                        : checkUnused(difference.deleted(), caller)
                                                .then(write(actor, wanted, precondition)));
    }

    /** Deletes one entry that nothing uses; false when there is none. */
    Mono<Boolean> delete(Actor actor, String key, Precondition precondition, HttpHeaders caller) {
        return find(key)
                .doOnNext(entry -> precondition.check(entry.version()))
                .delayUntil(_ -> checkUnused(List.of(key), caller))
                .flatMap(_ -> history.change(actor, delete(key, precondition)))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> delete(String key, Precondition precondition) {
        return find(key)
                .doOnNext(entry -> precondition.check(entry.version()))
                .flatMap(entry -> catalog.delete(entry).thenReturn(true));
    }

    Mono<CatalogEntry> find(String key) {
        return Mono.defer(catalog::find).mapNotNull(held -> held.document().entries().get(key));
    }

    /**
     * Adds or changes one entry; its prices are in the currency of the others.
     *
     * @param wanted reads the entry, given that currency
     */
    Mono<PutEntry> put(
            Actor actor, Precondition precondition, Function<String, CatalogEntry> wanted) {
        return history.change(
                actor,
                Mono.defer(catalog::find)
                        .flatMap(held -> put(held.document(), precondition, wanted)));
    }

    /** An entry as it is now, and whether it was added. */
    record PutEntry(CatalogEntry entry, boolean added) {}

    private Mono<PutEntry> put(
            CatalogDocument held,
            Precondition precondition,
            Function<String, CatalogEntry> wanted) {
        var entry = wanted.apply(held.currency());
        var before = held.entries().get(entry.key());
        if (before != null) {
            precondition.check(before.version());
        } else if (!precondition.match().isEmpty()) {
            throw new StaleRevisionException(0);
        }
        return catalog.put(entry)
                .then(find(entry.key()))
                .map(kept -> new PutEntry(kept, before == null));
    }

    private Mono<Void> checkUnused(List<String> keys, HttpHeaders caller) {
        return Flux.fromIterable(keys)
                .concatMap(key -> uses.of(key, caller).filter(EntryUses.Uses::isUsed))
                .next()
                .doOnNext(
                        used -> {
                            throw new RefusedException(
                                    Problem.of(
                                                    ProblemType.CATALOG_ENTRY_IN_USE,
                                                    "%s is in use by %s accelerators and plans; change or"
                                                                    .formatted(
                                                                            used.key(),
                                                                            used.count())
                                                            + " delete those in users first")
                                            .with("users", used.users()));
                        })
                .then();
    }

    /** Compares again in the change: another one may have come first. */
    private Mono<CatalogDifference> write(
            Actor actor, CatalogDocument wanted, Precondition precondition) {
        return history.change(
                actor,
                Mono.defer(catalog::find)
                        .doOnNext(held -> precondition.check(held.revision()))
                        .flatMap(held -> write(held.document(), wanted)));
    }

    private Mono<CatalogDifference> write(CatalogDocument held, CatalogDocument wanted) {
        var difference = CatalogDifference.of(held, wanted);
        return Flux.fromIterable(wanted.entries().values())
                .concatMap(catalog::put)
                .thenMany(Flux.fromIterable(difference.deleted()))
                .concatMap(key -> catalog.delete(Objects.requireNonNull(held.entries().get(key))))
                .then(Mono.just(difference));
    }
}
