package io.sixlane.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SearchListTest {
    @Test
    void a_name_with_enough_dots_is_tried_as_it_is_first_and_others_last() {
        var list =
                SearchList.parse(
                        List.of(
                                "# search none.example",
                                "nameserver 192.0.2.53",
                                "search old.example",
                                "search one.example two.example.",
                                "options rotate ndots:2 timeout:1"));
        assertThat(list.candidates("a.b.c"))
                .containsExactly("a.b.c.", "a.b.c.one.example.", "a.b.c.two.example.");
        assertThat(list.candidates("web.test"))
                .containsExactly("web.test.one.example.", "web.test.two.example.", "web.test.");
        assertThat(list.candidates("web.test.")).containsExactly("web.test.");
    }

    @Test
    void without_settings_a_name_is_tried_as_it_is() {
        assertThat(SearchList.NONE.candidates("backend")).containsExactly("backend.");
        assertThat(SearchList.parse(List.of("", "options ndots:x")))
                .isEqualTo(new SearchList(List.of(), 1));
    }

    @Test
    void at_most_six_domains_are_searched() {
        var domains = IntStream.range(0, 20).mapToObj(i -> "d" + i + ".example");
        var line = Stream.concat(Stream.of("search"), domains).toList();
        assertThat(SearchList.parse(List.of(String.join(" ", line))).candidates("web")).hasSize(7);
    }
}
