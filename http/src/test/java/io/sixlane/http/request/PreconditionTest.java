package io.sixlane.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.http.problem.MalformedRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class PreconditionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"5\"",
                "\"5\",",
                ",\"5\"",
                " , \"4\" ,, \"5\" ,",
                "\"4\",\"5\"",
                "*",
                "* ,",
                "\"a,b\", \"5\"",
                "W/\"5\", \"5\""
            })
    void revision_5_matches(String header) {
        assertThat(ifMatch(header).matches(5)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4\"", "W/\"5\"", "\"\"", "\"05\"", "\"4,5\""})
    void revision_5_does_not_match(String header) {
        assertThat(ifMatch(header).matches(5)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "\"5",
                "\"5\"\"6\"",
                "\"5\" \"6\"",
                "*, \"5\"",
                "w/\"5\"",
                "W/5",
                "",
                ",",
                "\"5\"; x",
                "\"a b\""
            })
    void a_malformed_tag_list_is_refused(String header) {
        assertThatThrownBy(() -> ifMatch(header)).isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void the_tag_of_a_representation_matches_its_revision_alone() {
        var tag = Revisions.etag(5, new byte[] {1, 2, 3});

        assertThat(tag)
                .matches("\"5-[0-9a-f]{16}\"")
                .isEqualTo(Revisions.etag(5, new byte[] {1, 2, 3}));
        assertThat(tag).isNotEqualTo(Revisions.etag(5, new byte[] {1, 2}));
        assertThat(ifMatch(tag).matches(5)).isTrue();
        assertThat(ifMatch(tag).matches(6)).isFalse();
    }

    @Test
    void several_lines_are_one_list() {
        var headers = new HttpHeaders();
        headers.add("If-Match", "\"4\"");
        headers.add("If-Match", "\"5\"");
        assertThat(Precondition.of(headers).matches(5)).isTrue();
    }

    @Test
    void none_match_excludes_a_resource_that_exists() {
        for (var header : new String[] {"*", "\"5\"", "W/\"5\"", "\"4\", \"5\""}) {
            var headers = new HttpHeaders();
            headers.add("If-None-Match", header);
            assertThat(Precondition.of(headers).matches(5)).as(header).isFalse();
        }
        var headers = new HttpHeaders();
        headers.add("If-None-Match", "\"4\"");
        assertThat(Precondition.of(headers).matches(5)).isTrue();
    }

    @Test
    void a_long_header_of_many_commas_is_judged_in_linear_time() {
        var header = "\"5\"" + ",".repeat(Precondition.LONGEST) + "x";
        assertThatThrownBy(() -> ifMatch(header)).isInstanceOf(MalformedRequestException.class);
        assertThat(Precondition.NONE.matches(7)).isTrue();
    }

    private static Precondition ifMatch(String header) {
        var headers = new HttpHeaders();
        headers.add("If-Match", header);
        return Precondition.of(headers);
    }
}
