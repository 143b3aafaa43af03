package io.sixlane.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page under docs/reference, parts of which are written from the code. */
public final class ReferencePage {
    private final Path path;

    public ReferencePage(String name) {
        path = Path.of("../docs/reference", name);
    }

    public String text() throws IOException {
        return Files.readString(path);
    }

    /**
     * Fails unless the part is as the code says; {@code -Dsixlane.reference.write=true} writes it
     * again.
     *
     * @param part what stands between {@code <!-- generated from the code: PART -->} and {@code
     *     <!-- end of PART -->}
     */
    public void hasPart(String part, String expected) throws IOException {
        var page = text();
        var begin = "<!-- generated from the code: %s -->\n".formatted(part);
        var end = "<!-- end of %s -->".formatted(part);
        assertThat(page).contains(begin).contains(end);
        var from = page.indexOf(begin) + begin.length();
        var to = page.indexOf(end);
        if (Boolean.getBoolean("sixlane.reference.write")) {
            Files.writeString(path, page.substring(0, from) + expected + page.substring(to));
        }
        assertThat(text().substring(from)).startsWith(expected + end);
    }
}
