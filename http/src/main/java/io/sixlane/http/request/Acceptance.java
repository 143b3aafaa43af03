package io.sixlane.http.request;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The answers that a client accepts (RFC 9110, 12.5.1).
 *
 * @param ranges empty when everything will do
 */
record Acceptance(List<MediaType> ranges) {
    Acceptance {
        ranges = List.copyOf(ranges);
    }

    /**
     * @throws InvalidMediaTypeException when a line is no list of media ranges
     */
    static Acceptance of(List<String> lines) {
        return new Acceptance(MediaType.parseMediaTypes(lines));
    }

    boolean isAnyOf(Collection<MediaType> produced) {
        return ranges.isEmpty() || produced.stream().anyMatch(this::accepts);
    }

    /** Every answer is UTF-8, which a range with another charset does not include. */
    static boolean isUtf8(MediaType range) {
        var charset = range.getParameter("charset");
        return charset == null || charset.replace("\"", "").equalsIgnoreCase("utf-8");
    }

    /** The most specific range decides; a quality of 0 refuses. */
    private boolean accepts(MediaType produced) {
        return ranges.stream()
                .filter(range -> range.includes(produced) && isUtf8(range))
                .max(Comparator.comparingInt(Acceptance::specificity))
                .filter(range -> range.getQualityValue() > 0)
                .isPresent();
    }

    private static int specificity(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        var parameters = range.getParameters().size() - (range.getParameter("q") == null ? 0 : 1);
        return range.isWildcardSubtype() ? 1 : 2 + parameters;
    }
}
