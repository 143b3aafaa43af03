package io.sixlane.gateway.manual;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The pages of the repository, which the build puts beside the classes; read when asked for. */
@Component
@Lazy
public class Manual {
    private static final String FOLDER = "manual/";

    private static final Pattern FILE = Pattern.compile("(/[a-z0-9-]+)+\\.(svg|png|yaml)");

    private final Map<String, Page> pages;

    Manual() throws IOException {
        var found = new ArrayList<Page>();
        for (var resource :
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath:" + FOLDER + "**/*.md")) {
            found.add(Page.of(fileOf(resource), text(resource)));
        }
        pages =
                found.stream()
                        .collect(toMap(Page::path, page -> page, (one, _) -> one, TreeMap::new));
    }

    private static String fileOf(Resource resource) throws IOException {
        var url = resource.getURL().toString();
        return url.substring(url.lastIndexOf("/" + FOLDER) + FOLDER.length() + 1);
    }

    private static String text(Resource resource) throws IOException {
        return resource.getContentAsString(StandardCharsets.UTF_8);
    }

    /**
     * @param path such as {@code /docs/how-to/audit}
     */
    Optional<Page> page(String path) {
        return Optional.ofNullable(pages.get(path));
    }

    /** Those in a folder that has no page of its own, such as {@code /docs/adr}. */
    List<Page> folder(String path) {
        return pages.values().stream().filter(page -> page.path().startsWith(path + "/")).toList();
    }

    Collection<Page> pages() {
        return pages.values();
    }

    /** The Markdown of a page, for those who show parts of it. */
    public Optional<String> markdown(String path) {
        return page(path).map(Page::markdown);
    }

    /** A picture or another file of the documentation; empty when there is none. */
    Optional<Resource> file(String path) {
        if (!FILE.matcher(path).matches()) {
            return Optional.empty();
        }
        return Optional.<Resource>of(new ClassPathResource(FOLDER + path.substring(1)))
                .filter(Resource::isReadable);
    }
}
