package io.sixlane.catalog.request;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The versions a client is ready to change (RFC 9110, 13.1.1).
 *
 * @param etags entity tags without quotes; empty when any version will do. A weak tag never
 *     matches, as the RFC wants it.
 */
public record IfMatch(Optional<Set<String>> etags) {
    private static final int LONGEST = 1_000;
    private static final Pattern LIST =
            Pattern.compile("\\s*(W/)?\"[^\"]*\"(\\s*,\\s*(W/)?\"[^\"]*\")*\\s*");
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    /**
     * @param header null when there is none
     * @throws InvalidRequestException when it is no list of entity tags
     */
    public static IfMatch parse(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return new IfMatch(Optional.empty());
        }
        if (header.length() > LONGEST || !LIST.matcher(header).matches()) {
            throw new InvalidRequestException(
                    List.of(
                            new FieldProblem(
                                    "/If-Match",
                                    "must be an entity tag in double quotes, like \"7\", or *")));
        }
        return new IfMatch(
                Optional.of(
                        TAG.matcher(header)
                                .results()
                                .filter(tag -> tag.group(1) == null)
                                .map(tag -> tag.group(2))
                                .collect(Collectors.toUnmodifiableSet())));
    }

    public boolean matches(long version) {
        return etags.isEmpty() || etags.get().contains(Long.toString(version));
    }
}
