package io.sixlane.configuration.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FieldDifferenceTest {
    private static List<String> between(String before, String after, String... ignored) {
        return FieldDifference.between(tree(before), tree(after), ignored).stream()
                .map(FieldChange::text)
                .toList();
    }

    private static JsonNode tree(String json) {
        return ConfigurationJson.mapper().readTree(json.replace('\'', '"'));
    }

    @Test
    void shows_each_field_before_and_after() {
        assertThat(between("{'a':1,'b':'x','c':true,'e':{'f':1}}", "{'a':2,'b':'x','d':[],'e':{}}"))
                .containsExactly(
                        "/a: 1 → 2",
                        "/c: removed, was true",
                        "/e/f: removed, was 1",
                        "/d: added []");
    }

    @Test
    void leaves_out_ignored_top_level_fields() {
        assertThat(between("{'a':1,'b':{'a':1}}", "{'a':2,'b':{'a':2}}", "a"))
                .containsExactly("/b/a: 1 → 2");
    }

    @Test
    void follows_entries_by_id_or_region_in_any_order() {
        assertThat(
                        between(
                                "{'l':[{'id':'x','p':1},{'id':'y','p':2}],'r':[{'region':'a','m':2}]}",
                                "{'l':[{'id':'y','p':2},{'id':'x','p':3},{'id':'z'}],'r':[{'region':'a','m':4}]}"))
                .containsExactly("/l/x/p: 1 → 3", "/l/z: added {\"id\":\"z\"}", "/r/a/m: 2 → 4");
    }

    @Test
    void compares_other_arrays_as_a_whole() {
        assertThat(between("{'p':[{'from':80}]}", "{'p':[{'from':80},{'from':81}]}"))
                .containsExactly("/p: [{\"from\":80}] → [{\"from\":80},{\"from\":81}]");
        assertThat(between("{'p':[{'id':'a'},{'id':'a'}]}", "{'p':[{'id':'a'}]}"))
                .containsExactly("/p: [{\"id\":\"a\"},{\"id\":\"a\"}] → [{\"id\":\"a\"}]");
    }

    @Test
    void an_image_equals_itself_and_differs_from_an_empty_one() {
        assertThat(between("{'a':[1,2]}", "{'a':[1,2]}")).isEmpty();
        assertThat(FieldDifference.between(null, tree("{'a':1}")))
                .containsExactly(new FieldChange("", null, tree("{'a':1}")));
    }

    @Test
    void a_long_value_is_cut_in_the_text_alone() {
        var change = FieldDifference.between(null, "x".repeat(300)).getFirst();

        assertThat(change.text()).startsWith("added ").hasSizeLessThan(220).endsWith("…");
        assertThat(change.after()).isEqualTo(tree("'" + "x".repeat(300) + "'"));
    }
}
