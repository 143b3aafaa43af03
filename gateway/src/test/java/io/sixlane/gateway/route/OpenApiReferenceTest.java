package io.sixlane.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.testsupport.ApiReference;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/reference/openapi/sixlane.json} is what {@code GET /openapi} answers. */
class OpenApiReferenceTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void the_public_document_joins_those_of_the_services() throws IOException {
        ApiReference.hasDocument("sixlane", JSON.writeValueAsString(joined()));
    }

    @Test
    void every_operation_has_an_id_of_its_own_a_tag_and_the_form_of_its_errors()
            throws IOException {
        var ids = new HashSet<String>();
        for (var path : joined().path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var name = operation.getKey() + " " + path.getKey();
                var document = operation.getValue();
                var id = document.path("operationId").asString("");
                assertThat(id).as(name).matches("[a-z][A-Za-z0-9]*");
                assertThat(ids.add(id)).as("%s: %s is unique", name, id).isTrue();
                assertThat(document.path("summary").asString("")).as(name).isNotEmpty();
                assertThat(document.path("tags").size()).as(name).isEqualTo(1);
                assertThat(document.path("responses").propertyNames())
                        .as(name)
                        .contains("4XX", "5XX");
                for (var parameter : document.path("parameters")) {
                    assertThat(parameter.path("name").asString())
                            .as(name)
                            .isNotEqualTo("headers")
                            .doesNotStartWith("X-Sixlane");
                }
            }
        }
        assertThat(ids).hasSizeGreaterThan(40);
    }

    private static JsonNode joined() throws IOException {
        var join = new OpenApiJoin(JSON);
        for (var upstream : List.of(Upstream.values())) {
            join.add(upstream, ApiReference.document(upstream.word()));
        }
        return join.document();
    }
}
