package io.sixlane.relay.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The domains under which a relative name is looked up (source: resolv.conf(5)).
 *
 * @param domains tried in this order, at most {@value #MOST_DOMAINS}
 * @param dots a name with as many is tried as it is first
 */
record SearchList(List<String> domains, int dots) {
    static final SearchList NONE = new SearchList(List.of(), 1);
    private static final int MOST_DOMAINS = 6;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String DOTS = "ndots:";

    SearchList {
        domains = domains.stream().limit(MOST_DOMAINS).toList();
    }

    /** The last line of a kind counts. */
    static SearchList parse(List<String> lines) {
        List<String> domains = List.of();
        var dots = 1;
        for (var line : lines) {
            var words = List.of(SPACE.split(line.strip()));
            switch (words.getFirst()) {
                case "search", "domain" -> domains = words.subList(1, words.size());
                case "options" ->
                        dots =
                                words.stream()
                                        .filter(word -> word.matches(DOTS + "[0-9]{1,2}"))
                                        .mapToInt(
                                                word ->
                                                        Integer.parseInt(
                                                                word.substring(DOTS.length())))
                                        .reduce(dots, (_, last) -> last);
                default -> {}
            }
        }
        return new SearchList(domains, dots);
    }

    /** The absolute names that a name may mean, in the order in which they are looked up. */
    List<String> candidates(String name) {
        if (name.endsWith(".")) {
            return List.of(name);
        }
        var asItIs = Stream.of(name + ".");
        var searched =
                domains.stream()
                        .filter(domain -> !domain.equals("."))
                        .map(domain -> name + "." + (domain.endsWith(".") ? domain : domain + "."));
        var names = new ArrayList<String>();
        (name.chars().filter(c -> c == '.').count() >= dots
                        ? Stream.concat(asItIs, searched)
                        : Stream.concat(searched, asItIs))
                .forEach(names::add);
        return names;
    }
}
