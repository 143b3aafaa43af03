package io.sixlane.provisioning.request;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The revisions a client is ready to change (RFC 9110, 13.1.1).
 *
 * @param etags entity tags without quotes; empty when any revision will do. A weak tag never
 *     matches, as the RFC wants it.
 */
public record IfMatch(Optional<Set<String>> etags) {
    public static final IfMatch ANY = new IfMatch(Optional.empty());

    static final int LONGEST = 1_000;

    /** One or more, without what may stand around them. */
    static final String TAGS = "(W/)?\"[^\"]*\"(\\s*,\\s*(W/)?\"[^\"]*\")*";

    private static final Pattern LIST = Pattern.compile("\\s*%s\\s*".formatted(TAGS));
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    /**
     * @param header null when there is none
     * @throws MalformedRequestException when it is no list of entity tags
     */
    public static IfMatch parse(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return ANY;
        }
        if (header.length() > LONGEST || !LIST.matcher(header).matches()) {
            throw new MalformedRequestException(
                    "If-Match must be an entity tag in double quotes, like \"7\", or *");
        }
        return new IfMatch(
                Optional.of(
                        TAG.matcher(header)
                                .results()
                                .filter(tag -> tag.group(1) == null)
                                .map(tag -> tag.group(2))
                                .collect(Collectors.toUnmodifiableSet())));
    }

    /**
     * @throws StaleRevisionException when the present revision is not among those wanted
     */
    public void check(long revision) {
        if (etags.isPresent() && !etags.get().contains(Long.toString(revision))) {
            throw new StaleRevisionException(revision);
        }
    }
}
