package io.sixlane.http.request;

import io.sixlane.http.problem.MalformedRequestException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextPageToken for the query parameter pageToken; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {
    private static final int MOST = 200;

    /**
     * @param found up to one more than {@code limit}
     * @param token of the last item of a page
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> token) {
        if (found.size() <= limit) {
            return new Page<>(List.copyOf(found), null);
        }
        var items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, token.apply(items.getLast()));
    }

    /**
     * @param more whether there are items after these
     * @param token of the last item of a page
     */
    public static <T> Page<T> of(List<T> items, boolean more, Function<T, String> token) {
        return new Page<>(List.copyOf(items), more ? token.apply(items.getLast()) : null);
    }

    /**
     * @throws MalformedRequestException unless it is 1 to 200
     */
    public static int checkedLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new MalformedRequestException(
                    "query parameter limit must be 1 to %s, was %s".formatted(MOST, limit));
        }
        return limit;
    }

    /**
     * The id that a page begins after; empty for the first page.
     *
     * @throws MalformedRequestException unless it is an id
     */
    public static <I> Optional<I> after(@Nullable String pageToken, Function<String, I> id) {
        try {
            return Optional.ofNullable(pageToken).filter(token -> !token.isEmpty()).map(id);
        } catch (IllegalArgumentException _) {
            throw badToken();
        }
    }

    public static MalformedRequestException badToken() {
        return new MalformedRequestException(
                "query parameter pageToken must be the nextPageToken of an earlier answer");
    }
}
