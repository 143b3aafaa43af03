package io.sixlane.provisioning.acceleratorapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.Page;
import io.sixlane.provisioning.eventstore.AcceleratorLists.Place;
import io.sixlane.provisioning.eventstore.AcceleratorSort;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list of accelerators, as the query parameter {@code sort} names it, and the tokens
 * of its pages.
 *
 * @param word the parameter
 */
record ListOrder(String word, AcceleratorSort sort, boolean descending) {
    static final String WORDS = "-?(id|name|state|expiresAt|changedAt)";

    private static final String DESCENDING = "-";
    private static final Map<String, AcceleratorSort> SORTS =
            Map.of(
                    "id", AcceleratorSort.ID,
                    "name", AcceleratorSort.NAME,
                    "state", AcceleratorSort.STATE,
                    "expiresAt", AcceleratorSort.EXPIRES_AT,
                    "changedAt", AcceleratorSort.CHANGED_AT);

    static ListOrder of(String word) {
        if (!word.matches(WORDS)) {
            throw new MalformedRequestException(
                    "query parameter sort must be id, name, state, expiresAt or changedAt, with -"
                            + " before it for the reverse order");
        }
        var descending = word.startsWith(DESCENDING);
        var name = descending ? word.substring(DESCENDING.length()) : word;
        return new ListOrder(word, SORTS.getOrDefault(name, AcceleratorSort.ID), descending);
    }

    /** A token names its order too, because a place in one order is none in another. */
    String token(Place place) {
        var text = String.join("\n", word, place.id().text(), place.key());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Null for the first page. */
    @Nullable Place after(String token) {
        return Page.after(token, this::place).orElse(null);
    }

    private Place place(String token) {
        var parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("\n", 3);
        if (parts.length < 3 || !parts[0].equals(word) || parts[2].indexOf(0) >= 0) {
            throw new IllegalArgumentException(token);
        }
        return new Place(parts[2], new AcceleratorId(parts[1]));
    }
}
