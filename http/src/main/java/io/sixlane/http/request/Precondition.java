package io.sixlane.http.request;

import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * The revisions a request is meant for (RFC 9110, 13).
 *
 * @param match of which the present one must be; empty without If-Match, a wildcard for any that
 *     exists. A weak tag never matches.
 * @param noneMatch of which the present one must not be; empty without If-None-Match
 */
public record Precondition(List<ETag> match, List<ETag> noneMatch) {
    public static final Precondition NONE = new Precondition(List.of(), List.of());

    /** Characters of one header. */
    public static final int LONGEST = 1_000;

    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*+\"";

    /** A list, which may have empty elements (RFC 9110, 5.6.1.2). */
    private static final String FORM =
            "[\\t ,]*+(?:\\*|%1$s(?:[\\t ]*+,[\\t ,]*+%1$s)*+)[\\t ,]*+".formatted(TAG);

    /** The tag of no resource, which the parser of Spring leaves out. */
    private static final ETag EMPTY = new ETag("", false);

    private static final Pattern LIST = Pattern.compile(FORM);

    public Precondition {
        match = List.copyOf(match);
        noneMatch = List.copyOf(noneMatch);
    }

    /**
     * @throws MalformedRequestException when a header is no list of entity tags
     */
    public static Precondition of(HttpHeaders headers) {
        return new Precondition(
                tags(headers, HttpHeaders.IF_MATCH), tags(headers, HttpHeaders.IF_NONE_MATCH));
    }

    private static List<ETag> tags(HttpHeaders headers, String name) {
        var lines = headers.getOrEmpty(name);
        if (lines.isEmpty()) {
            return List.of();
        }
        var list = String.join(",", lines);
        if (list.length() > LONGEST || !LIST.matcher(list).matches()) {
            throw new MalformedRequestException(
                    "%s must be entity tags in double quotes, like \"7\", or *".formatted(name));
        }
        var tags = ETag.parse(list);
        return tags.isEmpty() ? List.of(EMPTY) : tags;
    }

    /** The tags to compare with a version in a statement; empty when any version will do. */
    public Optional<List<String>> versions() {
        return match.isEmpty() || match.stream().anyMatch(ETag::isWildcard)
                ? Optional.empty()
                : Optional.of(match.stream().filter(tag -> !tag.weak()).map(ETag::tag).toList());
    }

    /** Whether a resource that exists at this revision meets it. */
    public boolean matches(long revision) {
        var present = new ETag(Long.toString(revision), false);
        return isMatched(present) && !isAmong(noneMatch, present, false);
    }

    private boolean isMatched(ETag present) {
        return match.isEmpty() || isAmong(match, present, true);
    }

    /** Whether If-None-Match excludes whatever exists. */
    boolean isOfNothing() {
        return noneMatch.stream().anyMatch(ETag::isWildcard);
    }

    private static boolean isAmong(List<ETag> tags, ETag present, boolean strong) {
        var revision = Revisions.revision(present);
        return tags.stream()
                .anyMatch(
                        tag ->
                                tag.isWildcard()
                                        || Revisions.revision(tag).compare(revision, strong));
    }

    /**
     * Checks a representation by its entity tag, of any form.
     *
     * @throws RefusedException when If-Match names others
     */
    void checkMatch(ETag present) {
        if (!isMatched(present)) {
            throw new RefusedException(
                    Problem.of(
                                    ProblemType.STALE_REVISION,
                                    "The resource has the ETag %s; fetch it without If-Match"
                                            .formatted(present.formattedTag()))
                            .withHeader(HttpHeaders.ETAG, present.formattedTag()));
        }
    }

    /**
     * Checks a resource that exists at this revision.
     *
     * @throws StaleRevisionException when If-Match names others
     * @throws RefusedException when If-None-Match names it
     */
    public void check(long revision) {
        var present = new ETag(Long.toString(revision), false);
        if (!isMatched(present)) {
            throw new StaleRevisionException(revision);
        }
        checkNoneMatch(revision);
    }

    /**
     * Checks If-None-Match alone, where a statement compares the versions of If-Match.
     *
     * @throws RefusedException when it names the resource at this revision
     */
    public void checkNoneMatch(long revision) {
        var present = new ETag(Long.toString(revision), false);
        if (isAmong(noneMatch, present, false)) {
            throw new RefusedException(
                    Problem.of(
                                    ProblemType.PRECONDITION_FAILED,
                                    "The resource exists at revision %s, which If-None-Match"
                                                    .formatted(revision)
                                            + " excludes; leave that header out to change it")
                            .with("revision", revision)
                            .withHeader(HttpHeaders.ETAG, present.formattedTag()));
        }
    }
}
