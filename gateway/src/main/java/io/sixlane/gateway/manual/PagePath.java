package io.sixlane.gateway.manual;

import java.net.URI;

/**
 * Where a page is served, from where its file is in the repository: {@code docs/how-to/audit.md} as
 * {@code /docs/how-to/audit}, {@code SECURITY.md} as {@code /docs/SECURITY}.
 */
final class PagePath {
    static final String ROOT = "/docs";
    private static final String FOLDER = "docs/";
    private static final String INDEX = "README";

    private PagePath() {}

    /** {@code docs/README.md} is the root, and README.md of another folder that folder. */
    static String ofFile(String file) {
        if (!file.startsWith(FOLDER)) {
            return ROOT + "/" + file.replaceFirst("\\.md$", "");
        }
        var path = "/" + file.replaceFirst("\\.md$", "");
        return path.endsWith("/" + INDEX)
                ? path.substring(0, path.length() - INDEX.length() - 1)
                : path;
    }

    /**
     * The destination of a link that a page contains; one to another site stays as it is.
     *
     * @param file the page's, relative to the repository
     */
    static String ofLink(String file, String destination) {
        URI link;
        try {
            link = URI.create(destination);
        } catch (IllegalArgumentException _) {
            return destination;
        }
        var path = link.getPath();
        if (link.isAbsolute() || path == null || path.isEmpty() || path.startsWith("/")) {
            return destination;
        }
        var target = URI.create("/" + file).resolve(path).normalize().getPath().substring(1);
        var fragment = link.getRawFragment() == null ? "" : "#" + link.getRawFragment();
        return ofFile(target) + fragment;
    }
}
